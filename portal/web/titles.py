"""What roles, capacities, units and rights are called at an agency."""

from __future__ import annotations

from flask import g

from portal.library import Query
from portal.people.model import Assignment, Right
from portal.say import say
from portal.web.rooms import rooms

RIGHTS: dict[Right, str] = {
    "admin": say("Administrator portal"),
    "admin_instansi": say("Administrator instansi"),
    "pengelola": say("Pengelola siklus"),
    "pemantau": say("Pemantau"),
}

MOST_SOPS = 40
"""How many of an agency's SOPs are looked through for its roles."""


def roles(agency_id: str) -> dict[str, str]:
    """Return the roles of an agency's SOPs with their titles there, in the order of the forms."""
    known: dict[str, dict[str, str]] = g.setdefault("titles", {})
    if agency_id not in known:
        library = rooms().library
        found: dict[str, str] = {}
        for row in library.search(Query(agency=agency_id, in_force=False, limit=MOST_SOPS)).rows:
            entry = library.composed(row.slug, agency_id)
            for column in entry.sop.pelaksana if entry and entry.sop else ():
                found.setdefault(column.id, column.jabatan)
        known[agency_id] = found
    return known[agency_id]


def role(agency_id: str, role_id: str) -> str:
    """Return the title of a role at an agency; where neither it nor its SOPs name one, the id as words."""
    agency = rooms().library.agency(agency_id)
    title = agency.jabatan.get(role_id) if agency else None
    return title or roles(agency_id).get(role_id) or role_id.replace("-", " ").capitalize()


def held(assignment: Assignment) -> str:
    """Return what an assignment makes of a person: "Plh. Sekretaris"."""
    title = role(assignment.agency, assignment.role)
    return title if assignment.capacity == "definitif" else f"{assignment.capacity} {title}"


def shortly(assignment: Assignment) -> str:
    """Return what `held` returns, without a look at the agency's SOPs: for the head of every page."""
    agency = rooms().library.agency(assignment.agency)
    title = agency.jabatan.get(assignment.role) if agency else None
    title = title or assignment.role.replace("-", " ").capitalize()
    return title if assignment.capacity == "definitif" else f"{assignment.capacity} {title}"


def unit(agency_id: str, unit_id: str | None) -> str:
    """Return the name of a unit of an agency; empty for the whole office."""
    agency = rooms().library.agency(agency_id)
    return next((one.nama for one in agency.unit if one.id == unit_id), unit_id or "") if agency else unit_id or ""


def office(agency_id: str | None) -> str:
    """Return the name of an agency."""
    agency = rooms().library.agency(agency_id) if agency_id else None
    return agency.nama if agency else agency_id or ""
