"""A portal of its own for each test: a home, a database, the shipped library, and people who can sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.people import accounts, assignments, grants, invites, sessions
from portal.people.model import CONSOLE, Person, Right
from portal.settings import Settings, load
from portal.store.database import Store
from portal.store.migrations import create
from portal.web.app import create_app
from portal.web.environment import Compiled
from portal.web.rooms import NAME, Rooms

NOW = datetime(2026, 10, 14, 2, 12, tzinfo=UTC)
PASSWORD = "kuda biru makan awan"
OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Clock:
    """A clock that a test can set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Portal:
    """A running portal, as a test speaks to it."""

    app: Flask
    clock: Clock

    @property
    def rooms(self) -> Rooms:
        """The rooms behind the pages."""
        rooms: Rooms = self.app.extensions[NAME]
        return rooms

    def visitor(self) -> FlaskClient:
        """Return a browser that is not signed in."""
        return self.app.test_client()

    def person(self, username: str, nama: str = "", agency: str | None = None) -> Person:
        """Make an account without a password."""
        return accounts.create(
            self.rooms.store, CONSOLE, username=username, nama=nama or username.title(), agency=agency, now=self.clock()
        )

    def holder(self, username: str, agency: str, role: str, unit: str | None = None) -> Person:
        """Make somebody who holds a role of an agency."""
        person = self.person(username, agency=agency)
        assignments.assign(
            self.rooms.store, CONSOLE, person_id=person.id, agency=agency, role=role, unit=unit,
            mulai=date(2026, 1, 1), now=self.clock(),
        )  # fmt: skip
        return person

    def granted(self, username: str, right: Right, agency: str | None = None) -> Person:
        """Make somebody who has a right."""
        person = self.person(username, agency=agency)
        grants.give(self.rooms.store, CONSOLE, person_id=person.id, right=right, agency=agency, now=self.clock())
        return person

    def with_password(self, person: Person) -> Person:
        """Let a person set the password of these tests, by his one-time link."""
        card = invites.issue(self.rooms.store, CONSOLE, person.id, "undangan", self.clock())
        return invites.redeem(
            self.rooms.store, self.rooms.passwords, card.path.rsplit("/", 1)[1], PASSWORD, self.clock()
        )

    def as_(self, person: Person) -> FlaskClient:
        """Return a browser in which the person is signed in."""
        client = self.visitor()
        cookie = sessions.begin(self.rooms.store, person.id, self.clock())
        client.set_cookie("portal", cookie)
        return client


def make_settings(home: Path, **more: object) -> Settings:
    """Return the settings of an office on plain HTTP, in a folder of its own."""
    settings = load(
        {"PORTAL_HOME": str(home), "PORTAL_HTTP": "ya", "PORTAL_SECRET": "rahasia-yang-cukup-panjang-" * 3}, home
    )
    return replace(settings, **more)  # type: ignore[arg-type]


def open_portal(home: Path, templates: Path | None = None, **more: object) -> Portal:
    """Open a new portal in `home`; `templates` is where others keep compiled templates for it too, else its own."""
    home.mkdir()
    settings = make_settings(home, **more)
    store = Store(settings.database)
    create(store)
    store.close()
    clock = Clock()
    portal = Portal(create_app(settings, clock=clock, watch=False), clock)
    if templates:
        portal.app.jinja_env.bytecode_cache = Compiled(str(templates))
    portal.rooms.library.look()
    return portal


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The templates as they were compiled, for every portal of these tests: compiling is half of what each costs."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, templates: Path) -> Iterator[tuple[Portal, bytes]]:
    """One portal for all tests, with the empty database that each of them begins with."""
    portal = open_portal(tmp_path_factory.mktemp("web") / "kantor", templates)
    portal.rooms.store.close()
    yield portal, portal.rooms.store.path.read_bytes()
    portal.rooms.library.stop()


@pytest.fixture
def portal(shared: tuple[Portal, bytes]) -> Iterator[Portal]:
    """The portal of an office on plain HTTP, with the shipped library and nobody in it."""
    portal, empty = shared
    store = portal.rooms.store
    for left in store.path.parent.glob(f"{store.path.name}-*"):
        left.unlink()
    (portal.rooms.settings.home / "instansi.toml").unlink(missing_ok=True)
    store.path.write_bytes(empty)
    store.open()
    portal.clock.now = NOW
    yield portal
    store.close()


Build = Callable[..., Portal]


@pytest.fixture
def build(tmp_path: Path, templates: Path) -> Iterator[Build]:
    """Build another portal: `build(demo=True, …)` with other settings; `templates=None` compiles its own."""
    built: list[Portal] = []

    def make(templates: Path | None = templates, **more: object) -> Portal:
        built.append(open_portal(tmp_path / f"kantor{len(built)}", templates, **more))
        return built[-1]

    yield make
    for portal in built:
        portal.rooms.library.stop()
        portal.rooms.store.close()
