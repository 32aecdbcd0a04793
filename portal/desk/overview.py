"""The overview of an agency: what is late, what runs, who holds it, and which units have handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from portal.cycle.calendar import Calendar
from portal.cycle.events import Event
from portal.cycle.replay import replay
from portal.cycle.state import HandIn
from portal.desk.reading import LATE, is_late, listed
from portal.desk.records import event_of, row_of
from portal.desk.values import CycleRow, Page
from portal.people.assignments import Holder
from portal.people.standing import Standing
from portal.sop.model import Agency
from portal.sop.snapshot import from_snapshot
from portal.store import tables

Holders = Mapping[str, Sequence[Holder]]
"""Who holds which role; empty for a reader who is to see no names."""

MOST = 10
"""So many cycles of a kind are shown at once; the rest are a page away."""

MOST_GATHERING = 6


@dataclass(frozen=True, slots=True)
class Held:
    """A slot that waits: whose it is by title, for which unit, since when, and (to a pengelola) the people's names."""

    cycle: str
    title: str
    unit: str | None
    kind: str
    since: datetime
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at a step that gathers: who handed in when, None while it is missing; `again` after a return."""

    nama: str
    by: str | None = None
    at: datetime | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Gathering:
    """A cycle whose active step waits for the units, and how far each of them is."""

    cycle: CycleRow
    units: tuple[Unit, ...]

    @property
    def come(self) -> int:
        """How many units have handed in."""
        return sum(unit.at is not None for unit in self.units)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many cycles of an agency run, how many of them are late."""

    running: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """Some cycles, the key of the next page, and what is waited for in each."""

    page: Page
    held: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)


def totals(agency: str, now: datetime) -> Totals:
    """Return how many cycles run and are late: two queries."""
    cycle = tables.Cycle
    here = cycle.select().where((cycle.agency == agency) & (cycle.status == "berjalan"))
    return Totals(here.count(), here.where(is_late(now)).count())


def late(me: Standing, agency: Agency, holders: Holders, now: datetime) -> Panel:
    """Return the late cycles, the newest first: two queries."""
    return _panel(listed(_seen(me, agency, now), now, status=LATE, after=None, limit=MOST), holders)


def running(me: Standing, agency: Agency, holders: Holders, now: datetime, after: str | None = None) -> Panel:
    """Return the cycles that run, late ones too, newest first and paged by key: three queries at most."""
    return _panel(listed(_seen(me, agency, now), now, status="berjalan", after=after, limit=MOST), holders)


def _seen(me: Standing, agency: Agency, now: datetime) -> tuple[str, ...]:
    return (agency.id,) if me.may_see(agency.id, Calendar(agency.zona_waktu).local(now).date()) else ()


def gatherings(agency: Agency) -> tuple[Gathering, ...]:
    """Return the cycles whose units are waited for, those due first, with each unit: three queries."""
    cycle, task = tables.Cycle, tables.Task
    waits = task.select(task.cycle).where((task.agency == agency.id) & (task.role == "") & (task.kind == "serah"))
    rows = list(
        cycle.select().where(cycle.id.in_(waits)).order_by(cycle.due_at.is_null(), cycle.due_at, cycle.id)
        .limit(MOST_GATHERING)
    )  # fmt: skip
    if not rows:
        return ()
    event, snapshot = tables.Event, tables.Snapshot
    events: dict[str, list[Event]] = {}
    for line in event.select().where(event.cycle.in_([row.id for row in rows])).order_by(event.cycle, event.seq):
        events.setdefault(line.cycle, []).append(event_of(line))
    wanted = {row.snapshot_sha256 for row in rows}
    sops = {
        row.sha256: from_snapshot(bytes(row.content)) for row in snapshot.select().where(snapshot.sha256.in_(wanted))
    }
    found = []
    for row in rows:
        sop = sops[row.snapshot_sha256]
        state = replay(sop, tuple(events[row.id]))
        names = {unit.id: unit.nama for unit in sop.unit}
        handins = state.active_step.handins if state.active_step else ()
        found.append(Gathering(row_of(row), tuple(_unit(one, names) for one in handins)))
    return tuple(found)


def _unit(one: HandIn, names: Mapping[str, str]) -> Unit:
    nama = names.get(one.unit, one.unit)
    if one.event is None:
        return Unit(nama, again=one.asked_again)
    return Unit(nama, one.event.actor.name, one.event.time)


def _panel(page: Page, holders: Holders) -> Panel:
    """Return a page of cycles with what each waits for: one query more."""
    if not page.rows:
        return Panel(page)
    task = tables.Task
    held: dict[str, list[Held]] = {}
    rows = task.select().where(task.cycle.in_([row.id for row in page.rows])).order_by(task.cycle, task.id)
    for row in cast(Iterable[tables.Task], rows):
        names = () if row.kind == "serah" else _names(holders.get(row.role, ()), row.unit)
        held.setdefault(row.cycle, []).append(Held(row.cycle, row.title, row.unit, row.kind, row.since, names))
    return Panel(page, {cycle: tuple(those) for cycle, those in held.items()})


def _names(holders: Iterable[Holder], unit: str | None) -> tuple[str, ...]:
    """Return those who may fill a slot: of its unit, or of the whole office."""
    fits = [one for one in holders if unit is None or one.unit in (None, unit)]
    return tuple(
        dict.fromkeys(one.name if one.capacity == "definitif" else f"{one.name} ({one.capacity})" for one in fits)
    )
