"""Opening a cycle: which SOP, which period, what changed since the last one, and what must be asked."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from portal.canon import sha256
from portal.cycle.calendar import Calendar
from portal.cycle.events import Actor, Event, first_link
from portal.cycle.evidence import Bukti, told
from portal.cycle.period import Period, around, read_period
from portal.cycle.replay import advance, replay
from portal.days.kept import Days
from portal.desk.capacity import as_manager
from portal.desk.files import Files
from portal.desk.notices import notify
from portal.desk.records import pinned, project, write_event
from portal.desk.values import EVENT_DAY, Cycle, Form, Pinned
from portal.desk.writing import due_by, record
from portal.library import Entry, Library, Query
from portal.people.standing import Standing
from portal.refusal import NotThere, Refusal, Taken
from portal.say import say
from portal.sop.difference import difference
from portal.sop.model import Agency, Sop
from portal.sop.snapshot import snapshot
from portal.store import tables

MOST_COUNTED = 10_000
MOST_OFFERED = 8
YEARS_BACK, YEARS_AHEAD = 10, 2
"""For which years, counted from now, a cycle may be opened."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the form for a new cycle needs to know. `taken` are the periods that have a cycle or a paper, by period."""

    agency: Agency
    sop: Sop
    digest: str
    periods: tuple[Period, ...]
    taken: Mapping[str, str]
    rates: tuple[str, ...]
    changed: tuple[str, ...]
    suggested: str | None = None
    office: Calendar = field(default_factory=Calendar)
    counts_back: bool = False


@dataclass(frozen=True, slots=True)
class Openable:
    """An SOP whose cycle the person may open."""

    agency: Agency
    slug: str
    nama: str


def openable(library: Library, me: Standing, agencies: Sequence[Agency], now: datetime) -> tuple[Openable, ...]:
    """Return the SOPs in force of the agencies the person manages; of each agency so many as fit a short list."""
    found: list[Openable] = []
    for agency in agencies:
        if me.may_manage(agency.id, Calendar(agency.zona_waktu).local(now).date()):
            rows = library.search(Query(agency=agency.id, limit=MOST_OFFERED)).rows
            found += [Openable(agency, row.slug, "".join(text for text, _ in row.nama)) for row in rows if row.usable]
    return tuple(found)


def prepare(
    library: Library, days: Days, me: Standing, agency_id: str, slug: str, now: datetime, wanted: str | None = None
) -> Opening:
    """Return what the pengelola is asked before a cycle opens; `wanted` is the period he came for.

    Refuses where none can be opened, and a period that is none.
    """
    agency, sop, entry = followed(library, me, agency_id, slug, now)
    cycle, paper = tables.Cycle, tables.Archive
    here = (cycle.agency == agency.id) & (cycle.slug == slug) & (cycle.status != "dibatalkan")
    kept = (paper.agency == agency.id) & (paper.slug == slug) & paper.withdrawn_at.is_null()
    taken = {row.period: row.id for row in cycle.select(cycle.period, cycle.id).where(here)}
    taken |= {row.period: row.id for row in paper.select(paper.period, paper.id).where(kept)}
    today = Calendar(agency.zona_waktu).local(now).date()
    period = read_period(wanted, sop.siklus) if wanted else None
    periods = tuple(dict.fromkeys([*around(today, sop.siklus), *([period] if period and period.last else [])]))
    first = period.text if period and period.text not in taken else suggested(periods, taken, today)
    return Opening(
        agency, sop, entry.digest, periods, taken, rates(sop), since_last(agency.id, slug, sop, entry.digest), first,
        days.calendar(agency, slug), counts_back(sop),
    )  # fmt: skip


def suggested(periods: Sequence[Period], taken: Mapping[str, str], today: date) -> str | None:
    """Return the period to open next: the one that has just ended, else the present one, else the next free one."""
    ended = [period for period in periods if period.last and period.last < today]
    others = sorted((period for period in periods if period not in ended), key=lambda period: period.first or today)
    order = [*ended[:1], *others, *ended[1:]]
    return next((period.text for period in order if period.text not in taken), None)


def followed(library: Library, me: Standing, agency_id: str, slug: str, now: datetime) -> tuple[Agency, Sop, Entry]:
    """Return the SOP an agency follows today, or say why no cycle of it can be opened."""
    agency, entry = library.agency(agency_id), library.composed(slug, agency_id)
    today = Calendar(agency.zona_waktu if agency else "WIB").local(now).date()
    if agency is None or entry is None or not me.may_see(agency_id, today):
        raise NotThere(say("SOP itu tidak ada pada instansi ini."))
    as_manager(me, agency_id, today)
    if entry.sop is None or not entry.usable:
        reasons = tuple(str(problem) for problem in entry.problems if problem.level == "galat")
        raise Refusal(say("SOP ini belum dapat dijalankan; perbaiki dahulu dokumennya."), status=409, reasons=reasons)
    if not entry.sop.in_force(today):
        raise Refusal(say("SOP ini belum atau tidak lagi berlaku, sehingga siklusnya tidak dapat dibuka."), status=409)
    return agency, entry.sop, entry


def corrected(library: Library, me: Standing, cycle: Cycle, now: datetime) -> Pinned:
    """Return the SOP that the cycle's agency follows today, as a running cycle may move to it."""
    _, sop, entry = followed(library, me, cycle.agency.id, cycle.slug, now)
    content = snapshot(sop)
    return Pinned(sop, entry.digest, content, sha256(content))


def rates(sop: Sop) -> tuple[str, ...]:
    """Return the nouns of the SOP's rates ("berkas", "perangkat daerah"), each counted when a cycle opens."""
    rules = [rule for step in sop.langkah for rule in (step.waktu, step.tenggat) if rule and rule.per]
    return tuple(dict.fromkeys(str(rule.per).casefold() for rule in rules))


