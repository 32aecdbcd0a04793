"""What the cycles of a year hold for the LKE page: files, late checks, returns, and whether their chains are whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from portal.canon import sha256
from portal.cycle import tallies
from portal.cycle.calendar import Calendar
from portal.cycle.events import Event
from portal.cycle.flags import flags
from portal.cycle.lke_facts import Counts, LateCheck
from portal.cycle.replay import replay
from portal.cycle.state import CycleState
from portal.desk.audit import judged, snapshots_of
from portal.desk.records import event_of, pinned
from portal.store import tables, trails


@dataclass(frozen=True, slots=True)
class Held:
    """A cycle's row with what it holds; `noted`: the journal tells of its last entry."""

    row: Any
    counts: Counts
    noted: bool


def of_year(agency: str, slug: str, year: int, calendar: Calendar) -> tuple[Held, ...]:
    """Return the cycles of an SOP and year that were not cancelled, in order. Five queries, and one a new snapshot.

    A cycle with a free label belongs to the year in which it was opened.
    """
    cycle = tables.Cycle
    here = (cycle.agency == agency) & (cycle.slug == slug) & (cycle.status != "dibatalkan")
    rows = [row for row in cycle.select().where(here).order_by(cycle.opened_at, cycle.id)
            if _year_of(row.period, row.opened_at, calendar) == year]  # fmt: skip
    if not rows:
        return ()
    cycles = [row.id for row in rows]
    told: dict[str, list[tuple[Event, str | None]]] = {one: [] for one in cycles}
    for line in trails.of_cycles(cycles):
        told[line.cycle].append((event_of(line), line.payload))
    files, noted, whole = _files(cycles), _noted(agency, cycles), _whole(rows)
    return tuple(
        Held(row, _counts(row, told[row.id], files.get(row.id, {}), whole),
             noted.get(row.id) == (row.seq, row.head_hash))
        for row in rows
    )  # fmt: skip


def _year_of(period: str, opened: datetime, calendar: Calendar) -> int:
    head = period[:4]
    dated = head.isascii() and head.isdigit() and period[4:5] in ("", "-")
    return int(head) if dated else calendar.local(opened).year


def _counts(
    row: Any, told: Sequence[tuple[Event, str | None]], files: Mapping[str, int], whole: Iterable[str]
) -> Counts:
    entries, faults = judged(row, told, set(whole))
    if faults:
        return Counts(entries, whole=False, late=(), **files)
    state = replay(pinned(row.snapshot_sha256), tuple(event for event, _ in told))
    filled = [one.event for step in state.steps.values() for one in step.filled]
    return Counts(
        entries, True, row.returns,
        sum(event.kind == "buka-kembali" and event.seq not in state.undone for event in state.events),
        row.on_paper, row.skipped, roles=len({event.role for event in filled if event.role}),
        both_sides=sum(flag.kind == "satu orang" for flag in flags(state)), late=tuple(_late(state)), **files,
    )  # fmt: skip


def _late(state: CycleState) -> Iterable[LateCheck]:
    for step in state.steps.values():
        for filled in step.filled:
            if tallies.is_late(step, filled.event):
                event = filled.event
                yield LateCheck(state.sop.number(step.id), state.sop.title(event.role or ""),
                                str(event.payload.get("alasan") or "") or None)  # fmt: skip


def _files(cycles: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many files each cycle has: all, those that came as evidence, those that are not whole."""
    file = tables.File
    found: dict[str, dict[str, int]] = {}
    for row in file.select(file.cycle, file.purpose, file.broken_at).where(file.cycle.in_(list(cycles))):
        counts = found.setdefault(row.cycle, {"files": 0, "sources": 0, "broken": 0})
        counts["files"] += 1
        counts["sources"] += row.purpose != "bahan"
        counts["broken"] += row.broken_at is not None
    return found


def _noted(agency: str, cycles: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return each cycle's last entry as the journal has it."""
    line = tables.Journal
    mine = (line.agency == agency) & (line.kind == "siklus") & line.subject.in_(list(cycles))
    rows = cast(
        Iterable[tuple[str, str]], line.select(line.subject, line.detail).where(mine).order_by(line.seq).tuples()
    )
    told = ((subject, json.loads(detail)) for subject, detail in rows)
    return {subject: (noted["seq"], noted["hash"]) for subject, noted in told}


def _whole(rows: Sequence[Any]) -> set[str]:
    snapshot = tables.Snapshot
    wanted = set().union(*(snapshots_of(row) for row in rows))
    kept = snapshot.select().where(snapshot.sha256.in_(wanted))
    return {row.sha256 for row in kept if sha256(bytes(row.content)) == row.sha256}
