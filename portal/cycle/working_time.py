"""Working time between two moments: minutes of the office's own days, nights, weekends and holidays left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from portal.cycle.calendar import Calendar

BEGINS, BEGINS_IN_RAMADAN = time(7, 30), time(8, 0)
BREAK, FRIDAYS_BREAK = 60, 90
"""When an office begins and how long it rests, in minutes (Perpres 21/2023); its end follows from the day's length."""

FRIDAY = 4


def minutes_between(first: datetime, last: datetime, calendar: Calendar) -> float:
    """Return the working minutes from `first` to `last` (aware). The rest is spread over the day it belongs to."""
    if last <= first:
        return 0.0
    start, end = calendar.local(first), calendar.local(last)
    if start.date() == end.date():
        return _until(end, calendar) - _until(start, calendar)
    whole = sum(
        calendar.minutes_of(day) for day in _between(start.date(), end.date()) if calendar.is_workday(day)
    )  # fmt: skip
    return _of(start.date(), calendar) - _until(start, calendar) + whole + _until(end, calendar)


def without(
    first: datetime, last: datetime, left_out: Sequence[tuple[datetime, datetime]], calendar: Calendar
) -> float:
    """Return the working minutes from `first` to `last`, the given spans left out."""
    clipped = ((max(first, a), min(last, b)) for a, b in left_out)
    waited = sum(minutes_between(a, b, calendar) for a, b in clipped)
    return max(0.0, minutes_between(first, last, calendar) - waited)


def _of(day: date, calendar: Calendar) -> float:
    return calendar.minutes_of(day) if calendar.is_workday(day) else 0.0


def _until(moment: datetime, calendar: Calendar) -> float:
    """Return the working minutes of the moment's day that are over by then."""
    day = moment.date()
    whole = _of(day, calendar)
    if not whole:
        return 0.0
    begins = BEGINS_IN_RAMADAN if calendar.off.in_ramadan(day) else BEGINS
    rest = FRIDAYS_BREAK if day.weekday() == FRIDAY else BREAK
    gone = (moment.replace(tzinfo=None) - datetime.combine(day, begins)) / timedelta(minutes=1)
    return whole * min(1.0, max(0.0, gone / (whole + rest)))


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(1, (last - first).days)]
