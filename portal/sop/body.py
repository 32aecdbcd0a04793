"""The Markdown body as safe HTML: no raw HTML, no foreign pictures, nothing that acts."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from portal.say import say
from portal.sop.weight import too_heavy

ID_PREFIX = "isi-"
"""Every id in a body begins so, and cannot take the place of one of the page's own."""

ALIGNED = {"left": "rata-kiri", "center": "rata-tengah", "right": "rata-kanan"}
"""The class of a table cell for the alignment its column asks for."""

_TOP_HEADING = 3
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    **{name: {"id"} for name in ("h3", "h4", "h5", "h6")},
}
_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_TWO_SLASHES = {"//", "/\\", "\\/", "\\\\"}
_UNSEEN_IN_URL = re.compile(r"[\x00-\x20\u00a0]")
_NO_WORD = re.compile(r"[^a-z0-9]+")


class TooHeavy(ValueError):
    """A body that cannot be rendered; `message` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(str(message))
        self.message = message


def render(text: str) -> str:
    """Return a Markdown body as safe HTML whose headings begin at h3; raise `TooHeavy` where it cannot be done."""
    if reason := too_heavy(text):
        raise TooHeavy(reason)
    try:
        html = markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists", _Safe()]).convert(text)
    except Exception as error:  # the renderer is not ours: whatever it stumbles over, the document is set aside
        raise TooHeavy(say("Isi dokumen tidak dapat ditampilkan. Sederhanakan susunannya.")) from error
    return clean(html)


def clean(html: str) -> str:
    """Return HTML with nothing left in it that acts or comes from elsewhere; what is clean stays as it is."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes={"th": set(ALIGNED.values()), "td": set(ALIGNED.values())},
        attribute_filter=_harmless,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


class _Safe(Extension):
    """Takes raw HTML out of the renderer's reach and puts the tree in order."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Order(md), "order", 0)


class _Order(Treeprocessor):
    """Moves headings down, gives them ids of their own, aligns by class, and makes foreign pictures links."""

    def run(self, root: Element) -> None:
        taken: set[str] = set()
        headings = [element for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        highest = min((int(heading.tag[1]) for heading in headings), default=1)
        for heading in headings:
            _place_heading(heading, _TOP_HEADING - highest, taken)
        for element in list(root.iter()):
            if element.tag in ("td", "th"):
                _align(element)
            elif element.tag == "img" and is_foreign(element.get("src", "")):
                _make_link(element)


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    """Judge an address once more, as strictly as the most forgiving browser reads it."""
    scheme = _SCHEME.match(_bare(value))
    if attribute == "src" and is_foreign(value):
        return None
    return None if attribute == "href" and scheme and scheme[1].lower() not in _SCHEMES else value


def is_foreign(url: str) -> bool:
    """True if a browser would fetch `url` from elsewhere than this portal."""
    bare = _bare(unescape(url))
    return _SCHEME.match(bare) is not None or bare[:2] in _TWO_SLASHES


def _bare(url: str) -> str:
    return _UNSEEN_IN_URL.sub("", url)


def _place_heading(element: Element, down: int, taken: set[str]) -> None:
    element.tag = f"h{min(int(element.tag[1]) + down, 6)}"
    word = _NO_WORD.sub("-", "".join(element.itertext()).casefold()).strip("-")[:60] or "bagian"
    own, number = f"{ID_PREFIX}{word}", 2
    while own in taken:
        own, number = f"{ID_PREFIX}{word}-{number}", number + 1
    taken.add(own)
    element.set("id", own)


def _align(element: Element) -> None:
    style = element.attrib.pop("style", "")
    for side, name in ALIGNED.items():
        if style == f"text-align: {side};":
            element.set("class", name)


def _make_link(element: Element) -> None:
    source, words = element.get("src", ""), element.get("alt", "")
    element.tag = "a"
    element.attrib.clear()
    element.set("href", source)
    element.text = words or source
