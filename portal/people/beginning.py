"""The first administrator of a new portal: by a one-time link, never by a password that somebody knows."""

from __future__ import annotations

from datetime import datetime

from portal.people import accounts, grants, invites
from portal.people.invites import Card
from portal.people.model import CONSOLE
from portal.refusal import Refusal
from portal.say import say
from portal.store import tables
from portal.store.database import Store


def first_admin(store: Store, username: str, nama: str, now: datetime) -> Card:
    """Make the first administrator and the link by which he chooses his password.

    May be repeated while nobody has used the link, for instance because it expired. Raises Refusal once the
    portal has an administrator who can sign in.
    """
    with store.writing():
        if _somebody_administers():
            raise Refusal(say("Portal ini sudah mempunyai admin, yang dapat membuat akun lain."))
        person = accounts.find(username) or accounts.create(store, CONSOLE, username=username, nama=nama, now=now)
        held = grants.of_people([person.id]).get(person.id, ())
        if not any(grant.right == "admin" for grant in held):
            grants.give(store, CONSOLE, person_id=person.id, right="admin", now=now)
        return invites.issue(store, CONSOLE, person.id, "pasang", now)


def _somebody_administers() -> bool:
    grant, person = tables.Grant, tables.Person
    query = grant.select().join(person, on=(person.id == grant.person))
    live = (grant.right == "admin") & grant.ended_at.is_null()
    found: bool = query.where(live & person.disabled_at.is_null() & person.password_hash.is_null(False)).exists()
    return found
