"""The days that count at an agency: read by its staff, its own written by those who answer for it."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.desk.values import Form
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.web.answers import Toast, done, page
from portal.web.instansi.pages import agency_or_404
from portal.web.instansi.tabs import office_tabs
from portal.web.kalender import acts
from portal.web.kalender.acts import Place
from portal.web.kalender.year import KIND_WORDS
from portal.web.rooms import me, now, rooms, today
from portal.web.siklus.form import fresh_key

bp = Blueprint("kalender", __name__, url_prefix="/instansi/<agency>/kalender")

MOST = 200
"""So many deadlines are moved by one form."""


@bp.get("")
def show(agency: str) -> Response:
    """Show a year, and the deadlines that today's calendar would move."""
    return _page(_place(agency))


@bp.post("")
def add(agency: str) -> Response:
    """Write one of the agency's own days off down."""
    place = _place(agency)
    try:
        return acts.add(place)
    except Refusal as no:
        return _page(place, no)


@bp.post("/<row>/cabut")
def withdraw(agency: str, row: str) -> Response:
    """Let one of the agency's own days off count no longer."""
    return acts.withdraw(_place(agency), row)


@bp.get("/impor")
def form(agency: str) -> Response:
    """Ask for a table."""
    return _table(_place(agency))


@bp.post("/impor")
def preview(agency: str) -> Response:
    """Show what importing a table would do; nothing is written yet."""
    place = _place(agency)
    try:
        text, found = acts.preview(place)
    except Refusal as no:
        return _table(place, acts.sent_table(), refusal=no)
    return _table(place, text, found=found)


@bp.post("/impor/simpan")
def bring_in(agency: str) -> Response:
    """Write the table that was looked at."""
    place = _place(agency)
    try:
        return acts.bring_in(place)
    except Refusal as no:
        return _table(place, acts.sent_table(), refusal=no)


@bp.get("/unduh/<format_name>")
def download(agency: str, format_name: str) -> Response:
    """Answer a year as a file."""
    return acts.give_out(_place(agency), format_name)


@bp.post("/tenggat")
def retime(agency: str) -> Response:
    """Let the deadlines that the pengelola has ticked follow today's calendar, each by an event of its own."""
    place = _place(agency)
    chosen = request.form.getlist("pilih")[:MOST]
    try:
        for number, one in enumerate(chosen):
            cycle_id, form = _retiming(one, number)
            rooms().desk.retime(me(), cycle_id, form, now())
    except Refusal as no:
        return _page(place, no)
    toast = Toast(say("{n} tenggat mengikuti kalender.", n=len(chosen)))
    return done(None, place.url("show"), toast=toast)


def _retiming(chosen: str, number: int) -> tuple[str, Form]:
    """Return the cycle and the form of one ticked deadline; each has a key of its own."""
    cycle_id, step, putaran = (*chosen.split("|"), "", "")[:3]
    key, reason = request.form.get("kunci", ""), request.form.get("alasan", "").strip()
    round_ = int(putaran) if putaran.isascii() and putaran.isdigit() and len(putaran) < 9 else 0
    return cycle_id, Form(f"{key}{number}", step=step, putaran=round_, alasan=reason or None)


def _place(agency_id: str) -> Place:
    """Return the calendar of an agency whose staff or administrator the reader is; the same 404 for all others."""
    agency = agency_or_404(agency_id)
    day = today(agency.zona_waktu)
    if not (me().may_see(agency_id, day) or me().may_administer(agency_id, day)):
        raise NotThere(say("Instansi ini tidak ada."))
    return Place("kalender", agency)


def _page(place: Place, refusal: Refusal | None = None) -> Response:
    moving = rooms().desk.moving(me(), place.agency, now()) if place.agency else ()
    return page("kalender/kalender.html", status=refusal.status if refusal else 200, agency=place.agency,
                tabs=office_tabs(place.agency, "kalender.show") if place.agency else [], moving=moving, key=fresh_key,
                **acts.shown(place, refusal))  # fmt: skip


def _table(place: Place, text: str = "", *, found: object = None, refusal: Refusal | None = None) -> Response:
    if not place.writes:
        raise NotThere(say("Halaman ini tidak ada."))
    return page("kalender/impor.html", status=refusal.status if refusal else 200, agency=place.agency, place=place,
                text=text, found=found, refusal=refusal, kinds=KIND_WORDS)  # fmt: skip
