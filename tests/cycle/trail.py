"""A small world for the rules: an SOP in a line, and a trail that grows act by act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from portal.cycle import acts
from portal.cycle.acts import Draft, Typed
from portal.cycle.events import Actor, Event, chained, first_link
from portal.cycle.replay import replay
from portal.cycle.state import CycleState
from portal.sop.model import Pelaksana, Sop, Step, Unit

START = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)


def make_sop(*steps: Step, units: tuple[str, ...] = ()) -> Sop:
    """Return an SOP with these steps; `berikut` left out means the following row, the last one ends."""
    roles = dict.fromkeys(role for step in steps for role in step.pelaksana)
    return Sop(
        slug="uji", nama="Uji", instansi="kantor", siklus="triwulan",
        pelaksana=tuple(Pelaksana(role, role.title()) for role in roles),
        langkah=steps, unit=tuple(Unit(unit, f"Bidang {unit.upper()}") for unit in units),
    )  # fmt: skip


def row(id: str, role: str | tuple[str, ...] = "kasubbag", to: str | None = None, **more: Any) -> Step:
    """Return one step."""
    return Step(id, f"Mengerjakan {id}", (role,) if isinstance(role, str) else role, berikut=to, **more)


@dataclass
class Trail:
    """A cycle in memory: acts are judged by the rules, and what they allow is appended."""

    sop: Sop
    events: list[Event] = field(default_factory=list)
    clock: datetime = START

    def __post_init__(self) -> None:
        self.write(Draft("buka"), "pengelola")

    @property
    def state(self) -> CycleState:
        return replay(self.sop, self.events)

    def write(self, draft: Draft, who: str) -> Event:
        self.clock += timedelta(minutes=1)
        prev = self.events[-1].hash if self.events else first_link("kantor", "uji", "2026-TW3", "0")
        event = Event(
            "c", len(self.events) + 1, draft.kind, Actor(who, who.title()), self.clock, draft.step, draft.putaran,
            draft.role, draft.unit, dict(draft.payload),
        )  # fmt: skip
        self.events.append(chained(event, prev))
        return self.events[-1]

    def check(self, role: str, step: str | None = None, *, unit: str | None = None, who: str | None = None,
              putaran: int | None = None, **typed: Any) -> Event:  # fmt: skip
        state = self.state
        step = step or state.active
        draft = acts.check(state, step, putaran or state.steps[step or ""].putaran, role, unit, Typed(**typed),
                           self.clock)  # fmt: skip
        return self.write(draft, who or role)

    def decide(self, role: str, choice: str, **typed: Any) -> Event:
        state = self.state
        draft = acts.decide(state, state.active, state.putaran, role, choice, Typed(**typed), self.clock)
        return self.write(draft, role)

    def hand_in(self, unit: str, who: str = "staf") -> Event:
        state = self.state
        return self.write(acts.hand_in(state, state.active, state.putaran, "staf", unit, Typed(catatan="data")), who)

    def send_back(self, role: str, to: str, *units: str, reason: str = "angka tertukar") -> Event:
        state = self.state
        draft = acts.send_back(state, state.active, state.putaran, role, to, units, Typed(alasan=reason))
        return self.write(draft, role)

    def skip(self, reason: str = "tidak diperlukan", choice: str | None = None) -> Event:
        state = self.state
        return self.write(acts.skip(state, state.active, state.putaran, choice, Typed(alasan=reason)), "pengelola")

    def undo(self, event: Event, who: str | None = None) -> Event:
        who = who or event.actor.id
        return self.write(acts.undo(self.state, event.seq, who), who)
