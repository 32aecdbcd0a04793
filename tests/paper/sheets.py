"""Sheets for the tests of paper: made PDFs read back, and pages of HTML as trees."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element

import html5lib
from pypdf import PdfReader

from portal.hooks import Around
from portal.paper import heavy
from portal.paper.printed import render
from portal.refusal import Unable
from portal.sop.model import Sop
from tests import needs

_made: dict[tuple[str, str], bytes] = {}
"""PDFs that were written already: it takes a while."""


def tree(sop: Sop, around: Around | None = None) -> Element:
    """Return a sheet's HTML as a tree."""
    page = render(sop, around or Around(staff=True)).decode()
    root: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return root


def words(root: Element) -> str:
    """Return all text below an element, its style left out."""
    for head in root.findall("head"):
        root.remove(head)
    return " ".join(" ".join(root.itertext()).split())


def rows(root: Element) -> list[list[str]]:
    """Return the texts of the flowchart's rows, over all pages, connectors left out."""
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for page in root.iterfind(".//section[@class='leaf chart']")
        for row in page.iterfind(".//tbody/tr")
        if "joint" not in (row.get("class") or "").split()
    ]


def pdf(sop: Sop, around: Around | None = None) -> bytes:
    """Return a sheet as PDF; the test is skipped where this machine cannot write one, unless it must."""
    try:
        writer = heavy.load("pdf")
    except Unable as why:
        needs.missing("PDF", str(why))
    about = around or Around(staff=True)
    return _made.get((repr(sop), repr(about))) or _made.setdefault((repr(sop), repr(about)), writer.render(sop, about))


def read(data: bytes) -> PdfReader:
    """Return a PDF to be looked into."""
    return PdfReader(io.BytesIO(data))
