"""What a cycle's events add up to: the active step, its open slots, and the state of every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from portal.cycle.events import Event
from portal.sop.model import Sop

StepWord = Literal["belum", "aktif", "selesai", "dilewati", "dibuka lagi", "tidak ditempuh"]
CycleWord = Literal["berjalan", "selesai", "ditutup", "dibatalkan"]

OVER: tuple[StepWord, ...] = ("selesai", "dilewati", "tidak ditempuh")
"""The states of a step that nobody is waited for at, now or later on the way."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What one check fills. `roles` has several only where any one of them is enough; `unit` only for `per: unit`."""

    step: str
    putaran: int
    roles: tuple[str, ...]
    unit: str | None = None

    def takes(self, role: str, unit: str | None) -> bool:
        """True if a holder of `role` (for `unit`; None = the whole office) may fill this slot."""
        return role in self.roles and (self.unit is None or unit is None or unit == self.unit)


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot and the event that filled it."""

    slot: Slot
    event: Event


@dataclass(frozen=True, slots=True)
class HandIn:
    """A unit's hand-in for a collecting step; `event` is None where the unit has not handed in."""

    unit: str
    event: Event | None = None
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a cycle now. `filled` are the checks that stand, `earlier` those opened again by a return.

    `started` are the notes that somebody began to work (mulai); `paused` is the event since which the step waits for
    the outside, `pauses` are the waits that ended: (tunda, lanjutkan). `due_facts` is what the due moment's event
    tells beside its sentence.
    """

    id: str
    state: StepWord = "belum"
    putaran: int = 1
    filled: tuple[Filled, ...] = ()
    open: tuple[Slot, ...] = ()
    handins: tuple[HandIn, ...] = ()
    earlier: tuple[Filled, ...] = ()
    skipped: Event | None = None
    since: datetime | None = None
    due: datetime | None = None
    due_why: str | None = None
    returned: Event | None = None
    started: tuple[Event, ...] = ()
    paused: Event | None = None
    pauses: tuple[tuple[Event, Event], ...] = ()
    due_facts: Mapping[str, Any] = field(default_factory=dict)

    def late(self, now: datetime) -> bool:
        """True if the step is active, past its due moment, and did not wait for the outside when that passed."""
        if self.state != "aktif" or self.due is None or now <= self.due:
            return False
        return self.paused is None or self.paused.time > self.due


@dataclass(frozen=True, slots=True)
class CycleState:
    """The fold of a cycle's events.

    `path` is the steps that stand finished, in the order they were finished; `done` of `total` is the
    progress (finished, and finished plus still reachable); `events` are all, `undone` the numbers taken back.
    """

    sop: Sop
    status: CycleWord = "berjalan"
    putaran: int = 1
    active: str | None = None
    path: tuple[str, ...] = ()
    steps: Mapping[str, StepState] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    events: tuple[Event, ...] = ()
    undone: frozenset[int] = frozenset()

    @property
    def seq(self) -> int:
        """The number of the last event; 0 before the first."""
        return self.events[-1].seq if self.events else 0

    @property
    def active_step(self) -> StepState | None:
        """The active step's state, None where the flow has ended."""
        return self.steps[self.active] if self.active else None

    def last_check(self, activity: str) -> Event | None:
        """The last check that stands on a step with this activity; None where it was not done, or opened again."""
        steps = [self.steps[step.id] for step in self.sop.langkah if step.aktivitas == activity]
        checks = [filled.event for step in steps for filled in step.filled]
        return max(checks, key=lambda event: event.seq, default=None)
