"""Set up the demo's own folder: database, units, people, and the cycles of the story."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from portal.clock import AHEAD
from portal.demo.cast import ADMINISTRATOR, HANDED_OVER, INSPECTOR, OFFICES, Office, Part
from portal.demo.story import tell
from portal.demo.year import rules
from portal.desk import Desk
from portal.library import Library
from portal.people import accounts, assignments, grants
from portal.people.acting import TERM, months_later
from portal.people.model import CONSOLE, Person, Right
from portal.plugins import find_plugins
from portal.settings import Settings, load
from portal.settings.agency import AgencySettings
from portal.settings.agency_changes import write_agency_settings
from portal.settings.secret import make_secret
from portal.store import migrations
from portal.store.cabinet import cabinet_of
from portal.store.database import Store

READY = "demo-siap"
"""Written last: a folder without it was interrupted and is built anew."""

WORKED = timedelta(days=1100)
"""How long everybody has been there: longer than the oldest cycle."""

WRITTEN = ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm", "portal.sqlite3.lock", "instansi.toml", AHEAD)


def environment(home: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which the demo runs: its own folder, plain HTTP on this machine, and said so."""
    kept = {name: value for name, value in environ.items() if name not in ("PORTAL_DATABASE", "PORTAL_URL")}
    return {**kept, "PORTAL_HOME": str(home), "PORTAL_DEMO": "ya", "PORTAL_HTTP": "ya"}


def prepare(home: Path, environ: Mapping[str, str], now: datetime) -> Settings:
    """Return the settings of the demo in `home`, built first where it is not there yet."""
    settings = load(environment(home, environ), home.parent)
    if not (home / READY).exists():
        forget(home)
        make_secret(home)
        write_units(home, now)
        build(settings, now)
        (home / READY).write_text("", "utf-8")
    return settings


def forget(home: Path) -> None:
    """Remove what an earlier demo wrote; other files in the folder are left alone."""
    for name in (READY, *WRITTEN):
        (home / name).unlink(missing_ok=True)
    shutil.rmtree(cabinet_of(home).folder, ignore_errors=True)


def write_units(home: Path, now: datetime) -> None:
    """Give the agencies their invented units, and two of them the rules of their registers."""
    for agency, office in OFFICES.items():
        write_agency_settings(home, agency, AgencySettings(unit=office.unit))
    for agency, settings in rules(now).items():
        write_agency_settings(home, agency, settings)


def build(settings: Settings, now: datetime) -> None:
    """Fill an empty demo: people, assignments, rights, then the cycles."""
    store = Store(settings.database)
    migrations.create(store)
    plugins = find_plugins(settings)
    library = Library(settings, plugins, lambda: now)
    since = now - WORKED
    people = {agency: hire(store, agency, office, since, now - HANDED_OVER) for agency, office in OFFICES.items()}
    overseers(store, now)
    tell(Desk(store, library, plugins), library, people, now)
    store.close()


def hire(store: Store, agency: str, office: Office, since: datetime, handed_over: datetime) -> dict[str, Person]:
    """Make the accounts of an office, with their roles and rights; return them by name."""
    return {part.nama: _hired(store, agency, part, since, handed_over) for part in office.people}


def _hired(store: Store, agency: str, part: Part, since: datetime, handed_over: datetime) -> Person:
    person = _account(store, part, agency, since)
    day = handed_over.date()
    for role, unit in part.seats:
        acting = part.capacity != "definitif"
        last = months_later(day, TERM) if acting else day - timedelta(days=1) if part.left else None
        assignments.assign(
            store, CONSOLE, person_id=person.id, agency=agency, role=role, unit=unit, now=since, sampai=last,
            mulai=day if acting else since.date(), capacity=part.capacity, menggantikan=part.menggantikan,
            surat="SP/DEMO/01 (rekaan)" if acting else None, surat_tanggal=day if acting else None,
        )  # fmt: skip
    for right in part.rights:
        _grant(store, person, right, agency, since)
    return person


def overseers(store: Store, now: datetime) -> None:
    """Add those who belong to no office: the inspector, who sees them all, and the portal's administrator."""
    since = now - WORKED
    inspector = _account(store, INSPECTOR, None, since)
    for agency in OFFICES:
        _grant(store, inspector, "pemantau", agency, since)
    _grant(store, _account(store, ADMINISTRATOR, None, since), "admin", None, since)


def _account(store: Store, part: Part, agency: str | None, since: datetime) -> Person:
    return accounts.create(
        store, CONSOLE, username=part.username, nama=part.nama, jabatan=part.jabatan, agency=agency, now=since
    )


def _grant(store: Store, person: Person, right: Right, agency: str | None, since: datetime) -> None:
    last = date(since.year + 4, 12, 31) if right == "pemantau" else None
    first = since.date() if right == "pemantau" else None
    grants.give(store, CONSOLE, person_id=person.id, right=right, agency=agency, now=since, mulai=first, sampai=last)


def default_home(cwd: Path) -> Path:
    """Return the demo's folder: beside where one stands, never an office's own."""
    return Path(os.path.abspath(cwd / "portal-demo"))  # noqa: PTH100 (keeps links as named)
