"""What became of each period: in time, late, running, cancelled, on paper, or missed; and a missed one stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.cycle.calendar import Calendar
from portal.cycle.ledger import Run, ledger
from portal.settings.agency import Window

TEN = Window(1, 10)


def at(*day: int) -> datetime:
    return datetime(*day, 3, tzinfo=UTC)  # type: ignore[misc]


def fates(now: datetime, *runs: Run, since: str | None = "2026-TW1", window: Window | None = TEN, **papers: str):
    named = {f"2026-{period}": text for period, text in papers.items()}
    entries = ledger("triwulan", 2026, since, window, runs, named, Calendar(), now)
    return {entry.period.text[5:]: entry.fate for entry in entries}


def done(period: str, *day: int) -> Run:
    return Run(period, f"2026-{period}", "ditutup", at(*day), at(*day))


def test_a_year_reads_as_it_went():
    runs = (
        done("TW1", 2026, 4, 9),
        done("TW2", 2026, 7, 20),
        Run("b", "2026-TW3", "dibatalkan", at(2026, 10, 2), reason="salah"),
    )
    assert fates(at(2026, 10, 5), *runs) == {
        "TW1": "tepat waktu", "TW2": "terlambat", "TW3": "terbuka", "TW4": "belum waktunya",
    }  # fmt: skip


def test_a_missed_period_is_missed_for_ever():
    for year in (2026, 2030):
        assert fates(at(year, 12, 31))["TW2"] == "terlewat"


def test_lateness_is_counted_in_working_days_after_the_window():
    entry = ledger("triwulan", 2026, "2026-TW2", TEN, (done("TW2", 2026, 7, 20),), {}, Calendar(), at(2026, 9, 1))[0]
    assert (entry.closes, entry.days) == (date(2026, 7, 10), 6)


def test_a_window_that_closes_on_a_day_off_is_late_only_after_it():
    assert fates(at(2026, 11, 1), done("TW3", 2026, 10, 10))["TW3"] == "tepat waktu"
    late = ledger("triwulan", 2026, "2026-TW3", TEN, (done("TW3", 2026, 10, 11),), {}, Calendar(), at(2026, 11, 1))[0]
    assert (late.fate, late.late, late.days) == ("terlambat", True, 1)


def test_a_running_cycle_past_its_window_is_running_and_late():
    run = Run("r", "2026-TW2", "berjalan", at(2026, 7, 6))
    entry = ledger("triwulan", 2026, "2026-TW2", TEN, (run,), {}, Calendar(), at(2026, 7, 15))[0]
    assert (entry.fate, entry.late, entry.days) == ("berjalan", True, 3)


def test_a_cancelled_period_whose_window_closed_keeps_its_reason():
    run = Run("r", "2026-TW1", "dibatalkan", at(2026, 4, 2), reason="SOP diganti")
    entry = ledger("triwulan", 2026, "2026-TW1", TEN, (run,), {}, Calendar(), at(2026, 5, 1))[0]
    assert (entry.fate, entry.tries[0].reason) == ("dibatalkan", "SOP diganti")


def test_a_period_on_paper_is_neither_missed_nor_in_time():
    assert fates(at(2026, 12, 1), TW1="berkas-tw1.pdf")["TW1"] == "di luar portal"


def test_years_before_the_portal_are_not_missed():
    assert list(fates(at(2026, 12, 1), since="2026-TW3")) == ["TW3", "TW4"]
    assert list(fates(at(2026, 12, 1), done("TW3", 2026, 10, 5), since=None)) == ["TW3", "TW4"]
    assert fates(at(2026, 12, 1), since=None) == {}


@pytest.mark.parametrize(
    ("day", "fate"), [((2026, 4, 30), "terbuka"), ((2026, 6, 30), "terbuka"), ((2026, 7, 1), "terlewat")]
)
def test_without_a_window_a_period_is_missed_when_the_next_is_over(day, fate):
    assert fates(at(*day), window=None)["TW1"] == fate
    assert fates(at(*day), done("TW1", *day), window=None)["TW1"] == "selesai"


def test_the_agencys_own_day_decides():
    evening = datetime(2026, 7, 10, 16, 30, tzinfo=UTC)
    run = Run("r", "2026-TW2", "ditutup", evening, evening)
    for zone, fate in (("WIB", "tepat waktu"), ("WITA", "terlambat")):
        entry = ledger("triwulan", 2026, "2026-TW2", TEN, (run,), {}, Calendar(zone), at(2026, 9, 1))[0]
        assert entry.fate == fate


# an SOP whose siklus has changed ----------------------------------------------------------------------------------


def told(siklus: str, *periods: str, since: str | None = None, year: int = 2026, now: datetime | None = None):
    now = now or at(2026, 12, 31)
    runs = [Run(period, period, "ditutup", at(2026, 1, 5), at(2026, 1, 5)) for period in periods]
    entries = ledger(siklus, year, since, TEN, runs, {}, Calendar(), now)  # type: ignore[arg-type]
    return {entry.period.text: entry.fate for entry in entries}


def test_a_missed_quarter_stays_when_the_sop_becomes_monthly():
    assert told("bulanan", "2026-TW1", "2026-TW3", "2026-11", since="2026-TW1") == {
        "2026-TW1": "tepat waktu", "2026-TW2": "terlewat", "2026-TW3": "tepat waktu", "2026-10": "terlewat",
        "2026-11": "tepat waktu", "2026-12": "belum waktunya",
    }  # fmt: skip


def test_a_quarter_is_not_dropped_because_a_month_inside_it_was_the_first_to_be_run():
    months = told("bulanan", "2026-TW1", "2026-05")
    assert [period for period, fate in months.items() if fate == "terlewat"] == [
        "2026-04", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11",
    ]  # fmt: skip


def test_months_before_the_first_are_not_missed_quarters():
    assert list(told("triwulan", since="2026-09")) == ["2026-TW4"]
    assert list(told("triwulan", since="2026-07")) == ["2026-TW3", "2026-TW4"]
    assert list(told("bulanan", since="2026-TW4")) == ["2026-10", "2026-11", "2026-12"]


def test_what_was_run_by_quarters_stays_when_the_sop_is_run_as_needed():
    assert told("insidental", "2026-TW1", "2026-TW3", "Rapat 3 Maret") == {
        "2026-TW1": "tepat waktu", "2026-TW2": "terlewat", "2026-TW3": "tepat waktu",
    }  # fmt: skip


def test_names_of_single_runs_begin_no_record():
    assert told("triwulan", "1 Maret", "Rapat") == {}
    assert list(told("triwulan", "1 Maret", "2026-TW3")) == ["2026-TW3", "2026-TW4"]


def test_a_siklus_that_changes_back_expects_each_month_and_quarter_once():
    periods = told("triwulan", "2025-TW4", "2026-01", "2026-02", "2026-TW2")
    assert list(periods) == ["2026-01", "2026-02", "2026-03", "2026-TW2", "2026-TW3", "2026-TW4"]


def test_a_year_later_the_old_quarters_are_where_they_were():
    later = told("bulanan", "2026-TW1", "2026-TW3", "2026-11", since="2026-TW1", now=at(2031, 5, 1))
    assert (later["2026-TW2"], later["2026-10"], later["2026-12"]) == ("terlewat", "terlewat", "terlewat")
    assert len(told("bulanan", "2026-TW1", "2026-11", year=2030, now=at(2031, 5, 1))) == 12


def test_after_the_last_on_record_nothing_is_expected_and_nothing_before_it_is_forgotten():
    runs = (done("TW1", 2026, 4, 9), done("TW4", 2027, 1, 9))
    entries = ledger("triwulan", 2026, None, TEN, runs, {}, Calendar(), at(2027, 6, 1), "2026-TW2")
    assert [(entry.period.text, entry.fate) for entry in entries] == [
        ("2026-TW1", "tepat waktu"), ("2026-TW2", "terlewat"), ("2026-TW4", "tepat waktu"),
    ]  # fmt: skip
    assert ledger("triwulan", 2027, None, TEN, runs, {}, Calendar(), at(2027, 6, 1), "2026-TW2") == ()
