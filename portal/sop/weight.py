"""Weight: how much work a Markdown body may ask of its renderer, whose worst cases grow with the square."""

from __future__ import annotations

import re

from portal.say import Said, say

MAX_BRACKETS = 2_000_000
MAX_MARKS = 200_000_000
MAX_QUOTED_CELLS = 10_000_000
MAX_CELLS = 10_000
MAX_HEADINGS = 500
MAX_DEPTH = 50

_BLANK = re.compile(r"\n[^\S\n]*(?=\n)")
_MARK = re.compile(r"[*_`\\&<]")
_HEADING = re.compile(r"^[^\S\n]*(?:#|=+[^\S\n]*$|(?:[-*_][^\S\n]*)+$)", re.MULTILINE)
_NESTED = re.compile(r"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*", re.MULTILINE)
_LEVEL = re.compile(r">|[-+*]|\d[.)]| {4}|\t")


def too_heavy(markdown: str) -> Said | None:
    """Return why a body would take too long to render, with the remedy; None if it would not."""
    paragraphs = _BLANK.split(markdown)
    if sum(part.count("[") * len(part) for part in paragraphs) > MAX_BRACKETS:
        return say("Terlalu banyak tanda [ dalam paragraf panjang. Pecah paragrafnya dengan baris kosong.")
    if sum(len(_MARK.findall(part)) * len(part) for part in paragraphs) > MAX_MARKS:
        return say("Terlalu banyak tanda format dalam paragraf panjang. Pecah paragrafnya dengan baris kosong.")
    if (
        markdown.count("|") > MAX_CELLS
        or sum(line.count("|") * line.count("`") for line in markdown.split("\n")) > MAX_QUOTED_CELLS
    ):
        return say("Tabel di isi dokumen terlalu besar. Pecah, atau simpan sebagai lampiran.")
    if len(_HEADING.findall(markdown)) > MAX_HEADINGS:
        return say("Judul dan garis pemisah lebih dari {most}. Kurangi, atau pecah dokumennya.", most=MAX_HEADINGS)
    if _depth(markdown) > MAX_DEPTH:
        return say("Daftar atau kutipan bertingkat lebih dari {most}. Kurangi tingkatnya.", most=MAX_DEPTH)
    return None


def _depth(markdown: str) -> int:
    return max((len(_LEVEL.findall(prefix)) for prefix in _NESTED.findall(markdown)), default=0)
