"""The days off of 2026 as decreed, and an office that keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.cycle.calendar import Calendar, Habits
from portal.cycle.explained import Due
from portal.cycle.holidays import DaysOff, Holiday, days_off
from portal.sop.model import Waktu

LIBUR = {
    "2026-01-01": "Tahun Baru Masehi", "2026-03-19": "Hari Suci Nyepi", "2026-03-21": "Idul Fitri",
    "2026-03-22": "Idul Fitri", "2026-05-01": "Hari Buruh", "2026-12-25": "Hari Raya Natal",
    "2027-01-01": "Tahun Baru Masehi",
}  # fmt: skip
CUTI = {
    "2026-03-18": "Cuti Bersama Nyepi", "2026-03-20": "Cuti Bersama Idul Fitri",
    "2026-03-23": "Cuti Bersama Idul Fitri", "2026-03-24": "Cuti Bersama Idul Fitri",
    "2026-12-24": "Cuti Bersama Natal",
}  # fmt: skip
RAMADAN = Holiday(date(2026, 2, 19), "Ramadan 1447 H", "ramadan", until=date(2026, 3, 20))
ROWS = (
    *(Holiday(date.fromisoformat(day), name) for day, name in LIBUR.items()),
    *(Holiday(date.fromisoformat(day), name, "cuti bersama") for day, name in CUTI.items()),
    RAMADAN,
)
YEAR: DaysOff = days_off(ROWS)


def office(**more: object) -> Calendar:
    """Return the days of an office in 2026; `geser`, `hari` and `menit` are its habits."""
    habits = {key: more.pop(key) for key in ("geser", "hari", "menit") if key in more}
    return Calendar(off=YEAR, habits=Habits(**habits), **more)  # type: ignore[arg-type]


def morning(text: str) -> datetime:
    """Return nine in the morning WIB of a day."""
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def lasting(amount: float, unit: str, per: str | None = None) -> Waktu:
    """Return a duration."""
    return Waktu(f"{amount} {unit}", "durasi", unit, amount, amount, per)


def day_of(found: Due, calendar: Calendar) -> date:
    """Return the day on which something is due."""
    assert found.at is not None
    return calendar.local(found.at).date()
