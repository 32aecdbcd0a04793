"""Each act of a cycle, judged for one person: the rules of the cycle, the rights of the portal, and who signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from portal.cycle import acts
from portal.cycle.acts import Draft
from portal.cycle.events import Actor
from portal.desk import capacity
from portal.desk.values import Cycle, Form, Pinned
from portal.people.model import Assignment
from portal.people.standing import Standing
from portal.settings.agency_rules import AgencyRules


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody, before a cycle, with a form in hand, at a moment; `rules` are those of the cycle's agency."""

    me: Standing
    cycle: Cycle
    form: Form
    now: datetime
    rules: AgencyRules = field(default_factory=AgencyRules)

    @property
    def day(self) -> date:
        """The day in the cycle's zone."""
        return self.cycle.calendar.local(self.now).date()

    @property
    def manager(self) -> Actor:
        """The person as pengelola of this cycle's agency, or a refusal."""
        return capacity.as_manager(self.me, self.cycle.agency.id, self.day)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What may be written, and who signs it; `moved` where the cycle goes on with another SOP."""

    draft: Draft
    actor: Actor
    moved: Pinned | None = None


Rule = Callable[[Scene], Ruling]


def by_holder(scene: Scene, held: Assignment, draft: Draft) -> Ruling:
    """Return the ruling on an act by a holder: an acting official's keeps in whose place he acts.

    Raises NotAllowed where the agency keeps those of his capacity from this act.
    """
    capacity.require_may(scene.rules, scene.cycle, held, draft.kind)
    if held.acting and held.menggantikan:
        draft = replace(draft, payload={**draft.payload, "menggantikan": held.menggantikan})
    return Ruling(draft, capacity.as_holder(scene.me, held))


def check(scene: Scene) -> Ruling:
    """Centang, by a holder of an open slot."""
    state, form = scene.cycle.state, scene.form
    step, _ = acts.active(state, form.step, form.putaran)
    held = capacity.for_slot(scene.me, scene.cycle, step, form, scene.day)
    unit = held.unit or form.unit
    draft = acts.check(state, step.id, form.putaran, held.role, unit, form.typed, scene.now, form.unit_diminta)
    return by_holder(scene, held, draft)


def decide(scene: Scene) -> Ruling:
    """Putuskan, by a holder of the deciding role."""
    state, form = scene.cycle.state, scene.form
    step, _ = acts.active(state, form.step, form.putaran)
    held = capacity.for_slot(scene.me, scene.cycle, step, form, scene.day)
    draft = acts.decide(state, step.id, form.putaran, held.role, form.pilihan, form.typed, scene.now, form.unit_diminta)
    return by_holder(scene, held, draft)


def hand_in(scene: Scene) -> Ruling:
    """Serah, by somebody of the unit."""
    form = scene.form
    acts.active(scene.cycle.state, form.step, form.putaran)
    held = capacity.for_unit(scene.me, scene.cycle, form, scene.day)
    draft = acts.hand_in(scene.cycle.state, form.step, form.putaran, held.role, held.unit, form.typed)
    return by_holder(scene, held, draft)


def send_back(scene: Scene) -> Ruling:
    """Kembalikan, by a holder of the active step."""
    state, form = scene.cycle.state, scene.form
    step, _ = acts.active(state, form.step, form.putaran)
    held = capacity.for_slot(scene.me, scene.cycle, step, form, scene.day)
    draft = acts.send_back(state, step.id, form.putaran, held.role, form.ke, form.unit_diminta, form.typed)
    return by_holder(scene, held, draft)


def undo(scene: Scene) -> Ruling:
    """Urungkan, by the same person, if he still holds the seat or right by which he did what is taken back."""
    draft = acts.undo(scene.cycle.state, scene.form.seq, scene.me.person.id)
    taken = next(event for event in scene.cycle.state.events if event.seq == scene.form.seq)
    if taken.actor.capacity == "pengelola":
        return Ruling(draft, scene.manager)
    return by_holder(scene, capacity.for_undo(scene.me, scene.cycle, taken, scene.day), draft)


def comment(scene: Scene) -> Ruling:
    """Komentar, by whoever may see the cycle."""
    actor, held = capacity.as_reader(scene.me, scene.cycle, scene.day)
    draft = acts.comment(scene.cycle.state, scene.form.typed)
    return by_holder(scene, held, draft) if held else Ruling(draft, actor)


def skip(scene: Scene) -> Ruling:
    """Lewati, by the pengelola."""
    actor, form = scene.manager, scene.form
    return Ruling(acts.skip(scene.cycle.state, form.step, form.putaran, form.pilihan, form.typed), actor)


def close(scene: Scene) -> Ruling:
    """Tutup, by the pengelola."""
    actor = scene.manager
    return Ruling(acts.close(scene.cycle.state), actor)


def reopen(scene: Scene) -> Ruling:
    """Buka kembali, by the pengelola."""
    actor, form = scene.manager, scene.form
    return Ruling(acts.reopen(scene.cycle.state, form.ke, form.salah, form.lama, form.baru, form.typed), actor)


def cancel(scene: Scene) -> Ruling:
    """Batalkan, by the pengelola."""
    actor = scene.manager
    return Ruling(acts.cancel(scene.cycle.state, scene.form.typed), actor)
