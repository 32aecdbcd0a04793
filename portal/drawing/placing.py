"""Gives every routed line its own lane, port and track, so that no two ever lie on one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.drawing.model import Metrics
from portal.drawing.scene import Scene
from portal.drawing.stacking import Bar, stack
from portal.drawing.ways import Way

PORT = 0.15
"""How far apart lines arrive at one symbol where there is room, in widths of a symbol."""

RIM, CORNER = 0.1, 0.2
"""How far from a symbol's side the last of them stays, in widths of a symbol; from a diamond's, where words stand."""

TWIN = 0.2
"""How far from the middle two lines leave one symbol's bottom, in widths of a symbol."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a column holds: the width of its labels in pixels, and its lanes."""

    gutter: float = 0.0
    lanes: int = 0


@dataclass(frozen=True, slots=True)
class Width:
    """A column's width in pixels, where the middle of its symbols stands, and where its lanes begin on both sides.

    `narrow` is the least width it could have, `even` the least with its symbols in the very middle.
    """

    width: float
    centre: float
    left: float
    right: float
    narrow: float
    even: float


def lanes(ways: Sequence[Way]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the level of each edge's lane, 0 beside the symbols, and how many levels each place of lanes has."""
    places: dict[int, list[Way]] = {}
    for way in ways:
        if way.lane is not None:
            places.setdefault(way.lane, []).append(way)
    levels: dict[int, int] = {}
    counts: dict[int, int] = {}
    for place, there in places.items():
        found = stack([_upright(way, place) for way in there])
        levels.update(zip((way.link.edge for way in there), found, strict=True))
        counts[place] = max(found) + 1
    return levels, counts


def _upright(way: Way, place: int) -> Bar:
    """Return a lane's run, counted in thirds of a row: channel, middle, bottom."""
    first = way.first_channel
    start = 3 * way.link.row + 1 if first is None else 3 * first
    end = 3 * way.channel
    source, target = 3 * way.link.column + 1, 3 * way.column + 1
    outward = place % 3 == 2
    ends = ((start, (source > place) == outward), (end, (target > place) == outward))
    return Bar(min(start, end), max(start, end), ends)


def measure(left: Side, right: Side, metrics: Metrics, least: float) -> Width:
    """Return how wide a column with these sides is, `least` or more, its symbols as near its middle as they may be."""
    half = metrics.symbol_width / 2
    before, after = (half + side.gutter + side.lanes * metrics.lane + metrics.margin for side in (left, right))
    width = max(least, before + after)
    centre = min(max(width / 2, before), width - after)
    even = max(least, 2 * max(before, after))
    return Width(width, centre, half + left.gutter, half + right.gutter, before + after, even)


def evened(widths: Sequence[tuple[float, float]], room: float) -> tuple[float, ...]:
    """Return columns wide enough for symbols in the middle, or as near that as `room` for all of them allows.

    Each is told by the width it must have and the one it should have.
    """
    lacks = [max(0.0, even - wide) for wide, even in widths]
    spare = room - sum(wide for wide, _ in widths)
    part = min(1.0, max(0.0, spare) / sum(lacks)) if any(lacks) else 0.0
    return tuple(wide + part * lack for (wide, _), lack in zip(widths, lacks, strict=True))


@dataclass(frozen=True, slots=True)
class Approach:
    """A line that comes to, or leaves, the top of a symbol: from how far beside it, and from above or from below."""

    edge: int
    far: float
    above: bool
    gate: bool


class Ports:
    """Where lines stand on the symbols they leave and reach, in pixels beside the middle."""

    def __init__(self, scene: Scene, ways: Sequence[Way], xs: Positions, metrics: Metrics) -> None:
        self.width = metrics.symbol_width
        self.port = metrics.symbol_width * PORT
        twin = metrics.symbol_width * TWIN
        self.gates: dict[int, float] = {}
        self.arrivals: dict[int, float] = {}
        taken: dict[tuple[int, int], set[float]] = {}
        waiting: dict[tuple[int, int], list[Approach]] = {}
        for way in ways:
            link = way.link
            self.gates[link.edge] = {"bawah kiri": -twin, "bawah kanan": twin}.get(way.gate, 0.0)
            if way.falls:
                taken.setdefault((link.row + 1, link.column), set()).add(self.gates[link.edge])
            if way.straight or link.up:
                self.arrivals[link.edge] = 0.0 if way.across or link.up else self.gates[link.edge]
                taken.setdefault((way.channel, way.column), set()).add(self.arrivals[link.edge])
            for symbol, approach in _approaches(way, xs):
                waiting.setdefault(symbol, []).append(approach)
        for symbol, approaches in waiting.items():
            rim = CORNER if scene.symbols[symbol].shape == "belah ketupat" else RIM
            self.spread(approaches, taken.get(symbol, set()), self.width * (0.5 - rim))

    def spread(self, approaches: list[Approach], taken: set[float], room: float) -> None:
        """Give each approach a place of its own on a symbol's top, at most `room` beside its middle."""
        left = sorted((one for one in approaches if one.far < 0), key=_inward, reverse=True)
        right = sorted((one for one in approaches if one.far >= 0), key=_inward)
        if taken:
            apart = min(self.port, room / (max(len(left), len(right)) + len(taken)))
            free = [step * apart for step in range(1, len(approaches) + len(taken) + 1)]
            rights = [at for at in free if all(abs(at - other) > apart / 4 for other in taken)]
            lefts = [-at for at in free if all(abs(at + other) > apart / 4 for other in taken)]
            places = [*lefts[: len(left)][::-1], *rights[: len(right)]]
        else:
            count = len(approaches)
            apart = min(self.port, 2 * room / count)
            places = [(number - (count - 1) / 2) * apart for number in range(count)]
        for one, at in zip((*left, *right), places, strict=True):
            (self.gates if one.gate else self.arrivals)[one.edge] = at


def _inward(one: Approach) -> tuple[bool, bool, float]:
    """Sort from the inner port to the outer: from above, near before far; from below, far before near; gates last."""
    return one.gate, not one.above, abs(one.far) if one.above else -abs(one.far)


def _approaches(way: Way, xs: Positions) -> Iterator[tuple[tuple[int, int], Approach]]:
    """Yield the tops of symbols at which a line needs a port."""
    link = way.link
    source, target = xs.middle(link.column), xs.middle(way.column)
    if way.climbs:
        far = -1.0 if way.gate == "atas kiri" else 1.0
        yield (link.row, link.column), Approach(link.edge, far, way.channel < link.row, True)
    if way.straight or link.up:
        return
    origin = source if way.lane is None else xs.lane(link.edge)
    yield (link.target, way.column), Approach(link.edge, origin - target, comes_down(way), False)


def comes_down(way: Way) -> bool:
    """True if a line enters the channel of its target from above."""
    if way.lane is None:
        return not way.climbs
    first = way.first_channel
    return way.link.row < way.channel if first is None else first < way.channel


class Positions:
    """Where the columns' middles and the lanes lie, in pixels from the left of the first column."""

    def __init__(self, ways: Sequence[Way], levels: dict[int, int], widths: Sequence[Width], metrics: Metrics) -> None:
        self.widths = widths
        self.starts = [0.0]
        for width in widths:
            self.starts.append(self.starts[-1] + width.width)
        self._lanes = {way.link.edge: (way.lane, levels[way.link.edge]) for way in ways if way.lane is not None}
        self._apart = metrics.lane

    def middle(self, column: int) -> float:
        """Return where a column's symbols have their middle."""
        return self.starts[column] + self.widths[column].centre

    def lane(self, edge: int) -> float:
        """Return where the lane of an edge lies."""
        place, level = self._lanes[edge]
        width, beside = self.widths[place // 3], (level + 1) * self._apart
        return self.middle(place // 3) + (width.right + beside if place % 3 == 2 else -width.left - beside)


def tracks(ways: Sequence[Way], xs: Positions, ports: Ports) -> tuple[dict[tuple[int, int], int], dict[int, int]]:
    """Return the track of each edge in each row whose channel it uses, 0 at the top, and how many each row has."""
    rows: dict[int, list[tuple[int, Bar]]] = {}
    for way in ways:
        for row, bar in _level(way, xs, ports):
            rows.setdefault(row, []).append((way.link.edge, bar))
    found: dict[tuple[int, int], int] = {}
    counts: dict[int, int] = {}
    for row, bars in rows.items():
        levels = stack([bar for _, bar in bars])
        found.update(((edge, row), level) for (edge, _), level in zip(bars, levels, strict=True))
        counts[row] = max(levels) + 1
    return found, counts


def _level(way: Way, xs: Positions, ports: Ports) -> Iterator[tuple[int, Bar]]:
    """Yield the runs of a way in channels: the row, from where to where, and whether its ends turn down."""
    if way.straight:
        return
    edge, link = way.link.edge, way.link
    source = xs.middle(link.column) + ports.gates[edge]
    target = xs.middle(way.column) + ports.arrivals[edge]
    falls = way.climbs
    origin = source
    if way.lane is not None:
        origin = xs.lane(edge)
        if way.first_channel is not None:
            yield way.first_channel, _bar(source, falls, origin, way.channel > way.first_channel)
        falls = not comes_down(way)
    yield way.channel, _bar(origin, falls, target, not link.up)


def _bar(one: float, one_down: bool, other: float, other_down: bool) -> Bar:
    return Bar(min(one, other), max(one, other), ((one, one_down), (other, other_down)))
