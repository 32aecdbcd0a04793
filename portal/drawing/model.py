"""The values of a drawn flow: where symbols stand and lines run, in terms every carrier understands.

A drawing is a grid: one column a role, one row a step. Nobody knows how high a row becomes until its text is set, so a
place inside a cell is told as x in thousandths of the column's width and y as `Y`: pixels from the row's top, the
middle, or the bottom. Pixels are CSS pixels, 96 to the inch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    """The sizes a drawing is made with, in pixels: symbols, gaps between lanes and tracks, the labels' type."""

    symbol_width: float = 60.0
    symbol_height: float = 34.0
    lane: float = 7.0
    track: float = 6.0
    margin: float = 5.0
    arrow: float = 7.0
    label: float = 9.0
    narrowest: float = 84.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One straight piece of an edge inside one cell, along an axis. `edge` is its number in `Drawing.edges`."""

    edge: int
    x1: float
    y1: Y
    x2: float
    y2: Y


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside a line: its box hangs at (x, y) moved by (dx, dy) pixels; `end` where it stands left of that."""

    edge: int
    text: str
    x: float
    y: Y
    dx: float
    dy: float
    side: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol, its middle at (x, the row's middle). `arrows` are where lines arrive, as pixels beside its middle.

    `step` is None for a connector, whose `letter` pairs it with one on another page; `page` is that page, from 1.
    `up` is True for a connector that lines reach, or leave, from below: it stands above the first row.
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
    the symbols of one row. `letter` is set where this drawing has only one half of it.
    """

    source: str
    target: str
    exit: Literal["berikut", "ya", "tidak", "bersama"]
    kind: Role = "alur"
    label: str | None = None
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of the grid draws."""

    segments: tuple[Segment, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A role's column: its narrowest width in pixels, and where its symbols stand (thousandths of the width)."""

    role: str
    width: float
    centre: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid: a step, or None for a row of connectors; its least height in pixels; a cell a column."""

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
