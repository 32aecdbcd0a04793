"""/kabar: what the reader was told of his cycles, newest first, and what he has read of it."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from portal.say import say
from portal.web import titles, waiting
from portal.web.answers import Toast, Values, done, page
from portal.web.fields import number
from portal.web.frame import reader_zone
from portal.web.rooms import me, now, offices, rooms

bp = Blueprint("kabar", __name__, url_prefix="/kabar")

LIST = "kabar/_daftar.html"


@bp.get("")
def show() -> Response:
    """List the reader's notices, a page at a time."""
    return page("kabar/kabar.html", LIST, **shown(number(request.args.get("sesudah"))))


@bp.post("/baca")
def read_all() -> Response:
    """Mark all of the reader's notices as read."""
    waiting.read(me())
    return done(LIST, url_for(".show"), toast=Toast(say("Semua kabar ditandai sudah dibaca.")), **shown(None))


@bp.post("/<int:notice>/baca")
def read(notice: int) -> Response:
    """Mark one of the reader's notices as read."""
    waiting.read(me(), notice=notice)
    before = number(request.form.get("sesudah"))
    return done(LIST, url_for(".show", sesudah=before), **shown(before))


def shown(before: int | None) -> Values:
    """Return what the list of notices shows."""
    found = rooms().desk.news(me(), now(), before)
    following = url_for(".show", sesudah=found.next) if found.next else None
    return {"found": found, "following": following, "before": before, "at": now(), "zone": reader_zone(),
            "several": len(offices()) > 1, "office_name": titles.office}  # fmt: skip
