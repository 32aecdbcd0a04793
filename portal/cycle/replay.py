"""The fold of a cycle's events: `replay(sop, events)` is the cycle's state, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from portal.cycle.events import Event, chained, stamp
from portal.cycle.explained import Due
from portal.cycle.flow import collects, reachable, slots_of, target_of
from portal.cycle.state import CycleState, CycleWord, Filled, HandIn, StepState, StepWord
from portal.cycle.visit import Kept, Stay, Visit, ended
from portal.sop.model import Sop, Step


def replay(sop: Sop, events: Sequence[Event]) -> CycleState:
    """Return the state after `events` (in the order of their numbers). Never raises on a stored trail."""
    undone = taken_back(events)
    return _read(sop, events, undone).state(events, undone)


def advance(
    sop: Sop, events: Sequence[Event], draft: Event, due_of: Callable[[Step, datetime], Due]
) -> tuple[Event, CycleState]:
    """Return `draft` with the due moment of the step it activates (if one), chained, and the state after it."""
    *earlier, last = (*events, draft)
    undone = taken_back((*earlier, last))
    run = _read(sop, earlier, undone)
    before = run.here
    run.apply(last)
    if run.here is not None and run.here is not before and last.kind != "urungkan":
        due = due_of(run.here.step, last.time)
        facts = activation(run.here.step, due)
        run.here.become_due(facts)
        last = replace(last, payload={**last.payload, "aktif": facts})
    last = chained(last, earlier[-1].hash if earlier else last.prev)
    return last, run.state((*earlier, last), undone)


def stays(sop: Sop, events: Sequence[Event]) -> tuple[Stay, ...]:
    """Return every stay at a step that has ended, in order; acts that were taken back are left out."""
    return tuple(ended(visit, event) for visit, event in _read(sop, events, taken_back(events)).left)


def _read(sop: Sop, events: Sequence[Event], undone: frozenset[int]) -> Run:
    run = Run(sop)
    for event in events:
        if event.seq not in undone:
            run.apply(event)
    return run


def activation(step: Step, due: Due) -> dict[str, object]:
    """Return what an event keeps of the step it activates: its due moment, and what that explains itself by."""
    at = stamp(due.at) if due.at else None
    return {"langkah": step.id, "jatuh_tempo": at, "penjelasan": str(due.why), **due.facts()}


def taken_back(events: Sequence[Event]) -> frozenset[int]:
    """Return the numbers of the events that an urungkan took back."""
    return frozenset(int(event.payload["seq"]) for event in events if event.kind == "urungkan" and event.payload)


class Run:
    """A cycle while its events are being read."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.status: CycleWord = "berjalan"
        self.putaran = 1
        self.path: list[Visit] = []
        self.here: Visit | None = None
        self.earlier: dict[str, list[Filled]] = {}
        self.earlier_handins: dict[str, set[str]] = {}
        self.reopened: set[str] = set()
        self.kept: dict[str, Kept] = {}
        self.finished: set[str] = set()
        self.left: list[tuple[Visit, Event]] = []
        self.steps = {step.id: step for step in sop.langkah}
        self.rules: dict[str, Callable[[Event], None]] = {
            "buka": self._opened, "serah": self._handed_in, "centang": self._checked, "putuskan": self._checked,
            "lewati": self._skipped, "kembalikan": self._sent_back, "buka-kembali": self._reopened,
            "tutup": self._closed, "batalkan": self._cancelled, "catat": self._checked, "mulai": self._started,
            "tunda": self._paused, "lanjutkan": self._resumed, "tenggat": self._retimed, "pindah-versi": self._retimed,
        }  # fmt: skip

    def apply(self, event: Event) -> None:
        """Let one event take effect; a comment has none."""
        rule = self.rules.get(event.kind)
        if rule is not None:
            rule(event)

    # the acts ---------------------------------------------------------------------------------------------

    def _opened(self, event: Event) -> None:
        self._arrive(self.sop.langkah[0].id, event)

    def _handed_in(self, event: Event) -> None:
        if self.here and event.unit:
            self.here.handins[event.unit] = event

    def _checked(self, event: Event) -> None:
        if self.here is None or event.role is None:
            return
        slot = next((slot for slot in self.here.open if slot.takes(event.role, event.unit)), None)
        if slot is None:
            return
        self.here.filled.append(Filled(slot, event))
        self.here.open.remove(slot)
        if not self.here.open:
            self._leave(target_of(self.here.step, event.payload.get("pilihan")), event)

    def _skipped(self, event: Event) -> None:
        if self.here:
            self.here.skipped = event
            self._leave(target_of(self.here.step, event.payload.get("pilihan")), event)

    def _sent_back(self, event: Event) -> None:
        self._return(str(event.payload["ke"]), event)

    def _reopened(self, event: Event) -> None:
        self.status = "selesai"
        if event.payload.get("ke"):
            self.status = "berjalan"
            self._return(str(event.payload["ke"]), event)

    def _closed(self, event: Event) -> None:
        self.status = "ditutup"

    def _cancelled(self, event: Event) -> None:
        self.status = "dibatalkan"

    def _started(self, event: Event) -> None:
        if self.here:
            self.here.started.append(event)

    def _paused(self, event: Event) -> None:
        if self.here:
            self.here.paused = event

    def _resumed(self, event: Event) -> None:
        if self.here and self.here.paused:
            self.here.pauses.append((self.here.paused, event))
            self.here.paused = None
            self._retimed(event)

    def _retimed(self, event: Event) -> None:
        facts = event.payload.get("aktif")
        if self.here and facts:
            self.here.become_due(facts)

    # moving -----------------------------------------------------------------------------------------------

    def _leave(self, target: str | None, event: Event) -> None:
        """Finish the active step and go on to `target`; a target that stands finished makes it a return."""
        if self.here:
            self.path.append(self.here)
            self.finished.add(self.here.step.id)
            self.left.append((self.here, event))
        self.here = None
        if target is None:
            self.status = "selesai"
        elif target in self.finished:
            self._return(target, event)
        else:
            self._arrive(target, event)

    def _return(self, target: str, event: Event) -> None:
        """Go back to a finished step: everything since, itself included, is open again."""
        at = next(n for n, visit in enumerate(self.path) if visit.step.id == target)
        again = self.path[at:]
        left = [self.here] if self.here else []
        self.left += [(visit, event) for visit in left]
        self.path, self.here = self.path[:at], None
        self.finished = {visit.step.id for visit in self.path}
        self.putaran += 1
        named = set(event.payload.get("unit_diminta") or ())
        stood, self.kept = self.kept, {}
        self.reopened |= {visit.step.id for visit in again + left if visit.filled or visit.skipped}
        for visit in again + left:
            self._open_again(visit.step.id, visit.filled, visit.handins, named)
        for step, kept in stood.items():  # it stood since an earlier return, and was made on what is opened now
            self._open_again(step, kept.filled, kept.handins, named)
        self._arrive(target, event, returned=True)

    def _open_again(self, step: str, filled: list[Filled], handins: dict[str, Event], named: set[str]) -> None:
        stands = [f for f in filled if f.slot.unit and f.slot.unit not in named] if named else []
        given = {unit: e for unit, e in handins.items() if unit not in named} if named else {}
        self.earlier.setdefault(step, []).extend([f for f in filled if f not in stands])
        if handins:
            self.earlier_handins.setdefault(step, set()).update(handins.keys() - given.keys())
        if stands or given:
            self.kept[step] = Kept(stands, given)

    def _arrive(self, target: str, event: Event, *, returned: bool = False) -> None:
        step = self.steps.get(target)
        if step is None:
            return
        kept, waiting = self.kept.pop(target, None), list(slots_of(self.sop, step, self.putaran))
        if kept:
            full = {(filled.slot.roles, filled.slot.unit) for filled in kept.filled}
            waiting = [slot for slot in waiting if (slot.roles, slot.unit) not in full]
        self.here = Visit(
            step, self.putaran, waiting, event.time, returned=event if returned else None,
            filled=kept.filled if kept else [], handins=kept.handins if kept else {},
        )  # fmt: skip
        self.here.become_due(event.payload.get("aktif") or {})

    # the answer -------------------------------------------------------------------------------------------

    def state(self, events: Sequence[Event], undone: frozenset[int]) -> CycleState:
        """Return what the events so far add up to."""
        active = self.here.step.id if self.here and self.status == "berjalan" else None
        finished = {visit.step.id: visit for visit in self.path}
        ahead = reachable(self.sop, self.here.step.id if self.here else None, finished)
        words = {step.id: self._word(step.id, active, finished, ahead) for step in self.sop.langkah}
        visits = dict(finished)
        if self.here:
            visits[self.here.step.id] = self.here
        return CycleState(
            sop=self.sop,
            status=self.status,
            putaran=self.putaran,
            active=active,
            path=tuple(finished),
            steps={step.id: self._step(step, words[step.id], visits.get(step.id)) for step in self.sop.langkah},
            done=len(finished),
            total=len(finished) + len(ahead) + (1 if self.here else 0),
            events=tuple(events),
            undone=undone,
        )

    def _word(self, step: str, active: str | None, finished: dict[str, Visit], ahead: frozenset[str]) -> StepWord:
        if step in finished:
            return "dilewati" if finished[step].skipped else "selesai"
        if step == active:
            return "aktif"
        if step in ahead or (self.here and self.here.step.id == step):
            return "dibuka lagi" if step in self.reopened else "belum"
        return "tidak ditempuh"

    def _step(self, step: Step, word: StepWord, visit: Visit | None) -> StepState:
        earlier = tuple(self.earlier.get(step.id, ()))
        if visit is None:
            return StepState(step.id, word, self.putaran, earlier=earlier)
        return StepState(
            step.id, word, visit.putaran, tuple(visit.filled),
            tuple(visit.open) if word == "aktif" else (),
            self._handins(step, visit), earlier, visit.skipped, visit.since, visit.due,
            visit.due_facts.get("penjelasan"), visit.returned, tuple(visit.started), visit.paused,
            tuple(visit.pauses), visit.due_facts,
        )  # fmt: skip

    def _handins(self, step: Step, visit: Visit) -> tuple[HandIn, ...]:
        if not collects(self.sop, step):
            return ()
        asked = self.earlier_handins.get(step.id, set())
        return tuple(
            HandIn(unit.id, visit.handins.get(unit.id), unit.id in asked and unit.id not in visit.handins)
            for unit in self.sop.unit
        )
