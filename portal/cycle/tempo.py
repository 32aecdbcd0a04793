"""Mutu baku against reality: how long each step really took, over the cycles of one SOP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from portal.cycle.calendar import Calendar
from portal.cycle.state import CycleState
from portal.cycle.visit import Stay
from portal.cycle.working_time import minutes_between, without
from portal.sop.model import Sop, Step, Waktu

DAY_MINUTES = {5: 450.0, 6: 375.0}
WEEK_DAYS, MONTH_DAYS = {5: 5, 6: 6}, {5: 21, 6: 25}
"""A week and a month as working days; a month's are the usual mean, for comparing only."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One stay at a step in working minutes: all of it, and where the beginning was noted, before and after that."""

    step: str
    person: str
    minutes: float
    role: str | None = None
    waiting: float | None = None
    working: float | None = None


@dataclass(frozen=True, slots=True)
class StepTempo:
    """One step over many cycles, in working minutes. `standard` is the mutu baku, None where it has no length.

    `returns` of `decisions` are the "no"s of a decision, `sent_back` the returns that its holders made beside those;
    `count` is how many stays are known.
    """

    no: int
    step: Step
    count: int
    standard: float | None
    median: float | None
    worst: float | None
    waiting: float | None = None
    working: float | None = None
    decisions: int = 0
    returns: int = 0
    sent_back: int = 0

    @property
    def excess(self) -> float:
        """By how much the median exceeds the standard; 0 where it does not, or where one of them is not known."""
        if self.median is None or self.standard is None:
            return 0.0
        return max(0.0, self.median - self.standard)


@dataclass(frozen=True, slots=True)
class RoleTempo:
    """What one jabatan ended over many cycles, in working minutes: `over` of its `rated` stays exceeded a standard."""

    role: str
    count: int
    median: float
    worst: float
    rated: int = 0
    over: int = 0


def paces(stays: Iterable[Stay], calendar: Calendar) -> tuple[Pace, ...]:
    """Return the pace of each stay that a person ended by doing the step; waits for the outside are left out.

    What was skipped, sent back before it was done, or recorded from paper says nothing of the time it took.
    """
    done = [stay for stay in stays if stay.end.kind in ("centang", "putuskan")]
    return tuple(_pace(stay, calendar) for stay in done)


def _pace(stay: Stay, calendar: Calendar) -> Pace:
    minutes = without(stay.since, stay.until, stay.pauses, calendar)
    who, role = stay.end.actor.id, stay.end.role
    if stay.started is None:
        return Pace(stay.step, who, minutes, role)
    waiting = minutes_between(stay.since, stay.started, calendar)
    working = without(stay.started, stay.until, stay.pauses, calendar)
    return Pace(stay.step, who, minutes, role, waiting, working)


def tempo(sop: Sop, found: Sequence[Pace], states: Sequence[CycleState]) -> tuple[StepTempo, ...]:
    """Return each step of `sop` with what its stays took. `states` are the cycles, for counting decisions."""
    return tuple(_step(sop, no, step, found, states) for no, step in enumerate(sop.langkah, 1))


def _step(sop: Sop, no: int, step: Step, found: Sequence[Pace], states: Sequence[CycleState]) -> StepTempo:
    mine = [pace for pace in found if pace.step == step.id]
    noted = [pace for pace in mine if pace.working is not None]
    here = [
        event for state in states for event in state.events if event.step == step.id and event.seq not in state.undone
    ]
    decisions = [event for event in here if event.kind == "putuskan"]
    return StepTempo(
        no, step, len(mine), standard(step.waktu, sop.hari_kerja),
        median(pace.minutes for pace in mine) if mine else None,
        max((pace.minutes for pace in mine), default=None),
        median(pace.waiting or 0.0 for pace in noted) if noted else None,
        median(pace.working or 0.0 for pace in noted) if noted else None,
        len(decisions), sum(event.payload.get("pilihan") == "tidak" for event in decisions),
        sum(event.kind == "kembalikan" for event in here),
    )  # fmt: skip


def by_role(sop: Sop, found: Sequence[Pace]) -> tuple[RoleTempo, ...]:
    """Return what each jabatan of `sop` ended, in the order of the form's columns; one that ended nothing is left out.

    A step that several sign counts for the one who signed last.
    """
    standards = {step.id: standard(step.waktu, sop.hari_kerja) for step in sop.langkah}
    return tuple(
        _role(column.id, mine, standards)
        for column in sop.pelaksana if (mine := [pace for pace in found if pace.role == column.id])
    )  # fmt: skip


def _role(role: str, mine: Sequence[Pace], standards: Mapping[str, float | None]) -> RoleTempo:
    minutes = [pace.minutes for pace in mine]
    rated = [(pace.minutes, limit) for pace in mine if (limit := standards.get(pace.step)) is not None]
    over = sum(taken > limit for taken, limit in rated)
    return RoleTempo(role, len(mine), median(minutes), max(minutes), len(rated), over)


def standard(waktu: Waktu | None, workweek: int) -> float | None:
    """Return a mutu baku as working minutes: its upper end. A rate counts once; a date has no length."""
    if waktu is None or waktu.jenis != "durasi" or waktu.maks is None:
        return None
    day = DAY_MINUTES[workweek]
    units = {
        "menit": 1.0, "jam": 60.0, "hari": day, "hari kerja": day, "hari kalender": day * workweek / 7,
        "minggu": day * WEEK_DAYS[workweek], "bulan": day * MONTH_DAYS[workweek],
        "tahun": 12 * day * MONTH_DAYS[workweek],
    }  # fmt: skip
    unit = units.get(waktu.satuan or "")
    return None if unit is None else float(waktu.maks) * unit


def bottleneck(steps: Sequence[StepTempo]) -> StepTempo | None:
    """Return the step that exceeds its standard most; where no standard is exceeded, the one that takes longest."""
    known = [step for step in steps if step.median is not None]
    over = [step for step in known if step.excess > 0]
    if over:
        return max(over, key=lambda step: step.excess)
    return max(known, key=lambda step: step.median or 0.0, default=None)
