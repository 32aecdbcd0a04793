"""Words beside lines: how they wrap, how much room they take, and where they hang."""

from __future__ import annotations

from functools import lru_cache

from portal.drawing import type
from portal.drawing.model import MIDDLE, Label, Metrics, Shape
from portal.drawing.placing import TWIN
from portal.drawing.scene import Scene
from portal.drawing.shapes import rise
from portal.drawing.ways import Way

LEADING = 1.15
"""The height of a line of a label, in sizes of its type."""

WIDEST, BROKEN = 5.0, 14.0
"""How wide a line may be before it wraps, and a word before it is broken, in sizes of the type."""

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
        dx = _start(scene, way, metrics)
        dy = -rise(_shape(scene, way), dx - GAP, metrics) * (dx < metrics.symbol_width / 2) - tall - GAP / 2
    return Label(way.link.edge, text, x, MIDDLE, -dx if left else dx, dy, "end" if left else "start")


def _start(scene: Scene, way: Way, metrics: Metrics) -> float:
    """Return how far beside its symbol's middle a label begins."""
    half = metrics.symbol_width / 2
    if not way.climbs and _shape(scene, way) == "belah ketupat":
        return CORNER * half
    return half + GAP


def _hangs_left(way: Way) -> bool:
    return way.gate in ("kiri", "bawah kiri", "atas kiri")


def _shape(scene: Scene, way: Way) -> Shape:
    return scene.symbols[way.link.row, way.link.column].shape
