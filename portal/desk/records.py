"""Rows of the store as values of the desk, and back: the trail, the cycle, and what lists show of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol, cast

from portal.canon import canonical
from portal.cycle import tallies
from portal.cycle.events import Actor, Capacity, Event, Kind
from portal.cycle.flow import collects
from portal.cycle.period import known_period
from portal.cycle.replay import replay
from portal.cycle.state import CycleState, Slot, StepState
from portal.days.kept import Days
from portal.desk.values import Cycle, CycleRow, Pinned, TaskRow
from portal.library import Library
from portal.sop.model import Agency, Sop
from portal.sop.snapshot import from_snapshot
from portal.store import tables, trails


class EventRow(Protocol):
    """The columns of an event, from whichever statement read them."""

    cycle: str
    seq: int
    kind: str
    step: str | None
    putaran: int
    role: str | None
    unit: str | None
    actor_id: str
    actor_name: str
    capacity: str
    time: datetime
    payload: str | None
    payload_sha256: str
    prev: str
    hash: str


def event_of(row: EventRow) -> Event:
    """Return one line of a trail; an emptied payload is {}."""
    return Event(
        cycle=row.cycle, seq=row.seq, kind=cast(Kind, row.kind), time=row.time, step=row.step, putaran=row.putaran,
        actor=Actor(row.actor_id, row.actor_name, cast(Capacity, row.capacity)), role=row.role, unit=row.unit,
        payload=json.loads(row.payload) if row.payload else {}, payload_sha256=row.payload_sha256,
        prev=row.prev, hash=row.hash,
    )  # fmt: skip


def trail(cycle_id: str) -> tuple[Event, ...]:
    """Return a cycle's events in the order of their numbers."""
    return tuple(event_of(row) for row in trails.events(cycle_id))


def write_event(event: Event, kunci: str, body_sha256: str) -> None:
    """Append one line to a trail. Raises peewee.IntegrityError for a key that was used before."""
    trails.append(
        {
            "cycle": event.cycle, "seq": event.seq, "kind": event.kind, "step": event.step, "putaran": event.putaran,
            "role": event.role, "unit": event.unit, "actor_id": event.actor.id, "actor_name": event.actor.name,
            "capacity": event.actor.capacity, "time": event.time,
            "payload": canonical(dict(event.payload)).decode(), "payload_sha256": event.payload_sha256,
            "prev": event.prev, "hash": event.hash, "kunci": kunci, "body_sha256": body_sha256,
        }
    )  # fmt: skip


@lru_cache(maxsize=256)
def pinned(snapshot_sha256: str) -> Sop:
    """Return the SOP of a snapshot: read once, for its bytes never change."""
    row = tables.Snapshot.get_by_id(snapshot_sha256)
    return from_snapshot(bytes(row.content))


def cycle_of(row: tables.Cycle, library: Library, days: Days) -> Cycle:
    """Return a cycle with its state: its row, its trail, its pinned SOP, its office's days."""
    sop, agency = pinned(row.snapshot_sha256), agency_of(row.agency, library)
    return Cycle(
        id=row.id, agency=agency, slug=row.slug, period=known_period(row.period),
        label=row.label, snapshot_sha256=row.snapshot_sha256, digest=row.digest, opened_at=row.opened_at,
        counts=row.counts or {}, state=replay(sop, trail(row.id)), opened_with=row.opened_with,
        office=days.calendar(agency, row.slug),
    )  # fmt: skip


def agency_of(agency_id: str, library: Library) -> Agency:
    """Return the agency; one whose plugin is gone keeps its id, so that its cycles stay readable."""
    return library.agency(agency_id) or Agency(agency_id, agency_id)


def row_of(row: tables.Cycle) -> CycleRow:
    """Return a cycle for a list."""
    return CycleRow(
        id=row.id, agency=row.agency, slug=row.slug, nama=row.nama, period=known_period(row.period), label=row.label,
        status=row.status, putaran=row.putaran, active_uraian=row.active_uraian, active_no=row.active_no,
        held_by=row.held_by, done=row.done, total=row.total, due_at=row.due_at, opened_at=row.opened_at,
        ended_at=row.ended_at, finished_at=row.finished_at, paused_at=row.paused_at, returns=row.returns,
        on_paper=row.on_paper, skipped=row.skipped, late_checks=row.late,
    )  # fmt: skip


