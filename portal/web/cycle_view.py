"""A cycle as its page shows it: steps with their words, what the reader may do now, and the trail in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.acts import may_undo
from portal.cycle.calendar import due
from portal.cycle.events import Event
from portal.cycle.flow import collects, target_of
from portal.cycle.state import CycleState, StepState
from portal.desk import capacity
from portal.desk.values import Cycle
from portal.people.assignments import Holder
from portal.people.standing import Standing
from portal.say import say
from portal.sop.edits import Activity
from portal.sop.model import Sop, Step


@dataclass(frozen=True, slots=True)
class Seat:
    """One capacity in which the reader may act now: `value` goes into the form, `text` is shown."""

    value: str
    text: str
    act: str


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

    def seats(self, act: str) -> tuple[Seat, ...]:
        """The capacities in which the reader may do `act` here."""
        return tuple(seat for seat in self.mine if seat.act == act)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail: the event, what was done in words, and whether it was taken back."""

    event: Event
    words: str
    title: str | None
    reason: str | None
    undone: bool
    undoable: bool


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

    @property
    def active(self) -> StepView | None:
        """The active row, None where the flow has ended."""
        return next((row for row in self.steps if row.now.state == "aktif"), None)

    def names(self, row: StepView) -> str:
        """The names of those who hold the roles of a row."""
        found = [holder.name for role in row.step.pelaksana for holder in self.holders.get(role, ())]
        return ", ".join(dict.fromkeys(found))


def view(
    cycle: Cycle, me: Standing, now: datetime, holders: Mapping[str, Sequence[Holder]],
    activities: Mapping[str, Activity],
) -> CycleView:  # fmt: skip
    """Return a cycle as `me` sees it at `now`."""
    today = cycle.calendar.local(now).date()
    steps = tuple(_row(cycle, me, today, no, step, activities) for no, step in enumerate(cycle.sop.langkah, 1))
    running = cycle.state.status in ("berjalan", "selesai")
    return CycleView(
        cycle=cycle,
        steps=steps,
        trail=tuple(_deed(cycle, event, me) for event in reversed(cycle.state.events)),
        manages=me.may_manage(cycle.agency.id, today),
        holders=holders,
        vacant=capacity.nobody_holds(cycle.state, set(holders)) if running else (),
        back=tuple(row for row in steps if row.step.id in cycle.state.path),
        today=today,
    )


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
        back = target in state.path
        if target is None:
            leads = say("siklus selesai")
        elif back:
            leads = say("kembali ke langkah {no}", no=state.sop.number(target))
        else:
            leads = say("lanjut ke langkah {no}", no=state.sop.number(target))
        found.append(Exit(choice, label, leads, back))
    return tuple(found)


def _deed(cycle: Cycle, event: Event, me: Standing) -> Deed:
    payload = event.payload
    return Deed(
        event=event,
        words=words(cycle.sop, event),
        title=_capacity(cycle.sop, event),
        reason=payload.get("alasan") or payload.get("catatan"),
        undone=event.seq in cycle.state.undone,
        undoable=may_undo(cycle.state, event, me.person.id),
    )


def _capacity(sop: Sop, event: Event) -> str | None:
    if event.role:
        acting = "" if event.actor.capacity == "definitif" else f"{event.actor.capacity} "
        known = any(column.id == event.role for column in sop.pelaksana)
        title = sop.title(event.role) if known else event.role.replace("-", " ").capitalize()
        return f"{acting}{title}"
    named = {"pengelola": say("pengelola siklus"), "pemantau": say("pemantau")}
    return named.get(event.actor.capacity)


def words(sop: Sop, event: Event) -> str:
    """Return what an event did, in words that follow the person's name."""
    no = sop.number(event.step) if event.step and sop.step(event.step) else 0
    step = sop.step(event.step or "")
    if event.kind == "putuskan" and step:
        yes = event.payload.get("pilihan") == "ya"
        answer = (step.label_ya or say("Ya")) if yes else (step.label_tidak or say("Tidak"))
        return say("memutuskan langkah {no}: {answer}", no=no, answer=answer)
    if event.kind in ("kembalikan", "buka-kembali") and event.payload.get("ke"):
        back = sop.number(event.payload["ke"])
        if event.kind == "kembalikan":
            return say("mengembalikan ke langkah {no}", no=back)
        return say("membuka kembali siklus dari langkah {no}", no=back)
    if event.kind == "serah":
        unit = next((u.nama for u in sop.unit if u.id == event.unit), event.unit or "")
        return say("menyerahkan data {unit}", unit=unit)
    if event.kind == "centang" and step and step.terima:
        return say("menerima langkah {no}", no=no)
    if event.kind == "urungkan":
        return say("mengurungkan catatan {seq}", seq=event.payload.get("seq", ""))
    plain = {
        "buka": say("membuka siklus"), "centang": say("menyelesaikan langkah {no}", no=no),
        "lewati": say("melewati langkah {no}", no=no), "komentar": say("berkomentar"),
        "tutup": say("menutup siklus"), "buka-kembali": say("membuka kembali siklus"),
        "batalkan": say("membatalkan siklus"),
    }  # fmt: skip
    return plain.get(event.kind, event.kind)


def asks_reason(row: StepView, now: datetime) -> str | None:
    """Return why the check of this row asks for a reason, None if it does not."""
    if row.now.due and now > row.now.due:
        return say("Wajib, karena langkah ini lewat tenggat. Dibaca oleh semua pelaksana siklus ini.")
    if any(handin.event is None for handin in row.now.handins):
        return say("Wajib bila diselesaikan sebelum semua serahan masuk.")
    return None


def due_why(cycle: Cycle, row: StepView) -> str | None:
    """Return why the row is due when it is, as its event tells it.

    Where the same rule explains it in the same words today, the answer is that sentence, which can be translated.
    """
    now = row.now
    if now.since is None or now.due_why is None:
        return now.due_why
    today = due(row.step.waktu, row.step.tenggat, now.since, cycle.calendar).why
    return today if today == now.due_why else now.due_why


def collects_here(cycle: Cycle, row: StepView) -> bool:
    """True if units hand in at this row."""
    return collects(cycle.sop, row.step)
