"""What an evaluator counts in a cycle: late checks, steps from paper, skipped steps, and when its flow ended."""

from __future__ import annotations

from datetime import datetime

from portal.cycle.events import Event
from portal.cycle.state import CycleState, StepState


def finished_at(state: CycleState) -> datetime | None:
    """Return when the flow ended; None while it runs, or where the cycle was cancelled."""
    if state.status not in ("selesai", "ditutup"):
        return None
    moves = ("centang", "putuskan", "catat", "lewati")
    ends = [event.time for event in state.events if event.kind in moves and event.seq not in state.undone]
    return ends[-1] if ends else None


def on_paper(state: CycleState) -> int:
    """Return how many standing checks were recorded from paper."""
    return sum(filled.event.kind == "catat" for step in state.steps.values() for filled in step.filled)


def skipped(state: CycleState) -> int:
    """Return how many steps stand skipped."""
    return sum(step.state == "dilewati" for step in state.steps.values())


def late(state: CycleState) -> int:
    """Return how many standing checks came after their step's due moment."""
    return sum(is_late(step, filled.event) for step in state.steps.values() for filled in step.filled)


def is_late(step: StepState, event: Event) -> bool:
    """True if a check of this step came after its due moment; a paper counts by its own date.

    A step that waited for the outside when its due moment passed, and was done without going on first, is not late.
    """
    if step.due is None:
        return False
    if step.paused and step.paused.time <= step.due and step.paused.time <= event.time:
        return False
    paper = event.payload.get("tanggal") if event.kind == "catat" else None
    return str(paper) > step.due.date().isoformat() if paper else event.time > step.due