def task_of(row: tables.Task, missing: Iterable[str] = ()) -> TaskRow:
    """Return an open slot for a list; `missing` are the names of the units it still waits for."""
    return TaskRow(
        cycle=row.cycle, agency=row.agency, nama=row.nama, period=known_period(row.period), step=row.step, no=row.no,
        of=row.of, uraian=row.uraian, putaran=row.putaran, title=row.title, unit=row.unit, kind=row.kind,
        since=row.since, due_at=row.due_at, started_at=row.started_at, paused_at=row.paused_at, missing=tuple(missing),
    )  # fmt: skip


def pin(cycle: Cycle, pinned: Pinned) -> None:
    """Bind a cycle to another snapshot, inside the caller's transaction."""
    snapshot, row = tables.Snapshot, tables.Cycle
    snapshot.insert(sha256=pinned.sha256, content=pinned.content).on_conflict_ignore().execute()
    row.update(
        snapshot_sha256=cycle.snapshot_sha256, digest=cycle.digest, opened_with=cycle.opened_with, nama=cycle.sop.nama
    ).where(row.id == cycle.id).execute()


def summary(state: CycleState) -> dict[str, object]:
    """Return the columns of a cycle's row that its state decides."""
    step = state.sop.step(state.active) if state.active else None
    last = state.events[-1]
    ended = state.status in ("ditutup", "dibatalkan")
    now = state.active_step
    return {
        "status": state.status, "seq": last.seq, "putaran": state.putaran, "head_hash": last.hash,
        "active": state.active, "active_uraian": step.uraian if step else None,
        "active_no": state.sop.number(step.id) if step else None,
        "held_by": ", ".join(state.sop.title(role) for role in step.pelaksana) if step else None,
        "done": state.done, "total": state.total,
        "due_at": state.steps[step.id].due if step else None,
        "ended_at": last.time if ended else None, "finished_at": tallies.finished_at(state),
        "paused_at": now.paused.time if now and now.paused else None, "returns": state.putaran - 1,
        "on_paper": tallies.on_paper(state), "skipped": tallies.skipped(state), "late": tallies.late(state),
    }  # fmt: skip


def project(cycle: Cycle) -> None:
    """Write what lists show of a cycle as its state has it: its row and its open tasks."""
    rows = [_task_row(cycle, one) for one in awaited(cycle.state)]
    trails.project(cycle.id, summary(cycle.state), rows)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Whom a step waits for: a role (empty for a hand-in) or a unit of it, by title, and for which act."""

    role: str
    unit: str | None
    title: str
    kind: str


def awaited(state: CycleState) -> Iterable[Awaited]:
    """Yield everybody the active step waits for."""
    now = state.active_step
    step = state.sop.step(now.id) if now else None
    if now is None or step is None:
        return
    units = {unit.id: unit.nama for unit in state.sop.unit}
    kind = "putuskan" if step.is_decision else "centang"
    for slot, role in _alternatives(now.open):
        title = state.sop.title(role)
        yield Awaited(role, slot.unit, f"{title}, {units[slot.unit]}" if slot.unit in units else title, kind)
    if collects(state.sop, step):
        for handin in now.handins:
            if handin.event is None:
                yield Awaited("", handin.unit, units[handin.unit], "serah")


def _alternatives(slots: Iterable[Slot]) -> Iterable[tuple[Slot, str]]:
    return ((slot, role) for slot in slots for role in slot.roles)


def _task_row(cycle: Cycle, one: Awaited) -> dict[str, object]:
    state, role, unit = cycle.state, one.role, one.unit
    now = state.active_step
    step = state.sop.step(now.id) if now else None
    if now is None or step is None:
        raise ValueError("a task needs an active step")
    return {
        "id": f"{cycle.id}.{now.putaran}.{step.id}.{one.kind}.{role}.{unit or ''}",
        "cycle": cycle.id, "agency": cycle.agency.id, "slug": cycle.slug, "nama": state.sop.nama,
        "period": cycle.period.text, "step": step.id, "no": state.sop.number(step.id), "of": len(state.sop.langkah),
        "uraian": step.uraian, "putaran": now.putaran, "role": role, "unit": unit, "title": one.title, "kind": one.kind,
        "since": now.since or cycle.opened_at, "due_at": now.due, "started_at": _started(now, role, unit),
        "paused_at": now.paused.time if now.paused else None,
    }  # fmt: skip


def _started(now: StepState, role: str, unit: str | None) -> datetime | None:
    return next((event.time for event in now.started if (event.role, event.unit) == (role, unit)), None)
