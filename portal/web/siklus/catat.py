"""/siklus/<id>/langkah/<step>/catat: the pengelola records a step that an official signed on paper."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from portal.cycle.acts import active
from portal.cycle.paper import CAPACITIES
from portal.cycle.state import Slot
from portal.desk.capacity import as_manager
from portal.desk.values import Cycle
from portal.refusal import Refusal
from portal.web.answers import Values, done, page
from portal.web.fields import number
from portal.web.rooms import me, now, rooms
from portal.web.siklus.form import read_form, toast_of
from portal.web.siklus.pages import NOTHING, shown
from portal.web.siklus.reply import Reply
from portal.web.words import label

bp = Blueprint("catat", __name__, url_prefix="/siklus")

ACT = "record"


@bp.get("/<cycle_id>/langkah/<step_id>/catat")
def form(cycle_id: str, step_id: str) -> Response:
    """Ask what stands on the paper."""
    return page("siklus/catat.html", **asked(cycle_id, step_id))


@bp.post("/<cycle_id>/langkah/<step_id>/catat")
def record(cycle_id: str, step_id: str) -> Response:
    """Record the step with the scan of its paper."""
    try:
        answer = rooms().desk.record(me(), cycle_id, read_form(step_id), now())
    except Refusal as no:
        if no.status in (404, 409):
            raise
        reply = Reply(ACT, step_id, no=no, typed=request.form)
        return page("siklus/catat.html", status=no.status, **asked(cycle_id, step_id, reply))
    return done(None, url_for("siklus.show", cycle_id=cycle_id), toast=toast_of(answer))


def asked(cycle_id: str, step_id: str, reply: Reply = NOTHING) -> Values:
    """Return what the form is made of; refuse whoever does not manage the cycle, and a step that is not active."""
    values = shown(cycle_id, reply)
    cycle: Cycle = values["cycle"]
    as_manager(me(), cycle.agency.id, cycle.calendar.local(now()).date())
    round_ = number(request.form.get("putaran")) if reply.no else None
    current = cycle.state.steps[step_id].putaran if step_id in cycle.state.steps else 1
    _, state = active(cycle.state, step_id, current if round_ is None else round_)
    seats = [seat for slot in state.open for seat in seats_of(cycle, slot)]
    roles = {value.partition("|")[0] for value, _ in seats}
    held = values["view"].holders
    return {
        **values, "row": values["view"].active, "seats": seats,
        "capacities": [(word, label(word)) for word in CAPACITIES],
        "officials": sorted({holder.name for role in roles for holder in held.get(role, ())}),
        "today": cycle.calendar.local(now()).date().isoformat(),
    }  # fmt: skip


def seats_of(cycle: Cycle, slot: Slot) -> list[tuple[str, str]]:
    """Return who may have signed for a slot: what the form sends, and what is shown."""
    units = {unit.id: unit.nama for unit in cycle.sop.unit}
    unit = f", {units.get(slot.unit, slot.unit)}" if slot.unit else ""
    return [(f"{role}|{slot.unit or ''}", f"{cycle.sop.title(role)}{unit}") for role in slot.roles]
