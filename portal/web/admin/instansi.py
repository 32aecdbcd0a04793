"""Agencies as their administrators see them: who holds which role, the units, the activities switched on."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request, url_for

from portal.people import assignments
from portal.refusal import Refusal
from portal.say import say
from portal.settings.agency import AgencySettings
from portal.settings.agency_changes import write_agency_settings
from portal.sop.model import Agency
from portal.store import journal
from portal.web import titles
from portal.web.admin.shared import is_admin, my_offices, office, tabs
from portal.web.answers import Toast, done, page
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("admin_instansi", __name__, url_prefix="/admin/instansi")


@bp.get("")
def offices() -> Response:
    """List the agencies the reader looks after."""
    return page("admin/instansi.html", tabs=tabs(), offices=my_offices(), titles=titles)


@bp.get("/<agency>")
def one(agency: str) -> Response:
    """Show one agency: holders of its roles, units, activities."""
    return sheet(office(agency))


@bp.post("/<agency>")
def change(agency: str) -> Response:
    """Set the agency's units and the activities switched on, without touching its file."""
    known, form = office(agency), request.form
    try:
        units = read_units(form.get("unit", ""))
        chosen = tuple(name for name in form.getlist("aktifkan") if name in switchable(known))
        write_agency_settings(rooms().settings.home, known.id, AgencySettings(units, chosen if is_admin() else None))
    except Refusal as no:
        return sheet(known, refusal=no)
    detail = {"unit": list(units), "aktifkan": list(chosen)}
    with rooms().store.writing():
        journal.append("instansi-diatur", known.id, me().id, me().nama, now(), agency=known.id, detail=detail)
    return done(None, url_for(".one", agency=known.id), toast=Toast(say("Pengaturan instansi sudah disimpan.")))


def read_units(text: str) -> dict[str, str]:
    """Return units from one name a line; an id may stand before it: `ikp = Bidang Informasi`."""
    units: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        left, equals, right = line.partition("=")
        name = " ".join((right if equals else left).split())
        unit_id = left.strip() if equals else re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
        if not name or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", unit_id) or unit_id in units:
            raise Refusal(say("Baris “{line}” tidak dapat dibaca. Tulis satu nama unit tiap baris.", line=line[:60]),
                          field="unit")  # fmt: skip
        units[unit_id] = name
    return units


def switchable(agency: Agency) -> list[str]:
    """Return the plugins that can be switched on for an agency: those that change SOPs, and what is on already."""
    able = {plugin.name for plugin in rooms().plugins.loaded if "sop_edits" in plugin.hooks}
    return sorted(able | set(agency.aktifkan))


def sheet(agency: Agency, *, refusal: Refusal | None = None) -> Response:
    """Return one agency's page, after a refusal with what was typed."""
    text = request.form.get("unit") if refusal else None
    typed = text if text is not None else "\n".join(f"{unit.id} = {unit.nama}" for unit in agency.unit)
    return page(
        "admin/seinstansi.html", status=refusal.status if refusal else 200, tabs=tabs(), agency=agency, units=typed,
        roles=titles.roles(agency.id), holders=assignments.holders(agency.id, today(agency.zona_waktu)),
        switchable=switchable(agency), refusal=refusal, titles=titles, whole=is_admin(),
    )  # fmt: skip
