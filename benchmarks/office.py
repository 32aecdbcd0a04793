"""The office that is measured: a portal's home with so many SOPs, one person with every role, and open cycles."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask

from benchmarks.content import ROLES, write_agencies
from benchmarks.measure import Caller
from portal.clock import utcnow
from portal.desk.values import Form
from portal.people import accounts, assignments, grants, sessions
from portal.people.model import CONSOLE, Person
from portal.people.standing import standing_of
from portal.settings import load
from portal.settings.secret import make_secret
from portal.sop.model import Sop
from portal.store import migrations
from portal.store.database import Store
from portal.web.app import create_app
from portal.web.rooms import NAME, Rooms

AGENCY = "dinas-001"
SLUG = "sop-001"
BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Office:
    """A furnished portal: its environment, application, signed-in caller, and the SOP whose page is measured."""

    environ: dict[str, str]
    app: Flask
    rooms: Rooms
    person: Person
    caller: Caller
    sop: Sop

    @property
    def page(self) -> str:
        """The address of the measured SOP."""
        return f"/instansi/{AGENCY}/sop/{SLUG}"


def furnish(folder: Path, sops: int) -> Office:
    """Write the content, index it, and sign one person in."""
    write_agencies(folder / "plugins", sops)
    environ = {
        "PORTAL_HOME": str(folder / "home"),
        "PORTAL_PLUGINS_DIR": str(folder / "plugins"),
        "PORTAL_HTTP": "ya",
    }
    settings = load(environ, folder)
    make_secret(settings.home)
    store = Store(settings.database)
    migrations.create(store)
    person, cookie = employ(store, utcnow())
    store.close()
    app = create_app(settings, watch=False)
    rooms: Rooms = app.extensions[NAME]
    while rooms.library.look():
        pass  # a document that has just been written is read once more, when its time of change can be trusted
    entry = rooms.library.composed(SLUG, AGENCY)
    assert entry is not None
    assert entry.sop is not None
    return Office(environ, app, rooms, person, Caller(app, cookie=f"portal={cookie}"), entry.sop)


def employ(store: Store, now: datetime) -> tuple[Person, str]:
    """Make a person who holds every role and manages the agency; return the cookie of the sign-in too."""
    since = now - BACK
    person = accounts.create(store, CONSOLE, username="ukur", nama="Pengukur", agency=AGENCY, now=since)
    for role in ROLES:
        assignments.assign(store, CONSOLE, person_id=person.id, agency=AGENCY, role=role, mulai=since.date(), now=since)
    grants.give(store, CONSOLE, person_id=person.id, right="pengelola", agency=AGENCY, now=since)
    return person, sessions.begin(store, person.id, now)


def open_cycles(office: Office, slugs: list[str], period: str) -> list[tuple[str, Sop]]:
    """Open one cycle of each of these SOPs; return each cycle's id with its SOP."""
    now = utcnow()
    me = standing_of(office.person.id, now)
    opened = []
    for slug in slugs:
        done = office.rooms.desk.open(me, AGENCY, slug, period, Form(kunci=secrets.token_hex(16)), now)
        opened.append((done.cycle.id, done.cycle.sop))
    return opened


def check_form(sop: Sop, number: int) -> tuple[str, dict[str, str]]:
    """Return the id of a step, by its number from 0, and the form that checks it off."""
    step = sop.langkah[number]
    form = {"kunci": secrets.token_hex(16), "putaran": "1", "sebagai": f"{step.pelaksana[0]}|", "catatan": "baik"}
    return step.id, form
