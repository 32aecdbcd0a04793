"""What there is to draw on a page: symbols on a grid, the lines that join them in a row, and the links between rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from portal.drawing.model import Edge, Role, Symbol
from portal.drawing.shapes import shape
from portal.sop.model import END, Sop, Step

Exit = Literal["berikut", "ya", "tidak"]


@dataclass(frozen=True, slots=True)
class Arc:
    """One way of the whole procedure: the rows it leaves and reaches, counted from 0, and the exit it takes."""

    source: int
    target: int
    exit: Exit
    label: str | None

    @property
    def back(self) -> bool:
        """True if it returns to a row that came before, or to its own."""
        return self.target <= self.source


@dataclass(slots=True)  # made by the hundred, and freezing doubles what making one costs
class Link:
    """One line to route: from the symbol at (row, column) to one of the columns of the target's row.

    `up`: it reaches its target, a connector above the first row, from below.
    """

    edge: int
    row: int
    column: int
    target: int
    targets: tuple[int, ...]
    up: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """A line along a row's middle between neighbouring symbols, in columns `left` and `right`."""

    edge: int
    row: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Ending:
    """An exit of a decision that ends the procedure: where its symbol stands, and what is written beside it."""

    row: int
    column: int
    words: str


@dataclass(frozen=True, slots=True)
class Scene:
    """The grid of one page: a step id or None for each row; symbols by (row, column); edges, links, joins, endings."""

    columns: tuple[str, ...]
    rows: tuple[str | None, ...]
    symbols: dict[tuple[int, int], Symbol]
    edges: tuple[Edge, ...]
    links: tuple[Link, ...]
    joins: tuple[Join, ...]
    endings: tuple[Ending, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A connector: the way it interrupts, which half stands on this page, its letter, and the other half's page."""

    arc: Arc
    leaving: bool
    letter: str
    page: int

    @property
    def above(self) -> bool:
        """True if it stands above the page's first row, False if below its last."""
        return self.leaving == self.arc.back


def arcs(sop: Sop) -> tuple[Arc, ...]:
    """Return all ways of a procedure between rows it draws; an exit that ends it, or leads nowhere, has none."""
    rows = {step.id: row for row, step in enumerate(sop.langkah)}
    columns = {role.id for role in sop.pelaksana}
    drawn = {step.id for step in sop.langkah if columns.intersection(step.pelaksana)}
    found = []
    for row, step in enumerate(sop.langkah):
        for way, target, label in exits(step):
            if target in drawn and step.id in drawn:
                found.append(Arc(row, rows[target], way, label))
    return tuple(found)


def exits(step: Step) -> Iterable[tuple[Exit, str, str | None]]:
    """Yield the exits of a step that lead to another: key, target and the word beside the line."""
    if not step.is_decision:
        if step.berikut not in (None, END):
            yield "berikut", step.berikut or END, None
        return
    for way, target, word in decided(step):
        if target not in (None, END):
            yield way, target or END, word


def decided(step: Step) -> tuple[tuple[Exit, str | None, str], tuple[Exit, str | None, str]]:
    """Return both exits of a decision: key, target and the word beside the line."""
    return ("ya", step.ya, step.label_ya or "Ya"), ("tidak", step.tidak, step.label_tidak or "Tidak")


def scene(sop: Sop, ways: Sequence[Arc], start: int, stop: int, cuts: Sequence[Cut] = ()) -> Scene:
    """Return the grid of the rows from `start` up to, not including, `stop`, with connectors where ways are cut."""
    return _Builder(sop, start, stop, cuts).built(ways)


class _Builder:
    """Puts one page's grid together."""

    def __init__(self, sop: Sop, start: int, stop: int, cuts: Sequence[Cut]) -> None:
        self.steps = sop.langkah
        self.start, self.stop = start, stop
        self.columns = tuple(role.id for role in sop.pelaksana)
        self.number = {role: column for column, role in enumerate(self.columns)}
        self.above = self.spread([cut for cut in cuts if cut.above], start)[::-1]
        self.below = self.spread([cut for cut in cuts if not cut.above], stop)
        self.symbols: dict[tuple[int, int], Symbol] = {}
        self.edges: list[Edge] = []
        self.links: list[Link] = []
        self.joins: list[Join] = []
        self.endings: list[Ending] = []

    def built(self, ways: Sequence[Arc]) -> Scene:
        """Return the grid."""
        for row in range(self.start, self.stop):
            self.stand(row)
        for arc in ways:
            if self.start <= arc.source < self.stop and self.start <= arc.target < self.stop:
                self.link(arc)
        for first, floors in ((0, self.above), (len(self.above) + self.stop - self.start, self.below)):
            for row, cuts in enumerate(floors, first):
                for column, cut in sorted(cuts.items()):
                    self.cut(row, column, cut)
        steps = (self.steps[row].id for row in range(self.start, self.stop))
        rows = (*(None for _ in self.above), *steps, *(None for _ in self.below))
        edges, joins = tuple(self.edges), tuple(self.joins)
        return Scene(self.columns, rows, self.symbols, edges, tuple(self.links), joins, tuple(self.endings))

    def spread(self, cuts: Sequence[Cut], brink: int) -> list[dict[int, Cut]]:
        """Give every connector a cell near the column it belongs to; the first row is the one nearest to the steps."""
        rows: list[dict[int, Cut]] = []
        order = sorted(cuts, key=lambda cut: abs((cut.arc.source if cut.leaving else cut.arc.target) - brink))
        for number, cut in enumerate(order):
            if number % len(self.columns) == 0:
                rows.append({})
            home, free = self.home(cut), [column for column in self.number.values() if column not in rows[-1]]
            rows[-1][min(free, key=lambda column: (abs(column - home), column))] = cut
        return rows

    def home(self, cut: Cut) -> int:
        """Return the column a connector should stand in: that of the symbol it belongs to on this page."""
        return self.exit(cut.arc.source) if cut.leaving else self.entries(cut.arc.target)[0]

    def exit(self, row: int) -> int:
        """Return the column the flow leaves a step from."""
        step = self.steps[row]
        roles = step.deciders if step.is_decision else step.pelaksana
        return next(self.number[role] for role in (*roles, *step.pelaksana) if role in self.number)

    def entries(self, row: int) -> tuple[int, ...]:
        """Return the columns the flow may enter a step by, the one it should rather first."""
        found = (self.number[role] for role in self.steps[row].pelaksana if role in self.number)
        return tuple(dict.fromkeys(found))

    def stand(self, row: int) -> None:
        """Put a step's symbols on its row, and the lines that join them."""
        step, place = self.steps[row], self.place(row)
        roles = dict.fromkeys((*step.pelaksana, *step.peserta))
        columns = sorted(self.number[role] for role in roles if role in self.number)
        for column in columns:
            role = self.columns[column]
            guest = role not in step.pelaksana
            self.symbols[place, column] = Symbol(shape(step, role), 500, step.id, role, guest=guest)
        for left, right in pairwise(columns):
            self.joins.append(Join(len(self.edges), place, left, right))
            self.edges.append(Edge(step.id, step.id, "bersama", "bersama"))
        if step.is_decision and any(role in self.number for role in step.pelaksana):
            ends = (f"{word} → selesai" for _, target, word in decided(step) if target == END)
            self.endings += [Ending(place, self.exit(row), words) for words in ends]

    def place(self, row: int) -> int:
        """Return the row of this page's grid where a step stands."""
        return row - self.start + len(self.above)

    def edge(self, arc: Arc, cut: Cut | None = None) -> int:
        """Add an edge and return its number; the word beside it stands where it leaves its step only."""
        source, target = self.steps[arc.source].id, self.steps[arc.target].id
        kind: Role = "kembali" if arc.back else "alur"
        label = arc.label if cut is None or cut.leaving else None
        self.edges.append(Edge(source, target, arc.exit, kind, label, cut.letter if cut else None))
        return len(self.edges) - 1

    def link(self, arc: Arc) -> None:
        """Add a way that both begins and ends on this page."""
        place, target = self.place(arc.source), self.place(arc.target)
        self.links.append(Link(self.edge(arc), place, self.exit(arc.source), target, self.entries(arc.target)))

    def cut(self, row: int, column: int, cut: Cut) -> None:
        """Add a connector and the half of its way that stands on this page."""
        symbol = Symbol("segi lima", 500, letter=cut.letter, page=cut.page, up=cut.above)
        self.symbols[row, column] = symbol
        edge, arc = self.edge(cut.arc, cut), cut.arc
        if cut.leaving:
            place = self.place(arc.source)
            self.links.append(Link(edge, place, self.exit(arc.source), row, (column,), up=cut.above))
        else:
            self.links.append(Link(edge, row, column, self.place(arc.target), self.entries(arc.target)))
