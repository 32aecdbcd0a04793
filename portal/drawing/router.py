"""Chooses the way of every link over the grid: the fewest crossings and bends, then the shortest.

Places are coarse here: a column has three, its left lanes, its middle and its right lanes (`place` = 3 · column + 0, 1
or 2); a row has two heights, the channel at its top and its middle (`level` = 2 · row + 0 or 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.drawing.scene import Link, Scene

Gate = Literal["kiri", "kanan", "bawah", "bawah kiri", "bawah kanan", "atas"]
"""Where a line leaves its symbol. The bottom has two gates only where both sides are taken by joins."""

Run = tuple[bool, int, int, int]
"""A straight run: is it upright; its place or level; from where to where across."""

CROSSING, BEND, BESIDE, FAR, TALL, CROWD = 12.0, 3.0, 1.5, 0.4, 0.12, 0.5
"""What a crossing, a bend, an unusual gate, a step aside, a step up or down, and a neighbour lane count."""

LAST_RESORT = 30.0
"""What leaving by the top counts."""


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
    def straight(self) -> bool:
        """True if it ends on the middle of the target's column without any channel."""
        return self.across or (self.gate.startswith("bawah") and self.lane is None and self.link.column == self.column)

    @property
    def channel(self) -> int:
        """The row whose channel leads to the target."""
        return self.link.target + 1 if self.link.up else self.link.target

    @property
    def first_channel(self) -> int | None:
        """The row of the channel it enters before its lane; None if it leaves sideways."""
        if self.gate in ("kiri", "kanan"):
            return None
        return self.link.row if self.gate == "atas" else self.link.row + 1


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
        self.reach = {(link.row, link.column): self.around(link.row, link.column) for link in scene.links}
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
        """Lay the links of one symbol anew, in either order; keep what costs least."""
        if all(self.ways[link.edge][0].straight and self.ways[link.edge][2] < CROSSING for link in links):
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
        """Lay the cheapest way of a link."""
        best: tuple[float, Way, tuple[Run, ...]] | None = None
        for way, extra in self.candidates(link):
            runs = tuple(_runs(way))
            cost = extra + self.cost(runs)
            if best is None or cost < best[0]:
                best = cost, way, runs
        if best is not None:
            self.put(best[1], best[2], best[0])

    def put(self, way: Way, runs: tuple[Run, ...], cost: float) -> None:
        """Lay a way."""
        self.lay(runs, 1)
        self.ways[way.link.edge] = way, runs, cost
        if way.gate != "atas":
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
        total = BEND * (len(runs) - 1)
        for upright, at, one, other in runs:
            low, high = (one, other) if one <= other else (other, one)
            if upright:
                total += CROSSING * sum(self.across[at][low + 1 : high]) + TALL * (high - low)
                total += CROWD * max(self.upright[at][low : high + 1])
            else:
                total += CROSSING * sum(self.levels[at][low + 1 : high]) + FAR * (high - low)
        return total

    def candidates(self, link: Link) -> Iterator[tuple[Way, float]]:
        """Yield the ways a link may take, with what its gate costs."""
        gates = self.gates(link)
        for column in link.targets:
            for gate, extra in gates:
                for way in self.leaving(link, gate, column):
                    yield way, extra

    def gates(self, link: Link) -> list[tuple[Gate, float]]:
        """Return the gates still free, each with what it costs."""
        source = link.row, link.column
        used, joined = self.used[source], self.joined.get(source, (False, False))
        exit_ = self.scene.edges[link.edge].exit
        sides: list[tuple[Gate, float]] = [("kiri", 0.0), ("kanan", 0.0)]
        free = [(gate, cost) for (gate, cost), taken in zip(sides, joined, strict=True) if not taken]
        if link.row < self.last:
            cost = BESIDE if exit_ == "tidak" or link.target <= link.row else 0.0
            bottoms: tuple[Gate, ...] = ("bawah",) if free else ("bawah kiri", "bawah kanan")
            free = [*((gate, cost) for gate in bottoms), *free]
        return [(gate, cost) for gate, cost in free if gate not in used] + [("atas", LAST_RESORT)]

    def leaving(self, link: Link, gate: Gate, column: int) -> Iterator[Way]:
        """Yield the ways through one gate to one column."""
        if gate in ("kiri", "kanan"):
            yield from self.sideways(link, gate, column)
            return
        way = Way(link, gate, column)
        if gate != "atas" and link.column == column and link.target > link.row and not link.up:
            if link.target == link.row + 1 or self.is_clear(column, 2 * link.row + 2, 2 * link.target):
                yield way
                return
        elif way.first_channel == way.channel:
            yield way
            return
        for lane_column in dict.fromkeys((link.column, column)):
            for lane in (3 * lane_column, 3 * lane_column + 2):
                if way.first_channel != way.channel:
                    yield Way(link, gate, column, lane)

    def sideways(self, link: Link, gate: Gate, column: int) -> Iterator[Way]:
        """Yield the ways that leave along the row's middle."""
        own = 3 * link.column + (0 if gate == "kiri" else 2)
        reach = self.reach[link.row, link.column]
        free = reach[0] if gate == "kiri" else reach[1]
        if column in free and (link.up or link.target > link.row):
            middle, end = 2 * link.row + 1, 2 * (link.target + 1 if link.up else link.target)
            if self.is_clear(column, min(middle, end), max(middle, end)):
                yield Way(link, gate, column, across=True)
        yield Way(link, gate, column, own)
        inner = 3 * column + (2 if column < link.column else 0)
        for lane in dict.fromkeys((inner, 3 * column + 2 - inner % 3, inner + (1 if column < link.column else -1))):
            if lane // 3 in free:
                yield Way(link, gate, column, lane)

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


def _runs(way: Way) -> Iterator[Run]:
    """Yield the runs of a way, in the order they are walked."""
    link = way.link
    source, target = 3 * link.column + 1, 3 * way.column + 1
    middle, end = 2 * link.row + 1, 2 * way.channel
    if way.straight:
        if way.across:
            yield False, middle, source, target
        yield True, target, *((middle, end - 1) if link.up else (middle + 1, end))
        return
    place = source
    if way.first_channel is None:
        yield False, middle, source, way.lane or 0
        yield True, way.lane or 0, middle, end
        place = way.lane or 0
    elif way.gate != "atas":
        yield True, source, middle + 1, middle + 1
    if way.lane is not None and way.first_channel is not None:
        yield False, 2 * way.first_channel, source, way.lane
        yield True, way.lane, 2 * way.first_channel, end
        place = way.lane
    yield False, end, place, target
