"""Mutu baku against reality for one SOP of an agency: read from the trails of its latest cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.cycle.calendar import Calendar
from portal.cycle.events import Event
from portal.cycle.period import Period, known_period
from portal.cycle.replay import replay, stays
from portal.cycle.tempo import Pace, RoleTempo, StepTempo, bottleneck, by_role, paces, tempo
from portal.desk.records import event_of, pinned
from portal.people.standing import Standing
from portal.sop.model import Sop
from portal.store import tables, trails

MOST_CYCLES = 40
"""How many of an SOP's latest cycles are compared."""

HEAD = "kepala"
"""The role whose holder is everybody's superior in an agency."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the cycles of one SOP took. `sop` is that of the latest cycle; `mine` only the reader's own stays.

    `people` has each person's figures by name, for the head of the agency alone; empty for everybody else.
    """

    sop: Sop
    periods: tuple[Period, ...]
    steps: tuple[StepTempo, ...]
    roles: tuple[RoleTempo, ...]
    slowest: StepTempo | None
    mine: tuple[StepTempo, ...]
    people: Mapping[str, tuple[StepTempo, ...]]


def figures(me: Standing, agency: str, slug: str, calendar: Calendar, now: datetime) -> Figures | None:
    """Return the figures of an SOP's cycles; None where none has run yet. Two queries, and one an unread snapshot.

    The caller has made sure that the person may see the agency's cycles.
    """
    cycle = tables.Cycle
    here = (cycle.agency == agency) & (cycle.slug == slug) & (cycle.status != "dibatalkan")
    rows = list(cycle.select().where(here).order_by(cycle.opened_at.desc(), cycle.id.desc()).limit(MOST_CYCLES))
    if not rows:
        return None
    told = _trails([row.id for row in rows])
    sop = pinned(rows[0].snapshot_sha256)
    states = [replay(pinned(row.snapshot_sha256), told[row.id]) for row in rows]
    found = [pace for state in states for pace in paces(stays(state.sop, state.events), calendar)]
    steps = tempo(sop, found, states)
    mine = [pace for pace in found if pace.person == me.person.id]
    names = {event.actor.id: event.actor.name for state in states for event in state.events}
    return Figures(
        sop, tuple(known_period(row.period) for row in rows), steps, by_role(sop, found), bottleneck(steps),
        _only_done(tempo(sop, mine, ())), _people(me, agency, sop, found, names, calendar, now),
    )  # fmt: skip


def leads(me: Standing, agency: str, calendar: Calendar, now: datetime) -> bool:
    """True if the person heads the agency today, definitif or acting."""
    return any(held.role == HEAD for held in me.holding(agency, calendar.local(now).date()))


def _people(
    me: Standing, agency: str, sop: Sop, found: Sequence[Pace], names: Mapping[str, str], calendar: Calendar,
    now: datetime,
) -> dict[str, tuple[StepTempo, ...]]:  # fmt: skip
    if not leads(me, agency, calendar, now):
        return {}
    persons = sorted({pace.person for pace in found}, key=lambda person: (names[person], person))
    return {
        names[person]: _only_done(tempo(sop, [pace for pace in found if pace.person == person], ()))
        for person in persons
    }


def _only_done(steps: Sequence[StepTempo]) -> tuple[StepTempo, ...]:
    return tuple(step for step in steps if step.count)


def _trails(cycles: Sequence[str]) -> dict[str, list[Event]]:
    """Return the trails of some cycles, in one query."""
    found: dict[str, list[Event]] = {cycle: [] for cycle in cycles}
    for row in trails.of_cycles(cycles):
        found[row.cycle].append(event_of(row))
    return found
