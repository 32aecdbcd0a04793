"""A small office: people, an admin of the portal, admins of two offices, and one set of passwords."""

from __future__ import annotations

from datetime import datetime

import pytest

from portal.people import accounts, grants, invites
from portal.people.model import CONSOLE, Person
from portal.people.passwords import Passwords
from portal.people.standing import Standing, standing_of
from portal.store.database import Store
from tests.people.office import GOOD, As, MakePerson, link_of


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords()


@pytest.fixture
def person(store: Store, now: datetime) -> MakePerson:
    """person("ani", agency="purwakarta") → a new account."""

    def make(
        username: str, agency: str | None = "purwakarta", nama: str | None = None, nip: str | None = None
    ) -> Person:
        name = nama or username.title()
        return accounts.create(store, CONSOLE, username=username, nama=name, nip=nip, agency=agency, now=now)

    return make


@pytest.fixture
def member(store: Store, now: datetime, person: MakePerson, passwords: Passwords) -> MakePerson:
    """member("ani") → an account whose password is GOOD."""

    def make(username: str, agency: str | None = "purwakarta", password: str = GOOD) -> Person:
        made = person(username, agency)
        card = invites.issue(store, CONSOLE, made.id, "undangan", now)
        return invites.redeem(store, passwords, link_of(card), password, now)

    return make


@pytest.fixture
def standing(now: datetime) -> As:
    """standing(ani) → everything she holds now."""
    return lambda somebody: standing_of(somebody.id, now)


@pytest.fixture
def admin(store: Store, now: datetime, person: MakePerson) -> Standing:
    """Administers the portal."""
    made = person("pengurus", None)
    grants.give(store, CONSOLE, person_id=made.id, right="admin", now=now)
    return standing_of(made.id, now)


@pytest.fixture
def office(store: Store, now: datetime, person: MakePerson) -> Standing:
    """Is admin_instansi of Purwakarta."""
    return office_admin(store, person("tata.usaha"), "purwakarta", now)


@pytest.fixture
def elsewhere(store: Store, now: datetime, person: MakePerson) -> Standing:
    """Is admin_instansi of Anambas."""
    return office_admin(store, person("tu.anambas", "anambas"), "anambas", now)


def office_admin(store: Store, somebody: Person, agency: str, now: datetime) -> Standing:
    grants.give(store, CONSOLE, person_id=somebody.id, right="admin_instansi", agency=agency, now=now)
    return standing_of(somebody.id, now)
