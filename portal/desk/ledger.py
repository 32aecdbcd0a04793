"""The ledger of an agency: for each SOP the periods of a year, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from portal.cycle.calendar import Calendar
from portal.cycle.ledger import Entry, Run, ledger
from portal.cycle.period import known_period
from portal.desk.records import pinned
from portal.desk.values import is_past
from portal.library import Hit, Library, Query
from portal.people.standing import Standing
from portal.refusal import NotThere
from portal.say import say
from portal.settings.agency_rules import SopRules
from portal.sop.model import Agency, Siklus
from portal.store import tables

MOST_SOPS = 200


@dataclass(frozen=True, slots=True)
class Book:
    """One SOP's part of the ledger. `usable`: a cycle can be opened today; `digest`: what its last cycle began with.

    `readable`: its document is there.
    """

    slug: str
    nama: str
    siklus: Siklus
    rules: SopRules
    entries: tuple[Entry, ...]
    usable: bool
    digest: str | None = None
    readable: bool = True

    @property
    def next(self) -> Entry | None:
        """The period to open now: the oldest whose window is open, else none."""
        open_now = (entry for entry in self.entries if entry.fate == "terbuka" and self.follows(entry))
        return next(open_now, None) if self.usable else None

    def follows(self, entry: Entry) -> bool:
        """True if the SOP still has the siklus of this period: of an earlier one no cycle can begin any more."""
        return entry.period.siklus == self.siklus

    @property
    def missed(self) -> tuple[Entry, ...]:
        """The periods that were missed."""
        return tuple(entry for entry in self.entries if entry.fate == "terlewat")


@dataclass(frozen=True, slots=True)
class Register:
    """An agency's ledger of one year.

    `years` are those that anything is recorded of, and this year; `unrecorded` are the names of the SOPs that come
    again and again and stand in no year's ledger, because none of their periods is known.
    """

    agency: Agency
    year: int
    books: tuple[Book, ...]
    years: tuple[int, ...]
    unrecorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of an agency: its runs, papers and last digests by SOP, the SOPs it has, and those it has run.

    `since` is the first period on record of the SOPs for which it is set; some of them may not be there any more.
    """

    runs: Mapping[str, Sequence[Run]]
    papers: Mapping[str, Mapping[str, str]]
    digests: Mapping[str, str]
    names: Mapping[str, str]
    since: Mapping[str, str]
    hits: Mapping[str, Hit] = field(default_factory=dict)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The SOPs that anything is to be told of: a document that is gone or broken takes no period with it."""
        return tuple(sorted({*self.hits, *self.runs, *self.papers, *self.since}))

    def periods(self, slug: str) -> list[str]:
        """Return the periods of an SOP that anything is known of, and the first on record where one is set."""
        first = [self.since[slug]] if slug in self.since else []
        return first + [run.period for run in self.runs.get(slug, ())] + list(self.papers.get(slug, ()))

    def name(self, slug: str) -> str:
        """Return the name of an SOP: today's, else that of its last cycle."""
        hit = self.hits.get(slug)
        return "".join(text for text, _ in hit.nama) if hit and hit.readable else self.names.get(slug, slug)

    def siklus(self, slug: str) -> Siklus:
        """Return the siklus of an SOP; of one that is gone or cannot be read, that of its last period."""
        hit = self.hits.get(slug)
        if hit is not None and hit.siklus:
            return cast(Siklus, hit.siklus)
        periods = self.periods(slug)
        return known_period(periods[-1]).siklus if periods else "insidental"


def register(
    library: Library, me: Standing, agency_id: str, year: int | None, calendar: Calendar, now: datetime
) -> Register:
    """Return the ledger of a year with what stands around it; at most three queries.

    None is this year, or the last one while no period of this year has its time yet.
    """
    agency = seen(library, me, agency_id, calendar, now)
    this_year = calendar.local(now).year
    told = _told(library, agency.id, (year,) if year else (this_year - 1, this_year), now)
    known = {slug: told.periods(slug) for slug in told.slugs}
    first = min((int(text[:4]) for texts in known.values() for text in texts if _dated(text)), default=this_year)
    years = tuple(range(min(first, this_year), this_year + 1))
    unrecorded = sorted(told.name(slug) for slug, texts in known.items()
                        if not texts and told.siklus(slug) != "insidental")  # fmt: skip
    found = tuple(_books(library, agency, told, year or this_year, calendar, now))
    if year is None and this_year - 1 in years and not any(entry.due for book in found for entry in book.entries):
        year = this_year - 1
        found = tuple(_books(library, agency, told, year, calendar, now))
    return Register(agency, year or this_year, found, years, tuple(unrecorded))


