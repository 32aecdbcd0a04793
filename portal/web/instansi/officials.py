"""What is to know of an office's seats: whose days end soon, and which roles nobody holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Flask

from portal.people import acting, assignments
from portal.people.acting import Ending
from portal.sop.model import Agency
from portal.web import titles
from portal.web.rooms import agency_of, me, reader, today


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody whose days in a role end soon; `person` is his id, where the reader may extend them."""

    name: str
    title: str
    office: str
    last: date
    acting: bool
    extendable: bool
    held: str
    person: str | None = None


def install(app: Flask) -> None:
    """Give templates the functions of this module."""
    app.jinja_env.globals.update(my_endings=my_endings, leaving=leaving, vacancies=vacancies, minds=minds)


def my_endings() -> list[Leaving]:
    """Return the reader's own roles that end soon: no query."""
    person = reader()
    if person is None:
        return []
    found: list[Leaving] = []
    for agency_id in dict.fromkeys(held.agency for held in person.assignments):
        agency = agency_of(agency_id)
        day = today(agency.zona_waktu if agency else "WIB")
        found += [_leaving(person.nama, one, None) for one in acting.ending(person.holding(agency_id, day), day)]
    return found


def minds(agency: Agency) -> bool:
    """True if the reader looks after the agency's seats: as pengelola or administrator."""
    person, day = reader(), today(agency.zona_waktu)
    return person is not None and (person.may_manage(agency.id, day) or person.may_administer(agency.id, day))


def leaving(agency: Agency) -> list[Leaving]:
    """Return those whose days at an agency end soon: two queries at most."""
    day = today(agency.zona_waktu)
    extends = me().may_administer(agency.id, day)
    found = assignments.ending(agency.id, day)
    return [_leaving(name, one, one.held.person if extends and one.held.person != me().id else None)
            for name, one in found]  # fmt: skip


def vacancies(agency: Agency) -> list[str]:
    """Return the titles of the agency's roles that nobody holds today: one query."""
    held = assignments.holders(agency.id, today(agency.zona_waktu))
    return [title for role, title in titles.roles(agency.id).items() if role not in held]


def _leaving(name: str, one: Ending, person: str | None) -> Leaving:
    held = one.held
    place = titles.unit(held.agency, held.unit)
    title = f"{titles.held(held)}, {place}" if place else titles.held(held)
    return Leaving(
        name, title, titles.office(held.agency), one.last, held.acting, one.extendable, held.id, person
    )  # fmt: skip
