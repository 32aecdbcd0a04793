"""The due moment that explains itself: its rule, its start, and what lies between, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.cycle.calendar import Calendar
from portal.cycle.day_words import in_words
from portal.say import say
from portal.sop.model import Waktu


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due (UTC), and the sentence that explains it. `at` is None without a deadline.

    Beside the sentence the facts: `rule` is the SOP's own words, `since` the day of the start, `day` the day it is
    due, both in the agency's zone; `weekends` and `crossed` (day, name) are what the count passed over,
    `moved_from` is the day off that the date fell on before it was moved, `unknown` are the years whose days off
    are not decreed yet.
    """

    at: datetime | None
    why: str
    rule: str | None = None
    since: date | None = None
    day: date | None = None
    weekends: int = 0
    crossed: tuple[tuple[date, str], ...] = ()
    moved_from: date | None = None
    unknown: tuple[int, ...] = ()

    def facts(self) -> dict[str, object]:
        """Return what an event keeps beside the sentence, as plain JSON; what there is nothing of is left out."""
        told: dict[str, object] = {
            "aturan": self.rule,
            "sejak": self.since.isoformat() if self.since else None,
            "akhir_pekan": self.weekends,
            "lewat": [[day.isoformat(), name] for day, name in self.crossed],
            "digeser_dari": self.moved_from.isoformat() if self.moved_from else None,
            "belum_ditetapkan": list(self.unknown),
        }
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where was counted: in working days (`counted`), or past them to a date of the calendar."""

    since: date | None
    day: date
    counted: bool = False
    moved_from: date | None = None


def explained(rule: Waktu, span: Span, calendar: Calendar, why: str) -> Due:
    """Return the due moment at the end of the span's day, with its sentence and its facts."""
    weekends, crossed = _between(span, calendar)
    sentence: str = say("{why}: {day}.", why=why, day=in_words(span.day))
    unknown = _unknown(span, calendar)
    for more in (_crossing(weekends, len(crossed)), _moving(span, calendar), *map(calendar.off.unknown, unknown)):
        if more:
            sentence = say("{sentence} {more}", sentence=sentence, more=more)
    return Due(calendar.end_of(span.day), sentence, rule.teks, span.since, span.day, weekends, crossed,
               span.moved_from, unknown)  # fmt: skip


def _between(span: Span, calendar: Calendar) -> tuple[int, tuple[tuple[date, str], ...]]:
    """Return how many weekends, and which days off of the working week, a count of working days passed over."""
    if not span.counted or span.since is None:
        return 0, ()
    days = [span.since + timedelta(days=n) for n in range(1, (span.day - span.since).days)]
    weekends = {day - timedelta(days=day.weekday()) for day in days if calendar.is_weekend(day)}
    crossed = tuple((day, row.name) for day in days if (row := calendar.holiday(day)))
    return len(weekends), crossed


def _crossing(weekends: int, days: int) -> str | None:
    if weekends and days:
        return say("Melewati {weekends} akhir pekan dan {days} hari libur.", weekends=weekends, days=days)
    if weekends:
        return say("Melewati {weekends} akhir pekan.", weekends=weekends)
    return say("Melewati {days} hari libur.", days=days) if days else None


def _moving(span: Span, calendar: Calendar) -> str | None:
    """Say what became of a date on a day off."""
    if span.moved_from is not None:
        return say("Digeser dari {day}, karena kantor libur.", day=in_words(span.moved_from))
    if span.counted or calendar.is_workday(span.day):
        return None
    holiday = calendar.off.by_day.get(span.day)
    if holiday:
        return say("Hari itu kantor libur ({name}); tanggalnya tetap.", name=holiday.name)
    return say("Hari itu kantor libur; tanggalnya tetap.")


def _unknown(span: Span, calendar: Calendar) -> tuple[int, ...]:
    """Return the years that matter here and whose days off are not known: those counted through, or moved in."""
    if not span.counted and calendar.habits.geser == "tetap":
        return ()
    first = span.since or span.day
    years = range(min(first.year, span.day.year), max(first.year, span.day.year) + 1)
    return tuple(year for year in years if calendar.off.unknown(year))
