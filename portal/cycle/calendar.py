"""When a step is due: working days of an agency, and the due moment that explains itself."""

from __future__ import annotations

import calendar as months
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.cycle.period import MONTHS
from portal.say import say
from portal.sop.model import Waktu

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
WEEKDAYS: tuple[str, ...] = (
    say("Senin"), say("Selasa"), say("Rabu"), say("Kamis"), say("Jumat"), say("Sabtu"), say("Minggu"),
)  # fmt: skip
MINUTES = {"menit": 1, "jam": 60}
WORKDAY_MINUTES = {5: 450, 6: 375}
LONGEST = 1_000
"""No office's deadline is further away than this many units; a larger number is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """An agency's days: its zone (WIB, WITA, WIT), its working week (5 or 6 days from Monday).

    `period_last` is the last day of the cycle's period, `event_day` the day that H-n counts back from,
    `counts` how many of a rate's noun there are ("berkas": 12); a noun not named counts once.
    """

    zone: str = "WIB"
    workweek: int = 5
    period_last: date | None = None
    event_day: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def local(self, moment: datetime) -> datetime:
        """Return an aware `moment` in the agency's zone."""
        return moment.astimezone(ZoneInfo(ZONES[self.zone]))

    def is_workday(self, day: date) -> bool:
        """True if the office works on `day`."""
        return day.weekday() < self.workweek

    def add_workdays(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; the day itself is not counted."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to and including `last`."""
        if last <= first:
            return 0
        weeks, rest = divmod((last - first).days, 7)
        return weeks * self.workweek + sum(self.is_workday(last - timedelta(days=n)) for n in range(rest))

    def end_of(self, day: date) -> datetime:
        """Return the last moment of `day` in the agency's zone, in UTC."""
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(ZONES[self.zone])).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due (UTC), and the sentence that explains it. `at` is None without a deadline."""

    at: datetime | None
    why: str


def due(waktu: Waktu | None, tenggat: Waktu | None, start: datetime, calendar: Calendar) -> Due:
    """Return when a step that starts at `start` (aware) is due; `tenggat` wins over `waktu`."""
    rule = tenggat or waktu
    if rule is None:
        return Due(None, say("Tanpa batas waktu: SOP tidak menyebut waktu untuk langkah ini."))
    if rule.jenis == "tanggal":
        return _by_date(rule, calendar)
    if rule.jenis == "sebelum":
        return _before(rule, calendar)
    if rule.jenis == "durasi" and rule.maks is not None:
        return _after(rule, calendar.local(start).date(), calendar)
    return Due(None, say("Tanpa batas waktu: “{text}” bukan waktu yang dapat dihitung.", text=rule.teks))


def in_words(day: date) -> str:
    """Return a day as it is said: "Rabu, 14 Oktober 2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def _until(day: date, calendar: Calendar, why: str) -> Due:
    sentence = say("{why}: {weekday}, {day} {month} {year}.", why=why, weekday=WEEKDAYS[day.weekday()],
                   day=day.day, month=MONTHS[day.month - 1], year=day.year)  # fmt: skip
    return Due(calendar.end_of(day), sentence)


def _by_date(rule: Waktu, calendar: Calendar) -> Due:
    if calendar.period_last is None or rule.maks is None:
        return Due(None, say("Tanpa batas waktu: “{text}” butuh periode yang bertanggal.", text=rule.teks))
    first = _months_later(calendar.period_last.replace(day=1), rule.bulan or 0)
    day = min(int(rule.maks), months.monthrange(first.year, first.month)[1])
    return _until(first.replace(day=day), calendar, say("“{text}” dihitung dari periode siklus", text=rule.teks))


def _before(rule: Waktu, calendar: Calendar) -> Due:
    if calendar.event_day is None or rule.maks is None or rule.maks > LONGEST:
        return Due(None, say("Tanpa batas waktu: hari H untuk “{text}” belum ditetapkan.", text=rule.teks))
    day = calendar.event_day - timedelta(days=int(rule.maks))
    return _until(day, calendar, say("“{text}” dihitung dari hari H", text=rule.teks))


def _after(rule: Waktu, start: date, calendar: Calendar) -> Due:
    times = calendar.counts.get(rule.per.casefold(), 1) if rule.per else 1
    unit, count = _whole(rule, float(rule.maks or 0) * times, calendar)
    if count > LONGEST or unit not in LATER:
        return Due(None, say("Tanpa batas waktu: “{text}” bukan waktu yang dapat dihitung.", text=rule.teks))
    if rule.satuan in MINUTES and count <= 1:
        why = say("“{text}” adalah lama bekerja; batasnya akhir hari kerja berikutnya", text=rule.teks)
    else:
        why = say("“{text}” sejak {weekday}, {day} {month}", text=rule.teks, weekday=WEEKDAYS[start.weekday()],
                  day=start.day, month=MONTHS[start.month - 1])  # fmt: skip
    return _until(LATER[unit](start, max(count, 1), calendar), calendar, why)


def _whole(rule: Waktu, amount: float, calendar: Calendar) -> tuple[str, int]:
    """Return the unit and the whole number of it; minutes and hours become working days."""
    if rule.satuan in MINUTES:
        return "hari kerja", math.ceil(amount * MINUTES[rule.satuan] / WORKDAY_MINUTES[calendar.workweek])
    return rule.satuan or "", math.ceil(amount)


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


LATER: dict[str, Callable[[date, int, Calendar], date]] = {
    "hari": lambda day, count, calendar: calendar.add_workdays(day, count),
    "hari kerja": lambda day, count, calendar: calendar.add_workdays(day, count),
    "hari kalender": lambda day, count, _: day + timedelta(days=count),
    "minggu": lambda day, count, _: day + timedelta(weeks=count),
    "bulan": lambda day, count, _: _months_later(day, count),
    "tahun": lambda day, count, _: _months_later(day, 12 * count),
}
"""The day that lies `count` units later. Plain "hari" are working days."""
