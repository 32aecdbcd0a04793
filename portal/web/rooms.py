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
    if "now" not in g:
        g.now = rooms().clock()
    moment: datetime = g.now
    return moment


def today(zone: str = "WIB") -> date:
    """Return the day of this request in an agency's zone."""
    return Calendar(zone=zone).local(now()).date()


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


def administers(person: Standing) -> bool:
    """True if the person looks after the portal or an agency's people."""
    return person.is_admin(today()) or bool(person.administered(today()))
