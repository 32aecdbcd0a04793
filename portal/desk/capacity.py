"""In which capacity a person acts: the assignment that fits the slot, or the right he uses."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from portal.cycle import acts
from portal.cycle.events import Actor, Event
from portal.cycle.flow import collects
from portal.cycle.state import OVER, CycleState, StepState
from portal.desk.values import Cycle, Form
from portal.people.assignments import Holder
from portal.people.model import Assignment
from portal.people.standing import Standing
from portal.refusal import NotAllowed
from portal.say import say
from portal.settings.agency_rules import AgencyRules
from portal.sop.model import Sop, Step


def holdings(me: Standing, cycle: Cycle, day: date) -> tuple[Assignment, ...]:
    """Return the reader's assignments in the cycle's agency on `day`."""
    return tuple(me.holding(cycle.agency.id, day))


def for_slot(me: Standing, cycle: Cycle, step: Step, form: Form, day: date) -> Assignment:
    """Return the assignment by which the person fills a slot of `step`: the one the form names, else one that fits.

    A form that names a role or unit never fills the slot of another, not even one that is the person's too.
    """
    mine = [held for held in holdings(me, cycle, day) if held.role in _roles(step)]
    if not mine:
        raise NotAllowed(_not_yours(cycle.sop, step, holdings(me, cycle, day)))
    named = [
        held for held in mine
        if form.role in (None, held.role) and (form.unit is None or held.unit in (None, form.unit))
    ]  # fmt: skip
    if not named:
        raise NotAllowed(say("Formulir ini untuk peran yang tidak Anda pegang pada langkah ini. Muat ulang halaman."))
    now = cycle.state.steps[step.id]
    return next((held for held in named if _seats(now, held, form.unit)), named[0])


def for_unit(me: Standing, cycle: Cycle, form: Form, day: date) -> Assignment:
    """Return the assignment by which the person hands in for a unit: any role, but of that unit."""
    mine = [held for held in holdings(me, cycle, day) if held.unit and (form.unit is None or held.unit == form.unit)]
    if not mine:
        raise NotAllowed(say("Serahan dicatat oleh pegawai unit itu sendiri; Anda tidak ditugaskan di unit tersebut."))
    return mine[0]


def for_undo(me: Standing, cycle: Cycle, taken: Event, day: date) -> Assignment:
    """Return the assignment by which the person takes an act of his back: the seat he acted from, if he holds it."""
    for held in holdings(me, cycle, day):
        if held.role == taken.role and (held.unit is None or taken.unit in (None, held.unit)):
            return held
    raise NotAllowed(
        say("Anda tidak lagi memegang peran {title}, jadi catatan ini tidak dapat Anda urungkan. Minta pemegangnya "
            "sekarang mengembalikan langkah itu bila ada yang keliru.", title=cycle.sop.title(taken.role or ""))
    )  # fmt: skip


def undoable(me: Standing, cycle: Cycle, day: date) -> frozenset[int]:
    """Return the numbers of the acts that the person may take back on `day`."""
    return frozenset(event.seq for event in cycle.state.events if _may_undo(me, cycle, event, day))


def _may_undo(me: Standing, cycle: Cycle, taken: Event, day: date) -> bool:
    if not acts.may_undo(cycle.state, taken, me.id):
        return False
    if taken.actor.capacity == "pengelola":
        return me.may_manage(cycle.agency.id, day)
    with contextlib.suppress(NotAllowed):
        return bool(for_undo(me, cycle, taken, day))
    return False


def open_to(me: Standing, cycle: Cycle, day: date) -> list[tuple[Assignment, str]]:
    """Return (assignment, act) for everything the active step waits for from this person."""
    now = cycle.state.active_step
    step = cycle.sop.step(now.id) if now else None
    if now is None or step is None:
        return []
    mine = holdings(me, cycle, day)
    act = "putuskan" if step.is_decision else "centang"
    found = [(seat, act) for held in mine for seat in _seats(now, held)]
    units = {handin.unit for handin in now.handins}
    seen: set[str] = set()
    for held in mine:
        if held.unit in units and held.unit not in seen:
            seen.add(str(held.unit))
            found.append((held, "serah"))
    return found


def _seats(now: StepState, held: Assignment, unit: str | None = None) -> list[Assignment]:
    """Return the assignment once for each unit whose slot it opens; of `unit` alone, if one is named."""
    slots = [slot for slot in now.open if slot.takes(held.role, held.unit or unit)]
    units = dict.fromkeys(held.unit or slot.unit for slot in slots)
    return [replace(held, unit=one) for one in units]


def _roles(step: Step) -> tuple[str, ...]:
    return step.deciders if step.is_decision else step.pelaksana


def _not_yours(sop: Sop, step: Step, mine: tuple[Assignment, ...]) -> str:
    owner = ", ".join(sop.title(role) for role in _roles(step))
    titles = ", ".join(dict.fromkeys(sop.title(held.role) for held in mine))
    if titles:
        return say("Langkah ini milik {owner}; Anda masuk sebagai {titles}.", owner=owner, titles=titles)
    return say("Langkah ini milik {owner}; Anda tidak ditugaskan pada peran itu hari ini.", owner=owner)


def as_holder(me: Standing, held: Assignment) -> Actor:
    """Return the actor of a check: the person, in the capacity of his assignment."""
    return Actor(me.person.id, me.person.nama, held.capacity)


def as_manager(me: Standing, cycle_agency: str, day: date) -> Actor:
    """Return the pelaksana's supervisor of cycles, or refuse."""
    if not me.may_manage(cycle_agency, day):
        raise NotAllowed(say("Hanya pengelola siklus instansi ini yang dapat melakukannya."))
    return Actor(me.person.id, me.person.nama, "pengelola")


