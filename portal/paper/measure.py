"""Measure: how large everything of a flowchart becomes on its paper, so that rows and pages are known beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from portal.drawing import grid
from portal.drawing.grid import GridColumn
from portal.drawing.layout import AMPLE, Plan, Room, official, sides, sketch, widths
from portal.drawing.model import Drawing, Metrics
from portal.drawing.paging import draw_pages
from portal.drawing.placing import evened
from portal.drawing.type import lines, width
from portal.hooks import Paper
from portal.sop.model import Sop
from portal.sop.numbering import number_row

MM = 96 / 25.4
"""How many pixels make a millimetre."""

SIZES: Mapping[Paper, tuple[float, float]] = {"A4": (297.0, 210.0), "F4": (330.0, 215.0)}
"""Width and height of each paper, lying on its side, in millimetres."""

TOP, SIDE, FOOT = 12.0, 12.0, 15.0
"""The margins, in millimetres."""

FREE = 2.0
"""What a table leaves free beside the margin, in pixels: Chromium cuts off a border that touches it."""

TEXT, LEADING = 10.67, 1.25
PAD_X, PAD_Y, BORDER = 4.0, 3.0, 1.0
TITLE = 26.0
"""Sizes at full scale in pixels: type (8 points), the space in a cell, lines, and the title above a page's table."""

SMALLEST = 60
SCALES = tuple(
    (percent / 100, drawn / 100)
    for percent in range(100, 45, -5)
    for drawn in range(percent, min(percent, SMALLEST) - 1, -5)
)
"""How far words, and symbols and lines, may be made smaller until the table fits: the first pair that does is taken.

Symbols give way before words do, because nothing is written into them; but not below `SMALLEST` per cent.
"""

EVEN = 0.5
"""The part of what is left over that may go into symbols in the very middle of their columns."""

LEAST = {"no": 26.0, "uraian": 150.0, "kelengkapan": 86.0, "waktu": 54.0, "output": 86.0, "keterangan": 76.0}
SHARE = {"no": 0.0, "uraian": 3.0, "kelengkapan": 1.6, "waktu": 0.6, "output": 1.6, "keterangan": 1.2}
ROLE_SHARE = 0.6
"""The least width of each column of text, and how what is left over is shared; a symbol's column gets little."""

LONGEST = 90.0
"""A word of a text that is wider than this, at full scale, may be broken."""

SLACK = 0.97
"""The part of a line that is counted on: kerning and rounding differ from one printer of pages to another."""


@dataclass(frozen=True, slots=True)
class Space:
    """The part of a page that may be printed on, in pixels."""

    width: float
    height: float

    @classmethod
    def of(cls, paper: Paper) -> Space:
        """Return what the margins of a paper leave for tables."""
        wide, high = SIZES[paper]
        return cls((wide - 2 * SIDE) * MM - FREE, (high - TOP - FOOT) * MM)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the flowchart: its drawing, and the height of each of its rows in pixels."""

    drawing: Drawing
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A flowchart laid out on paper: the scale of its words, the columns' widths in pixels, and the pages."""

    scale: float
    columns: tuple[GridColumn, ...]
    widths: tuple[float, ...]
    pages: tuple[Page, ...]

    @property
    def text(self) -> float:
        """The size of type in the table, in pixels."""
        return TEXT * self.scale


def chart(sop: Sop, paper: Paper) -> Chart:
    """Return the flowchart of an SOP on pages of one paper, as large as its width allows."""
    space = Space.of(paper)
    whole = sketch(sop)
    found = (one for scales in SCALES if (one := _Scaled(sop, whole, *scales).chart(space)) is not None)
    return next(found, None) or _Scaled(sop, whole, *SCALES[-1]).squeezed(space)


Need = tuple[float, float]
"""The width a column must have, and the one it should have."""


