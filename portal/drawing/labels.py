"""Words beside lines: how they wrap, how much room they take, and where they hang."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from portal.drawing import type
from portal.drawing.model import MIDDLE, Label, Metrics, Shape
from portal.drawing.placing import TWIN
from portal.drawing.scene import Ending, Scene
from portal.drawing.shapes import rise
from portal.drawing.ways import Way

LEADING = 1.15
"""The height of a line of a label, in sizes of its type."""

WIDEST, TALLEST, BROKEN = 5.0, 4, 14.0
"""How wide a line may be before it wraps, up to twice that where there were more lines than `TALLEST`; and how wide a
word before it is broken. In sizes of the type.
"""

GAP = 3.0
"""How far a label stays from its line and from its symbol, in pixels."""

CORNER = 0.7
"""Where beside a symbol's middle its label begins, in half widths: a diamond leaves room above its corner."""


@lru_cache(maxsize=1024)
def wrapped(text: str, px: float) -> tuple[str, float]:
    """Return a label with line breaks, its lines about as long as each other, and its width in pixels."""
    word = min(BROKEN * px, max(type.width(word, px) for word in text.split() or [""]))
    room = max(WIDEST * px, word)
    lines = type.lines(text, room, px)
    while len(lines) > TALLEST and room < 2 * WIDEST * px:
        room += px
        lines = type.lines(text, room, px)
    while room - px / 2 >= word and len(narrower := type.lines(text, room - px / 2, px)) == len(lines):
        lines, room = narrower, room - px / 2
    return "\n".join(lines), max(type.width(line, px) for line in lines)


def height(text: str, metrics: Metrics) -> float:
    """Return how high a label is, in pixels."""
    return (text.count("\n") + 1) * LEADING * metrics.label


def gutters(scene: Scene, way: Way, metrics: Metrics) -> tuple[float, float]:
    """Return the width a way's label needs beside its symbol, to the left and to the right."""
    words = scene.edges[way.link.edge].label
    if words is None:
        return 0.0, 0.0
    half, wide = metrics.symbol_width / 2, wrapped(words, metrics.label)[1]
    if way.falls:
        start = GAP + (0.0 if way.gate == "bawah" else TWIN * metrics.symbol_width)
    else:
        start = _start(scene, way, metrics)
    need = max(0.0, start + wide + GAP - half)
    return (need, 0.0) if _hangs_left(way) else (0.0, need)


def reach(label: Label, metrics: Metrics) -> tuple[float, float]:
    """Return how far a label reaches above and below its row's middle."""
    return max(0.0, -label.dy), max(0.0, label.dy + height(label.text, metrics))


def label(scene: Scene, way: Way, x: float, gate: float, metrics: Metrics) -> Label | None:
    """Return a way's label; its symbol stands at `x`, and `gate` is how far beside that its line leaves."""
    words = scene.edges[way.link.edge].label
    if words is None:
        return None
    text, _ = wrapped(words, metrics.label)
    left, tall = _hangs_left(way), height(text, metrics)
    if way.falls:
        dx, dy = abs(gate) + GAP, metrics.symbol_height / 2 + GAP / 2
    elif way.climbs:
        dx, dy = _start(scene, way, metrics), min(-metrics.symbol_height / 2 - tall / 2, -tall - GAP / 2)
    else:
        return _beside(way.link.edge, text, x, _shape(scene, way), metrics, left=left)
    return Label(way.link.edge, text, x, MIDDLE, -dx if left else dx, dy, "end" if left else "start")


Ended = tuple[Ending, bool]
"""An exit that ends the procedure, and whether its words stand at the left of its symbol."""


def ended(scene: Scene, ways: Iterable[Way]) -> tuple[Ended, ...]:
    """Return on which side of its symbol each ending is written: where no other exit has its words."""
    if not scene.endings:
        return ()
    taken = {
        (way.link.row, way.link.column, _hangs_left(way))
        for way in ways
        if scene.edges[way.link.edge].label is not None and not way.falls
    }
    found: list[Ended] = []
    for ending in scene.endings:
        left = (ending.row, ending.column, False) in taken
        taken.add((ending.row, ending.column, left))
        found.append((ending, left))
    return tuple(found)


def ended_gutter(scene: Scene, ending: Ending, metrics: Metrics) -> float:
    """Return the width an ending's words need beside its symbol."""
    start = _corner(scene.symbols[ending.row, ending.column].shape, metrics)
    return max(0.0, start + wrapped(ending.words, metrics.label)[1] + GAP - metrics.symbol_width / 2)


def ended_label(scene: Scene, one: Ended, x: float, metrics: Metrics) -> Label:
    """Return the words of an ending; its symbol stands at `x`."""
    ending, left = one
    shape = scene.symbols[ending.row, ending.column].shape
    return _beside(None, wrapped(ending.words, metrics.label)[0], x, shape, metrics, left=left)


def _beside(edge: int | None, text: str, x: float, shape: Shape, metrics: Metrics, *, left: bool) -> Label:
    """Return a label above the line that leaves a symbol sideways."""
    dx = _corner(shape, metrics)
    dy = -rise(shape, dx - GAP, metrics) * (dx < metrics.symbol_width / 2) - height(text, metrics) - GAP / 2
    return Label(edge, text, x, MIDDLE, -dx if left else dx, dy, "end" if left else "start")


def _start(scene: Scene, way: Way, metrics: Metrics) -> float:
    """Return how far beside its symbol's middle a label begins."""
    return metrics.symbol_width / 2 + GAP if way.climbs else _corner(_shape(scene, way), metrics)


def _corner(shape: Shape, metrics: Metrics) -> float:
    """Return how far beside a symbol's middle the words above a line at its side begin."""
    half = metrics.symbol_width / 2
    return CORNER * half if shape == "belah ketupat" else half + GAP


def _hangs_left(way: Way) -> bool:
    return way.gate in ("kiri", "bawah kiri", "atas kiri")


def _shape(scene: Scene, way: Way) -> Shape:
    return scene.symbols[way.link.row, way.link.column].shape
