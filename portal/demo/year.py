"""The demo's whole year: what an evaluator would find at an office that has run its SOP four times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from portal.cycle.calendar import Calendar
from portal.cycle.period import Period, around, periods_of
from portal.demo.narrator import SLUG, Narrator, Telling
from portal.demo.papers import letter
from portal.settings.agency import AgencySettings, SopSettings, Window

AGENCY, ELSEWHERE = "purwakarta", "anambas"
WINDOW = Window(1, 30)
WAITED = timedelta(days=30)


Scene = Callable[[Narrator], Telling]


def year_of(today: date) -> int:
    """Return the last year whose quarters have all been run: the quarter that has just ended waits to be opened."""
    ended = around(today, "triwulan", before=1, after=0)[1]
    return _year(ended) - 1


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
    narrator.after(period)
    yield narrator.clock
    put_away(narrator, before)
    cycle = yield from narrator.open(period)
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def put_away(narrator: Narrator, period: Period) -> None:
    """Put a quarter that was run on paper into the archive, with its scan."""
    lines = ["REKAP PENGUMPULAN DATA KINERJA", "", period.words, "", "Dijalankan di atas kertas."]
    scan = letter(narrator.desk.files.cabinet, f"Rekap {period.text}.pdf", lines)
    reason = "Portal belum dipakai; triwulan ini dijalankan dengan lembar disposisi."
    narrator.desk.archives.record(
        narrator.manager(), narrator.agency, SLUG, period.text, reason, (scan,), narrator.clock
    )


def second_quarter(narrator: Narrator) -> Telling:
    """Run on time, though it was returned once."""
    cycle = yield from _open(narrator, _quarter(narrator, 1))
    cycle = yield from narrator.go(cycle, 4)
    cycle = yield from narrator.send_back(cycle, "himpun", "Angka realisasi bidang statistik memakai satuan yang lain.")
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def third_quarter(narrator: Narrator) -> Telling:
    """Run late: the units' data were waited for."""
    cycle = yield from _open(narrator, _quarter(narrator, 2))
    narrator.clock += WAITED
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def fourth_quarter(narrator: Narrator) -> Telling:
    """Run on time; its last step was signed on paper."""
    cycle = yield from _open(narrator, _quarter(narrator, 3))
    cycle = yield from narrator.go(cycle, len(cycle.sop.langkah) - 1)
    cycle = yield from narrator.on_paper(cycle)
    return (yield from narrator.close(cycle))


def _open(narrator: Narrator, period: Period) -> Telling:
    """Let the cycle of a period be opened on the first morning after it."""
    narrator.after(period)
    return (yield from narrator.open(period))


def _quarter(narrator: Narrator, number: int) -> Period:
    """Return a quarter of the year by its number from 0; -1 is the one before."""
    year = year_of(narrator.calendar.local(narrator.latest).date())
    return periods_of(year - 1, "triwulan")[3] if number < 0 else periods_of(year, "triwulan")[number]


def _year(period: Period) -> int:
    return int(period.text[:4])


def after_the_year(narrator: Narrator) -> Telling:
    """An older quarter, done without a return; its last step was signed on paper."""
    cycle = yield from _open(narrator, narrator.quarters()[2])
    cycle = yield from narrator.go(cycle, len(cycle.sop.langkah) - 1)
    cycle = yield from narrator.on_paper(cycle)
    return (yield from narrator.close(cycle))


def before_last(narrator: Narrator) -> Telling:
    """The quarter before the last, returned once; the last quarter waits to be opened."""
    cycle = yield from _open(narrator, narrator.quarters()[1])
    cycle = yield from narrator.go(cycle, 4)
    reason = "Realisasi indikator layanan aduan tertukar dengan triwulan lalu."
    cycle = yield from narrator.send_back(cycle, "himpun", reason)
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def oldest(narrator: Narrator) -> Telling:
    """A quarter that was run without anything to tell."""
    cycle = yield from _open(narrator, narrator.quarters()[3])
    cycle = yield from narrator.go(cycle)
    return (yield from narrator.close(cycle))


def scenes(now: datetime) -> tuple[Scene, ...]:
    """Return what has happened at the office: the year, and the quarters since, but for the last."""
    today = Calendar().local(now).date()
    since = {1: before_last, 2: after_the_year, 3: oldest}
    quarters = around(today, "triwulan", before=4, after=0)[1:]
    later = [scene for number, scene in since.items() if _year(quarters[number]) > year_of(today)]
    return (first_quarter, second_quarter, third_quarter, fourth_quarter, *later)
