"""A year of days off as its pages show it: twelve months, the rows by month, and what is not known yet."""

from __future__ import annotations

import calendar as months
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from portal.cycle.calendar import Calendar
from portal.cycle.holidays import Kind
from portal.days.rows import Row, of_year
from portal.say import say
from portal.web.language import language

EARLIEST, LATEST = 2000, 2199

KIND_WORDS: Mapping[Kind, str] = {
    "libur": say("libur nasional"), "cuti bersama": say("cuti bersama"), "lokal": say("libur lokal"),
    "ramadan": say("jam kerja Ramadan"),
}  # fmt: skip
"""What the kinds of days are called."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of a month's grid: None outside it; `kind` is what makes it a day off, or `akhir pekan`, or None."""

    day: date | None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its weeks from Monday, and the rows that begin in it."""

    first: date
    weeks: tuple[tuple[DayMark, ...], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of an office, or of the nation: its months, how many days of each kind, and what is not known."""

    number: int
    months: tuple[Month, ...]
    counts: Sequence[tuple[str, int]]
    workdays: int
    unknown: str | None
    estimated: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order of days."""
        return tuple(row for month in self.months for row in month.rows)


def year_of(number: int, rows: Sequence[Row], calendar: Calendar) -> Year:
    """Return a year of `rows` as `calendar` counts them."""
    mine = of_year(rows, number)
    drawn = tuple(_month(date(number, month, 1), mine, calendar) for month in range(1, 13))
    days = Counter(row.holiday.kind for row in mine for day in row.holiday.days if day.year == number)
    workdays = calendar.workdays_between(date(number - 1, 12, 31), date(number, 12, 31))
    counts = [(words, days[kind]) for kind, words in KIND_WORDS.items() if days[kind] and kind != "ramadan"]
    estimated = any("perkiraan" in row.holiday.name for row in mine)
    return Year(number, drawn, counts, workdays, calendar.off.unknown(number), estimated)


def month_name(first: date) -> str:
    """Return a month by its name, in the reader's language."""
    return str(format_date(first, "LLLL", locale=language()))


def weekdays() -> list[tuple[str, str]]:
    """Return the days of the week from Monday, whole and short, in the reader's language."""
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=n) for n in range(7)]
    return [(str(format_date(day, "EEEE", locale=language())), str(format_date(day, "EEE", locale=language())))
            for day in days]  # fmt: skip


def _month(first: date, rows: Iterable[Row], calendar: Calendar) -> Month:
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(tuple(_mark(day, first, calendar) for day in week) for week in weeks),
        tuple(row for row in rows if _begins(row, first) == (first.year, first.month)),
    )


def _begins(row: Row, first: date) -> tuple[int, int]:
    """Return the month of this year in which a row begins; one from the year before begins in January."""
    day = max(row.holiday.day, date(first.year, 1, 1))
    return day.year, day.month


def _mark(day: date, first: date, calendar: Calendar) -> DayMark:
    if day.month != first.month:
        return DayMark(None)
    row = calendar.off.by_day.get(day)
    if row:
        return DayMark(day, row.kind)
    return DayMark(day, "akhir pekan" if calendar.is_weekend(day) else None)
