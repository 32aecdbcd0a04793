"""/siklus/<id>/versi: a running cycle moves to the corrected SOP of its agency, after a look at what differs."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from portal.refusal import Refusal
from portal.web.answers import Values, done, page
from portal.web.rooms import me, now, rooms
from portal.web.siklus.form import read_form, toast_of
from portal.web.siklus.pages import NOTHING, shown
from portal.web.siklus.reply import Reply
from portal.web.sop.origin import beside

bp = Blueprint("versi", __name__, url_prefix="/siklus/<cycle_id>/versi")


@bp.get("")
def form(cycle_id: str) -> Response:
    """Show what differs, what keeps the cycle from moving, and ask why it moves."""
    return page("siklus/versi.html", **asked(cycle_id))


@bp.post("")
def move(cycle_id: str) -> Response:
    """Go on with the SOP that the agency follows now."""
    try:
        answer = rooms().desk.move(me(), cycle_id, read_form(), now())
    except Refusal as no:
        if no.status in (403, 404):
            raise
        reply = Reply("move", no=no, typed=request.form)
        return page("siklus/versi.html", status=no.status, **asked(cycle_id, reply))
    return done(None, url_for("siklus.show", cycle_id=cycle_id), toast=toast_of(answer))


def asked(cycle_id: str, reply: Reply = NOTHING) -> Values:
    """Return what the page is made of; refuse whoever does not manage the cycle."""
    found = rooms().desk.correction(me(), cycle_id, now())
    lines = beside(found.cycle.sop, found.after.sop)
    return {**shown(cycle_id, reply), "found": found, "lines": lines}
