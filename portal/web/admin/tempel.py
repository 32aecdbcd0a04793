"""A staff list pasted from a sheet: previewed first, then enrolled all at once."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.people.enrolment import compared, enrol
from portal.people.roster import RosterRow, read_roster
from portal.refusal import Refusal
from portal.sop.model import Agency
from portal.web import titles
from portal.web.admin.orang import cards, nearby
from portal.web.admin.shared import office, tabs
from portal.web.answers import page
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("admin_tempel", __name__, url_prefix="/admin/orang/tempel/<agency>")


@bp.get("")
def form(agency: str) -> Response:
    """Show the field to paste into."""
    return sheet(office(agency), "")


@bp.post("")
def preview(agency: str) -> Response:
    """Show what would be enrolled, and what is wrong with it; nothing is written."""
    known, text = office(agency), request.form.get("daftar", "")
    try:
        return sheet(known, text, rows=read(known, text))
    except Refusal as no:
        return sheet(known, text, refusal=no)


@bp.post("/daftarkan")
def enrol_all(agency: str) -> Response:
    """Make all the accounts of the list, and answer their cards."""
    known, text = office(agency), request.form.get("daftar", "")
    try:
        return cards(list(enrol(rooms().store, me(), known.id, read(known, text), now(), today(known.zona_waktu))))
    except Refusal as no:
        return sheet(known, text, rows=read(known, text), refusal=no)


def read(agency: Agency, text: str) -> tuple[RosterRow, ...]:
    """Return the rows of a pasted list, with what is wrong with each."""
    rows = read_roster(text, titles.roles(agency.id), {unit.id: unit.nama for unit in agency.unit})
    return compared(rows, agency.id)


def sheet(
    agency: Agency, text: str, *, rows: tuple[RosterRow, ...] | None = None, refusal: Refusal | None = None
) -> Response:
    """Return the page with the field, and below it the preview."""
    ready = rows is not None and bool(rows) and not any(row.problems for row in rows)
    return page("admin/tempel.html", status=refusal.status if refusal else 200, tabs=tabs(), agency=agency, text=text,
                rows=rows, ready=ready, refusal=refusal, roles=titles.roles(agency.id), titles=titles,
                nearby=nearby())  # fmt: skip
