"""Mutu baku against reality, in the office's own working time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cycle import waiting
from portal.cycle.acts import Typed
from portal.cycle.calendar import Calendar
from portal.cycle.replay import stays
from portal.cycle.tempo import bottleneck, paces, standard, tempo
from portal.cycle.working_time import minutes_between
from portal.sop.waktu import parse_waktu
from tests.cycle.trail import Trail, make_sop, row

OFFICE = Calendar()


def wib(*moment: int) -> datetime:
    """Return a moment told in WIB."""
    return datetime(*moment, tzinfo=UTC) - timedelta(hours=7)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("first", "last", "minutes"),
    [
        ((2026, 10, 5, 7, 30), (2026, 10, 5, 16, 0), 450),  # a whole Monday
        ((2026, 10, 5, 5, 0), (2026, 10, 5, 22, 0), 450),  # the night does not count
        ((2026, 10, 2, 16, 30), (2026, 10, 5, 7, 30), 0),  # nor does a weekend
        ((2026, 10, 5, 16, 0), (2026, 10, 7, 7, 30), 450),  # Tuesday lies between
        ((2026, 10, 5, 7, 30), (2026, 10, 9, 16, 30), 2250),  # a week, Friday with its longer rest
    ],
)
def test_working_time_is_the_offices_own(first, last, minutes):
    assert minutes_between(wib(*first), wib(*last), OFFICE) == pytest.approx(minutes)


@given(
    st.lists(st.integers(0, 60 * 24 * 21), min_size=3, max_size=3, unique=True).map(sorted),
)
def test_working_time_adds_up(at):
    first, middle, last = (wib(2026, 10, 1) + timedelta(minutes=n) for n in at)
    parts = minutes_between(first, middle, OFFICE) + minutes_between(middle, last, OFFICE)
    assert parts == pytest.approx(minutes_between(first, last, OFFICE))


def test_each_step_tells_its_median_its_worst_and_its_standard():
    sop = make_sop(row("a", waktu=parse_waktu("60 menit"), to="b"), row("b", waktu=parse_waktu("1 hari")))
    found = []
    for hours in (1, 2, 4):
        trail = Trail(sop, clock=wib(2026, 10, 5, 7, 30))
        trail.clock += timedelta(hours=hours)
        trail.check("kasubbag")
        found += paces(stays(sop, trail.events), OFFICE)
    first, second = tempo(sop, found, [])
    assert (first.count, first.standard) == (3, 60)
    assert first.median == pytest.approx(107, abs=2) and first.worst == pytest.approx(213, abs=2)
    assert (second.count, second.median, second.standard) == (0, None, 450)
    assert bottleneck([first, second]) == first


def test_a_wait_for_the_outside_is_nobodys_slowness():
    sop = make_sop(row("a", to="b"), row("b"))
    trail = Trail(sop, clock=wib(2026, 10, 5, 7, 29))
    trail.write(waiting.pause(trail.state, "a", 1, "kasubbag", Typed(alasan="BPS")), "kasubbag")
    trail.clock += timedelta(days=2)
    trail.check("kasubbag")
    assert paces(stays(sop, trail.events), OFFICE)[0].minutes < 5


def test_waiting_and_working_stand_apart_where_the_beginning_was_noted():
    sop = make_sop(row("a", to="b"), row("b"))
    trail = Trail(sop, clock=wib(2026, 10, 5, 7, 29))
    trail.clock += timedelta(hours=4)
    trail.write(waiting.start(trail.state, "a", 1, "kasubbag", None), "kasubbag")
    trail.clock += timedelta(hours=1)
    trail.check("kasubbag")
    pace = paces(stays(sop, trail.events), OFFICE)[0]
    assert (pace.waiting or 0) > 3 * (pace.working or 0) > 0
    assert pace.minutes == pytest.approx((pace.waiting or 0) + (pace.working or 0))


def test_a_skipped_step_took_no_time():
    sop = make_sop(row("a", to="b"), row("b"))
    trail = Trail(sop)
    trail.skip()
    assert paces(stays(sop, trail.events), OFFICE) == ()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("5 menit", 5), ("5-10 menit", 10), ("2 jam", 120), ("3 hari kerja", 1350), ("1 Minggu", 2250), ("H-3", None),
     ("Paling lambat setiap tanggal 10 Bulan berikutnya", None), ("secepatnya", None)],
)  # fmt: skip
def test_a_standard_is_its_upper_end_in_working_minutes(text, minutes):
    assert standard(parse_waktu(text), 5) == minutes


def test_returns_are_counted_by_decision():
    sop = make_sop(
        row("susun", to="periksa"), row("periksa", bentuk="keputusan", ya="selesai", tidak="susun"),
    )  # fmt: skip
    trail = Trail(sop)
    trail.check("kasubbag")
    trail.decide("kasubbag", "tidak", alasan="angka")
    trail.check("kasubbag", putaran=2)
    trail.decide("kasubbag", "ya")
    found = tempo(sop, paces(stays(sop, trail.events), OFFICE), [trail.state])
    assert (found[1].decisions, found[1].returns) == (2, 1)
