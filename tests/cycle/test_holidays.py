"""Days off: what the count passes over, what moves, and what is not known yet."""

from __future__ import annotations

import csv
import time
from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cycle.calendar import Calendar, Habits
from portal.cycle.due import due
from portal.cycle.holidays import Holiday, days_off
from portal.sop.model import Waktu
from tests.cycle.year_2026 import ROWS, YEAR, day_of, lasting, morning, office
from tests.house.source import ROOT

TENTH = Waktu("Paling lambat setiap tanggal 10 Bulan berikutnya", "tanggal", None, 10, 10, bulan=1)
TW3, TW4 = date(2026, 9, 30), date(2026, 12, 31)


def test_working_days_pass_over_cuti_bersama_and_name_it():
    found = due(lasting(3, "hari kerja"), None, morning("2026-03-13"), office())
    assert day_of(found, office()) == date(2026, 3, 25)
    assert found.weekends == 2
    assert [name for _, name in found.crossed] == [
        "Cuti Bersama Nyepi", "Hari Suci Nyepi", "Cuti Bersama Idul Fitri", "Cuti Bersama Idul Fitri",
        "Cuti Bersama Idul Fitri",
    ]  # fmt: skip
    assert found.why == (
        "“3 hari kerja” sejak Jumat, 13 Maret: Rabu, 25 Maret 2026. Melewati 2 akhir pekan dan 5 hari libur."
    )


def test_working_days_pass_over_new_year():
    found = due(lasting(2, "hari kerja"), None, morning("2026-12-31"), office())
    assert day_of(found, office()) == date(2027, 1, 5)
    assert found.crossed == ((date(2027, 1, 1), "Tahun Baru Masehi"),)


def test_a_holiday_on_a_weekend_is_passed_over_once():
    found = due(lasting(1, "hari kerja"), None, morning("2026-03-20"), office())
    assert found.weekends == 1
    assert [day.day for day, _ in found.crossed] == [23, 24]


def test_one_instant_is_two_days_in_two_zones():
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 23.30 WIB, half past midnight WITA
    wib, wita = office(zone="WIB"), office(zone="WITA")
    assert day_of(due(lasting(1, "hari kerja"), None, new_year, wib), wib) == date(2027, 1, 4)
    assert day_of(due(lasting(1, "hari kalender"), None, new_year, wib), wib) == date(2027, 1, 1)
    assert day_of(due(lasting(1, "hari kalender"), None, new_year, wita), wita) == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("period", "geser", "day"),
    [
        (TW3, "tetap", date(2026, 10, 10)),
        (TW3, "maju", date(2026, 10, 9)),
        (TW3, "mundur", date(2026, 10, 12)),
        (TW4, "tetap", date(2027, 1, 10)),
        (TW4, "maju", date(2027, 1, 8)),
        (TW4, "mundur", date(2027, 1, 11)),
    ],
)
def test_purwakartas_tenth_stays_or_moves_as_the_agency_has_it(period, geser, day):
    calendar = office(period_last=period, geser=geser)
    found = due(TENTH, None, morning("2026-10-02"), calendar)
    assert day_of(found, calendar) == day
    assert ("Digeser dari" in found.why) == (geser != "tetap")
    assert ("tanggalnya tetap" in found.why) == (geser == "tetap")


def test_a_date_on_a_holiday_names_it():
    found = due(Waktu("tanggal 25", "tanggal", None, 25, 25, bulan=0), None, morning("2026-12-01"),
                office(period_last=TW4))  # fmt: skip
    assert found.why.endswith("Jumat, 25 Desember 2026. Hari itu kantor libur (Hari Raya Natal); tanggalnya tetap.")


def test_a_date_does_not_move_before_the_start():
    calendar = office(geser="maju")
    assert day_of(due(lasting(1, "hari kalender"), None, morning("2026-10-03"), calendar), calendar).day == 4


def test_a_fixed_date_does_not_move_before_a_step_that_begins_on_it():
    calendar = office(period_last=TW3, geser="maju")
    assert day_of(due(TENTH, None, morning("2026-10-10"), calendar), calendar) == date(2026, 10, 10)
    assert day_of(due(TENTH, None, morning("2026-10-12"), calendar), calendar) == date(2026, 10, 9)


