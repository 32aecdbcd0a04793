"""In which capacity a person acts: the assignment that fits the slot, or the right he uses."""

from __future__ import annotations

from datetime import date

from portal.cycle.events import Actor
from portal.cycle.state import CycleState, StepState
from portal.desk.values import Cycle, Form
from portal.people.model import Assignment
from portal.people.standing import Standing
from portal.refusal import NotAllowed
from portal.say import say
from portal.sop.model import Sop, Step


def holdings(me: Standing, cycle: Cycle, day: date) -> tuple[Assignment, ...]:
    """Return the reader's assignments in the cycle's agency on `day`."""
    return tuple(me.holding(cycle.agency.id, day))


def for_slot(me: Standing, cycle: Cycle, step: Step, form: Form, day: date) -> Assignment:
    """Return the assignment by which the person fills a slot of `step`: the one the form names, if it fits."""
    mine = [held for held in holdings(me, cycle, day) if held.role in _roles(step)]
    if not mine:
        raise NotAllowed(_not_yours(cycle.sop, step, holdings(me, cycle, day)))
    now = cycle.state.steps[step.id]
    fits = [held for held in mine if _opens(now, held)]
    named = [held for held in fits or mine if (held.role, held.unit) == (form.role, form.unit)]
    return (named or fits or mine)[0]


def for_unit(me: Standing, cycle: Cycle, form: Form, day: date) -> Assignment:
    """Return the assignment by which the person hands in for a unit: any role, but of that unit."""
    mine = [held for held in holdings(me, cycle, day) if held.unit and (form.unit is None or held.unit == form.unit)]
    if not mine:
        raise NotAllowed(say("Serahan dicatat oleh pegawai unit itu sendiri; Anda tidak ditugaskan di unit tersebut."))
    return mine[0]


def open_to(me: Standing, cycle: Cycle, day: date) -> list[tuple[Assignment, str]]:
    """Return (assignment, act) for everything the active step waits for from this person."""
    now = cycle.state.active_step
    step = cycle.sop.step(now.id) if now else None
    if now is None or step is None:
        return []
    mine = holdings(me, cycle, day)
    act = "putuskan" if step.is_decision else "centang"
    found = [(held, act) for held in mine if _opens(now, held)]
    units = {handin.unit for handin in now.handins}
    seen: set[str] = set()
    for held in mine:
        if held.unit in units and held.unit not in seen:
            seen.add(str(held.unit))
            found.append((held, "serah"))
    return found


def _opens(now: StepState, held: Assignment) -> bool:
    return any(slot.takes(held.role, held.unit) for slot in now.open)


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


def nobody_holds(state: CycleState, held_roles: set[str]) -> tuple[str, ...]:
    """Return the titles that steps need and nobody holds today."""
    needed = dict.fromkeys(role for step in state.sop.langkah for role in step.pelaksana)
    return tuple(state.sop.title(role) for role in needed if role not in held_roles)
