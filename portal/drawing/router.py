"""Chooses the way of every link over the grid: the fewest crossings and bends, then the shortest.

Places are coarse here: a column has three, its left lanes, its middle and its right lanes (`place` = 3 · column + 0, 1
or 2); a row has two heights, the channel at its top and its middle (`level` = 2 · row + 0 or 1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.drawing.scene import Link, Scene

Gate = Literal["kiri", "kanan", "bawah", "bawah kiri", "bawah kanan", "atas kiri", "atas kanan"]
"""Where a line leaves its symbol. The bottom has two gates only where joins take both sides; the top is a last resort.
"""

Run = tuple[bool, int, int, int]
"""A straight run: is it upright; its place or level; from where to where across."""

CROSSING, BEND, BESIDE, FAR, TALL, CROWD = 12.0, 3.0, 1.5, 0.4, 0.12, 0.5
"""What a crossing, a bend, an unusual gate, a step aside, a step up or down, and a neighbour lane count."""

Priced = tuple[Gate, float]
"""A gate and what it costs."""


@dataclass(frozen=True, slots=True)
class Way:
    """A chosen way. `across`: along its row's middle, then along the middle of an empty column.

    Without it, `lane` is the place of its lane; None if one channel, or a straight line down, is enough.
    """

    link: Link
    gate: Gate
    column: int
    lane: int | None = None
    across: bool = False

    @property
    def falls(self) -> bool:
        """True if it leaves its symbol by the bottom."""
        return self.gate.startswith("bawah")

    @property
    def climbs(self) -> bool:
        """True if it leaves its symbol by the top."""
        return self.gate.startswith("atas")

    @property
    def straight(self) -> bool:
        """True if it ends on the middle of the target's column without any channel."""
        return self.across or (self.falls and self.lane is None and self.link.column == self.column)

    @property
    def channel(self) -> int:
        """The row whose channel leads to the target."""
        return self.link.target + 1 if self.link.up else self.link.target

    @property
    def first_channel(self) -> int | None:
        """The row of the channel it enters before its lane; None if it leaves sideways."""
        if self.gate in ("kiri", "kanan"):
            return None
        return self.link.row if self.climbs else self.link.row + 1


def route(scene: Scene) -> tuple[Way, ...]:
    """Return a way for every link of the scene, in the order of its links."""
    return _Router(scene).routed()