def test_the_agency_says_what_plain_days_are():
    calendar = office(hari="kalender")
    assert day_of(due(lasting(3, "hari"), None, morning("2026-10-02"), calendar), calendar) == date(2026, 10, 5)
    assert day_of(due(lasting(3, "hari kerja"), None, morning("2026-10-02"), calendar), calendar) == date(2026, 10, 7)


def test_minutes_may_be_no_deadline_at_all():
    found = due(lasting(5, "menit"), None, morning("2026-10-02"), office(menit="tanpa batas"))
    assert found.at is None
    assert found.why == "Tanpa batas waktu: “5 menit” adalah lama bekerja, bukan tenggat."
    assert due(lasting(2, "hari"), None, morning("2026-10-02"), office(menit="tanpa batas")).at is not None


def test_half_a_day_is_effort_too():
    found = due(lasting(0.5, "hari"), None, morning("2026-10-02"), office())
    assert day_of(found, office()) == date(2026, 10, 5)
    assert "lama bekerja" in found.why


@pytest.mark.parametrize(
    ("minutes", "workweek", "start", "day"),
    [
        (450, 5, "2026-10-05", 6), (451, 5, "2026-10-05", 7), (375, 6, "2026-10-05", 6), (376, 6, "2026-10-05", 7),
        (391, 5, "2026-03-02", 4), (390, 5, "2026-03-02", 3),
    ],
)  # fmt: skip
def test_minutes_fill_the_working_days_of_the_week_and_of_ramadan(minutes, workweek, start, day):
    calendar = office(workweek=workweek)
    assert day_of(due(lasting(minutes, "menit"), None, morning(start), calendar), calendar).day == day


def test_a_rate_counts_its_noun():
    calendar = office(counts={"berkas": 12})
    found = due(lasting(90, "menit", per="berkas"), None, morning("2026-10-05"), calendar)
    assert day_of(found, calendar) == date(2026, 10, 8)
    assert "untuk 12 berkas" in found.why
    assert day_of(due(lasting(90, "menit", per="Desa"), None, morning("2026-10-05"), calendar), calendar).day == 6


def test_working_days_before_an_event_are_counted_back():
    calendar = office(event_day=date(2026, 3, 25))
    rule = Waktu("H-2 hari kerja", "sebelum", "hari kerja", 2, 2)
    assert day_of(due(rule, None, morning("2026-03-02"), calendar), calendar) == date(2026, 3, 16)
    plain = Waktu("H-2", "sebelum", "hari", 2, 2)
    assert day_of(due(plain, None, morning("2026-03-02"), calendar), calendar) == date(2026, 3, 23)


def test_a_year_without_cuti_bersama_is_not_a_year_without_days_off():
    found = due(lasting(3, "hari kerja"), None, morning("2027-12-30"), office())
    assert found.unknown == (2027, 2028)
    assert "Cuti bersama 2027 belum ditetapkan" in found.why
    assert "Hari libur dan cuti bersama 2028 belum ada di kalender" in found.why


def test_a_fixed_date_that_does_not_move_needs_no_decree():
    assert due(TENTH, None, morning("2027-02-01"), office(period_last=date(2027, 12, 31))).unknown == ()


def test_a_local_holiday_is_the_agencys_own_and_a_national_one_keeps_its_name():
    local = Holiday(date(2026, 10, 5), "Hari Jadi", "lokal", until=date(2026, 10, 6))
    both = Holiday(date(2026, 12, 25), "Festival", "lokal")
    calendar = Calendar(off=days_off((local, both, *ROWS)))
    assert day_of(due(lasting(1, "hari kerja"), None, morning("2026-10-02"), calendar), calendar).day == 7
    assert calendar.off.by_day[date(2026, 12, 25)].name == "Hari Raya Natal"


