"""Draws a procedure's flow: from steps and roles to the symbols, lines and labels of every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from types import MappingProxyType

from portal.drawing import labels
from portal.drawing.model import MIDDLE, Cell, Column, Drawing, Label, Metrics, Row, Segment, Symbol, Y
from portal.drawing.placing import Ports, Positions, Side, Width, evened, lanes, measure, tracks
from portal.drawing.router import route
from portal.drawing.scene import Scene, arcs, scene
from portal.drawing.tracing import Trace
from portal.drawing.ways import Way
from portal.sop.model import Sop

Sides = tuple[Side, Side]
METRICS, EMPTY = Metrics(), Cell()


@dataclass(frozen=True, slots=True)
class Plan:
    """A page whose lines are routed: each edge's level among the lanes of its place, and how many each place has."""

    scene: Scene
    ways: tuple[Way, ...]
    levels: dict[int, int]
    counts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a drawing's columns: the `least` some of them must have, and all `together`; in pixels.

    Columns become no wider together than that for the sake of symbols in the very middle.
    """

    least: Mapping[str, float]
    together: float = inf


AMPLE = Room(MappingProxyType({}))


def draw(sop: Sop, metrics: Metrics = METRICS, room: Room = AMPLE) -> Drawing:
    """Return the flow of a procedure as one drawing; the same procedure always gives the same drawing."""
    page = sketch(sop)
    return finished(page, widths(page, sides(page, metrics), metrics, room), metrics)


def sketch(sop: Sop) -> Plan:
    """Route the lines of a whole procedure; how large it is drawn does not matter for that."""
    return plan(scene(sop, arcs(sop), 0, len(sop.langkah)))


def plan(scene: Scene) -> Plan:
    """Route the lines of one page."""
    ways = route(scene)
    return Plan(scene, ways, *lanes(ways))


def sides(page: Plan, metrics: Metrics) -> tuple[Sides, ...]:
    """Return what the two sides of each column of a page must hold."""
    gutters = [(0.0, 0.0) for _ in page.scene.columns]
    for way in page.ways:
        if page.scene.edges[way.link.edge].label is not None:
            (left, right), needs = gutters[way.link.column], labels.gutters(page.scene, way, metrics)
            gutters[way.link.column] = max(left, needs[0]), max(right, needs[1])
    for ending, at_left in labels.ended(page.scene, page.ways):
        need, (left, right) = labels.ended_gutter(page.scene, ending, metrics), gutters[ending.column]
        gutters[ending.column] = (max(left, need), right) if at_left else (left, max(right, need))
    return tuple(
        (Side(left, page.counts.get(3 * column, 0)), Side(right, page.counts.get(3 * column + 2, 0)))
        for column, (left, right) in enumerate(gutters)
    )


def widest(pages: Sequence[tuple[Sides, ...]]) -> tuple[Sides, ...]:
    """Return sides that suit the columns of all these pages."""
    return tuple(
        (_wider([left for left, _ in column]), _wider([right for _, right in column]))
        for column in zip(*pages, strict=True)
    )


def _wider(sides: Sequence[Side]) -> Side:
    return Side(max(side.gutter for side in sides), max(side.lanes for side in sides))


def widths(page: Plan, needs: Sequence[Sides], metrics: Metrics, room: Room) -> tuple[Width, ...]:
    """Return the columns of a page: as wide as their sides need, and even as far as there is room."""
    least = [max(metrics.narrowest, room.least.get(role, 0.0)) for role in page.scene.columns]
    found = [measure(*pair, metrics, one) for pair, one in zip(needs, least, strict=True)]
    better = evened([(one.width, one.even) for one in found], room.together)
    return tuple(measure(*pair, metrics, one) for pair, one in zip(needs, better, strict=True))


def finished(page: Plan, widths: Sequence[Width], metrics: Metrics) -> Drawing:
    """Return the drawing of a routed page with columns so wide."""
    return _Draughtsman(page, widths, metrics).drawing()


def official(drawing: Drawing) -> Drawing:
    """Return a drawing with the five symbols of the form and no others: those who only take part have the same."""
    return _changed(drawing, lambda symbol: symbol._replace(guest=False))


def renumbered(drawing: Drawing, pages: Sequence[int]) -> Drawing:
    """Return a drawing whose connectors name other pages: instead of the first page the first of these, and so on."""
    return _changed(drawing, lambda symbol: symbol._replace(page=pages[symbol.page - 1]) if symbol.page else symbol)


def _changed(drawing: Drawing, change: Callable[[Symbol], Symbol]) -> Drawing:
    rows = tuple(
        replace(row, cells=tuple(cell._replace(symbols=tuple(map(change, cell.symbols))) for cell in row.cells))
        for row in drawing.rows
    )
    return replace(drawing, rows=rows)


class _Draughtsman:
    """Draws one routed page."""

    def __init__(self, page: Plan, widths: Sequence[Width], metrics: Metrics) -> None:
        self.scene, self.ways, self.metrics = page.scene, page.ways, metrics
        self.widths = widths
        self.middles = [self.x(column, 0.0) for column in range(len(self.widths))]
        self.xs = Positions(self.ways, page.levels, self.widths, metrics)
        self.ports = Ports(self.scene, self.ways, self.xs, metrics)
        self.tracks, self.counts = tracks(self.ways, self.xs, self.ports)
        self.trace = Trace(len(self.scene.rows), len(self.scene.columns))
        self.labels: dict[tuple[int, int], list[Label]] = {}
        self.above = [self.metrics.symbol_height / 2 + self.metrics.arrow] * len(self.scene.rows)
        self.below = [self.metrics.symbol_height / 2 + self.metrics.margin] * len(self.scene.rows)
        self.arrows: dict[tuple[int, int], list[float]] = {}
        self.heights = [Y("atas", metrics.margin + level * metrics.track) for level in range(len(self.ways) + 1)]

    def drawing(self) -> Drawing:
        """Return the drawing."""
        for join in self.scene.joins:
            ends = ((column, self.middles[column]) for column in (join.left, join.right))
            self.trace.across(join.edge, join.row, MIDDLE, *ends)
        for way in self.ways:
            self.line(way)
            self.word(way)
        for one in labels.ended(self.scene, self.ways):
            ending = one[0]
            x = self.middles[ending.column]
            self.hang((ending.row, ending.column), labels.ended_label(self.scene, one, x, self.metrics))
        columns = tuple(
            Column(role, round(width.width, 2), middle, width.narrow, width.even)
            for role, width, middle in zip(self.scene.columns, self.widths, self.middles, strict=True)
        )
        rows = tuple(self.row(row) for row in range(len(self.scene.rows)))
        return Drawing(self.metrics, columns, rows, self.scene.edges, self.trace.crossings())

    def row(self, row: int) -> Row:
        """Return one finished row."""
        channel = self.metrics.margin + self.counts.get(row, 0) * self.metrics.track
        height = 2 * max(self.above[row] + channel, self.below[row] + self.metrics.margin)
        return Row(self.scene.rows[row], round(height, 2), tuple(self.cells(row)))

    def cells(self, row: int) -> Iterator[Cell]:
        """Yield the finished cells of a row."""
        for column, segments in enumerate(self.trace.cells[row]):
            symbol = self.scene.symbols.get((row, column))
            if symbol is not None:
                yield self.cell((row, column), symbol, segments)
            else:
                yield Cell(tuple(segments)) if segments else EMPTY

    def cell(self, place: tuple[int, int], one: Symbol, segments: list[Segment]) -> Cell:
        """Return the finished cell of a symbol: where it stands, with its arrows and words."""
        x, arrows = self.middles[place[1]], tuple(sorted(self.arrows.get(place, ())))
        symbol = Symbol(one.shape, x, one.step, one.role, arrows, one.guest, one.letter, one.page, one.up)
        return Cell(tuple(segments), (symbol,), tuple(self.labels.get(place, ())))

    def x(self, column: int, beside: float) -> float:
        """Return a place in a column, in thousandths, from pixels beside its symbols' middle."""
        width = self.widths[column]
        return round(1000 * (width.centre + beside) / width.width, 2)

    def lane(self, way: Way) -> tuple[int, float]:
        """Return the column of a way's lane and its place there."""
        column = (way.lane or 0) // 3
        return column, self.x(column, self.xs.lane(way.link.edge) - self.xs.middle(column))

    def line(self, way: Way) -> None:
        """Draw the line of a way, from symbol to symbol."""
        link, edge, trace = way.link, way.link.edge, self.trace
        gate, port = self.ports.gates[edge], self.ports.arrivals[edge]
        source, target = (link.column, self.x(link.column, gate)), (way.column, self.x(way.column, port))
        self.arrows.setdefault((link.target, way.column), []).append(port)
        start, end = (link.row, MIDDLE), (link.target, MIDDLE)
        if way.straight:
            trace.across(edge, link.row, MIDDLE, source, target)
            trace.upright(edge, *target, start, end)
            return
        here = source
        if way.lane is not None:
            here = self.lane(way)
            if way.first_channel is None:
                trace.across(edge, link.row, MIDDLE, source, here)
            else:
                first = way.first_channel, self.track(edge, way.first_channel)
                trace.upright(edge, *source, start, first)
                trace.across(edge, *first, source, here)
                start = first
        last = way.channel, self.track(edge, way.channel)
        trace.upright(edge, *here, start, last)
        trace.across(edge, *last, here, target)
        trace.upright(edge, *target, last, end)

    def track(self, edge: int, row: int) -> Y:
        """Return the height of an edge's track in a row's channel."""
        return self.heights[self.tracks[edge, row]]

    def word(self, way: Way) -> None:
        """Hang a way's label beside its symbol."""
        link = way.link
        label = labels.label(self.scene, way, self.middles[link.column], self.ports.gates[link.edge], self.metrics)
        if label is not None:
            self.hang((link.row, link.column), label)

    def hang(self, place: tuple[int, int], label: Label) -> None:
        """Hang a label beside a symbol, and see that its row is high enough."""
        self.labels.setdefault(place, []).append(label)
        (row, _), (above, below) = place, labels.reach(label, self.metrics)
        self.above[row] = max(self.above[row], above)
        self.below[row] = max(self.below[row], below)
