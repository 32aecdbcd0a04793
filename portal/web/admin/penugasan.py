"""Roles and rights of one person: given and ended."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.people import acting, assignments, grants
from portal.people.model import CAPACITIES, RIGHTS, Assignment
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.web import titles
from portal.web.admin.orang import back, facts, sheet
from portal.web.admin.shared import office
from portal.web.answers import page
from portal.web.fields import day
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
            surat_tanggal=day(typed.get("surat_tanggal"), "surat_tanggal"), menggantikan=typed.get("menggantikan"),
            capacity=next((word for word in CAPACITIES if word == typed.get("kapasitas")), CAPACITIES[0]),
            mulai=day(typed.get("mulai"), "mulai") or today(known.zona_waktu),
            sampai=day(typed.get("sampai"), "sampai"), now=now(),
        )  # fmt: skip
    except Refusal as no:
        return asking(person, agency, refusal=no)
    return back(person, say("Penugasan sudah dicatat."))


@bp.get("/penugasan/<assignment>/perpanjang")
def extension(person: str, assignment: str) -> Response:
    """Show the form that lets an acting official act longer."""
    return extending(person, assignment)


@bp.post("/penugasan/<assignment>/perpanjang")
def extend(person: str, assignment: str) -> Response:
    """Let an acting official act longer, once."""
    typed = request.form
    try:
        last = day(typed.get("sampai"), "sampai")
        if last is None:
            raise Refusal(say("Pilih hari terakhirnya."), field="sampai")
        assignments.extend(rooms().store, me(), assignment, sampai=last, surat=typed.get("surat"),
                           surat_tanggal=day(typed.get("surat_tanggal"), "surat_tanggal"), now=now())  # fmt: skip
    except Refusal as no:
        if no.status == 404:
            raise
        return extending(person, assignment, refusal=no)
    return back(person, say("Penugasan sudah diperpanjang."))


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
    held = assignments.holders(known.id, today(known.zona_waktu))
    names = sorted({one.name for those in held.values() for one in those if one.capacity == "definitif"})
    return page("admin/penugasan.html", status=refusal.status if refusal else 200, asked=known, names=names,
                roles=titles.roles(known.id), **facts(person_id, refusal))  # fmt: skip


def extending(person_id: str, assignment_id: str, *, refusal: Refusal | None = None) -> Response:
    """Return the form for an extension, after a refusal with what was typed."""
    shown = facts(person_id, refusal)
    mine: tuple[Assignment, ...] = shown["held"]
    held = next((one for one in mine if one.id == assignment_id), None)
    if held is None or not held.acting:
        raise NotThere(say("Penugasan itu tidak ada, atau sudah berakhir."))
    office(held.agency)
    return page("admin/perpanjang.html", status=refusal.status if refusal else 200, asked=held,
                last=acting.furthest(held, assignments.terms_of(held)), **shown)  # fmt: skip