class _Router:
    """Lays one link after the other, then each step's links once more among all the others."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        rows, columns = len(scene.rows), len(scene.columns)
        self.last = rows - 1
        self.across = [[0] * (2 * rows) for _ in range(3 * columns)]
        self.upright = [[0] * (2 * rows) for _ in range(3 * columns)]
        self.levels = [[0] * (3 * columns) for _ in range(2 * rows)]
        self.joined = _joined(scene)
        self.exits = Counter((link.row, link.column) for link in scene.links)
        self.reach = {source: self.around(*source) for source in self.exits}
        self.used: dict[tuple[int, int], set[Gate]] = {source: set() for source in self.reach}
        self.ways: dict[int, tuple[Way, tuple[Run, ...], float]] = {}
        for row, column in scene.symbols:
            self.upright[3 * column + 1][2 * row + 1] += 1
        for join in scene.joins:
            self.lay(((False, 2 * join.row + 1, 3 * join.left + 1, 3 * join.right + 1),), 1)

    def routed(self) -> tuple[Way, ...]:
        """Return the ways."""
        for link in sorted(self.scene.links, key=_urgency):
            self.choose(link)
        groups: dict[tuple[int, int], list[Link]] = {}
        for link in self.scene.links:
            groups.setdefault((link.row, link.column), []).append(link)
        for links in groups.values():
            self.improve(links)
        return tuple(self.ways[link.edge][0] for link in self.scene.links)

    def improve(self, links: Sequence[Link]) -> None:
        """Lay the links of one symbol anew where they cross others, in either order; keep what costs least."""
        if all(self.cost(self.ways[link.edge][1]) < CROSSING for link in links):
            return
        best: tuple[float, list[tuple[Way, tuple[Run, ...], float]]] | None = None
        for order in (links, links[::-1])[: len(links)]:
            for link in links:
                self.lift(link)
            for link in order:
                self.choose(link)
            laid = [self.ways[link.edge] for link in links]
            total = sum(cost for _, _, cost in laid)
            if best is None or total < best[0]:
                best = total, laid
        for link in links:
            self.lift(link)
        for way, runs, cost in best[1] if best else ():
            self.put(way, runs, cost)

    def choose(self, link: Link) -> None:
        """Lay the cheapest way of a link; where one without a channel crosses nothing, look no further."""
        gates = self.gates(link)
        best = self.cheapest(self.plain(link, gates))
        if best is None or best[0] >= CROSSING:
            best = min((one for one in (best, self.cheapest(self.winding(link, gates))) if one), key=_price)
        self.put(best[1], best[2], best[0])

    def cheapest(self, ways: Iterator[tuple[Way, float]]) -> tuple[float, Way, tuple[Run, ...]] | None:
        """Return the cheapest of some ways, the first of equals."""
        best: tuple[float, Way, tuple[Run, ...]] | None = None
        for way, extra in ways:
            runs = _runs(way)
            cost = extra + self.cost(runs)
            if best is None or cost < best[0]:
                best = cost, way, runs
        return best

    def put(self, way: Way, runs: tuple[Run, ...], cost: float) -> None:
        """Lay a way."""
        self.lay(runs, 1)
        self.ways[way.link.edge] = way, runs, cost
        self.used[way.link.row, way.link.column].add(way.gate)

    def lift(self, link: Link) -> None:
        """Take a way up again."""
        way, runs, _ = self.ways.pop(link.edge)
        self.lay(runs, -1)
        self.used[link.row, link.column].discard(way.gate)

    def lay(self, runs: Sequence[Run], count: int) -> None:
        """Count runs in, or out."""
        for upright, at, one, other in runs:
            low, high = (one, other) if one <= other else (other, one)
            if upright:
                line = self.upright[at]
                for level in range(low, high + 1):
                    line[level] += count
                    self.levels[level][at] += count
            else:
                for place in range(low, high + 1):
                    self.across[place][at] += count

    def cost(self, runs: Sequence[Run]) -> float:
        """Return what runs cost among those that are laid."""
        total = 0.0
        for upright, at, one, other in runs:
            low, high = (one, other) if one <= other else (other, one)
            if upright:
                total += CROSSING * sum(self.across[at][low + 1 : high]) + TALL * (high - low)
                total += CROWD * max(self.upright[at][low : high + 1])
            else:
                total += CROSSING * sum(self.levels[at][low + 1 : high]) + FAR * (high - low)
        return total

    def gates(self, link: Link) -> list[Priced]:
        """Return the gates still free, each with what it costs."""
        source = link.row, link.column
        used, joined = self.used[source], self.joined.get(source, (False, False))
        exit_ = self.scene.edges[link.edge].exit
        sides: list[Priced] = [("kiri", 0.0), ("kanan", 0.0)]
        free = [(gate, cost) for (gate, cost), taken in zip(sides, joined, strict=True) if not taken]
        if link.row < self.last:
            cost = BESIDE if exit_ == "tidak" or link.target <= link.row else 0.0
            bottoms: tuple[Gate, ...] = ("bawah",) if free or self.exits[source] == 1 else ("bawah kiri", "bawah kanan")
            free = [*((gate, cost) for gate in bottoms), *free]
        free = [(gate, cost) for gate, cost in free if gate not in used]
        tops: tuple[tuple[Gate, Gate], ...] = (("atas kiri", "kiri"), ("atas kanan", "kanan"))
        return free or [(top, 0.0) for top, side in tops if not used.intersection((top, side))]

    def plain(self, link: Link, gates: Sequence[Priced]) -> Iterator[tuple[Way, float]]:
        """Yield the ways that need no channel: straight down, or across and along the middle of the target's column."""
        ahead = link.target > link.row
        left, right = self.reach[link.row, link.column]
        middle, end = 2 * link.row + 1, 2 * (link.target + 1 if link.up else link.target)
        for column in link.targets:
            for gate, extra in gates:
                if gate in ("kiri", "kanan"):
                    free = column in (left if gate == "kiri" else right) and (link.up or ahead)
                    if free and self.is_clear(column, min(middle, end), max(middle, end)):
                        yield Way(link, gate, column, across=True), extra + BEND
                elif gate.startswith("bawah") and column == link.column and ahead:
                    near = link.target == link.row + 1
                    if near or self.is_clear(column, middle + 1, end):
                        yield Way(link, gate, column), extra

    def winding(self, link: Link, gates: Sequence[Priced]) -> Iterator[tuple[Way, float]]:
        """Yield the ways that come to their target through its channel."""
        for column in link.targets:
            for gate, extra in gates:
                if gate in ("kiri", "kanan"):
                    for lane in self.lanes_aside(link, gate, column):
                        yield Way(link, gate, column, lane), extra + 3 * BEND
                    continue
                way = Way(link, gate, column)
                if way.first_channel == way.channel:
                    if not way.straight:
                        yield way, extra + 2 * BEND
                    continue
                for lane_column in dict.fromkeys((link.column, column)):
                    yield Way(link, gate, column, 3 * lane_column), extra + 4 * BEND
                    yield Way(link, gate, column, 3 * lane_column + 2), extra + 4 * BEND

    def lanes_aside(self, link: Link, gate: Gate, column: int) -> Iterator[int]:
        """Yield the lanes a line may take that leaves along its row's middle."""
        yield 3 * link.column + (0 if gate == "kiri" else 2)
        left, right = self.reach[link.row, link.column]
        free = left if gate == "kiri" else right
        if not free:
            return
        inner = 3 * column + (2 if column < link.column else 0)
        for lane in (inner, 3 * column + 2 - inner % 3, inner + (1 if column < link.column else -1)):
            if lane // 3 in free:
                yield lane

    def around(self, row: int, column: int) -> tuple[range, range]:
        """Return the empty columns to the left and to the right of a symbol, up to the next symbol."""
        left, right = column, column
        while left > 0 and (row, left - 1) not in self.scene.symbols:
            left -= 1
        while right < len(self.scene.columns) - 1 and (row, right + 1) not in self.scene.symbols:
            right += 1
        return range(left, column), range(column + 1, right + 1)

    def is_clear(self, column: int, first: int, last: int) -> bool:
        """True if nothing stands or runs on the middle of a column from one level to another."""
        return not any(self.upright[3 * column + 1][first : last + 1])


