"""A cycle as its page shows it: steps with their words, and what the reader may do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.flags import Flag, flags
from portal.cycle.flow import target_of
from portal.cycle.state import OVER, CycleState, StepState
from portal.desk import capacity
from portal.desk.values import Cycle
from portal.people.assignments import Holder
from portal.people.standing import Standing
from portal.say import say
from portal.sop.edits import Activity
from portal.sop.model import Sop, Step
from portal.web.siklus.trail import Deed, trail


@dataclass(frozen=True, slots=True)
class Seat:
    """One capacity in which the reader may act now: `value` goes into the form, `text` is shown."""

    value: str
    text: str
    act: str

    @property
    def unit(self) -> str:
        """The unit for which the reader would act; empty for the whole office."""
        return self.value.partition("|")[2]

    @property
    def pair(self) -> tuple[str, str]:
        """What a list of choices shows of it."""
        return self.value, self.text


@dataclass(frozen=True, slots=True)
class Exit:
    """One exit of a decision: the word on its button, where it leads, and whether that is a return."""

    choice: str
    label: str
    leads: str
    back: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One row of the checklist."""

    no: int
    step: Step
    now: StepState
    titles: str
    mine: tuple[Seat, ...] = ()
    exits: tuple[Exit, ...] = ()
    activity: Activity | None = None

    @property
    def anchor(self) -> str:
        """Where the row stands on the page of its cycle."""
        return "aktif" if self.now.state == "aktif" else f"langkah-{self.step.id}"

    @property
    def awaits_me(self) -> bool:
        """True if something is still asked of the reader here: a hand-in that came may only be replaced."""
        given = {handin.unit for handin in self.now.handins if handin.event}
        return any(seat.act != "serah" or seat.unit not in given for seat in self.mine)

    @property
    def answer(self) -> str | None:
        """What was decided here, where the decision stands."""
        events = [*(check.event for check in self.now.filled), *([self.now.skipped] if self.now.skipped else [])]
        chosen = {event.payload.get("pilihan") for event in events}
        return next((exit.label for exit in self.exits if exit.choice in chosen), None)

    @property
    def asks_units(self) -> bool:
        """True if each unit has done its own part here: a return may ask some of them again."""
        return bool(self.now.handins) or self.step.per == "unit"

    def seats(self, act: str) -> tuple[Seat, ...]:
        """The capacities in which the reader may do `act` here."""
        return tuple(seat for seat in self.mine if seat.act == act)


@dataclass(frozen=True, slots=True)
class CycleView:
    """Everything the page of a cycle shows."""

    cycle: Cycle
    steps: tuple[StepView, ...]
    trail: tuple[Deed, ...]
    manages: bool
    holders: Mapping[str, Sequence[Holder]]
    vacant: tuple[str, ...]
    back: tuple[StepView, ...]
    today: date
    flags: tuple[Flag, ...] = ()

    @property
    def active(self) -> StepView | None:
        """The active row, None where the flow has ended."""
        return next((row for row in self.steps if row.now.state == "aktif"), None)

    @property
    def past(self) -> tuple[str, ...]:
        """The steps above the active one that are over: a phone folds them away. Fewer than two are left alone."""
        above = self.steps[: self.active.no - 1] if self.active else ()
        over = tuple(row.step.id for row in above if row.now.state in OVER)
        return over if len(over) > 1 else ()

    def names(self, row: StepView) -> str:
        """The names of those who may fill what is open at a row."""
        fits = [
            holder
            for slot in row.now.open for role in slot.roles for holder in self.holders.get(role, ())
            if slot.takes(role, holder.unit)
        ]  # fmt: skip
        return named(fits)


