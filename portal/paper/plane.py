"""A drawn page on one plane: every symbol, line and word at its own place in pixels from the table's corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.drawing.model import Drawing, Edge, Label, Metrics, Symbol, Y
from portal.drawing.shapes import rise
from portal.drawing.type import width

Point = tuple[float, float]
NEAR = 0.05
"""How far apart two points may be that are one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Stood:
    """A symbol and the rectangle around it."""

    symbol: Symbol
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One edge's way over the page, from outline to outline; `head` where it ends in an arrow."""

    edge: Edge
    points: tuple[Point, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A label's text, its lines parted by line breaks, and its rectangle; `right` if it ends at its right edge."""

    text: str
    box: Box
    right: bool


@dataclass(frozen=True, slots=True)
class Plane:
    """Everything a page of the drawing shows."""

    symbols: tuple[Stood, ...]
    lines: tuple[Line, ...]
    words: tuple[Word, ...]


def plane(drawing: Drawing, lefts: Sequence[float], tops: Sequence[float]) -> Plane:
    """Return a page laid out; `lefts` and `tops` are the edges of its columns and rows, the last one's end too."""
    symbols, words = [], []
    pieces: dict[int, list[tuple[Point, Point]]] = {}
    for row, of in enumerate(drawing.rows):
        for column, cell in enumerate(of.cells):
            cell_box = Box(lefts[column], tops[row], lefts[column + 1] - lefts[column], tops[row + 1] - tops[row])
            symbols += [_stood(symbol, cell_box, drawing.metrics) for symbol in cell.symbols]
            words += [_word(label, cell_box, drawing.metrics) for label in cell.labels]
            for one in cell.segments:
                ends = _at(one.x1, one.y1, cell_box), _at(one.x2, one.y2, cell_box)
                pieces.setdefault(one.edge, []).append(ends)
    lines = (
        _line(drawing.edges[edge], chain, symbols, drawing.metrics)
        for edge, found in sorted(pieces.items())
        for chain in _chains(found)
    )
    return Plane(tuple(symbols), tuple(lines), tuple(words))


def _at(x: float, y: Y, cell: Box) -> Point:
    down = {"atas": 0.0, "tengah": cell.high / 2, "bawah": cell.high}[y.anchor]
    return cell.left + x * cell.wide / 1000, cell.top + down + y.px


def _stood(symbol: Symbol, cell: Box, metrics: Metrics) -> Stood:
    x, y = cell.left + symbol.x * cell.wide / 1000, cell.top + cell.high / 2
    high = metrics.symbol_height
    wide = high if symbol.shape == "segi lima" else metrics.symbol_width
    return Stood(symbol, Box(x - wide / 2, y - high / 2, wide, high))


def _word(label: Label, cell: Box, metrics: Metrics) -> Word:
    x, y = _at(label.x, label.y, cell)
    lines = label.text.split("\n")
    wide = max(width(line, metrics.label) for line in lines)
    left = x + label.dx - (wide if label.side == "end" else 0.0)
    return Word(label.text, Box(left, y + label.dy, wide, len(lines) * metrics.label * 1.15), label.side == "end")


# lines ---------------------------------------------------------------------------------------------------------


def _chains(pieces: Sequence[tuple[Point, Point]]) -> list[tuple[Point, ...]]:
    """Return the pieces of one edge put together, each way as its points where it turns."""
    left, chains = list(pieces), []
    while left:
        start = next((one for one in left if not any(_same(one[0], other[1]) for other in left)), left[0])
        left.remove(start)
        points = [*start]
        while following := next((one for one in left if _same(one[0], points[-1])), None):
            left.remove(following)
            if _straight(points[-2], points[-1], following[1]):
                points.pop()
            points.append(following[1])
        chains.append(tuple(points))
    return chains


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR


def _straight(first: Point, middle: Point, last: Point) -> bool:
    return any(abs(first[axis] - middle[axis]) < NEAR and abs(middle[axis] - last[axis]) < NEAR for axis in (0, 1))


def _line(edge: Edge, points: tuple[Point, ...], symbols: Sequence[Stood], metrics: Metrics) -> Line:
    end = _under(points[-1], symbols)
    arrives = edge.kind != "bersama" and end is not None and bool(end.symbol.arrows)
    start = _cut(points[0], points[1], symbols, metrics)
    last = _cut(points[-1], points[-2], symbols, metrics)
    return Line(edge, (start, *points[1:-1], last), arrives)


def _under(point: Point, symbols: Sequence[Stood]) -> Stood | None:
    """Return the symbol on whose middle line a point lies."""
    for one in symbols:
        box = one.box
        on_middle = abs(point[1] - box.top - box.high / 2) < NEAR
        if on_middle and box.left - NEAR <= point[0] <= box.left + box.wide + NEAR:
            return one
    return None


def _cut(end: Point, before: Point, symbols: Sequence[Stood], metrics: Metrics) -> Point:
    """Return where a line that ends in a symbol's middle meets its outline, coming from `before`."""
    found = _under(end, symbols)
    if found is None:
        return end
    box = found.box
    if abs(before[0] - end[0]) < NEAR:
        up = rise(found.symbol.shape, end[0] - box.left - box.wide / 2, metrics)
        return end[0], end[1] - up if before[1] < end[1] else end[1] + up
    return (box.left if before[0] < end[0] else box.left + box.wide), end[1]
