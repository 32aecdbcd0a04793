"""Roles and rights of one person: given and ended."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.people import assignments, grants
from portal.people.model import CAPACITIES, RIGHTS
from portal.refusal import Refusal
from portal.say import say
from portal.web import titles
from portal.web.admin.orang import back, facts, sheet
from portal.web.admin.shared import day, office
from portal.web.answers import page
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("admin_penugasan", __name__, url_prefix="/admin/orang/<person>")


@bp.get("/penugasan/<agency>")
def form(person: str, agency: str) -> Response:
    """Show the form for a role at an agency: its roles and units are known only once it is chosen."""
    return asking(person, agency)


@bp.post("/penugasan/<agency>")
def assign(person: str, agency: str) -> Response:
    """Give the person a role."""
    typed, known = request.form, office(agency)
    try:
        role, unit = typed.get("peran", ""), typed.get("unit") or None
        if role not in titles.roles(known.id) or (unit and unit not in {one.id for one in known.unit}):
            raise Refusal(say("Pilih peran dan unit yang ada di instansi ini."), field="peran")
        assignments.assign(
            rooms().store, me(), person_id=person, agency=agency, role=role, unit=unit, surat=typed.get("surat"),
            capacity=next((word for word in CAPACITIES if word == typed.get("kapasitas")), CAPACITIES[0]),
            mulai=day(typed.get("mulai"), "mulai") or today(known.zona_waktu),
            sampai=day(typed.get("sampai"), "sampai"), now=now(),
        )  # fmt: skip
    except Refusal as no:
        return asking(person, agency, refusal=no)
    return back(person, say("Penugasan sudah dicatat."))


@bp.post("/penugasan/<assignment>/akhiri")
def end(person: str, assignment: str) -> Response:
    """End a role of the person."""
    assignments.end(rooms().store, me(), assignment, now())
    return back(person, say("Penugasan sudah diakhiri."))


@bp.post("/hak")
def give(person: str) -> Response:
    """Give the person a right of the portal."""
    typed = request.form
    right = next((word for word in RIGHTS if word == typed.get("hak")), None)
    try:
        if right is None:
            raise Refusal(say("Pilih haknya."), field="hak")
        agency = None if right == "admin" else office(typed.get("instansi")).id
        grants.give(rooms().store, me(), person_id=person, right=right, agency=agency, now=now(),
                    mulai=day(typed.get("mulai"), "mulai"), sampai=day(typed.get("sampai"), "sampai"))  # fmt: skip
    except Refusal as no:
        return sheet(person, refusal=no)
    return back(person, say("Hak sudah diberikan."))


@bp.post("/hak/<grant>/cabut")
def revoke(person: str, grant: str) -> Response:
    """Take a right from the person."""
    grants.revoke(rooms().store, me(), grant, now())
    return back(person, say("Hak sudah dicabut."))


def asking(person_id: str, agency_id: str, *, refusal: Refusal | None = None) -> Response:
    """Return the form for a role, after a refusal with what was typed."""
    known = office(agency_id)
    return page("admin/penugasan.html", status=refusal.status if refusal else 200, asked=known,
                roles=titles.roles(known.id), **facts(person_id, refusal))  # fmt: skip