def _urgency(link: Link) -> tuple[int, int]:
    """Return when a link is laid: those to the next row first, then the short before the long."""
    return (0 if link.target == link.row + 1 else 1 + abs(link.target - link.row)), link.edge


def _joined(scene: Scene) -> dict[tuple[int, int], tuple[bool, bool]]:
    """Return for every joined symbol whether its left and its right side are taken."""
    found: dict[tuple[int, int], tuple[bool, bool]] = {}
    for join in scene.joins:
        found[join.row, join.left] = found.get((join.row, join.left), (False, False))[0], True
        found[join.row, join.right] = True, found.get((join.row, join.right), (False, False))[1]
    return found


def _runs(way: Way) -> tuple[Run, ...]:
    """Return the runs of a way, in the order they are walked; its last step down is left out."""
    link, lane = way.link, way.lane
    source, target = 3 * link.column + 1, 3 * way.column + 1
    middle, end = 2 * link.row + 1, 2 * way.channel
    if way.across:
        return (False, middle, source, target), (True, target, *((middle, end - 1) if link.up else (middle + 1, end)))
    if way.straight:
        return ((True, target, middle + 1, end),)
    first = way.first_channel
    if first is None:
        lane = lane or 0
        return (False, middle, source, lane), (True, lane, middle, end), (False, end, lane, target)
    stub: tuple[Run, ...] = () if way.climbs else ((True, source, middle + 1, middle + 1),)
    if lane is None:
        return *stub, (False, end, source, target)
    return *stub, (False, 2 * first, source, lane), (True, lane, 2 * first, end), (False, end, lane, target)


def _price(one: tuple[float, Way, tuple[Run, ...]]) -> float:
    return one[0]
