"""What roles, capacities, units and rights are called at an agency."""

from __future__ import annotations

from collections.abc import Mapping

from portal.people.model import Assignment, Right
from portal.say import say
from portal.web.rooms import agency_of, rooms

RIGHTS: dict[Right, str] = {
    "admin": say("Administrator portal"),
    "admin_instansi": say("Administrator instansi"),
    "pengelola": say("Pengelola siklus"),
    "pemantau": say("Pemantau"),
}


def roles(agency_id: str) -> Mapping[str, str]:
    """Return the roles of an agency's SOPs with their titles there, in the order of the forms."""
    return rooms().library.titles(agency_id)


def role(agency_id: str, role_id: str) -> str:
    """Return the title of a role at an agency; where neither it nor its SOPs name one, the id as words."""
    agency = agency_of(agency_id)
    title = agency.jabatan.get(role_id) if agency else None
    return title or roles(agency_id).get(role_id) or role_id.replace("-", " ").capitalize()


def held(assignment: Assignment) -> str:
    """Return what an assignment makes of a person: "Plh. Sekretaris"."""
    title = role(assignment.agency, assignment.role)
    return title if assignment.capacity == "definitif" else f"{assignment.capacity} {title}"


def unit(agency_id: str, unit_id: str | None) -> str:
    """Return the name of a unit of an agency; empty for the whole office."""
    agency = agency_of(agency_id)
    return next((one.nama for one in agency.unit if one.id == unit_id), unit_id or "") if agency else unit_id or ""


def office(agency_id: str | None) -> str:
    """Return the name of an agency."""
    agency = agency_of(agency_id) if agency_id else None
    return agency.nama if agency else agency_id or ""


def activities(plugin: str) -> list[str]:
    """Return what an activity plugin brings, as people call it; the plugin's own name where it brings none."""
    offered = rooms().plugins.activities
    return [one.title for name, one in offered.items() if name.startswith(f"{plugin}.")] or [plugin]
