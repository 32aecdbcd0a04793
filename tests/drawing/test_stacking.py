"""Lanes and tracks: what overlaps never shares one, and what crosses least lies where it does."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.drawing.model import Metrics
from portal.drawing.shapes import rise
from portal.drawing.stacking import Bar, stack


def bar(low: float, high: float, *, low_turns: bool = False, high_turns: bool = False) -> Bar:
    """Return a bar; its ends turn to later levels where asked."""
    return Bar(low, high, ((low, low_turns), (high, high_turns)))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans(), st.booleans()), max_size=12))
def test_bars_that_meet_never_share_a_level(ends: list[tuple[int, int, bool, bool]]) -> None:
    bars = [
        bar(min(one, other), max(one, other), low_turns=first, high_turns=second) for one, other, first, second in ends
    ]

    levels = stack(bars)

    for (one, first), (other, second) in combinations(zip(bars, levels, strict=True), 2):
        assert first != second or one.high < other.low or other.high < one.low


def test_bars_apart_share_the_first_level() -> None:
    assert stack([bar(0, 3), bar(4, 6), bar(7, 9)]) == [0, 0, 0]


def test_a_bar_within_another_lies_before_it() -> None:
    assert stack([bar(0, 10), bar(3, 5)]) == [1, 0]


def test_a_bar_whose_ends_turn_away_lies_beyond_the_other() -> None:
    assert stack([bar(0, 10), bar(3, 5, low_turns=True, high_turns=True)]) == [0, 1]


@pytest.mark.parametrize(
    ("shape", "beside", "high"),
    [("kotak", 29, 17), ("belah ketupat", 0, 17), ("belah ketupat", -15, 8.5), ("kapsul", 13, 17), ("kapsul", 30, 0)],
)
def test_an_arrow_ends_on_the_outline_of_its_symbol(shape: str, beside: float, high: float) -> None:
    assert rise(shape, beside, Metrics()) == pytest.approx(high)  # type: ignore[arg-type]
