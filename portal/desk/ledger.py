"""The ledger of an agency: for each SOP the periods of a year, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from portal.agency_rules import SopRules
from portal.cycle.calendar import Calendar
from portal.cycle.ledger import Entry, Run, ledger
from portal.cycle.period import known_period
from portal.library import Hit, Library, Query
from portal.people.standing import Standing
from portal.refusal import NotThere
from portal.say import say
from portal.sop.model import Agency, Siklus
from portal.store import tables

MOST_SOPS = 200


@dataclass(frozen=True, slots=True)
class Book:
    """One SOP's part of the ledger. `usable`: a cycle can be opened today."""

    slug: str
    nama: str
    siklus: Siklus
    rules: SopRules
    entries: tuple[Entry, ...]
    usable: bool

    @property
    def next(self) -> Entry | None:
        """The period to open now: the oldest whose window is open, else none."""
        return next((entry for entry in self.entries if entry.fate == "terbuka"), None) if self.usable else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What the store tells of an agency: its runs and papers, by SOP, and the names of SOPs that were run."""

    runs: Mapping[str, Sequence[Run]]
    papers: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]


def books(
    library: Library, me: Standing, agency_id: str, year: int, calendar: Calendar, now: datetime
) -> tuple[Book, ...]:
    """Return the ledger of an agency whose cycles the person may see; at most three queries."""
    agency = library.agency(agency_id)
    if agency is None or not me.may_see(agency_id, calendar.local(now).date()):
        raise NotThere(say("Instansi itu tidak ada, atau bukan instansi Anda."))
    return ledger_of(library, agency, year, calendar, now)


def ledger_of(library: Library, agency: Agency, year: int, calendar: Calendar, now: datetime) -> tuple[Book, ...]:
    """Return the ledger of an agency, whoever reads it."""
    told = _told(agency.id, year)
    hits = {hit.slug: hit for hit in library.search(Query(agency=agency.id, limit=MOST_SOPS, in_force=False)).rows}
    rules = library.rules(agency.id)
    found = []
    for slug in sorted({*hits, *told.runs, *told.papers}):
        runs, papers = told.runs.get(slug, ()), told.papers.get(slug, {})
        siklus = _siklus(hits.get(slug), [run.period for run in runs] or list(papers))
        own = rules.of(slug)
        entries = ledger(siklus, year, own.dicatat_sejak, own.jendela, runs, papers, calendar, now)
        if entries:
            nama = "".join(text for text, _ in hits[slug].nama) if slug in hits else told.names.get(slug, slug)
            found.append(Book(slug, nama, siklus, own, entries, slug in hits and hits[slug].usable))
    return tuple(found)


def _siklus(hit: Hit | None, periods: Sequence[str]) -> Siklus:
    """Return the siklus of an SOP; of one that is no longer in the library, that of its last period."""
    if hit is not None and hit.siklus:
        return cast(Siklus, hit.siklus)
    return known_period(periods[-1]).siklus if periods else "insidental"


def _told(agency: str, year: int) -> _Told:
    cycle, paper = tables.Cycle, tables.Archive
    rows = list(
        cycle.select(
            cycle.id, cycle.slug, cycle.nama, cycle.period, cycle.status, cycle.opened_at, cycle.finished_at
        ).where(cycle.agency == agency).order_by(cycle.opened_at, cycle.id)
    )  # fmt: skip
    reasons = _reasons(row.id for row in rows if row.status == "dibatalkan" and row.period.startswith(str(year)))
    runs: dict[str, list[Run]] = {}
    for row in rows:
        run = Run(row.id, row.period, row.status, row.opened_at, row.finished_at, reasons.get(row.id))
        runs.setdefault(row.slug, []).append(run)
    papers: dict[str, dict[str, str]] = {}
    kept = (paper.agency == agency) & paper.withdrawn_at.is_null()
    for one in paper.select(paper.slug, paper.period, paper.id).where(kept):
        papers.setdefault(one.slug, {})[one.period] = one.id
    return _Told(runs, papers, {row.slug: row.nama for row in rows})


def _reasons(cycles: Iterable[str]) -> dict[str, str]:
    """Return why cycles were cancelled, in one query; nothing where no cycle was."""
    wanted = list(cycles)
    if not wanted:
        return {}
    event = tables.Event
    rows = event.select(event.cycle, event.payload).where(event.cycle.in_(wanted) & (event.kind == "batalkan"))
    return {row.cycle: str(json.loads(row.payload).get("alasan", "")) for row in rows if row.payload}
