"""The collaborators that every page works with, and the facts of one request: who, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, g

from portal.cycle.calendar import Calendar
from portal.desk import Desk
from portal.library import Library
from portal.people.passwords import Passwords
from portal.people.standing import Standing
from portal.plugins import Plugins
from portal.refusal import NotAllowed
from portal.say import say
from portal.settings import Settings
from portal.sop.model import Agency
from portal.store.database import Store

NAME = "portal"


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms of the house behind the pages, handed in once by `create_app`."""

    settings: Settings
    plugins: Plugins
    store: Store
    library: Library
    desk: Desk
    passwords: Passwords
    clock: Callable[[], datetime]


def rooms() -> Rooms:
    """Return the rooms of the running portal."""
    found: Rooms = current_app.extensions[NAME]
    return found


def now() -> datetime:
    """Return the moment of this request: one and the same from its beginning to its end."""
    moment: datetime | None = g.get("now")
    if moment is None:
        moment = g.now = rooms().clock()
    return moment


def today(zone: str = "WIB") -> date:
    """Return the day of this request in an agency's zone."""
    days: dict[str, date] = g.setdefault("days", {})
    if zone not in days:
        days[zone] = Calendar(zone=zone).local(now()).date()
    return days[zone]


def agency_of(agency_id: str) -> Agency | None:
    """Return an agency as this request sees it: its file is looked at once, however many parts of a page ask."""
    seen: dict[str, Agency | None] = g.setdefault("agencies", {})
    if agency_id not in seen:
        seen[agency_id] = rooms().library.agency(agency_id)
    return seen[agency_id]


def reader() -> Standing | None:
    """Return who reads this page: a signed-in person's standing, or None for a visitor."""
    standing: Standing | None = g.get("standing")
    return standing


def me() -> Standing:
    """Return the signed-in person's standing, on a page that the gate opens only to such."""
    standing = reader()
    if standing is None:
        raise NotAllowed(say("Masuk dahulu untuk melanjutkan."))
    return standing


def offices() -> tuple[str, ...]:
    """Return the agencies whose cycles this request's reader may see today, by id."""
    person = reader()
    if person is None:
        return ()
    known: tuple[Standing, tuple[str, ...]] | None = g.get("offices")
    if known is None or known[0] is not person:
        known = g.offices = (person, person.agencies(today()))
    return known[1]


def administers(person: Standing) -> bool:
    """True if the person looks after the portal or an agency's people."""
    return person.is_admin(today()) or bool(person.administered(today()))