def test_the_facts_of_a_due_moment_are_plain_json():
    found = due(lasting(1, "hari kerja"), None, morning("2026-12-23"), office())
    assert found.facts() == {
        "aturan": "1 hari kerja", "sejak": "2026-12-23", "akhir_pekan": 1,
        "lewat": [["2026-12-24", "Cuti Bersama Natal"], ["2026-12-25", "Hari Raya Natal"]],
    }  # fmt: skip


def test_a_year_beyond_the_calendar_has_no_deadline():
    found = due(lasting(900, "tahun"), None, datetime(9990, 1, 1, tzinfo=UTC), office())
    assert found.at is None


UNITS = st.sampled_from(["menit", "jam", "hari", "hari kerja", "hari kalender", "minggu", "bulan", "tahun"])
HABITS = st.builds(
    Habits,
    st.sampled_from(["tetap", "maju", "mundur"]),
    st.sampled_from(["kerja", "kalender"]),
    st.just("hari kerja berikutnya"),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
CALENDARS = st.builds(
    lambda zone, workweek, habits: Calendar(zone, workweek, off=YEAR, habits=habits),
    st.sampled_from(["WIB", "WITA", "WIT"]), st.sampled_from([5, 6]), HABITS,
)  # fmt: skip


@given(MOMENTS, st.floats(0, 400), UNITS, CALENDARS)
def test_nothing_is_due_before_it_starts(start, amount, unit, calendar):
    found = due(lasting(amount, unit), None, start, calendar)
    assert found.at is not None
    assert found.at > start


@given(MOMENTS, st.integers(0, 300), st.integers(0, 99), UNITS, CALENDARS)
def test_more_time_is_never_due_earlier(start, amount, more, unit, calendar):
    first, second = (due(lasting(count, unit), None, start, calendar).at for count in (amount, amount + more))
    assert first <= second


@given(MOMENTS, st.integers(0, 300), UNITS, CALENDARS)
def test_the_servers_own_zone_changes_nothing(start, amount, unit, calendar):
    found = set()
    with pytest.MonkeyPatch.context() as patch:
        for zone in ("America/Los_Angeles", "Asia/Jakarta", "Pacific/Kiritimati"):
            patch.setenv("TZ", zone)
            time.tzset()
            found.add(due(lasting(amount, unit), None, start, calendar))
    time.tzset()
    assert len(found) == 1


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 120), CALENDARS)
def test_counting_forward_and_back_agree_over_days_off(start, count, calendar):
    end = calendar.add_workdays(start, count)
    assert calendar.workdays_between(start, end) == count
    if count and calendar.is_workday(start):
        assert calendar.add_workdays(end, -count) == start


def shipped():
    """Return the rows of the table that a new portal begins with."""
    with (ROOT / "portal/store/libur.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_table_agrees_with_the_holidays_package():
    ours = {(row["tanggal"], row["jenis"]): row["nama"] for row in shipped() if row["jenis"] != "ramadan"}
    theirs = {
        (day.isoformat(), kind): name
        for category, kind in (("public", "libur"), ("government", "cuti bersama"))
        for day, name in holidays.country_holidays(
            "ID", years=range(2022, 2028), categories=(category,), language="id"
        ).items()
    }
    assert ours == theirs


def test_the_shipped_year_2026_is_the_decreed_one():
    days = {kind: [] for kind in ("libur", "cuti bersama", "ramadan")}
    for row in shipped():
        if row["tanggal"].startswith("2026"):
            days[row["jenis"]].append(row["tanggal"][5:])
    assert days["libur"] == [
        "01-01", "01-16", "02-17", "03-19", "03-21", "03-22", "04-03", "04-05", "05-01", "05-14", "05-27", "05-31",
        "06-01", "06-16", "08-17", "08-25", "12-25",
    ]  # fmt: skip
    assert days["cuti bersama"] == ["02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24"]


def test_the_shipped_ramadan_ends_where_idul_fitri_begins():
    rows = shipped()
    eids = {row["tanggal"] for row in rows if row["nama"].startswith("Hari Raya Idul Fitri")}
    ends = {date.fromisoformat(row["sampai"]) + timedelta(days=1) for row in rows if row["jenis"] == "ramadan"}
    assert {day.isoformat() for day in ends} == eids
