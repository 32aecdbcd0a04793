"""/majukan: the demo's clock moves on, so that deadlines, holidays and the ledger can be seen. Nowhere else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Blueprint, Response, request

from portal.clock import DemoClock
from portal.cycle.calendar import Calendar
from portal.people import sessions
from portal.people.sessions import SignedIn
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.web import signin
from portal.web.answers import Toast, done
from portal.web.frame import reader_zone
from portal.web.masuk import offers_demo
from portal.web.next_url import inside
from portal.web.rooms import now, rooms
from portal.web.words import day

bp = Blueprint("majukan", __name__, url_prefix="/majukan")

STEPS = {"hari": timedelta(days=1), "minggu": timedelta(weeks=1)}


@bp.post("")
def forward() -> Response:
    """Move the demo's clock on by a day, a week, or to the morning of a date."""
    clock, here = rooms().clock, signin.signed_in()
    if not isinstance(clock, DemoClock) or not offers_demo() or here is None:
        raise NotThere(say("Halaman ini tidak ada."))
    clock.forward(target())
    moved = clock()
    answer = done(None, inside(request.form.get("kembali"), "/"), toast=Toast(said_moment(moved)))
    return signin.give(answer, kept(here, moved), None, remember=False)


def target() -> datetime:
    """Return the moment that was asked for."""
    asked = request.form.get("ke", "")
    if asked in STEPS:
        return now() + STEPS[asked]
    try:
        chosen = date.fromisoformat(request.form.get("tanggal", ""))
    except ValueError:
        raise Refusal(say("Pilih tanggal tujuan jam demo."), field="tanggal") from None
    local = Calendar(reader_zone()).local(now())
    return local.replace(year=chosen.year, month=chosen.month, day=chosen.day, hour=8, minute=0, second=0)


def kept(here: SignedIn, moved: datetime) -> str:
    """Return a session that goes on at the new moment, by which the old one is over, for the same eyes."""
    cookie = sessions.begin(rooms().store, here.account.id, moved, request.headers.get("User-Agent"))
    again = sessions.who(rooms().store, cookie, moved)
    if again is not None and here.person.id != here.account.id:
        sessions.act_as(rooms().store, again, here.person.id, moved)
    return cookie


def said_moment(moved: datetime) -> str:
    """Return what the person is told: the day it is now."""
    return say("Di demo ini sekarang {day}.", day=day(moved, reader_zone()))
