"""What speaks against a check: the activity's own form, and every plugin that is asked."""

from __future__ import annotations

from dataclasses import replace

from portal.cycle.acts import Draft
from portal.desk.rulings import Ruling, Scene
from portal.hooks import Asker, Check
from portal.plugins import Plugins
from portal.refusal import Refusal
from portal.say import say
from portal.sop.edits import Activity

ASKED = ("centang", "putuskan", "serah")
FILLED_IN = ("centang", "putuskan")


def heard(scene: Scene, ruling: Ruling, plugins: Plugins) -> Ruling:
    """Return the ruling with the activity's answers in it; refuse with every objection at once."""
    draft = ruling.draft
    step = scene.cycle.sop.step(draft.step or "")
    if draft.kind not in ASKED or step is None:
        return ruling
    asked = step.aktivitas if draft.kind in FILLED_IN else None
    activity = plugins.activities.get(asked) if asked else None
    isian = _answers(activity, scene) if activity else {}
    reasons = [*_unfit(activity, draft, isian), *_objections(scene, draft, isian, plugins)]
    if reasons:
        raise Refusal(say("Langkah ini belum dapat dicatat."), reasons=tuple(reasons))
    kept = {key: value for key, value in draft.payload.items() if key != "isian"}
    added = _kept(activity, isian) if activity else {"aktivitas_tidak_ada": asked} if asked else {}
    return replace(ruling, draft=replace(draft, payload={**kept, **added}))


def _answers(activity: Activity, scene: Scene) -> dict[str, str]:
    """Return what was typed into the activity's own fields, empty ones left out; other names are nobody's."""
    typed = {field.name: scene.form.isian.get(field.name, "").strip() for field in activity.form}
    return {name: text for name, text in typed.items() if text}


def _fit(activity: Activity, isian: dict[str, str]) -> dict[str, str]:
    """Return the answers that `produce` may rely on: a "no" was not asked whether its fields are fit."""
    return {field.name: isian[field.name] for field in activity.form
            if field.name in isian and field.unfit(isian[field.name]) is None}  # fmt: skip


def _unfit(activity: Activity | None, draft: Draft, isian: dict[str, str]) -> list[str]:
    """Return what the activity refuses; a "no" sends back and need not be filled in."""
    if activity is None or draft.payload.get("pilihan") == "tidak":
        return []
    return activity.refusals(isian)


def _kept(activity: Activity, isian: dict[str, str]) -> dict[str, object]:
    """Return what the event keeps: the answers, and the lines they make, so that both outlive the plugin."""
    isian = _fit(activity, isian)
    lines = [[label, text] for label, text in activity.produce(isian)] if isian else []
    return {key: value for key, value in {"isian": isian, "hasil": lines}.items() if value}


def _objections(scene: Scene, draft: Draft, isian: dict[str, str], plugins: Plugins) -> list[str]:
    step = draft.step or ""
    slots = scene.cycle.state.steps[step].open
    slot = next((slot for slot in slots if draft.role and slot.takes(draft.role, draft.unit)), None)
    check = Check(draft.kind, slot, scene.form.catatan, isian, scene.form.pilihan)
    asker = Asker(scene.me.person.id, scene.me.person.nama, draft.role or "", draft.unit)
    return plugins.objections(scene.cycle.state, step, check, asker)
