"""When the steps of an SOP would be due, told before a cycle is opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from portal.cycle.calendar import Calendar
from portal.cycle.due import due
from portal.cycle.explained import Due
from portal.cycle.period import Period
from portal.sop.model import END, Sop, Step

DATED = ("tanggal", "sebelum")


@dataclass(frozen=True, slots=True)
class Planned:
    """A step on the way through an SOP, and when it would be due if every step ended on its last day."""

    no: int
    step: Step
    due: Due


def forecast(sop: Sop, start: datetime, calendar: Calendar) -> tuple[Planned, ...]:
    """Return the steps from the first to the end, decisions answered with yes, each begun when the one before is due.

    A step without a deadline, and one whose date has passed already, takes no time.
    """
    planned: list[Planned] = []
    step: Step | None = sop.langkah[0]
    seen: set[str] = set()
    while step is not None and step.id not in seen:
        seen.add(step.id)
        found = due(step.waktu, step.tenggat, start, calendar)
        planned.append(Planned(sop.number(step.id), step, found))
        start = max(start, found.at or start)
        target = step.ya if step.is_decision else step.berikut
        step = sop.step(target) if target and target != END else None
    return tuple(planned)


def dated(sop: Sop) -> tuple[Step, ...]:
    """Return the steps whose deadline is a date, whenever they begin."""
    return tuple(step for step in sop.langkah if (rule := step.tenggat or step.waktu) and rule.jenis in DATED)


def dates(step: Step, periods: Iterable[Period], start: datetime, calendar: Calendar) -> tuple[tuple[Period, Due], ...]:
    """Return when a dated step would be due in each of some periods."""
    return tuple(
        (period, due(step.waktu, step.tenggat, start, replace(calendar, period_last=period.last))) for period in periods
    )
