"""The flow of an SOP: the slots of a step, and what can still be reached from it."""

from __future__ import annotations

from collections.abc import Collection

from portal.cycle.state import Slot
from portal.sop.model import Sop, Step


def collects(sop: Sop, step: Step) -> bool:
    """True if units hand in at this step; an agency without units has a plain step."""
    return step.himpun == "unit" and bool(sop.unit)


def slots_of(sop: Sop, step: Step, putaran: int) -> tuple[Slot, ...]:
    """Return what must be filled before `step` is done, in the order of the form."""
    if step.is_decision:
        return (Slot(step.id, putaran, step.deciders),)
    if step.per == "unit" and sop.unit:
        return tuple(Slot(step.id, putaran, step.pelaksana, unit.id) for unit in sop.unit)
    if step.cukup == "satu":
        return (Slot(step.id, putaran, step.pelaksana),)
    return tuple(Slot(step.id, putaran, (role,)) for role in step.pelaksana)


def target_of(step: Step, choice: str | None) -> str | None:
    """Return where `step` leads: `berikut`, or the exit that `choice` (ya, tidak) names; None is the end."""
    if not step.is_decision:
        return step.berikut
    yes, no = step.exits
    return yes if choice == "ya" else no


def reachable(sop: Sop, start: str | None, finished: Collection[str]) -> frozenset[str]:
    """Return the steps that may still come after `start` going forward: a move to a finished step is a return."""
    found: set[str] = set()
    waiting = [start] if start else []
    while waiting:
        step = sop.step(waiting.pop())
        if step is None:
            continue
        for target in step.exits:
            if target and target not in found and target not in finished and target != start:
                found.add(target)
                waiting.append(target)
    return frozenset(found)
