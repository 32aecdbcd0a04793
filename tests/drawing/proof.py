"""Proves a drawing: every edge drawn once and whole, none on another or through a symbol, no label covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from portal.drawing.labels import height
from portal.drawing.model import Drawing, Label, Segment, Symbol
from portal.drawing.shapes import rise
from portal.drawing.type import width
from tests.drawing.surveying import Box, Line, Survey, crosses, meets

_SLACK = 0.06
"""What rounding to hundredths of thousandths may cost, in pixels."""


def faults(drawing: Drawing, stretch: float = 1.0) -> tuple[str, ...]:
    """Return what is wrong with a drawing in rows `stretch` times as high as they must be; nothing if it is sound."""
    return tuple(_Proof(drawing, stretch).faults())


def page_faults(pages: Sequence[Drawing]) -> tuple[str, ...]:
    """Return what is wrong with the pages of one procedure: each for itself, and connectors that do not pair up."""
    found = [f"page {number}: {fault}" for number, page in enumerate(pages, 1) for fault in faults(page)]
    ends: dict[str, list[tuple[int, Symbol, bool]]] = {}
    for number, page in enumerate(pages, 1):
        for row in page.rows:
            for symbol in (symbol for cell in row.cells for symbol in cell.symbols if symbol.letter):
                ends.setdefault(symbol.letter or "", []).append((number, symbol, bool(symbol.arrows)))
    for letter, halves in sorted(ends.items()):
        if len(halves) != 2 or {halves[0][2], halves[1][2]} != {True, False}:
            found.append(f"connector {letter} has no pair of one that is reached and one that is left")
            continue
        (one, first, _), (other, second, _) = halves
        if (first.page, second.page) != (other, one):
            found.append(f"connector {letter} names a page where its other half is not")
        if first.up or not second.up:
            found.append(f"connector {letter} does not leave one page below and enter the other above")
    return tuple(found)


class _Proof:
    """Looks a drawing over in pixels."""

    def __init__(self, drawing: Drawing, stretch: float) -> None:
        self.drawing = drawing
        self.survey = Survey(drawing, stretch)
        self.lines: dict[tuple[int, int], list[Line]] = {}

    def faults(self) -> Iterator[str]:
        """Yield every fault."""
        segments: dict[int, list[tuple[tuple[int, int], Segment]]] = {}
        for place, cell in self.survey.cells():
            for segment in cell.segments:
                segments.setdefault(segment.edge, []).append((place, segment))
        for number in range(len(self.drawing.edges)):
            yield from self.edge(number, segments.get(number, []))
        for place, _ in self.survey.cells():
            yield from self.cell(place)
        yield from self.joins()
        yield from self.connectors()

    def edge(self, number: int, pieces: list[tuple[tuple[int, int], Segment]]) -> Iterator[str]:
        """Walk an edge from its source to its target."""
        starts: dict[tuple[float, float], tuple[tuple[int, int], Line]] = {}
        ends = set()
        for place, segment in pieces:
            line = self.survey.line(place, segment)
            if segment.x1 != segment.x2 and segment.y1 != segment.y2:
                yield f"edge {number} runs askew"
            if (line.x1, line.y1) in starts:
                yield f"edge {number} forks"
            starts[line.x1, line.y1] = place, line
            ends.add((line.x2, line.y2))
        heads = [start for start in starts if start not in ends] or self.ring(number, starts)
        if len(heads) != 1:
            yield f"edge {number} is drawn in {len(heads)} pieces"
            return
        here, path = heads[0], []
        while here in starts:
            path.append(starts.pop(here))
            here = path[-1][1].x2, path[-1][1].y2
        if starts:
            yield f"edge {number} has pieces that belong to no line"
        yield from self.ends(number, path)
        for place, line in path:
            self.lines.setdefault(place, []).append(line)

    def ring(
        self, number: int, starts: dict[tuple[float, float], tuple[tuple[int, int], Line]]
    ) -> list[tuple[float, float]]:
        """Return where an edge begins that ends in the very place it left."""
        found = []
        for start, (place, _) in starts.items():
            symbol = self.survey.symbol(place)
            if symbol and symbol.step == self.drawing.edges[number].source:
                beside = abs(start[0] - self.survey.centre(place[1]))
                within = beside <= self.drawing.metrics.symbol_width / 2 and start[1] == self.survey.middle(place[0])
                found += [start] * within
        return found

    def ends(self, number: int, path: list[tuple[tuple[int, int], Line]]) -> Iterator[str]:
        """Look where an edge begins and ends, and cut off what its symbols cover."""
        edge = self.drawing.edges[number]
        source, target = self.survey.symbol(path[0][0]), self.survey.symbol(path[-1][0])
        first, last = path[0][1], path[-1][1]
        if source is None or target is None:
            yield f"edge {number} does not run from symbol to symbol"
            return
        if not _is_end(source, edge.source, edge.letter) or not _is_end(target, edge.target, edge.letter):
            yield f"edge {number} does not run from {edge.source} to {edge.target}"
        if edge.letter and (source.letter == edge.letter) == (target.letter == edge.letter):
            yield f"edge {number} does not run to or from one connector"
        if first.y1 != self.survey.middle(path[0][0][0]) or last.y2 != self.survey.middle(path[-1][0][0]):
            yield f"edge {number} does not run from middle to middle"
        if edge.exit != "bersama":
            beside = last.x2 - self.survey.centre(path[-1][0][1])
            comes_down = last.x1 == last.x2 and (last.y1 > last.y2) == target.up
            if not comes_down or all(abs(beside - arrow) > _SLACK for arrow in target.arrows):
                yield f"edge {number} arrives without an arrow"
        path[-1] = path[-1][0], self.survey.clipped(path[-1], target, at_start=False)
        path[0] = path[0][0], self.survey.clipped(path[0], source, at_start=True)

    def cell(self, place: tuple[int, int]) -> Iterator[str]:
        """Look at what stands together in one cell."""
        row, column = place
        where, box = f"row {row}, column {column}", self.survey.box(place)
        lines, symbol = self.lines.get(place, []), self.survey.symbol(place)
        crossings = []
        for one, other in combinations(lines, 2):
            if one.edge != other.edge and meets(one, other):
                if crosses(one, other):
                    crossings.append((min(one.edge, other.edge), max(one.edge, other.edge)))
                else:
                    yield f"{where}: edges {one.edge} and {other.edge} touch"
        told = [(one.a, one.b) for one in self.drawing.findings if (one.row, one.column) == place]
        if sorted(told) != sorted(crossings):
            yield f"{where}: {len(crossings)} crossings, {len(told)} told"
        for line in lines:
            if not box.holds(line.x1, line.y1) or not box.holds(line.x2, line.y2):
                yield f"{where}: edge {line.edge} leaves its cell"
            if symbol and self.survey.outline(place, symbol).shrunk(_SLACK).touches(line):
                yield f"{where}: edge {line.edge} runs through a symbol"
        yield from self.labels(place, box, lines, symbol)

    def labels(self, place: tuple[int, int], box: Box, lines: list[Line], symbol: Symbol | None) -> Iterator[str]:
        """Look at the labels of one cell."""
        labels = self.drawing.rows[place[0]].cells[place[1]].labels
        boxes = [self.label(place, label) for label in labels]
        for label, mine in zip(labels, boxes, strict=True):
            name = f"row {place[0]}, column {place[1]}: label {label.text!r}"
            if not box.holds(mine.left, mine.top) or not box.holds(mine.right, mine.bottom):
                yield f"{name} leaves its cell"
            if any(mine.touches(line) for line in lines):
                yield f"{name} is crossed by a line"
            if symbol and self.covers(place, symbol, mine):
                yield f"{name} lies on a symbol"
        if any(one.overlaps(other) for one, other in combinations(boxes, 2)):
            yield f"row {place[0]}, column {place[1]}: labels cover each other"

    def label(self, place: tuple[int, int], label: Label) -> Box:
        """Return the box of a label."""
        metrics, (x, y) = self.drawing.metrics, self.survey.point(place, label.x, label.y)
        wide = max(width(line, metrics.label) for line in label.text.split("\n"))
        left = x + label.dx - (wide if label.side == "end" else 0.0)
        return Box(left, y + label.dy, left + wide, y + label.dy + height(label.text, metrics))

    def covers(self, place: tuple[int, int], symbol: Symbol, label: Box) -> bool:
        """True if a label lies on a symbol's shape."""
        centre, middle = self.survey.centre(place[1]), self.survey.middle(place[0])
        nearest = min(max(centre, label.left), label.right) - centre
        if abs(nearest) > self.drawing.metrics.symbol_width / 2:
            return False
        top = rise(symbol.shape, nearest, self.drawing.metrics) - _SLACK
        return label.bottom > middle - top and label.top < middle + top

    def joins(self) -> Iterator[str]:
        """See that a row's symbols are joined, each to the next."""
        joined = Counter(edge.source for edge in self.drawing.edges if edge.exit == "bersama")
        for row in self.drawing.rows:
            count = sum(len(cell.symbols) for cell in row.cells)
            if row.step is not None and joined[row.step] != max(0, count - 1):
                yield f"step {row.step}: {count} symbols, {joined[row.step]} joins"

    def connectors(self) -> Iterator[str]:
        """See that every connector has a letter of its own and one edge."""
        letters = Counter(symbol.letter for _, cell in self.survey.cells() for symbol in cell.symbols if symbol.letter)
        edges = Counter(edge.letter for edge in self.drawing.edges if edge.letter)
        if letters != edges or any(count > 1 for count in letters.values()):
            yield "connectors and cut edges do not match"


def _is_end(symbol: Symbol, step: str, letter: str | None) -> bool:
    return symbol.step == step or (letter is not None and symbol.letter == letter)
