"""How far the units are at a step: whose hand-in or check is there, and whose is missing."""

from __future__ import annotations

from dataclasses import dataclass

from portal.cycle.state import StepState
from portal.sop.model import Sop, Step


@dataclass(frozen=True, slots=True)
class Gathered:
    """The names of the units that have handed in (`collects`) or checked, and of those that have not."""

    come: tuple[str, ...]
    missing: tuple[str, ...]
    collects: bool

    @property
    def all(self) -> int:
        """How many units are asked."""
        return len(self.come) + len(self.missing)


def gathered(sop: Sop, step: Step, now: StepState) -> Gathered | None:
    """Return how far the units are, None for a step that asks no units or has not begun."""
    if now.handins:
        there = {handin.unit for handin in now.handins if handin.event}
    elif step.per == "unit" and sop.unit and (now.filled or now.open or now.skipped):
        there = {filled.slot.unit or "" for filled in now.filled}
    else:
        return None
    come = tuple(unit.nama for unit in sop.unit if unit.id in there)
    missing = tuple(unit.nama for unit in sop.unit if unit.id not in there)
    return Gathered(come, missing, collects=bool(now.handins))
