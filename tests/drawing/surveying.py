"""Turns the cells of a drawing into pixels, so that lines, symbols and labels can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.drawing.model import Cell, Drawing, Segment, Symbol, Y


@dataclass(frozen=True, slots=True)
class Line:
    """A straight piece of an edge, in pixels of the page."""

    edge: int
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def upright(self) -> bool:
        """True if it runs up or down."""
        return self.x1 == self.x2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """True if a point lies in it or on its border."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def shrunk(self, by: float) -> Box:
        """Return the box without its outermost pixels."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def touches(self, line: Line) -> bool:
        """True if a line runs into it."""
        across = min(line.x1, line.x2) < self.right and max(line.x1, line.x2) > self.left
        return across and min(line.y1, line.y2) < self.bottom and max(line.y1, line.y2) > self.top

    def overlaps(self, other: Box) -> bool:
        """True if the two share any room."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Survey:
    """Where everything lies if rows are `stretch` times as high as they must be."""

    def __init__(self, drawing: Drawing, stretch: float) -> None:
        self.drawing = drawing
        self._lefts, self._tops = [0.0], [0.0]
        for column in drawing.columns:
            self._lefts.append(round(self._lefts[-1] + column.width, 3))
        for row in drawing.rows:
            self._tops.append(round(self._tops[-1] + row.height * stretch, 3))

    def cells(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        """Yield every cell with its (row, column)."""
        for number, row in enumerate(self.drawing.rows):
            for column, cell in enumerate(row.cells):
                yield (number, column), cell

    def symbol(self, place: tuple[int, int]) -> Symbol | None:
        """Return the symbol in a cell, or None."""
        return next(iter(self.drawing.rows[place[0]].cells[place[1]].symbols), None)

    def box(self, place: tuple[int, int]) -> Box:
        """Return the box of a cell."""
        row, column = place
        return Box(self._lefts[column], self._tops[row], self._lefts[column + 1], self._tops[row + 1])

    def middle(self, row: int) -> float:
        """Return the height of a row's middle."""
        return round((self._tops[row] + self._tops[row + 1]) / 2, 3)

    def centre(self, column: int) -> float:
        """Return where a column's symbols have their middle."""
        return self._lefts[column] + self.drawing.columns[column].centre * self.drawing.columns[column].width / 1000

    def point(self, place: tuple[int, int], x: float, y: Y) -> tuple[float, float]:
        """Return a place of a cell in pixels, as fine as a thousandth."""
        row, column = place
        down = {"atas": self._tops[row] + y.px, "tengah": self.middle(row), "bawah": self._tops[row + 1]}[y.anchor]
        return round(self._lefts[column] + x * self.drawing.columns[column].width / 1000, 3), round(down, 3)

    def line(self, place: tuple[int, int], segment: Segment) -> Line:
        """Return a segment in pixels."""
        start, end = self.point(place, segment.x1, segment.y1), self.point(place, segment.x2, segment.y2)
        return Line(segment.edge, *start, *end)

    def outline(self, place: tuple[int, int], symbol: Symbol) -> Box:
        """Return the rectangle around a symbol."""
        half, tall = self.drawing.metrics.symbol_width / 2, self.drawing.metrics.symbol_height / 2
        centre, middle = self.centre(place[1]), self.middle(place[0])
        return Box(centre - half, middle - tall, centre + half, middle + tall)

    def clipped(self, piece: tuple[tuple[int, int], Line], symbol: Symbol, *, at_start: bool) -> Line:
        """Return a line without the end that its symbol covers, cut off at the rectangle around it."""
        place, line = piece
        box = self.outline(place, symbol)
        x, y, other_x, other_y = (
            (line.x1, line.y1, line.x2, line.y2) if at_start else (line.x2, line.y2, line.x1, line.y1)
        )
        if line.upright:
            y = box.bottom if other_y > y else box.top
        else:
            x = box.right if other_x > x else box.left
        return replace(line, x1=x, y1=y) if at_start else replace(line, x2=x, y2=y)


def meets(one: Line, other: Line) -> bool:
    """True if two lines share a point."""
    across = min(one.x1, one.x2) <= max(other.x1, other.x2) and min(other.x1, other.x2) <= max(one.x1, one.x2)
    along = min(one.y1, one.y2) <= max(other.y1, other.y2) and min(other.y1, other.y2) <= max(one.y1, one.y2)
    return across and along


def crosses(one: Line, other: Line) -> bool:
    """True if two lines cross, each running on to both sides of the other."""
    if one.upright == other.upright:
        return False
    upright, level = (one, other) if one.upright else (other, one)
    across = min(level.x1, level.x2) < upright.x1 < max(level.x1, level.x2)
    return across and min(upright.y1, upright.y2) < level.y1 < max(upright.y1, upright.y2)
