"""The values of a drawn flow: where symbols stand and lines run, in terms every carrier understands.

A drawing is a grid: one column a role, one row a step. Nobody knows how high a row becomes until its text is set, so a
place inside a cell is told as x in thousandths of the column's width and y as `Y`: pixels from the row's top, the
middle, or the bottom. Pixels are CSS pixels, 96 to the inch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Shape = Literal["kapsul", "kotak", "belah ketupat", "segi lima"]
"""Terminator, process, decision, and the off-page connector."""

Anchor = Literal["atas", "tengah", "bawah"]
Role = Literal["alur", "kembali", "bersama"]
"""A line forward, a line of a return, and the line that joins those who do a step together."""


@dataclass(frozen=True, slots=True)
class Y:
    """A height in a row: `px` below the row's top, or its middle or bottom (then `px` is 0)."""

    anchor: Anchor
    px: float = 0.0


TOP, MIDDLE, BOTTOM = Y("atas"), Y("tengah"), Y("bawah")


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes a drawing is made with, in pixels.

    The box around a symbol; how far apart `lane`s stand in a column and `track`s in a row's channel; the `margin` of a
    cell; how long an `arrow`'s head is; the size of the labels' type; how narrow a column may become. All are above 0.
    """

    symbol_width: float = 60.0
    symbol_height: float = 34.0
    lane: float = 7.0
    track: float = 6.0
    margin: float = 5.0
    arrow: float = 7.0
    label: float = 9.0
    narrowest: float = 84.0


class Segment(NamedTuple):
    """One straight piece of an edge inside one cell, along an axis, in the direction the flow takes.

    `edge` is its number in `Drawing.edges`. The first and the last piece of an edge lie under its symbols, to their
    middle: symbols are drawn after lines, and filled.
    """

    edge: int
    x1: float
    y1: Y
    x2: float
    y2: Y


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a line, their lines parted by line breaks; without an edge, those of an exit that ends it all.

    Their box hangs by its upper left corner at (x, y) moved by (dx, dy) pixels; for `end` by its upper right corner,
    and the lines end there. A line is 1.15 sizes of the type high.
    """

    edge: int | None
    text: str
    x: float
    y: Y
    dx: float
    dy: float
    side: Literal["start", "end"]


class Symbol(NamedTuple):
    """One symbol, its middle at (x, the row's middle). `arrows` are where lines arrive, as pixels beside its middle.

    They arrive from above, and end on the outline (`shapes.rise`).

    `step` is None for a connector, whose `letter` pairs it with one on another page; `page` is that page, from 1.
    `up` is True for a connector that lines reach, or leave, from below: it stands above the first row, and its arrow
    points up.
    `guest`: the role takes part but does not check.
    """

    shape: Shape
    x: float
    step: str | None = None
    role: str | None = None
    arrows: tuple[float, ...] = ()
    guest: bool = False
    letter: str | None = None
    page: int | None = None
    up: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One way from a step to another: the exit it takes, and whether it goes back.

    `source` and `target` are step ids; `exit` is `berikut`, `ya`, `tidak`, or `bersama` for the line that joins
    the symbols of one row. `letter` is set where this drawing has only one half of it; `label` then stands on the
    half that leaves the step.
    """

    source: str
    target: str
    exit: Literal["berikut", "ya", "tidak", "bersama"]
    kind: Role = "alur"
    label: str | None = None
    letter: str | None = None


class Cell(NamedTuple):
    """What one cell of the grid draws."""

    segments: tuple[Segment, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A role's column: its width in pixels, and where its symbols stand (thousandths of the width).

    Symbols keep their size, so a table keeps this width, or scales column and symbols alike. `narrow` is the least
    width the lines and words of this drawing could do with, `even` the least that has the symbols in the very middle.
    """

    role: str
    width: float
    centre: float
    narrow: float
    even: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid: a step, or None for a row of connectors; its least height in pixels; a cell a column.

    A row may be made higher for its text; nothing then touches that did not before.
    """

    step: str | None
    height: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an author may want to know of a drawing: lines that cross. `a` and `b` are numbers of edges."""

    kind: Literal["persilangan"]
    row: int
    column: int
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """One page of a drawn flow. Segments and labels name edges by their place in `edges`."""

    metrics: Metrics
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    edges: tuple[Edge, ...]
    findings: tuple[Finding, ...] = ()