def as_reader(me: Standing, cycle: Cycle, day: date) -> tuple[Actor, Assignment | None]:
    """Return the capacity in which somebody who may see the cycle comments."""
    mine = holdings(me, cycle, day)
    if mine:
        return as_holder(me, mine[0]), mine[0]
    if me.may_manage(cycle.agency.id, day):
        return Actor(me.person.id, me.person.nama, "pengelola"), None
    return Actor(me.person.id, me.person.nama, "pemantau"), None


ACTS: Mapping[str, str] = {
    "serah": say("menyerahkan data"), "centang": say("menyelesaikan langkah"), "putuskan": say("memutuskan"),
    "kembalikan": say("mengembalikan siklus"), "mulai": say("mencatat mulai dikerjakan"),
    "tunda": say("menunda langkah"), "lanjutkan": say("melanjutkan langkah"), "urungkan": say("mengurungkan catatan"),
    "komentar": say("berkomentar"),
}  # fmt: skip
"""What the acts of a holder are called, where the agency keeps acting officials from them."""


def require_may(rules: AgencyRules, cycle: Cycle, held: Assignment, act: str) -> None:
    """Refuse an act that the agency does not let an acting official do; name his title."""
    if not rules.may(held.capacity, act):
        title = f"{held.capacity} {cycle.sop.title(held.role)}"
        raise NotAllowed(
            say("Anda bertindak sebagai {title}. Menurut aturan instansi ini, {capacity} tidak boleh {act}.",
                title=title, capacity=held.capacity, act=ACTS.get(act, act))
        )  # fmt: skip


def vacant(sop: Sop, holders: Mapping[str, Sequence[Holder]], state: CycleState | None = None) -> tuple[str, ...]:
    """Return the seats that steps need and nobody holds today: titles, with the unit where each unit must act.

    With the `state` of a cycle: those that steps still need in it.
    """
    found: dict[str, None] = {}
    for step in sop.langkah:
        if state is not None and state.steps[step.id].state in OVER:
            continue
        for role in step.pelaksana:
            units = {holder.unit for holder in holders.get(role, ())}
            if not units:
                found[sop.title(role)] = None
            elif step.per == "unit" and None not in units:
                found.update(dict.fromkeys(f"{sop.title(role)}, {unit.nama}" for unit in sop.unit
                                           if unit.id not in units))  # fmt: skip
        if collects(sop, step):
            there = {holder.unit for held in holders.values() for holder in held}
            found.update(dict.fromkeys(unit.nama for unit in sop.unit if unit.id not in there))
    return tuple(found)