def counts_back(sop: Sop) -> bool:
    """True if a deadline of the SOP counts back from a day H, which is asked for when a cycle opens."""
    return any(rule.jenis == "sebelum" for step in sop.langkah for rule in (step.waktu, step.tenggat) if rule)


def since_last(agency: str, slug: str, sop: Sop, digest: str) -> tuple[str, ...]:
    """Return what changed since the agency's last cycle of this SOP; empty if nothing, or if there was none."""
    last = (
        tables.Cycle.select(tables.Cycle.digest, tables.Cycle.snapshot_sha256)
        .where((tables.Cycle.agency == agency) & (tables.Cycle.slug == slug))
        .order_by(tables.Cycle.opened_at.desc())
        .first()
    )
    if last is None or last.digest == digest:
        return ()
    return difference(pinned(last.snapshot_sha256), sop) or (say("Keterangan SOP berubah."),)


def read_counts(typed: Mapping[str, str], sop: Sop) -> dict[str, int]:
    """Return how many of each noun there are, and the day H as its ordinal; a noun that is left empty counts once."""
    counts: dict[str, int] = {}
    for noun in rates(sop):
        text = typed.get(noun, "").strip()
        if text and not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MOST_COUNTED):
            raise Refusal(
                say("Jumlah {noun} ditulis dengan angka, dari 1 sampai {most}.", noun=noun, most=MOST_COUNTED),
                field="jumlah",
            )
        if text:
            counts[noun] = int(text)
    day = typed.get(EVENT_DAY, "").strip()
    if day and counts_back(sop):
        counts[EVENT_DAY] = _ordinal(day)
    return counts


def _ordinal(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise Refusal(say("Tanggal ditulis seperti 2026-10-14."), field="jumlah") from None


def refuse_far(period: Period, today: date) -> None:
    """Refuse a slip of the year: every period between it and today would count as missed for ever."""
    first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
    if period.first and not first <= period.first.year <= last:
        raise Refusal(
            say("Tahun periode “{period}” terlalu jauh. Siklus dapat dibuka untuk tahun {first} sampai {last}.",
                period=period.text, first=first, last=last),
            field="periode",
        )  # fmt: skip


def refuse_taken(agency: str, slug: str, period: Period) -> None:
    """Refuse a period that has its cycle already, or is recorded as run outside the portal; say by whom."""
    row = tables.Cycle.get_or_none(
        (tables.Cycle.agency == agency)
        & (tables.Cycle.slug == slug)
        & (tables.Cycle.period == period.text)
        & (tables.Cycle.status != "dibatalkan")
    )
    if row:
        opened = tables.Event.get((tables.Event.cycle == row.id) & (tables.Event.seq == 1))
        raise Taken(
            say(
                "Siklus {period} sudah dibuka oleh {name}; buka siklus itu, atau pilih periode lain.",
                period=period.words,
                name=opened.actor_name,
            )
        )
    _refuse_archived(agency, slug, period)


def _refuse_archived(agency: str, slug: str, period: Period) -> None:
    paper = tables.Archive
    here = (paper.agency == agency) & (paper.slug == slug) & (paper.period == period.text)
    row = paper.get_or_none(here & paper.withdrawn_at.is_null())
    if row:
        raise Taken(
            say("{period} sudah dicatat di luar portal oleh {name}; cabut dahulu arsipnya bila keliru.",
                period=period.words, name=row.person_name)
        )  # fmt: skip


def begin(
    agency: Agency, sop: Sop, entry: Entry, period: Period, counts: dict[str, int], office: Calendar, now: datetime
) -> Cycle:
    """Return a new cycle that nothing has happened to yet."""
    content = snapshot(sop)
    return Cycle(
        id=secrets.token_hex(16), agency=agency, slug=sop.slug, period=period, label=None,
        snapshot_sha256=sha256(content), digest=entry.digest, opened_at=now, counts=counts, state=replay(sop, ()),
        office=office,
    )  # fmt: skip


def subject(cycle: Cycle) -> str:
    """Return what an opening is about, before the cycle has its id for good."""
    return f"{cycle.agency.id}/{cycle.slug}/{cycle.period.text}"


def opened(cycle: Cycle, actor: Actor, now: datetime, bukti: tuple[Bukti, ...] = ()) -> Event:
    """Return the first event of a cycle; `bukti` are the files to work with."""
    prev = first_link(cycle.agency.id, cycle.slug, cycle.period.text, cycle.snapshot_sha256)
    payload = {"bukti": told(bukti)} if bukti else {}
    return advance(cycle.sop, (), Event(cycle.id, 1, "buka", actor, now, payload=payload, prev=prev), due_by(cycle))[0]


def write(cycle: Cycle, event: Event, form: Form, files: Files) -> Cycle:
    """Write a new cycle with its first event, inside the caller's transaction."""
    state = replay(cycle.sop, (event,))
    tables.Snapshot.insert(sha256=cycle.snapshot_sha256, content=snapshot(cycle.sop)).on_conflict_ignore().execute()
    tables.Cycle.insert(
        id=cycle.id, agency=cycle.agency.id, slug=cycle.slug, nama=cycle.sop.nama, period=cycle.period.text,
        status=state.status, snapshot_sha256=cycle.snapshot_sha256, digest=cycle.digest, seq=1,
        opened_at=cycle.opened_at, counts=dict(cycle.counts), head_hash=event.hash,
    ).execute()  # fmt: skip
    write_event(event, form.kunci, form.digest("buka", subject(cycle)))
    files.keep(event, cycle.agency.id)
    after = replace(cycle, state=state)
    project(after)
    notify(None, after, event)
    record(event, cycle.agency.id)
    return after
