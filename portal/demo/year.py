"""The demo's whole year: what an evaluator would find at an office that has run its SOP four times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from portal.agency_settings import AgencySettings, SopSettings, Window
from portal.cycle.calendar import Calendar
from portal.cycle.period import Period, around, periods_of
from portal.demo.narrator import SLUG, Narrator, Telling
from portal.demo.papers import letter

AGENCY, ELSEWHERE = "purwakarta", "anambas"
WINDOW = Window(1, 30)
SETTLED = timedelta(days=75)
"""So long after its last day a year is surely run to its end, late cycles too."""

WAITED = timedelta(days=30)


def year_of(today: date) -> int:
    """Return the last year whose quarters have all been run."""
    return today.year - 1 if today - date(today.year - 1, 12, 31) >= SETTLED else today.year - 2


def rules(now: datetime) -> Mapping[str, AgencySettings]:
    """Return what the offices have set: when a quarter is on time, and since which one it is recorded."""
    today = Calendar().local(now).date()
    quarters = around(today, "triwulan", before=4, after=0)
    return {
        AGENCY: _recorded(f"{year_of(today)}-TW1"),
        ELSEWHERE: _recorded(quarters[3].text),
    }


def _recorded(since: str) -> AgencySettings:
    return AgencySettings(sop={SLUG: SopSettings(jendela=WINDOW, dicatat_sejak=since)})


def first_quarter(narrator: Narrator) -> Telling:
    """Run on time; before it, the last quarter on paper is put into the archive."""
    before, period = _quarter(narrator, -1), _quarter(narrator, 0)
    _begin(narrator, period)
    yield narrator.clock
    lines = ["REKAP PENGUMPULAN DATA KINERJA", "", before.words, "", "Dijalankan di atas kertas."]
    scan = letter(narrator.desk.files.cabinet, f"Rekap {before.text}.pdf", lines)
    reason = "Portal belum dipakai; triwulan ini dijalankan dengan lembar disposisi."
    narrator.desk.archives.record(narrator.manager(), AGENCY, SLUG, before.text, reason, (scan,), narrator.clock)
    cycle = yield from narrator.open(period)
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def second_quarter(narrator: Narrator) -> Telling:
    """Run on time, though it was returned once."""
    cycle = yield from _opened(narrator, 1)
    cycle = yield from narrator.go(cycle, 4)
    cycle = yield from narrator.send_back(cycle, "himpun", "Angka realisasi bidang statistik memakai satuan yang lain.")
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def third_quarter(narrator: Narrator) -> Telling:
    """Run late: the units' data were waited for."""
    cycle = yield from _opened(narrator, 2)
    cycle = yield from narrator.go(cycle, 3)
    narrator.clock += WAITED
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def fourth_quarter(narrator: Narrator) -> Telling:
    """Run on time; its last step was signed on paper."""
    cycle = yield from _opened(narrator, 3)
    cycle = yield from narrator.go(cycle, len(cycle.sop.langkah) - 1)
    cycle = yield from narrator.on_paper(cycle)
    return (yield from narrator.close(cycle))


def _opened(narrator: Narrator, number: int) -> Telling:
    period = _quarter(narrator, number)
    _begin(narrator, period)
    return (yield from narrator.open(period))


def _quarter(narrator: Narrator, number: int) -> Period:
    """Return a quarter of the year by its number from 0; -1 is the one before."""
    year = year_of(narrator.calendar.local(narrator.latest).date())
    return periods_of(year - 1, "triwulan")[3] if number < 0 else periods_of(year, "triwulan")[number]


def _begin(narrator: Narrator, period: Period) -> None:
    """Set the clock to the first morning of work after a period."""
    if period.last is None:
        raise ValueError("a quarter has days")
    day = narrator.calendar.add_workdays(period.last, 1)
    zone = narrator.calendar.local(narrator.latest).tzinfo
    narrator.clock = datetime.combine(day, time(8, 25), zone).astimezone(UTC)


YEAR: tuple[Callable[[Narrator], Telling], ...] = (first_quarter, second_quarter, third_quarter, fourth_quarter)
