"""The people of the demo, grouped by office, for the one-click list on the sign-in page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.people import accounts, assignments, grants
from portal.people.model import CONSOLE, Assignment, Grant, Person
from portal.refusal import NotThere
from portal.say import say
from portal.web import titles
from portal.web.rooms import now, rooms, today

MOST = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of the demo, and what he does."""

    id: str
    nama: str
    does: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one office; those of none stand together at the end."""

    title: str
    people: tuple[Figure, ...]


def person(person_id: str) -> Person:
    """Return somebody of the demo. Only the demo calls this, where nobody has a password."""
    found = accounts.get(CONSOLE, person_id, now())
    if found.disabled:
        raise NotThere(say("Orang itu tidak ada."))
    return found


def groups() -> list[Group]:
    """Return everybody of the demo by office: three queries, however many there are."""
    people = [one for one in accounts.listed(CONSOLE, now(), limit=MOST).people if not one.disabled]
    ids = [one.id for one in people]
    held, given = assignments.of_people(ids), grants.of_people(ids)
    offices = {agency.id: agency.nama for agency in rooms().library.agencies()}
    by_office: dict[str, list[Figure]] = {agency_id: [] for agency_id in offices}
    elsewhere: list[Figure] = []
    for one in people:
        mine = held.get(one.id, ())
        figure = Figure(one.id, one.nama, _does(one, mine, given.get(one.id, ())))
        office = mine[0].agency if mine else one.agency
        by_office.get(office or "", elsewhere).append(figure)
    found = [Group(offices[office], tuple(those)) for office, those in by_office.items() if those]
    return [*found, Group(say("Lainnya"), tuple(elsewhere))] if elsewhere else found


def _does(one: Person, held: Sequence[Assignment], given: Sequence[Grant]) -> tuple[str, ...]:
    today_s = [assignment for assignment in held if assignment.on(today())]
    acting = [titles.held(assignment) for assignment in today_s if assignment.capacity != "definitif"]
    own = [one.jabatan] if one.jabatan else [titles.held(assignment) for assignment in today_s]
    rights = [titles.RIGHTS[grant.right] for grant in given if grant.on(today())]
    return tuple(dict.fromkeys((*own, *acting, *rights)))
