"""The identity page of a Word document: the office, number and dates, the place to sign, and the pairs of boxes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from docx.table import Table, _Cell

from portal.drawing import grid
from portal.drawing.type import lines
from portal.hooks import Around
from portal.paper import qr
from portal.paper import word_bits as bits
from portal.paper.front import Front, Signature, front
from portal.paper.identity import STATES, TITLE
from portal.paper.measure import FOOT, MM, SIDE, SIZES, TOP
from portal.paper.word_bits import Type
from portal.sop.model import Sop

HEADING = Type(17.0, 1.6, bold=True, side=ALIGN.CENTER)
STATE = Type(13.0, 1.5, bold=True, side=ALIGN.CENTER)
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
TEXT, OFFICE = 12.0, 14.5
PAD, LABEL, CODE, LOGO = 6.0, 150.0, 104.0, 84.0
ROOM = 60.0
"""Sizes in pixels: of type, of the space around it, of columns and pictures, of the space for hand and stamp."""

PNG = b"\x89PNG"


def write_front(document: Document, sop: Sop, around: Around) -> None:
    """Write the identity page, its type as large as one page allows; a logo is shown where it is a PNG."""
    bits.set_(document.add_paragraph(), TITLE.upper(), HEADING)
    state = STATES.get(sop.status)
    if state:
        bits.set_(document.add_paragraph(), state, STATE)
    said = front(sop, around)
    wide, high = SIZES[around.paper]
    half = (wide - 2 * SIDE) * MM / 2
    room = (high - TOP - FOOT) * MM - HEADING.size * HEADING.leading - (STATE.size * STATE.leading if state else 0)
    scale = next((one for one in SCALES if _height(said, half, one) <= room), SCALES[-1])
    _Identity(said, around, half, scale).write(document)


class _Identity:
    """Writes one identity table at one scale of its type."""

    def __init__(self, said: Front, around: Around, half: float, scale: float) -> None:
        self.said, self.around, self.half = said, around, half
        self.plain = Type(TEXT * scale)
        self.bold = replace(self.plain, bold=True)
        self.office = Type(OFFICE * scale, bold=True, side=ALIGN.CENTER)
        self.room = Type(ROOM * scale, 1.0)

    def write(self, document: Document) -> None:
        """Write the table into the document."""
        rows, pairs = _rows(self.said), _pairs(self.said)
        widths = (self.half, LABEL, self.half - LABEL - CODE, CODE)
        table = bits.table(document, widths, len(rows) + len(pairs), PAD / 2)
        for row in table.rows:
            bits.least(row, 0.0)
        self._number(table, rows)
        for row, (left, right) in zip(table.rows[len(rows) :], pairs, strict=True):
            first, second, _, last = row.cells
            self._box(first if right else first.merge(last), left)
            if right:
                self._box(second.merge(last), right)

    def _number(self, table: Table, rows: Sequence[tuple[str, str | Signature]]) -> None:
        """Write the office beside number, dates, signature and name."""
        for row, (title, value) in zip(table.rows, rows, strict=False):
            _, name, cell, last = row.cells
            bits.write(name, ((title, self.bold),), PAD)
            if not isinstance(value, Signature):
                bits.write(cell.merge(last), ((value, self.plain),), PAD)
                continue
            bits.write(cell if self.around.address else cell.merge(last), self._signature(value), PAD)
            if self.around.address:
                self._code(last, self.around.address)
        first, *others = (row.cells[0] for row in table.rows[: len(rows)])
        office = first.merge(others[-1]) if others else first
        office.vertical_alignment = VERTICAL.CENTER
        bits.write(office, self._kop(), PAD)
        if self.around.logo and self.around.logo.startswith(PNG):
            above = office.paragraphs[0].insert_paragraph_before()
            above.alignment = ALIGN.CENTER
            above.add_run().add_picture(io.BytesIO(self.around.logo), height=bits.pixels(LOGO))

    def _kop(self) -> list[tuple[str, Type]]:
        address = replace(self.plain, side=ALIGN.CENTER)
        return [(line.text, self.office if line.strong else address) for line in self.said.office]

    def _signature(self, signed: Signature) -> list[tuple[str, Type]]:
        if signed.instead:
            return [(signed.instead, self.bold)]
        below = [(line, self.plain) for line in signed.below]
        return [(signed.title or "", self.plain), ("", self.room), (signed.name or "", self.bold), *below]

    def _code(self, cell: _Cell, address: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
        paragraph.add_run().add_picture(io.BytesIO(qr.png(address)), height=bits.pixels(CODE - 4 * PAD))
        bits.set_(cell.add_paragraph(), "Pindai untuk memeriksa keberlakuan", Type(9.0, side=ALIGN.CENTER))

    def _box(self, cell: _Cell, box: tuple[str, tuple[str, ...]]) -> None:
        title, items = box
        bits.write(cell, ((title, self.bold), *((line, self.plain) for line in grid.numbered(items))), PAD)


def _rows(said: Front) -> list[tuple[str, str | Signature]]:
    signed: list[tuple[str, str | Signature]] = [said.signed] if said.signed else []
    return [*said.before, *signed, *said.after]


def _pairs(said: Front) -> list[tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]] | None]]:
    return list(zip_longest(said.boxes[::2], said.boxes[1::2]))


def _height(said: Front, half: float, scale: float) -> float:
    """Return about how high the identity table becomes, in pixels: rather too high than too low."""
    size = TEXT * scale

    def high(texts: Sequence[str], wide: float) -> float:
        count = sum(len(lines(text, (wide - 2 * PAD) * 0.95, size)) for text in texts)
        return max(1, count) * size * bits.LEADING + PAD + 1

    total = 0.0
    for _, value in _rows(said):
        if isinstance(value, Signature):
            texts = (value.title or "", value.name or "", *value.below)
            total += max(high(texts, half - LABEL - CODE) + ROOM * scale, CODE + 3 * size)
        else:
            total += high((value,), half - LABEL)
    for pair in _pairs(said):
        boxes = [(title, *grid.numbered(items)) for title, items in filter(None, pair)]
        total += max(high(texts, half if len(boxes) > 1 else 2 * half) for texts in boxes)
    return total