def lately(library: Library, agency: Agency, calendar: Calendar, now: datetime) -> tuple[Book, ...]:
    """Return the ledgers of last year and this: an SOP that stands in both comes twice. At most three queries."""
    this_year = calendar.local(now).year
    told = _told(library, agency.id, (this_year - 1, this_year), now)
    return tuple(
        book
        for year in (this_year - 1, this_year)
        for book in _books(library, agency, told, year, calendar, now)
    )  # fmt: skip


def seen(library: Library, me: Standing, agency_id: str, calendar: Calendar, now: datetime) -> Agency:
    """Return an agency whose cycles the person may see; one refusal for all others and for none."""
    agency = library.agency(agency_id)
    if agency is None or not me.may_see(agency_id, calendar.local(now).date()):
        raise NotThere(say("Instansi itu tidak ada, atau bukan instansi Anda."))
    return agency


def _books(
    library: Library, agency: Agency, told: _Told, year: int, calendar: Calendar, now: datetime
) -> Iterator[Book]:
    rules = library.rules(agency.id)
    for slug in told.slugs:
        runs, papers = told.runs.get(slug, ()), told.papers.get(slug, {})
        own, siklus, hit = rules.of(slug), told.siklus(slug), told.hits.get(slug)
        first, last = own.dicatat_sejak, own.dicatat_sampai
        entries = ledger(siklus, year, first, own.jendela, runs, papers, calendar, now, last)
        if entries:
            usable = hit is not None and hit.usable
            readable = hit is not None and hit.readable
            yield Book(slug, told.name(slug), siklus, own, entries, usable, told.digests.get(slug), readable)


def _told(library: Library, agency: str, years: Sequence[int], now: datetime) -> _Told:
    cycle, paper = tables.Cycle, tables.Archive
    rows = list(
        cycle.select(
            cycle.id, cycle.slug, cycle.nama, cycle.period, cycle.status, cycle.opened_at, cycle.finished_at,
            cycle.digest, cycle.due_at, cycle.paused_at, cycle.snapshot_sha256, cycle.returns, cycle.on_paper,
            cycle.skipped,
        ).where(cycle.agency == agency).order_by(cycle.opened_at, cycle.id).namedtuples()
    )  # fmt: skip
    wanted = tuple(map(str, years))
    reasons = _reasons(row.id for row in rows if row.status == "dibatalkan" and row.period.startswith(wanted))
    hits = {hit.slug: hit for hit in _hits(library, agency)}
    runs: dict[str, list[Run]] = {}
    for row in rows:
        if _is_label(row, hits.get(row.slug)):
            continue
        late = row.status == "berjalan" and is_past(row.due_at, row.paused_at, now)
        run = Run(row.id, row.period, row.status, row.opened_at, row.finished_at, reasons.get(row.id), late,
                  row.returns, row.on_paper, row.skipped)  # fmt: skip
        runs.setdefault(row.slug, []).append(run)
    papers: dict[str, dict[str, str]] = {}
    kept = (paper.agency == agency) & paper.withdrawn_at.is_null()
    for one in paper.select(paper.slug, paper.period, paper.id).where(kept):
        papers.setdefault(one.slug, {})[one.period] = one.id
    given = library.rules(agency).given
    since = {slug: sop.dicatat_sejak for slug, sop in given.items() if sop.dicatat_sejak}
    return _Told(
        runs, papers, {row.slug: row.digest for row in rows}, {row.slug: row.nama for row in rows}, since, hits
    )


def _is_label(row: Any, hit: Hit | None) -> bool:
    """True if a run's period only looks like one of the calendar: the SOP it began with is run as needed."""
    siklus = known_period(row.period).siklus
    if siklus == "insidental" or hit is None or hit.siklus in (siklus, None):
        return False
    return pinned(row.snapshot_sha256).siklus == "insidental"


def _hits(library: Library, agency: str) -> Iterator[Hit]:
    """Yield every SOP of an agency."""
    found = library.search(Query(agency=agency, limit=MOST_SOPS, in_force=False))
    yield from found.rows
    while found.next:
        found = library.search(Query(agency=agency, limit=MOST_SOPS, in_force=False, after=found.next))
        yield from found.rows


def _dated(period: str) -> bool:
    return known_period(period).first is not None


def _reasons(cycles: Iterable[str]) -> dict[str, str]:
    """Return why cycles were cancelled, in one query; nothing where no cycle was."""
    wanted = list(cycles)
    if not wanted:
        return {}
    event = tables.Event
    rows = event.select(event.cycle, event.payload).where(event.cycle.in_(wanted) & (event.kind == "batalkan"))
    return {row.cycle: str(json.loads(row.payload).get("alasan", "")) for row in rows if row.payload}
