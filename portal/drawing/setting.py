"""The flowchart table set in type: how wide each column becomes, how high each row, and where its words break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from portal.drawing import grid
from portal.drawing.grid import GridColumn
from portal.drawing.layout import Room, draw, official
from portal.drawing.model import Drawing, Metrics
from portal.drawing.type import lines, width
from portal.sop.model import Sop, Step

MARGIN, PAD = 24.0, 5.0
SIZE, SMALL, TITLE = 11.0, 10.0, 16.0
LEADING = 1.3
"""Pixels around the table and inside a cell; sizes of type; how high a line is, in sizes."""

WIDTHS = {"no": 30.0, "uraian": 210.0, "kelengkapan": 120.0, "waktu": 80.0, "output": 120.0, "keterangan": 100.0}
WIDEST = 150.0
"""How wide a column of text usually is, in pixels, and how wide it may become for the sake of a long word."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with every size known: its columns' left edges, the top edges of the head's rows and of the steps'.

    Each list of edges ends with the one after the last.
    """

    sop: Sop
    drawing: Drawing
    columns: tuple[GridColumn, ...]
    lefts: tuple[float, ...]
    heads: tuple[float, ...] = ()
    tops: tuple[float, ...] = ()

    def title(self, at: int) -> tuple[str, ...]:
        """Return the lines of a column's title."""
        return lines(self.columns[at].title, self._room(at), SMALL, bold=True)

    def text(self, step: Step, at: int) -> list[str]:
        """Return the lines of a step's cell; none where a symbol stands."""
        column = self.columns[at]
        texts = () if column.role else grid.text(self.sop, step, column.key)
        return [line for text in texts for line in lines(text, self._room(at), SIZE)]

    def edges(self, at: int) -> tuple[float, float]:
        """Return where a column begins and ends."""
        return self.lefts[at], self.lefts[at + 1]

    def _room(self, at: int) -> float:
        return self.lefts[at + 1] - self.lefts[at] - 2 * PAD


def set_in_type(sop: Sop, metrics: Metrics) -> Sheet:
    """Draw an SOP, and give its table the room that lines and words need."""
    columns = grid.columns(sop)
    least = {column.key: _longest(column) for column in columns if column.role}
    drawing = official(draw(sop, metrics, Room(least)))
    roles = {column.role: column.width for column in drawing.columns}
    widths = (roles[one.key] if one.role else _width(sop, one) for one in columns)
    sheet = Sheet(sop, drawing, columns, tuple(accumulate(widths, initial=MARGIN)))
    heads = tuple(accumulate(_heads(sheet), initial=MARGIN + 3 * TITLE))
    heights = (
        max(row.height, *(_block(sheet.text(step, at), SIZE) for at in range(len(columns))))
        for row, step in zip(drawing.rows, sop.langkah, strict=True)
    )
    return replace(sheet, heads=heads, tops=tuple(accumulate(heights, initial=heads[-1])))


def spans(edges: Sequence[float]) -> list[tuple[float, float]]:
    """Return the spaces between edges."""
    return list(pairwise(edges))


def _width(sop: Sop, column: GridColumn) -> float:
    """Return how wide a column of text is: as usual, or as its longest word within reason."""
    texts = (text for step in sop.langkah for text in grid.text(sop, step, column.key))
    longest = 2 * PAD + max((width(word, SIZE) for text in texts for word in text.split()), default=0.0)
    return max(WIDTHS[column.key], _longest(column), min(longest, WIDEST))


def _longest(column: GridColumn) -> float:
    """Return how wide a column must be for its title to break between words only."""
    return 2 * PAD + max((width(word, SMALL, bold=True) for word in column.title.split()), default=0.0)


def _heads(sheet: Sheet) -> tuple[float, ...]:
    """Return the heights of the head's rows: the groups, the titles, and the numbers where the form prints them."""
    one_line = SMALL * LEADING + 2 * PAD
    titles = max(_block(sheet.title(at), SMALL) for at in range(len(sheet.columns)))
    return (one_line, titles, one_line) if sheet.sop.nomor_kolom else (one_line, titles)


def _block(text: Sequence[str], size: float) -> float:
    return len(text) * size * LEADING + 2 * PAD
