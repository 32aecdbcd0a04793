"""The acts beside the checks, judged for one person: the clock of a step, a paper, and another version of the SOP."""

from __future__ import annotations

from datetime import date

from portal.cycle import acts, paper, versions, waiting
from portal.cycle.acts import Draft
from portal.cycle.due import due
from portal.cycle.events import Actor, Event
from portal.cycle.explained import Due
from portal.cycle.state import StepState
from portal.desk import capacity
from portal.desk.rulings import Rule, Ruling, Scene, by_holder
from portal.desk.values import Cycle, Pinned
from portal.people.model import Assignment
from portal.sop.difference import difference
from portal.sop.model import Step


def start(scene: Scene) -> Ruling:
    """Mulai, by a holder of an open slot."""
    state, form = scene.cycle.state, scene.form
    step, _ = acts.active(state, form.step, form.putaran)
    held = capacity.for_slot(scene.me, scene.cycle, step, form, scene.day)
    draft = waiting.start(state, step.id, form.putaran, held.role, held.unit or form.unit)
    return by_holder(scene, held, draft)


def pause(scene: Scene) -> Ruling:
    """Tunda, by a holder of the active step or the pengelola."""
    held, role = _keeper(scene)
    form = scene.form
    return _kept(scene, held, waiting.pause(scene.cycle.state, form.step, form.putaran, role, form.typed))


def resume(scene: Scene) -> Ruling:
    """Lanjutkan, by a holder of the active step or the pengelola; the due moment moves by the days waited."""
    held, role = _keeper(scene)
    form, cycle = scene.form, scene.cycle
    step, now = acts.active(cycle.state, form.step, form.putaran)
    over = Event(cycle.id, 0, "lanjutkan", Actor(scene.me.id, scene.me.nama), scene.now)
    moved = waiting.after_wait(now, now.paused, over, cycle.calendar) if now.paused else None
    return _kept(scene, held, waiting.resume(cycle.state, step.id, form.putaran, role, form.typed, moved))


def retime(scene: Scene) -> Ruling:
    """Tenggat, by the pengelola: the due moment as today's calendar has it."""
    actor, form = scene.manager, scene.form
    step, now = acts.active(scene.cycle.state, form.step, form.putaran)
    fresh = due_today(scene.cycle, step, now)
    return Ruling(waiting.retime(scene.cycle.state, step.id, form.putaran, form.typed, fresh), actor)


def due_today(cycle: Cycle, step: Step, now: StepState) -> Due:
    """Return when a step is due by today's calendar, its waits for the outside added again."""
    calendar = cycle.calendar
    fresh = due(step.waktu, step.tenggat, now.since or cycle.opened_at, calendar)
    for paused, resumed in now.pauses:
        fresh = waiting.moved_by(fresh, paused, resumed, calendar) or fresh
    return fresh


def record(scene: Scene) -> Ruling:
    """Catat, by the pengelola: a step done on paper."""
    actor, form, calendar = scene.manager, scene.form, scene.cycle.calendar
    signed = paper.day_of(form.paper, scene.day)
    draft = paper.record(
        scene.cycle.state, form.step, form.putaran, form.role or "", form.unit, form.pilihan, form.typed, form.paper,
        scene.day, min(scene.now, calendar.end_of(signed)),
    )  # fmt: skip
    return Ruling(draft, actor)


def move(corrected: Pinned) -> Rule:
    """Return the rule of pindah versi, by the pengelola, to an SOP that was read before."""

    def rule(scene: Scene) -> Ruling:
        actor, cycle = scene.manager, scene.cycle
        draft = versions.move_on(
            cycle.state, corrected.sop, scene.form.typed, (cycle.snapshot_sha256, cycle.digest),
            (corrected.sha256, corrected.digest), difference(cycle.sop, corrected.sop),
            _due_after(scene, corrected),
        )  # fmt: skip
        return Ruling(draft, actor, corrected)

    return rule


def _due_after(scene: Scene, corrected: Pinned) -> dict[str, object] | None:
    """Return the active step's new due moment where the corrected SOP gives it another time."""
    now = scene.cycle.state.active_step
    before = scene.cycle.sop.step(now.id) if now else None
    after = corrected.sop.step(now.id) if now else None
    if now is None or before is None or after is None:
        return None
    if (before.waktu, before.tenggat) == (after.waktu, after.tenggat):
        return None
    return waiting.kept(after, now, due_today(scene.cycle, after, now))


def _keeper(scene: Scene) -> tuple[Assignment | None, str | None]:
    """Return by what somebody lets a step wait: his assignment and its role, else none as the pengelola."""
    form, day = scene.form, scene.day
    step, _ = acts.active(scene.cycle.state, form.step, form.putaran)
    if _holds(scene, step, day):
        held = capacity.for_slot(scene.me, scene.cycle, step, form, day)
        return held, held.role
    return None, None


def _kept(scene: Scene, held: Assignment | None, draft: Draft) -> Ruling:
    return by_holder(scene, held, draft) if held else Ruling(draft, scene.manager)


def _holds(scene: Scene, step: Step, day: date) -> bool:
    return any(held.role in step.pelaksana for held in capacity.holdings(scene.me, scene.cycle, day))
