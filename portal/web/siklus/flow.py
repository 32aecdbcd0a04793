"""The drawn flow of a running cycle: each symbol with its state, and a link to its step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from portal.drawing.svg import Dress
from portal.sop.model import Step
from portal.web.siklus.view import CycleView, StepView
from portal.web.sop.flowchart import Flowchart, words
from portal.web.words import label, tone

MARKS = {"selesai": "M5 13l5 5L19 7", "dilewati": "M6 12h12", "dibuka lagi": "M10 6l-5 5l5 5M5 11h9a5 5 0 0 1 0 8"}
"""What is written into the symbol of a step that is over, left out, or opened again."""


def live(view: CycleView, address: Callable[[StepView], str]) -> Flowchart:
    """Return the flow of a cycle as it stands: each symbol with its state, and a link to its step."""
    rows = {row.step.id: row for row in view.steps}

    def dress(step: Step, role: str) -> Dress:
        row = rows[step.id]
        told = f"{words(view.cycle.sop, step, role)}; {label(row.now.state)}"
        return Dress(told, address(row), tone(row.now.state), MARKS.get(row.now.state))

    state = view.cycle.state
    path = (*state.path, state.active) if state.active else state.path
    return Flowchart(view.cycle.sop, dress, set(pairwise(path)))
