"""/siklus/<id>/langkah/<step>: the clock of a step. Work begins, waits for the outside, goes on; its due date moves."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web.rooms import rooms
from portal.web.siklus.pages import act_on

bp = Blueprint("langkah", __name__, url_prefix="/siklus/<cycle_id>/langkah/<step_id>")


@bp.post("/mulai")
def start(cycle_id: str, step_id: str) -> Response:
    """Note that work on the step has begun."""
    return act_on(rooms().desk.start, cycle_id, step_id)


@bp.post("/tunda")
def pause(cycle_id: str, step_id: str) -> Response:
    """Let the step wait for somebody outside."""
    return act_on(rooms().desk.pause, cycle_id, step_id)


@bp.post("/lanjutkan")
def resume(cycle_id: str, step_id: str) -> Response:
    """End the wait for the outside."""
    return act_on(rooms().desk.resume, cycle_id, step_id)


@bp.post("/tenggat")
def retime(cycle_id: str, step_id: str) -> Response:
    """Let the due date follow the calendar as it is now."""
    return act_on(rooms().desk.retime, cycle_id, step_id)
