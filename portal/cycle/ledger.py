"""The ledger: the periods an SOP is expected to be run in, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from portal.cycle.calendar import Calendar
from portal.cycle.period import KEPT, Period, period_of
from portal.cycle.recorded import recorded
from portal.settings.agency import Window
from portal.sop.model import Siklus

Fate = Literal[
    "belum waktunya", "terbuka", "berjalan", "tepat waktu", "terlambat", "selesai", "dibatalkan", "di luar portal",
    "terlewat",
]  # fmt: skip
"""What became of a period. `selesai`: done, where no window says what in time is. `terbuka`: may be opened now."""


@dataclass(frozen=True, slots=True)
class Run:
    """A cycle as the ledger reads it. `reason` is why it was cancelled, `late`: it runs, and its step is late.

    `returns`, `on_paper` and `skipped` count what an evaluator asks about.
    """

    id: str
    period: str
    status: str
    opened_at: datetime
    finished_at: datetime | None = None
    reason: str | None = None
    late: bool = False
    returns: int = 0
    on_paper: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One period of the ledger: its fate, its window's days, and the cycle or paper that shows it.

    `days` is how many working days it was, or is by now, late (at least one if at all); `tries` are its
    cancelled cycles.
    """

    period: Period
    fate: Fate
    opens: date
    closes: date | None
    run: Run | None = None
    paper: str | None = None
    days: int = 0
    tries: tuple[Run, ...] = ()

    @property
    def late(self) -> bool:
        """True if the period was done late, or runs past its window."""
        return self.days > 0

    @property
    def due(self) -> bool:
        """True if its time has come, or it was begun before."""
        return self.fate != "belum waktunya"

    @property
    def wanted(self) -> bool:
        """True if a cycle of this period can still be opened."""
        return self.fate in ("terbuka", "terlewat", "dibatalkan")


def window_of(period: Period, window: Window | None) -> tuple[date, date | None]:
    """Return the first and last day on which the period is on time; without a window it opens after its end."""
    if period.last is None:
        raise ValueError("a period of the calendar has days")
    if window is None:
        return period.last + timedelta(days=1), None
    return period.last + timedelta(days=window.buka), period.last + timedelta(days=window.tutup)


def ledger(
    siklus: Siklus, year: int, since: str | None, window: Window | None, runs: Sequence[Run],
    papers: Mapping[str, str], calendar: Calendar, now: datetime, until: str | None = None,
) -> tuple[Entry, ...]:  # fmt: skip
    """Return the entries of the periods that lie in `year`, in order.

    `since` is the first period on record (`dicatat_sejak`); without it, the first that anything is known of. `until`
    is the last one that is expected (`dicatat_sampai`). `papers` names the papers of periods outside the portal.
    """
    known = [run.period for run in runs] + list(papers)
    today = calendar.local(now).date()
    return tuple(
        _entry(period, window, [run for run in runs if run.period == period.text], papers.get(period.text), calendar,
               today)
        for period in recorded(siklus, year, since, known, until)
    )  # fmt: skip


def _entry(
    period: Period, window: Window | None, runs: Sequence[Run], paper: str | None, calendar: Calendar, today: date
) -> Entry:
    opens, closes = window_of(period, window)
    tries = tuple(run for run in runs if run.status == "dibatalkan")
    run = next((run for run in runs if run.status != "dibatalkan"), None)
    ended = calendar.local(run.finished_at).date() if run and run.finished_at else None
    until = ended or today
    days = max(1, calendar.workdays_between(closes, until)) if run and closes and until > closes else 0
    fate = _fate(run, ended, closes) if run else _without_run(period, opens, closes, paper, tries, today)
    return Entry(period, fate, opens, closes, run, paper, days, tries)


def _fate(run: Run, ended: date | None, closes: date | None) -> Fate:
    if ended is None or run.status == "berjalan":
        return "berjalan"
    if closes is None:
        return "selesai"
    return "terlambat" if ended > closes else "tepat waktu"


def _without_run(
    period: Period, opens: date, closes: date | None, paper: str | None, tries: tuple[Run, ...], today: date
) -> Fate:
    if paper:
        return "di luar portal"
    if today < opens:
        return "belum waktunya"
    if today <= (closes or _end_of_next(period)):
        return "terbuka"
    return "dibatalkan" if tries else "terlewat"


@lru_cache(KEPT)
def _end_of_next(period: Period) -> date:
    """Return the last day of the following period: what is not even begun by then was missed, whatever is local."""
    following = period_of(window_of(period, None)[0], period.siklus)
    if following is None or following.last is None:
        raise ValueError("a period of the calendar is followed by one")
    return following.last
