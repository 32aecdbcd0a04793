"""The five symbols: which one a role's activity takes, and how high each stands at a distance from its middle."""

from __future__ import annotations

from math import sqrt

from portal.drawing.model import Metrics, Shape
from portal.sop.model import Bentuk, Step

_SHAPES: dict[Bentuk, Shape] = {
    "mulai": "kapsul",
    "proses": "kotak",
    "keputusan": "belah ketupat",
    "selesai": "kapsul",
}


def shape(step: Step, role: str) -> Shape:
    """Return the symbol a role's activity takes in a step; those who do not decide stand beside a decision in a box."""
    given = step.bentuk_peran.get(role)
    if given is None:
        decides = step.bentuk != "keputusan" or role in step.deciders
        given = step.bentuk if decides and role in step.pelaksana else "proses"
    return _SHAPES[given]


def rise(shape: Shape, beside: float, metrics: Metrics) -> float:
    """Return how far above its middle a symbol's outline runs, `beside` pixels left or right of the middle."""
    half, top = metrics.symbol_width / 2, metrics.symbol_height / 2
    if shape == "belah ketupat":
        return top * max(0.0, 1 - abs(beside) / half)
    round_part = abs(beside) - (half - top)
    if shape == "kapsul" and round_part > 0:
        return sqrt(max(0.0, top**2 - round_part**2))
    return top
