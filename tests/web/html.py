"""Looking at pages as a browser parses them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib


def parse(text: str) -> Element:
    """Return the tree of a page."""
    tree: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return tree


def by_id(text: str, element_id: str) -> Element:
    """Return the element with an id; there must be exactly one."""
    found = [element for element in parse(text).iter() if element.get("id") == element_id]
    assert len(found) == 1, f"{len(found)} elements with the id {element_id}"
    return found[0]


def words(element: Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def texts(text: str, tag: str) -> list[str]:
    """Return the texts of all elements of a kind."""
    return [words(element) for element in parse(text).iter(tag)]


def links(text: str) -> list[str]:
    """Return the addresses of all links."""
    return [element.get("href", "") for element in parse(text).iter("a")]


def here(text: str) -> list[str]:
    """Return the entries of menus and tabs that say they are this page."""
    return [words(element) for element in parse(text).iter("a") if element.get("aria-current") == "page"]
