"""An agency's calendar: its zone, its working week, what is off, and counting in its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from portal.cycle.holidays import DaysOff, Holiday

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
WEEK_MINUTES, RAMADAN_MINUTES = 2250, 1950
"""37 hours 30 minutes a week, 32 hours 30 minutes in Ramadan (Perpres 21/2023), whatever the week's days."""

Geser = Literal["tetap", "maju", "mundur"]
Hari = Literal["kerja", "kalender"]
Menit = Literal["hari kerja berikutnya", "tanpa batas"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How an agency reads its deadlines.

    `geser`: a date on a day off stays (tetap), moves to the working day before (maju) or after (mundur). `hari`: what
    the plain word means. `menit`: whether a duration under one working day ends with the next one, or never.
    """

    geser: Geser = "tetap"
    hari: Hari = "kerja"
    menit: Menit = "hari kerja berikutnya"


@dataclass(frozen=True, slots=True)
class Calendar:
    """An agency's days: its zone (WIB, WITA, WIT), its working week (5 or 6 days from Monday), its days off.

    `period_last` is the last day of the cycle's period, `event_day` the day that H-n counts back from,
    `counts` how many of a rate's noun there are ("berkas": 12); a noun not named counts once.
    """

    zone: str = "WIB"
    workweek: int = 5
    period_last: date | None = None
    event_day: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    off: DaysOff = field(default_factory=DaysOff)
    habits: Habits = field(default_factory=Habits)

    def local(self, moment: datetime) -> datetime:
        """Return an aware `moment` in the agency's zone."""
        return moment.astimezone(ZoneInfo(ZONES[self.zone]))

    def end_of(self, day: date) -> datetime:
        """Return the last moment of `day` in the agency's zone, in UTC."""
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(ZONES[self.zone])).astimezone(UTC)

    def is_weekend(self, day: date) -> bool:
        """True if `day` lies outside the working week."""
        return day.weekday() >= self.workweek

    def is_workday(self, day: date) -> bool:
        """True if the office works on `day`."""
        return day.weekday() < self.workweek and day not in self.off.by_day

    def holiday(self, day: date) -> Holiday | None:
        """Return what makes a day of the working week a day off, None where nothing does."""
        return None if self.is_weekend(day) else self.off.by_day.get(day)

    def minutes_of(self, day: date) -> float:
        """Return how long a working day is: shorter in Ramadan."""
        return (RAMADAN_MINUTES if self.off.in_ramadan(day) else WEEK_MINUTES) / self.workweek

    def add_workdays(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, before it where `count` is negative; `day` is not counted."""
        one = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += one
            left -= self.is_workday(day)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to and including `last`."""
        if last <= first:
            return 0
        weeks, rest = divmod((last - first).days, 7)
        week = weeks * self.workweek + sum(not self.is_weekend(last - timedelta(days=n)) for n in range(rest))
        return week - sum(first < day <= last and not self.is_weekend(day) for day in self.off.by_day)
