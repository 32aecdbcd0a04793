"""When a step is due, in the agency's own days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cycle.calendar import Calendar
from portal.cycle.due import due
from portal.sop.model import Waktu

FRIDAY = datetime(2026, 10, 2, 3, 0, tzinfo=UTC)
TW3 = Calendar(period_last=date(2026, 9, 30))


def lasting(amount, unit, **more):
    return Waktu(f"{amount} {unit}", "durasi", unit, amount, amount, **more)


def day(found, calendar=TW3):
    return calendar.local(found.at).date()


def test_three_working_days_from_friday_end_on_wednesday():
    assert day(due(lasting(3, "hari kerja"), None, FRIDAY, TW3)) == date(2026, 10, 7)


def test_plain_hari_are_working_days():
    assert day(due(lasting(1, "hari"), None, FRIDAY, TW3)) == date(2026, 10, 5)


def test_a_six_day_week_works_on_saturday():
    assert day(due(lasting(1, "hari"), None, FRIDAY, Calendar(workweek=6))) == date(2026, 10, 3)


def test_minutes_are_effort_and_end_with_the_next_working_day():
    found = due(lasting(5, "menit"), None, FRIDAY, TW3)
    assert day(found) == date(2026, 10, 5)
    assert "lama bekerja" in found.why


def test_many_minutes_become_working_days():
    assert day(due(lasting(90, "menit", per="berkas"), None, FRIDAY, Calendar(counts={"berkas": 10}))) == date(
        2026, 10, 6
    )


def test_a_range_ends_with_its_upper_end():
    assert day(due(Waktu("1 – 20 hari kerja", "durasi", "hari kerja", 1, 20), None, FRIDAY, TW3)) == date(2026, 10, 30)


def test_a_week_ends_on_the_same_weekday_and_a_month_on_the_same_date():
    assert day(due(lasting(1, "minggu"), None, FRIDAY, TW3)) == date(2026, 10, 9)
    assert day(due(lasting(1, "bulan"), None, datetime(2027, 1, 31, tzinfo=UTC), TW3)) == date(2027, 2, 28)


def test_the_tenth_of_the_following_month_comes_from_the_period_even_on_a_saturday():
    rule = Waktu("Paling lambat setiap tanggal 10 Bulan berikutnya", "tanggal", "tanggal", 10, 10, bulan=1)
    found = due(rule, None, FRIDAY, TW3)
    assert day(found) == date(2026, 10, 10)
    assert "Sabtu, 10 Oktober 2026" in found.why


def test_a_date_rule_without_a_dated_period_has_no_deadline():
    rule = Waktu("tanggal 10", "tanggal", "tanggal", 10, 10, bulan=1)
    assert due(rule, None, FRIDAY, Calendar()).at is None


def test_tenggat_wins_over_waktu():
    assert day(due(lasting(3, "bulan"), lasting(1, "hari"), FRIDAY, TW3)) == date(2026, 10, 5)


def test_days_before_an_event_need_the_event():
    rule = Waktu("H-3", "sebelum", "hari", 3, 3)
    assert due(rule, None, FRIDAY, TW3).at is None
    assert day(due(rule, None, FRIDAY, Calendar(event_day=date(2026, 10, 20)))) == date(2026, 10, 17)


@pytest.mark.parametrize("rule", [None, Waktu("secepatnya"), lasting(10**12, "hari kerja")])
def test_what_cannot_be_counted_says_so(rule):
    found = due(rule, None, FRIDAY, TW3)
    assert found.at is None
    assert found.why.startswith("Tanpa batas waktu")


def test_a_deadline_ends_at_midnight_of_the_agencys_own_zone():
    rule = lasting(1, "hari kalender")
    wib = due(rule, None, FRIDAY, Calendar("WIB")).at
    wita = due(rule, None, FRIDAY, Calendar("WITA")).at
    assert (wib - wita).total_seconds() == 3600


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.sampled_from([5, 6]))
def test_counting_forward_and_back_agree(start, count, workweek):
    calendar = Calendar(workweek=workweek)
    end = calendar.add_workdays(start, count)
    assert calendar.workdays_between(start, end) == count
