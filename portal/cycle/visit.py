"""One stay at a step while a cycle's events are being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.cycle.events import Event
from portal.cycle.state import Filled, Slot
from portal.sop.model import Step


@dataclass(slots=True)
class Visit:
    """One stay at a step: from its activation until it is finished, skipped or left by a return.

    `open` are the slots that are not filled yet, in the order of the form.
    """

    step: Step
    putaran: int
    open: list[Slot]
    since: datetime | None = None
    due: datetime | None = None
    due_facts: Mapping[str, Any] = field(default_factory=dict)
    returned: Event | None = None
    filled: list[Filled] = field(default_factory=list)
    handins: dict[str, Event] = field(default_factory=dict)
    skipped: Event | None = None
    started: list[Event] = field(default_factory=list)
    paused: Event | None = None
    pauses: list[tuple[Event, Event]] = field(default_factory=list)

    def become_due(self, facts: Mapping[str, Any]) -> None:
        """Take over the due moment that an event tells."""
        at = facts.get("jatuh_tempo")
        self.due = datetime.fromisoformat(at) if at else None
        self.due_facts = facts


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay at a step that has ended: from when until when, and what ended it.

    `started` is the first note that work began; `pauses` are the waits for the outside, ended by themselves or with
    the stay.
    """

    step: str
    putaran: int
    since: datetime
    end: Event
    started: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def until(self) -> datetime:
        """When it ended."""
        return self.end.time


def ended(visit: Visit, event: Event) -> Stay:
    """Return a visit as the stay that `event` ended."""
    since = visit.since or event.time
    pauses = [(paused.time, resumed.time) for paused, resumed in visit.pauses]
    if visit.paused:
        pauses.append((visit.paused.time, event.time))
    started = min((note.time for note in visit.started), default=None)
    return Stay(visit.step.id, visit.putaran, since, event, started, tuple(pauses))


@dataclass(slots=True)
class Kept:
    """What stands of a step that a return opened again for some units only."""

    filled: list[Filled]
    handins: dict[str, Event]
