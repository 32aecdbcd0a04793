"""Templates and static files: nothing inline, nothing from elsewhere, fragments that panels can replace."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from tests.house.source import ROOT, files, modules

STATIC = ROOT / "portal/static"
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in files()
    if path.suffix in {".html", ".svg", ".xml"} and "templates" in path.relative_to(ROOT).parts
}
"""Every template, of the portal and of its plugins."""

INERT = {
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline style": r"<style\b|\sstyle\s*=",
    "an event handler": r"\son[a-z]+\s*=",
    "a script address": r"javascript:",
    "hx-on": r"\bhx-on\b",
    "a filter in hx-trigger": r"""hx-trigger\s*=\s*("[^"]*\[|'[^']*\[)""",
    "an evaluated hx-vals": r"hx-(vals|headers)\s*=\s*[\"']\s*js:",
    "an htmx extension": r"\bhx-ext\b",
}
"""What the content security policy would stop, or htmx without `eval` would silently do wrongly."""

MARKED_SAFE = {
    "portal/web/sop/flowchart.py": 1,
    "portal/web/language.py": 4,
    "portal/web/panels.py": 1,
    "portal/web/sop/rendering.py": 2,
    "portal/web/sop/kept.py": 1,
}
"""Places that declare something safe HTML, and how often: each is made by our own code and has its test."""

HARMLESS_ADDRESSES = {"http://www.w3.org"}
"""Names of XML namespaces; nobody ever calls them."""

PARTS = "_parts"
"""The folder of macros, which are no fragments."""


def without_remarks(template: str) -> str:
    """Return a template without its comments."""
    return re.sub(r"\{#.*?#\}|<!--.*?-->", "", template, flags=re.DOTALL)


@pytest.mark.parametrize("what", INERT)
def test_no_template_has(what: str) -> None:
    found = [
        f"{place}: {match.group()}"
        for place, text in TEMPLATES.items()
        for match in re.finditer(INERT[what], without_remarks(text), re.IGNORECASE)
    ]
    assert found == []


def test_what_is_marked_safe_is_named_and_counted() -> None:
    places = {
        **TEMPLATES,
        **{module.place: module.text for folder in ("portal", "plugins") for module in modules(folder)},
    }
    marked = {
        place: len(re.findall(r"\|\s*safe\b|\bMarkup\(|autoescape false", text)) for place, text in places.items()
    }
    assert {place: count for place, count in marked.items() if count} == MARKED_SAFE


def fragments() -> dict[str, str]:
    """Return the fragments: templates whose file begins with an underscore, macros left out."""
    return {
        place: text
        for place, text in TEMPLATES.items()
        if Path(place).name.startswith("_") and PARTS not in Path(place).parts
    }


IMPORT = re.compile(r"\{%-? from .*? import (.*?)(?: with context)? -?%\}")


def test_a_template_imports_nothing_in_vain() -> None:
    """What a template imports is used in it, or in one that extends it."""
    idle = [
        f"{place}: {name}"
        for place, text in TEMPLATES.items()
        for names in IMPORT.findall(text)
        for name in (one.split(" as ")[-1].strip() for one in names.split(","))
        if not re.search(rf"\b{name}\(", text + "".join(heirs(place)))
    ]
    assert idle == []


def heirs(place: str) -> Iterator[str]:
    """Yield the templates that extend one."""
    yield from (text for text in TEMPLATES.values() if f'{{% extends "{name_of(place)}" %}}' in text)


def test_every_fragment_is_included_by_a_page() -> None:
    everything = "\n".join(TEMPLATES.values())
    alone = [
        place for place in fragments() if not re.search(rf"""include ["']{re.escape(name_of(place))}["']""", everything)
    ]
    assert alone == []


def name_of(place: str) -> str:
    """Return the name by which templates are loaded: the path below `templates/`."""
    return place.split("templates/", 1)[1]


@pytest.mark.parametrize("place", fragments())
def test_a_fragment_has_one_root_with_an_id(place: str) -> None:
    bare = re.sub(r"\{% macro .*?\{% endmacro %\}", "", without_remarks(TEMPLATES[place]), flags=re.DOTALL)
    bare = re.sub(r"\{%.*?%\}", "", bare, flags=re.DOTALL)
    bare = re.sub(r"\{\{.*?\}\}", "x", bare, flags=re.DOTALL)
    roots = list(html5lib.parseFragment(bare, container=container_of(bare), namespaceHTMLElements=False))
    assert len(roots) == 1, [root.tag for root in roots]
    assert roots[0].get("id")


def container_of(html: str) -> str:
    """Return the element in which a fragment's root may stand, as the parser wants to know it."""
    root = re.search(r"<(\w+)", html)
    return {"tr": "tbody", "td": "tr", "tbody": "table", "option": "select"}.get(root.group(1) if root else "", "div")


def test_nothing_is_fetched_from_elsewhere() -> None:
    static = {path.relative_to(ROOT).as_posix(): path for path in files() if path.is_relative_to(STATIC)}
    texts = {place: path.read_text("utf-8") for place, path in static.items() if path.suffix in {".css", ".js", ".svg"}}
    found = [
        f"{place}: {address}"
        for place, text in {**texts, **TEMPLATES}.items()
        for address in re.findall(r"https?://[\w.-]+", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
        if address not in HARMLESS_ADDRESSES
    ]
    assert found == []


FONTS = ROOT / "portal/paper/fonts"
VENDORED = [
    (folder / record["file"], record)
    for folder in (STATIC, FONTS)
    for record in json.loads((folder / "vendor.json").read_text("utf-8"))
]


@pytest.mark.parametrize(("file", "record"), VENDORED, ids=lambda value: getattr(value, "name", None) or "")
def test_a_vendored_file_is_what_its_record_says(file: Path, record: dict[str, str]) -> None:
    data, version = file.read_bytes(), record["version"]
    assert hashlib.sha256(data).hexdigest() == record["sha256"]
    assert version in file.name or file.suffix == ".ttf"
    assert version.encode() in data or version.encode("utf-16-be") in data
    assert record["licence"]


def test_every_vendored_file_has_a_record() -> None:
    brought = {path for path in files() if (STATIC in path.parents and ".min." in path.name) or path.suffix == ".ttf"}
    assert brought == {file for file, _ in VENDORED}


def test_the_fonts_lie_beside_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
