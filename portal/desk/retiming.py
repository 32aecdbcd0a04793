"""Open steps whose due moment is another one by today's calendar: shown to the pengelola, who confirms each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.cycle.due import due
from portal.cycle.explained import Due
from portal.cycle.period import Period, known_period
from portal.days.kept import Days
from portal.desk.managing import due_today
from portal.desk.records import cycle_of, pinned
from portal.desk.values import Cycle, counting
from portal.library import Library
from portal.sop.model import Agency, Step
from portal.store import trails
from portal.store.statements import select
from portal.store.tables import Task

MOST = 500


@dataclass(frozen=True, slots=True)
class Moving:
    """An open step whose due moment would move: from `before` to `due`."""

    cycle: str
    nama: str
    period: Period
    no: int
    step: Step
    putaran: int
    before: datetime | None
    due: Due


def moving(library: Library, days: Days, agency: Agency) -> tuple[Moving, ...]:
    """Return the open steps of an agency that today's calendar would make due at another moment.

    Most are judged by their row alone; only those that differ are read whole, because a wait for the outside has
    moved their due moment too.
    """
    rows = {row.id: row for row in trails.running([agency.id], MOST)}
    found: list[Moving] = []
    for cycle_id in _differing(rows, days, agency):
        cycle = cycle_of(rows[cycle_id], library, days)
        found += _moved(cycle)
    return tuple(found)


def _differing(rows: Mapping[str, Any], days: Days, agency: Agency) -> Iterator[str]:
    seen: set[str] = set()
    for task in select(Task, 'WHERE "agency" = ? AND "paused_at" IS NULL', (agency.id,)):
        row = rows.get(task.cycle)
        if row is None or task.cycle in seen:
            continue
        seen.add(task.cycle)
        sop = pinned(row.snapshot_sha256)
        step = sop.step(task.step)
        calendar = counting(days.calendar(agency, row.slug), sop, known_period(row.period), row.counts or {})
        if step is not None and due(step.waktu, step.tenggat, task.since, calendar).at != task.due_at:
            yield task.cycle


def _moved(cycle: Cycle) -> Iterator[Moving]:
    now = cycle.state.active_step
    step = cycle.sop.step(now.id) if now else None
    if now is None or step is None or now.paused:
        return
    fresh = due_today(cycle, step, now)
    if fresh.at != now.due:
        yield Moving(
            cycle.id, cycle.sop.nama, cycle.period, cycle.sop.number(step.id), step, now.putaran, now.due, fresh
        )
