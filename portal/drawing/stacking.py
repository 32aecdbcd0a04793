"""Stacks parallel runs into lanes or tracks: none on another, in the order that crosses least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)  # made by the hundred, and freezing doubles what making one costs
class Bar:
    """A run to be stacked: from `low` to `high`, and its ends: where, and whether they turn to later levels."""

    low: float
    high: float
    ends: tuple[tuple[float, bool], tuple[float, bool]]


def stack(bars: Sequence[Bar]) -> list[int]:
    """Return a level for every bar, from 0; bars that overlap or touch never share one."""
    order = _ordered(bars)
    levels = [0] * len(bars)
    for place, bar in enumerate(order):
        mine = bars[bar]
        below = [levels[other] for other in order[:place] if _meet(mine, bars[other])]
        levels[bar] = max(below) + 1 if below else 0
    return levels


def _ordered(bars: Sequence[Bar]) -> list[int]:
    """Return the bars' numbers in an order with few crossings: short before long, then neighbours change places."""
    order = sorted(range(len(bars)), key=lambda bar: (bars[bar].high - bars[bar].low, bars[bar].low, bar))
    for _ in order:
        changed = False
        for place in range(len(order) - 1):
            first, second = bars[order[place]], bars[order[place + 1]]
            if _meet(first, second) and _crossings(second, first) < _crossings(first, second):
                order[place], order[place + 1] = order[place + 1], order[place]
                changed = True
        if not changed:
            break
    return order


def _meet(one: Bar, other: Bar) -> bool:
    return one.low <= other.high and other.low <= one.high


def _crossings(first: Bar, second: Bar) -> int:
    """Return how often two bars cross if `first` stands on the earlier level."""
    count = 0
    for at, later in first.ends:
        if later and second.low < at < second.high:
            count += 1
    for at, later in second.ends:
        if not later and first.low < at < first.high:
            count += 1
    return count
