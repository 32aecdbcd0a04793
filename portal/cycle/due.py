"""When a step is due: the rules of every way a deadline is written, and the due moment that explains itself."""

from __future__ import annotations

import calendar as months
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from portal.cycle.calendar import Calendar
from portal.cycle.day_words import in_few_words
from portal.cycle.explained import Due, Span, explained
from portal.say import say
from portal.sop.model import Waktu

MINUTES = {"menit": 1, "jam": 60}
LONGEST = 1_000
"""No office's deadline is further away than this many units; a larger number is a slip of the pen."""


def due(waktu: Waktu | None, tenggat: Waktu | None, start: datetime, calendar: Calendar) -> Due:
    """Return when a step that starts at `start` (aware) is due; `tenggat` wins over `waktu`."""
    rule = tenggat or waktu
    if rule is None:
        return Due(None, say("Tanpa batas waktu: SOP tidak menyebut waktu untuk langkah ini."))
    try:
        return RULES.get(rule.jenis, _unread)(rule, calendar.local(start).date(), calendar)
    except (OverflowError, ValueError):  # beyond the last year that a date can have
        return _unread(rule, date.min, calendar)


def _by_date(rule: Waktu, start: date, calendar: Calendar) -> Due:
    """A day of the month, counted from the period's last month."""
    if calendar.period_last is None or rule.maks is None:
        return Due(None, say("Tanpa batas waktu: “{text}” butuh periode yang bertanggal.", text=rule.teks))
    first = _months_later(calendar.period_last.replace(day=1), rule.bulan or 0)
    day = first.replace(day=min(int(rule.maks), months.monthrange(first.year, first.month)[1]))
    return _moved(rule, start, Span(None, day), calendar, say("“{text}” dihitung dari periode siklus", text=rule.teks))


def _before(rule: Waktu, start: date, calendar: Calendar) -> Due:
    """Days before an event: plain days are days of the calendar, as H-3 is said."""
    if calendar.event_day is None or rule.maks is None or rule.maks > LONGEST:
        return Due(None, say("Tanpa batas waktu: hari H untuk “{text}” belum ditetapkan.", text=rule.teks))
    why = say("“{text}” dihitung dari hari H", text=rule.teks)
    if rule.satuan == "hari kerja":
        day = calendar.add_workdays(calendar.event_day, -int(rule.maks))
        return explained(rule, Span(None, day, counted=True), calendar, why)
    return _moved(rule, start, Span(None, calendar.event_day - timedelta(days=int(rule.maks))), calendar, why)


def _after(rule: Waktu, start: date, calendar: Calendar) -> Due:
    """A duration from the day of the start, which is not counted itself."""
    times = calendar.counts.get(rule.per.casefold(), 1) if rule.per else 1
    amount = float(rule.maks or 0) * times
    unit = f"hari {calendar.habits.hari}" if rule.satuan == "hari" else rule.satuan or ""
    if unit in MINUTES and amount * MINUTES[unit] <= LONGEST * calendar.minutes_of(start):
        return _working_time(rule, amount * MINUTES[unit], start, times, calendar)
    if amount > LONGEST or unit not in (*LATER, "hari kerja"):
        return _unread(rule, start, calendar)
    if unit == "hari kerja" and amount < 1:
        return _working_time(rule, amount * calendar.minutes_of(start), start, times, calendar)
    if unit == "hari kerja":
        return _counted(rule, start, calendar.add_workdays(start, math.ceil(amount)), times, calendar)
    day = LATER[unit](start, max(math.ceil(amount), 1))
    return _moved(rule, start, Span(start, day), calendar, _since(rule, start, times))


def _working_time(rule: Waktu, minutes: float, start: date, times: int, calendar: Calendar) -> Due:
    """Minutes of work: effort where they fit into one working day, else as many days as they fill."""
    day = calendar.add_workdays(start, 1)
    if minutes >= calendar.minutes_of(day):
        while (minutes := minutes - calendar.minutes_of(day)) > 0:
            day = calendar.add_workdays(day, 1)
        return _counted(rule, start, day, times, calendar)
    if calendar.habits.menit == "tanpa batas":
        return Due(None, say("Tanpa batas waktu: “{text}” adalah lama bekerja, bukan tenggat.", text=rule.teks))
    why = say("“{text}” adalah lama bekerja; batasnya akhir hari kerja berikutnya", text=rule.teks)
    return explained(rule, Span(start, day, counted=True), calendar, why)


def _counted(rule: Waktu, start: date, day: date, times: int, calendar: Calendar) -> Due:
    return explained(rule, Span(start, day, counted=True), calendar, _since(rule, start, times))


def _since(rule: Waktu, start: date, times: int) -> str:
    if rule.per and times > 1:
        return say("“{text}” untuk {n} {noun} sejak {day}", text=rule.teks, n=times, noun=rule.per,
                   day=in_few_words(start))  # fmt: skip
    return say("“{text}” sejak {day}", text=rule.teks, day=in_few_words(start))


def _moved(rule: Waktu, start: date, span: Span, calendar: Calendar, why: str) -> Due:
    """A date that may fall on a day off: it stays there, or moves as the agency has it, never before the start."""
    towards = {"tetap": 0, "maju": -1, "mundur": 1}[calendar.habits.geser]
    day = span.day
    target = day if calendar.is_workday(day) or not towards else calendar.add_workdays(day, towards)
    if target < start <= day:
        target = day
    return explained(rule, replace(span, day=target, moved_from=day if target != day else None), calendar, why)


def _unread(rule: Waktu, _: date, __: Calendar) -> Due:
    return Due(None, say("Tanpa batas waktu: “{text}” bukan waktu yang dapat dihitung.", text=rule.teks))


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


RULES: dict[str, Callable[[Waktu, date, Calendar], Due]] = {"tanggal": _by_date, "sebelum": _before, "durasi": _after}
LATER: dict[str, Callable[[date, int], date]] = {
    "hari kalender": lambda day, count: day + timedelta(days=count),
    "minggu": lambda day, count: day + timedelta(weeks=count),
    "bulan": _months_later,
    "tahun": lambda day, count: _months_later(day, 12 * count),
}
"""The day that lies `count` units later, in units that do not look at days off."""
