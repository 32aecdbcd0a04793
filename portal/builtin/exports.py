"""The formats the portal itself exports an SOP in: for programs, to write on, to read, to look at, to reckon with."""

from __future__ import annotations

import json

from portal.drawing.standalone import standalone
from portal.hooks import Around, Format, hookimpl
from portal.paper import heavy, printed
from portal.sop.facts import as_json, without_names
from portal.sop.model import Sop
from portal.sop.source import as_markdown

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render_json(sop: Sop, around: Around) -> bytes:
    """Return the SOP as other programs read it, names left out for visitors."""
    facts = as_json(sop)
    return json.dumps(facts if around.staff else without_names(facts), ensure_ascii=False, indent=2).encode() + b"\n"


def render_markdown(sop: Sop, around: Around) -> bytes:
    """Return the SOP as one document that reads back to the same SOP."""
    return as_markdown(sop if around.staff else without_names(sop)).encode()


def render_svg(sop: Sop, around: Around) -> bytes:
    """Return the flowchart table as one picture; nobody's name stands in it."""
    return standalone(sop, around.agency).encode()


@hookimpl
def formats() -> list[Format]:
    """Offer json, md, html, svg, pdf, docx and xlsx."""
    return [
        Format("json", "application/json", render_json),
        Format("md", "text/markdown; charset=utf-8", render_markdown),
        Format("html", "text/html; charset=utf-8", printed.render),
        Format("svg", "image/svg+xml", render_svg),
        Format("pdf", "application/pdf", heavy.renders("pdf")),
        Format("docx", WORD, heavy.renders("word")),
        Format("xlsx", EXCEL, heavy.renders("excel")),
    ]
