"""Days as people say them."""

from __future__ import annotations

from datetime import date

from portal.cycle.period import MONTHS
from portal.say import say

WEEKDAYS: tuple[str, ...] = (
    say("Senin"), say("Selasa"), say("Rabu"), say("Kamis"), say("Jumat"), say("Sabtu"), say("Minggu"),
)  # fmt: skip


def in_words(day: date) -> str:
    """Return a day as it is said: "Rabu, 14 Oktober 2026"."""
    return say("{weekday}, {day} {month} {year}", weekday=WEEKDAYS[day.weekday()], day=day.day,
               month=MONTHS[day.month - 1], year=day.year)  # fmt: skip


def in_few_words(day: date) -> str:
    """Return a day without its year: "Rabu, 14 Oktober"."""
    return say("{weekday}, {day} {month}", weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1])
