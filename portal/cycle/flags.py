"""What broke no rule and should still be seen: one person on both sides, papers, skips, acting officials, a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from portal.cycle.events import Event
from portal.cycle.state import CycleState, Filled, StepState
from portal.say import say

FlagKind = Literal["satu orang", "kertas", "dilewati", "pejabat sementara", "jam mundur"]
ACTING = ("Plt.", "Plh.")


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to know: in words, and the numbers of the events it is about. It never stops anybody."""

    kind: FlagKind
    text: str
    seqs: tuple[int, ...]


def flags(state: CycleState) -> tuple[Flag, ...]:
    """Return everything to know of a cycle as it stands: its steps in the order of the table, then its clock."""
    found: list[Flag] = []
    for step in state.sop.langkah:
        now = state.steps[step.id]
        no = state.sop.number(step.id)
        found += _both_sides(state, now)
        if now.skipped and now.state == "dilewati":
            text = say("{name} melewati langkah {no}.", no=no, name=now.skipped.actor.name)
            found.append(Flag("dilewati", text, (now.skipped.seq,)))
        for filled in now.filled:
            found += _paper_or_acting(state, no, filled.event)
    return (*found, *_clock(state.events))


def _paper_or_acting(state: CycleState, no: int, event: Event) -> Iterator[Flag]:
    title = state.sop.title(event.role or "")
    capacity, name = str(event.actor.capacity), event.actor.name
    if event.kind == "catat":
        capacity, name = str(event.payload.get("kapasitas")), _name(event)
        text = say("{name} menandatangani kertas untuk langkah {no}, yang dicatat {by} di portal.", no=no, name=name,
                   by=event.actor.name)  # fmt: skip
        yield Flag("kertas", text, (event.seq,))
    if capacity in ACTING:
        replaced = event.payload.get("menggantikan")
        text = (
            say("{name} menyelesaikan langkah {no} menggantikan {replaced}, sebagai {capacity} {title}.", no=no,
                capacity=capacity, title=title, name=name, replaced=replaced)
            if replaced
            else say("{name} menyelesaikan langkah {no} sebagai {capacity} {title}.", no=no, capacity=capacity,
                     title=title, name=name)
        )  # fmt: skip
        yield Flag("pejabat sementara", text, (event.seq,))


def _both_sides(state: CycleState, now: StepState) -> Iterator[Flag]:
    """Yield where one person made and checked: two roles of one step or of neighbours, or a hand-in and its check."""
    before = _made_before(state, now.id)
    no = state.sop.number(now.id)
    told: set[tuple[int, int]] = set()
    for at, filled in enumerate(now.filled):
        check = filled.event
        for handin in now.handins:
            if handin.event and _same(handin.event, check) and (handin.event.seq, check.seq) not in told:
                told.add((handin.event.seq, check.seq))
                text = say("{name} menyerahkan data dan menyelesaikan langkah {no}.", name=_name(check), no=no)
                yield Flag("satu orang", text, (handin.event.seq, check.seq))
        for made in (*before, *now.filled[:at]):
            if _same(made.event, check) and made.event.role != check.role:
                text = say(
                    "{name} menyelesaikan langkah {made} sebagai {one} dan langkah {no} sebagai {other}.",
                    name=_name(check), made=state.sop.number(made.slot.step), no=no,
                    one=state.sop.title(made.event.role or ""), other=state.sop.title(check.role or ""),
                )  # fmt: skip
                yield Flag("satu orang", text, (made.event.seq, check.seq))


def _made_before(state: CycleState, step: str) -> tuple[Filled, ...]:
    """Return the checks that stand on the last checked step before this one on the cycle's way."""
    way = state.path[: state.path.index(step)] if step in state.path else state.path if step == state.active else ()
    return next((state.steps[earlier].filled for earlier in reversed(way) if state.steps[earlier].filled), ())


def _same(one: Event, other: Event) -> bool:
    """True if one person did both; the official of a paper has no account, so his name counts."""
    if "catat" in (one.kind, other.kind):
        return _name(one).casefold() == _name(other).casefold()
    return one.actor.id == other.actor.id


def _name(event: Event) -> str:
    return str(event.payload.get("pejabat") or "") if event.kind == "catat" else event.actor.name


def _clock(events: tuple[Event, ...]) -> Iterator[Flag]:
    for before, event in pairwise(events):
        if event.time < before.time:
            text = say("Jam pernah mundur: catatan {seq} berjam lebih awal daripada catatan {before}.",
                       seq=event.seq, before=before.seq)  # fmt: skip
            yield Flag("jam mundur", text, (before.seq, event.seq))
