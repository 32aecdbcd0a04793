"""Which period a cycle is for, and how it is said."""

from __future__ import annotations

from datetime import date

import pytest

from portal.cycle.period import around, period_of, read_period
from portal.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "siklus", "words"),
    [
        ("2026-TW3", "triwulan", "Triwulan III 2026 (Juli–September)"),
        (" 2026-tw3 ", "triwulan", "Triwulan III 2026 (Juli–September)"),
        ("2026-07", "bulanan", "Juli 2026"),
        ("2026-S1", "semester", "Semester I 2026 (Januari–Juni)"),
        ("2026", "tahunan", "Tahun 2026"),
        ("Rapat luar biasa", "insidental", "Rapat luar biasa"),
    ],
)
def test_a_period_is_read_and_said_in_words(text, siklus, words):
    assert read_period(text, siklus).words == words


def test_a_period_knows_its_days():
    period = read_period("2026-TW1", "triwulan")
    assert (period.first, period.last) == (date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("text", "siklus"),
    [("2026-TW5", "triwulan"), ("2026-13", "bulanan"), ("2026-TW3", "bulanan"), ("0000-TW1", "triwulan"),
     ("2026-TW3\n", "tahunan"), ("", "insidental"), ("x" * 61, "insidental"), ("a\x00b", "insidental"),
     ("２０２６-TW3x", "triwulan")],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_an_example(text, siklus):
    with pytest.raises(Refusal) as refused:
        read_period(text, siklus)
    assert refused.value.field == "periode"


def test_the_periods_around_a_day_cross_the_year():
    assert [p.text for p in around(date(2026, 1, 15), "triwulan", before=1, after=1)] == [
        "2026-TW2", "2026-TW1", "2025-TW4",
    ]  # fmt: skip
    assert period_of(date(2026, 1, 15), "insidental") is None
