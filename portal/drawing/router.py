"""Chooses the way of every link over the grid: the fewest crossings and bends, then the shortest.

Places and levels are as coarse as in `ways`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from portal.drawing.scene import Link, Scene
from portal.drawing.ways import BOTTOMS, SIDES, Gate, Run, Way, walked

CROSSING, BEND, BESIDE, AWAY, FAR, TALL, CROWD = 600, 150, 75, 25, 20, 6, 25
"""What counts: a crossing, a bend, a gate that is unusual, or on the side away from the target, a step aside, a step up
or down, and a line in a neighbouring lane.
"""

ABOVE: tuple[tuple[Gate, Gate], ...] = (("atas kiri", "kiri"), ("atas kanan", "kanan"))
"""The gates of a symbol's top, each with the side it is free with."""

Priced = tuple[Gate, int]
"""A gate and what it costs."""

Laid = tuple[int, Way, tuple[Run, ...]]
"""A way with what it costs and its runs."""


def route(scene: Scene) -> tuple[Way, ...]:
    """Return a way for every link of the scene, in the order of its links."""
    return _Router(scene).routed()


class _Router:
    """Lays one link after the other, then each step's links once more among all the others.

    `across` and `upright` count the runs over every point of the grid: at place · `tall` + level.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        rows, columns = len(scene.rows), len(scene.columns)
        self.last = rows - 1
        self.tall = 2 * rows
        self.across = [0] * (3 * columns * self.tall)
        self.upright = list(self.across)
        self.exits = Counter((link.row, link.column) for link in scene.links)
        self.sides = _sides(scene, self.exits)
        self.reach = {source: self.around(*source) for source in self.exits}
        self.used: dict[tuple[int, int], set[Gate]] = {source: set() for source in self.reach}
        self.laid: dict[int, Laid] = {}
        for row, column in scene.symbols:
            self.upright[(3 * column + 1) * self.tall + 2 * row + 1] += 1
        for join in scene.joins:
            self.lay(((False, 2 * join.row + 1, 3 * join.left + 1, 3 * join.right + 1),), 1)

    def routed(self) -> tuple[Way, ...]:
        """Return the ways."""
        order = sorted(self.scene.links, key=_urgency)
        for link in order:
            self.choose(link)
        groups: dict[tuple[int, int], list[Link]] = {}
        for link in reversed(order):
            groups.setdefault((link.row, link.column), []).append(link)
        crossed = [links for links in groups.values() if any(self.crosses(link) for link in links)]
        for links in crossed:
            self.improve(links)
        for links in groups.values() if crossed else ():
            if any(self.winds(link) or self.crosses(link) for link in links):
                self.improve(links)
        return tuple(self.laid[link.edge][1] for link in self.scene.links)

    def crosses(self, link: Link) -> bool:
        """True if a link, as it is laid, crosses another."""
        return self.cost(self.laid[link.edge][2], CROSSING) >= CROSSING

    def winds(self, link: Link) -> bool:
        """True if a link goes forward by a channel: what stood in its way may have moved."""
        return link.target > link.row and not self.laid[link.edge][1].straight

    def improve(self, links: Sequence[Link]) -> None:
        """Lay the links of one symbol anew, in either order; keep what costs least."""
        best: tuple[int, list[Laid]] | None = None
        for order in (links, links[::-1])[: len(links)]:
            for link in links:
                self.lift(link)
            for link in order:
                self.choose(link)
            laid = [self.laid[link.edge] for link in links]
            total = sum(one[0] for one in laid)
            if best is None or total < best[0]:
                best = total, laid
        for link in links:
            self.lift(link)
        for one in best[1] if best else ():
            self.put(*one)

    def choose(self, link: Link) -> None:
        """Lay the cheapest way of a link; where one without a channel crosses nothing, look no further."""
        gates = self.gates(link)
        best = self.cheapest(self.plain(link, gates), None)
        if best is None or best[0] >= CROSSING:
            best = self.cheapest(self.winding(link, gates), best)
        if best is not None:
            self.put(*best)

    def cheapest(self, ways: Iterator[tuple[Way, int]], best: Laid | None) -> Laid | None:
        """Return the cheapest of some ways, or `best` if none of them costs less."""
        least = inf if best is None else best[0]
        for way, extra in ways:
            if extra < least:
                runs = walked(way)
                cost = extra + self.cost(runs, least - extra)
                if cost < least:
                    least, best = cost, (cost, way, runs)
        return best

    def put(self, cost: int, way: Way, runs: tuple[Run, ...]) -> None:
        """Lay a way."""
        self.lay(runs, 1)
        self.laid[way.link.edge] = cost, way, runs
        self.used[way.link.row, way.link.column].add(way.gate)

    def lift(self, link: Link) -> None:
        """Take a way up again."""
        _, way, runs = self.laid.pop(link.edge)
        self.lay(runs, -1)
        self.used[link.row, link.column].discard(way.gate)

    def lay(self, runs: Sequence[Run], count: int) -> None:
        """Count runs in, or out."""
        tall = self.tall
        for upright, at, one, other in runs:
            low, high = (one, other) if one <= other else (other, one)
            if upright:
                start, stop = at * tall + low, at * tall + high + 1
                self.upright[start:stop] = [laid + count for laid in self.upright[start:stop]]
            else:
                for place in range(low * tall + at, high * tall + at + 1, tall):
                    self.across[place] += count

    def cost(self, runs: Sequence[Run], enough: float = inf) -> int:
        """Return what runs cost among those that are laid; where that is more than `enough`, no less than `enough`."""
        total, tall, across, uprights = 0, self.tall, self.across, self.upright
        for upright, at, one, other in runs:
            if total > enough:
                break
            low, high = (one, other) if one <= other else (other, one)
            if upright:
                start, stop = at * tall + low, at * tall + high
                total += CROSSING * sum(across[start + 1 : stop]) + TALL * (high - low)
                total += CROWD * max(uprights[start : stop + 1])
            else:
                crossed = uprights[(low + 1) * tall + at : high * tall + at : tall] if high > low + 1 else ()
                total += CROSSING * sum(crossed) + FAR * (high - low)
        return total

    def gates(self, link: Link) -> list[Priced]:
        """Return the gates still free, each with what it costs."""
        source = link.row, link.column
        used, sides = self.used[source], self.sides[source]
        free: list[Priced] = []
        if link.row < self.last:
            cost = BESIDE if self.scene.edges[link.edge].exit == "tidak" or link.target <= link.row else 0
            bottoms: tuple[Gate, ...] = (
                ("bawah",) if sides or self.exits[source] == 1 else ("bawah kiri", "bawah kanan")
            )
            free += [(gate, cost) for gate in bottoms if gate not in used]
        free += [(gate, 0) for gate in sides if gate not in used]
        return free or [(top, 0) for top, side in ABOVE if not used.intersection((top, side))]

    def plain(self, link: Link, gates: Sequence[Priced]) -> Iterator[tuple[Way, int]]:
        """Yield the ways that need no channel: straight down, or across and along the middle of the target's column."""
        ahead = link.target > link.row
        left, right = self.reach[link.row, link.column]
        middle, end = 2 * link.row + 1, 2 * (link.target + 1 if link.up else link.target)
        for column in link.targets:
            for gate, extra in gates:
                if gate in SIDES:
                    free = column in (left if gate == "kiri" else right) and (link.up or ahead)
                    if free and self.is_clear(column, min(middle, end), max(middle, end)):
                        yield Way(link, gate, column, across=True), extra + BEND
                elif gate in BOTTOMS and column == link.column and ahead:
                    near = link.target == link.row + 1
                    if near or self.is_clear(column, middle + 1, end):
                        yield Way(link, gate, column), extra

    def winding(self, link: Link, gates: Sequence[Priced]) -> Iterator[tuple[Way, int]]:
        """Yield the ways that come to their target through its channel."""
        for column in link.targets:
            for gate, extra in gates:
                if gate in SIDES:
                    extra += 3 * BEND + (
                        AWAY if column != link.column and (column < link.column) != (gate == "kiri") else 0
                    )
                    for lane in self.lanes_aside(link, gate, column):
                        yield Way(link, gate, column, lane), extra
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
        start = (3 * column + 1) * self.tall
        return not any(self.upright[start + first : start + last + 1])


def _urgency(link: Link) -> tuple[int, int]:
    """Return when a link is laid: those to the next row first, then the short before the long."""
    return (0 if link.target == link.row + 1 else 1 + abs(link.target - link.row)), link.edge


def _sides(scene: Scene, symbols: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[Gate]]:
    """Return for every one of these symbols which of its sides no join has taken."""
    rights = {(join.row, join.left) for join in scene.joins}
    lefts = {(join.row, join.right) for join in scene.joins}
    sides: tuple[tuple[Gate, set[tuple[int, int]]], ...] = (("kiri", lefts), ("kanan", rights))
    return {symbol: [gate for gate, taken in sides if symbol not in taken] for symbol in symbols}
