"""Printed: the official sheet as one page of HTML, with the style that puts it on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from portal.hooks import Around
from portal.paper.flowchart import Flowchart
from portal.paper.front import day
from portal.paper.identity import identity
from portal.paper.markup import grouped
from portal.paper.measure import FOOT, SIDE, SIZES, TOP, chart
from portal.sop.facts import digest
from portal.sop.model import Sop

FOLDER = Path(__file__).parent
FONTS = {"normal": "LiberationSans-Regular.ttf", "bold": "LiberationSans-Bold.ttf"}
"""The files in `fonts/`, by weight."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet to print: its title, its whole style, and its body, made of escaped text only."""

    title: str
    style: str
    body: str

    def html(self, before: str = "", head: str = "") -> str:
        """Return the page; `before` stands in front of the sheet and `head` in its head, both as HTML."""
        return (
            '<!doctype html>\n<html lang="id"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(self.title)}</title>'
            f"{head}<style>{self.style}</style></head>\n<body>{before}{self.body}</body></html>\n"
        )


def printed(sop: Sop, around: Around, *, fonts: Mapping[str, str] | None = None, behind: bool = False) -> Printed:
    """Return an SOP as a sheet: what the form has, not the text below it; names and NIP only for staff.

    `fonts` are the addresses of FONTS, where they can be had; `behind` puts drawings behind their cells, as pictures.
    """
    flowchart = Flowchart(sop, chart(sop, around.paper), behind)
    leaves = f"{identity(sop, around)}\n{flowchart.pages()}"
    body = f'<main tabindex="0" aria-label="Lembar SOP">{leaves}</main>'
    style = "\n".join((faces(fonts or {}), _page(sop, around), _common(), flowchart.style()))
    return Printed(sop.nama if sop.nama.upper().startswith("SOP ") else f"SOP {sop.nama}", style, body)


def render(sop: Sop, around: Around) -> bytes:
    """Return an SOP as a page that stands alone, to read or to print."""
    return printed(sop, around).html().encode()


def fingerprint(sop: Sop) -> str:
    """Return the start of an SOP's digest as people compare it: four groups of four."""
    return grouped(digest(sop))


def revision(sop: Sop) -> str:
    """Return what the foot of a page says of an SOP's last revision."""
    return f"Revisi {day(sop.tanggal_revisi)}" if sop.tanggal_revisi else "Belum direvisi"


def _page(sop: Sop, around: Around) -> str:
    """Return the size of the paper and what stands at the foot of every page."""
    wide, high = SIZES[around.paper]
    small = 'font: 7.5pt "Liberation Sans", Arial, Helvetica, sans-serif; vertical-align: top; padding-top: 2mm'
    return (
        f"@page {{ size: {wide:g}mm {high:g}mm; margin: {TOP:g}mm {SIDE:g}mm {FOOT:g}mm;\n"
        f'  @bottom-left {{ content: "Sidik {fingerprint(sop)}"; {small} }}\n'
        f'  @bottom-center {{ content: "{revision(sop)}"; {small} }}\n'
        f'  @bottom-right {{ content: "Halaman " counter(page) " dari " counter(pages); {small} }} }}\n'
        f"@media screen {{ .leaf {{ width: {wide:g}mm; min-height: {high:g}mm;\n"
        f"  padding: {TOP:g}mm {SIDE:g}mm {FOOT:g}mm }} }}"
    )


def faces(fonts: Mapping[str, str]) -> str:
    """Return our fonts as CSS, from their addresses by weight."""
    return "\n".join(
        f'@font-face {{ font-family: "Liberation Sans"; font-weight: {weight}; src: url("{address}") }}'
        for weight, address in fonts.items()
    )


@cache
def _common() -> str:
    return (FOLDER / "print.css").read_text("utf-8")
