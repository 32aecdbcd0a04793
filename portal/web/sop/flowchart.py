"""The drawn flow on a page: every cell's picture with its words."""

from __future__ import annotations

from collections.abc import Callable, Collection

from markupsafe import Markup

from portal.drawing import grid, svg, telling
from portal.drawing.grid import GridColumn
from portal.drawing.layout import Room, draw
from portal.drawing.model import Drawing, Metrics, Symbol
from portal.drawing.svg import Dress
from portal.drawing.type import width
from portal.sop.model import Sop, Step
from portal.web.language import said

METRICS = Metrics(label=11.0, narrowest=88.0)
TITLE = 14.0
"""The screen's sizes, and the type in the head of a column, in pixels: larger than paper's."""

EDGES = 9.0
"""What a role's column has beside its title, in pixels: `.pelaksana` of the style sheet."""

ROOM = 1185
TEXT, BESIDE = 15.0, 18.0
WIDTHS = {"no": 47.0, "uraian": 222.0}
USUAL = 103.0
"""How wide a table may be to be seen whole on a common screen; the size of its type and what stands beside it in a
cell; the least width of its columns of text; all in pixels, as the style sheet has them."""


LOW = 96
"""How high every row is, in pixels: `.sheet tbody td` of the style sheet."""


class Flowchart:
    """An SOP's drawing as a template asks for it, cell by cell."""

    def __init__(self, sop: Sop, dress: Callable[[Step, str], Dress], gone: Collection[tuple[str, str]] = ()) -> None:
        self._sop, self._dress = sop, dress
        least = {role.id: EDGES + _longest(role.jabatan) for role in sop.pelaksana}
        self._texts = sum(_least(sop, column) for column in grid.columns(sop) if not column.role)
        together = ROOM - self._texts - len(least)
        self.drawing: Drawing = draw(sop, METRICS, Room(least, together))
        edges = self.drawing.edges
        self._trodden = {at for at, edge in enumerate(edges) if (edge.source, edge.target) in gone}

    def cell(self, row: int, column: int) -> Markup:
        """Return the picture of one cell, both counted from 0; nothing for an empty cell."""
        return Markup(svg.inline(self.drawing, row, column, self._dressed, self._trodden))  # noqa: S704 (made by `svg`)

    @property
    def wide(self) -> bool:
        """True if the table cannot be seen whole on a common screen."""
        return self._texts + sum(column.width + 1 for column in self.drawing.columns) > ROOM

    def width(self, column: int) -> int:
        """Return how many pixels a role's column needs."""
        return round(self.drawing.columns[column].width)

    def height(self, row: int) -> int | None:
        """Return how many pixels a row needs; None if it needs no more than any row has."""
        high = round(self.drawing.rows[row].height)
        return high if high > LOW else None

    def _dressed(self, symbol: Symbol) -> Dress:
        step = self._sop.step(symbol.step or "")
        return self._dress(step, symbol.role or "") if step else svg.UNDRESSED


def _least(sop: Sop, column: GridColumn) -> float:
    """Return how narrow a column of text can be: no word is broken."""
    words = (word for step in sop.langkah for text in grid.text(sop, step, column.key) for word in text.split())
    longest = max((width(word, TEXT) for word in words), default=0.0)
    return max(WIDTHS.get(column.key, USUAL), BESIDE + longest, BESIDE + _longest(column.title))


def _longest(title: str) -> float:
    """Return how wide the longest word of a title is."""
    return max((width(word, TITLE, bold=True) for word in title.split()), default=0.0)


def flowchart(sop: Sop) -> Flowchart:
    """Return the flow of an SOP, each symbol with its words."""
    return Flowchart(sop, lambda step, role: Dress(words(sop, step, role)))


def words(sop: Sop, step: Step, role: str) -> str:
    """Return what a symbol is and where its step leads, in words."""
    symbol, flow = (", ".join(map(said, parts)) for parts in (telling.symbol(sop, step, role), telling.flow(sop, step)))
    return f"{symbol}; {flow}" if flow else symbol