def view(
    cycle: Cycle, me: Standing, now: datetime, holders: Mapping[str, Sequence[Holder]],
    activities: Mapping[str, Activity],
) -> CycleView:  # fmt: skip
    """Return a cycle as `me` sees it at `now`."""
    today = cycle.calendar.local(now).date()
    steps = tuple(_row(cycle, me, today, no, step, activities) for no, step in enumerate(cycle.sop.langkah, 1))
    running = cycle.state.status in ("berjalan", "selesai")
    known = flags(cycle.state) if answers_for(me, cycle, today) else ()
    return CycleView(
        cycle=cycle,
        steps=steps,
        trail=trail(cycle, known, capacity.undoable(me, cycle, today)),
        manages=me.may_manage(cycle.agency.id, today),
        holders=holders,
        vacant=capacity.vacant(cycle.sop, holders, cycle.state) if running else (),
        back=tuple(row for row in steps if row.step.id in cycle.state.path),
        today=today,
        flags=known,
    )


def answers_for(me: Standing, cycle: Cycle, today: date) -> bool:
    """True if the reader answers for the cycle or oversees it: he sees what is flagged."""
    return me.may_manage(cycle.agency.id, today) or me.may_oversee(cycle.agency.id, today)


def _row(cycle: Cycle, me: Standing, today: date, no: int, step: Step, activities: Mapping[str, Activity]) -> StepView:
    state = cycle.state
    active = state.active == step.id
    return StepView(
        no=no,
        step=step,
        now=state.steps[step.id],
        titles=titles(cycle.sop, step.pelaksana),
        mine=_seats(cycle, me, today) if active else (),
        exits=_exits(state, step) if step.is_decision else (),
        activity=activities.get(step.aktivitas) if step.aktivitas else None,
    )


def titles(sop: Sop, roles: Sequence[str]) -> str:
    """Return the titles of some roles, as one text."""
    return ", ".join(sop.title(role) for role in roles)


def names(holders: Mapping[str, Sequence[Holder]], roles: Sequence[str]) -> str:
    """Return the names of those who hold some roles, as one text."""
    return named(holder for role in roles for holder in holders.get(role, ()))


def named(those: Iterable[Holder]) -> str:
    """Return some holders as one text: "Tatang Wiranata, S.Si. (Plt.)"."""
    return ", ".join(
        dict.fromkeys(one.name if one.capacity == "definitif" else f"{one.name} ({one.capacity})" for one in those)
    )


def _seats(cycle: Cycle, me: Standing, today: date) -> tuple[Seat, ...]:
    units = {unit.id: unit.nama for unit in cycle.sop.unit}
    found = []
    for held, act in capacity.open_to(me, cycle, today):
        title = cycle.sop.title(held.role)
        acting = "" if held.capacity == "definitif" else f"{held.capacity} "
        text = f"{acting}{title}, {units[held.unit]}" if held.unit in units else f"{acting}{title}"
        found.append(Seat(f"{held.role}|{held.unit or ''}", text, act))
    return tuple(found)


def _exits(state: CycleState, step: Step) -> tuple[Exit, ...]:
    found = []
    for choice, label in (("ya", step.label_ya or say("Ya")), ("tidak", step.label_tidak or say("Tidak"))):
        target = target_of(step, choice)
        back = state.active == step.id and target in state.path
        if target is None:
            leads = say("siklus selesai")
        elif back or state.sop.number(target) < state.sop.number(step.id):
            leads = say("kembali ke langkah {no}", no=state.sop.number(target))
        else:
            leads = say("lanjut ke langkah {no}", no=state.sop.number(target))
        found.append(Exit(choice, label, leads, back))
    return tuple(found)


def asks_reason(row: StepView, now: datetime) -> str | None:
    """Return why the check of this row asks for a reason, None if it does not."""
    missing = any(handin.event is None for handin in row.now.handins)
    if row.now.late(now) and missing:
        return say("Wajib, karena langkah ini lewat tenggat. Bila diselesaikan sebelum semua serahan masuk, tulis juga "
                   "sebabnya.")  # fmt: skip
    if row.now.late(now):
        return say("Wajib, karena langkah ini lewat tenggat. Dibaca oleh semua pelaksana siklus ini.")
    if missing:
        return say("Wajib bila diselesaikan sebelum semua serahan masuk.")
    return None