class _Scaled:
    """One SOP measured with words at one scale, and symbols and lines at another."""

    def __init__(self, sop: Sop, whole: Plan, scale: float, drawn: float) -> None:
        self.sop, self.whole, self.scale = sop, whole, scale
        self.columns = grid.columns(sop)
        self.words = tuple(self._word(column) for column in self.columns)
        sizes = {one.name: getattr(Metrics(), one.name) * drawn for one in fields(Metrics)}
        arrow = Metrics().arrow * (scale + drawn) / 2
        self.metrics = replace(Metrics(**sizes), label=Metrics().label * scale, arrow=arrow)

    def chart(self, space: Space) -> Chart | None:
        """Return the chart, or None where it is too wide: pages may need wider columns than the whole drawing did."""
        needed = self._first()
        for _ in range(3):
            if sum(narrow for narrow, _ in needed) > space.width:
                return None
            widths = self._shared(needed, space.width)
            pages = self._pages(widths, space.height)
            drawn = self._needed({one.role: (one.narrow, one.even) for one in pages[0].columns})
            needed = [(max(one[0], other[0]), max(one[1], other[1])) for one, other in zip(needed, drawn, strict=True)]
            if all(wide >= narrow - 0.01 for wide, (narrow, _) in zip(widths, needed, strict=True)):
                return self._chart(widths, pages)
        return None

    def squeezed(self, space: Space) -> Chart:
        """Return the chart of an SOP that no scale makes narrow enough: every column gets its part of the width."""
        needed = [narrow for narrow, _ in self._first()]
        widths = tuple(wide * space.width / sum(needed) for wide in needed)
        return self._chart(widths, self._pages(widths, space.height))

    def _chart(self, widths: tuple[float, ...], drawings: Sequence[Drawing]) -> Chart:
        texts = dict(zip((step.id for step in self.sop.langkah), self._heights(widths), strict=True))
        pages = tuple(
            Page(official(one), tuple(max(row.height, texts.get(row.step or "", 0.0)) for row in one.rows))
            for one in drawings
        )
        return Chart(self.scale, self.columns, widths, pages)

    def _first(self) -> list[Need]:
        """Return what each column needs as long as nobody knows of pages."""
        found = widths(self.whole, sides(self.whole, self.metrics), self.metrics, Room(AMPLE.least, 0.0))
        return self._needed(
            {role: (one.narrow, one.even) for role, one in zip(self.whole.scene.columns, found, strict=True)}
        )

    def _needed(self, drawn: Mapping[str, Need]) -> list[Need]:
        """Return what each column needs: for its symbols and lines, its text, its longest word."""
        needed = []
        for column, word in zip(self.columns, self.words, strict=True):
            text = LEAST[column.key] * self.scale if not column.role else self.metrics.narrowest
            narrow, even = drawn[column.key] if column.role else (text, text)
            needed.append((max(narrow, text, word), max(even, text, word)))
        return needed

    def _word(self, column: GridColumn) -> float:
        """Return the width that keeps a column's words whole, those of its title and of a text that is not too long."""
        size = TEXT * self.scale
        texts = (
            () if column.role else (one for step in self.sop.langkah for one in grid.text(self.sop, step, column.key))
        )
        words = [width(word, size, bold=True) for word in column.title.split()]
        words += [min(width(word, size), LONGEST * self.scale) for one in texts for word in one.split()]
        return (max(words, default=0.0) + 2 * PAD_X * self.scale) / SLACK + BORDER

    def _shared(self, needed: Sequence[Need], room: float) -> tuple[float, ...]:
        used = sum(narrow for narrow, _ in needed)
        given = evened(needed, used + EVEN * (room - used))
        shares = [ROLE_SHARE if column.role else SHARE[column.key] for column in self.columns]
        left = (room - sum(given)) / sum(shares)
        return tuple(wide + share * left for wide, share in zip(given, shares, strict=True))

    def _pages(self, widths: Sequence[float], height: float) -> tuple[Drawing, ...]:
        room = height - TITLE - self._head(widths) - 2 * BORDER
        least = {column.key: wide for column, wide in zip(self.columns, widths, strict=True) if column.role}
        return draw_pages(self.sop, tuple(self._heights(widths)), room, room, self.metrics, Room(least, 0.0))

    def _heights(self, widths: Sequence[float]) -> Iterator[float]:
        """Yield how high the text of each step is."""
        for step in self.sop.langkah:
            yield max(
                self._block(grid.text(self.sop, step, column.key), wide)
                for column, wide in zip(self.columns, widths, strict=True)
                if not column.role
            )

    def _head(self, widths: Sequence[float]) -> float:
        """Return how high the head of the table is: groups, titles, and numbers where the form prints them."""
        titles = max(
            self._block((column.title,), wide, bold=True) for column, wide in zip(self.columns, widths, strict=True)
        )
        line = self._block(("",), 100.0)
        return titles + line * (2 if number_row(self.sop, len(self.columns)) else 1)

    def _block(self, paragraphs: Sequence[str], wide: float, *, bold: bool = False) -> float:
        size = TEXT * self.scale
        room = (wide - 2 * PAD_X * self.scale - BORDER) * SLACK
        count = sum(len(lines(text, room, size, bold)) for text in paragraphs)
        return count * size * LEADING + 2 * PAD_Y * self.scale + BORDER
