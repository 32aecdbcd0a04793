"""Accounts: made, found, changed, disabled; and a person's own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import peewee

from portal.people import attempts, invites, keys, sessions
from portal.people.model import Doer, Person
from portal.people.names import (
    LONGEST_NAME,
    clean,
    clean_name,
    clean_nip,
    clean_surel,
    clean_username,
    folded,
    folded_username,
)
from portal.people.passwords import Passwords, require_length
from portal.people.rules import Manager, require_account, require_office, require_visible
from portal.refusal import NotThere, Refusal, Taken
from portal.say import say
from portal.store import journal, tables
from portal.store.database import Store
from portal.store.rows import add


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people; `after` is what the next page begins behind, None on the last."""

    people: tuple[Person, ...]
    after: str | None


def create(
    store: Store,
    by: Manager,
    *,
    username: str,
    nama: str,
    now: datetime,
    nip: str | None = None,
    jabatan: str | None = None,
    agency: str | None = None,
) -> Person:
    """Make an account without a password; `invites.issue` gives it its start.

    Raises Refusal (field named) for what may not be typed, or a user name that is taken.
    """
    plain_name = clean_name(nama)
    row = tables.Person(
        id=keys.new_id(), username=clean_username(username), nama=plain_name, nama_key=folded(plain_name),
        nip=clean_nip(nip), jabatan=clean(jabatan, "jabatan", LONGEST_NAME), agency=agency, created_at=now,
    )  # fmt: skip
    with store.writing():
        require_office(by, agency, now)
        try:
            add(row)
        except peewee.IntegrityError as clash:
            message = say("Nama pengguna “{username}” sudah dipakai. Pilih yang lain.", username=row.username)
            raise Refusal(message, field="username") from clash
        journal.append("akun-dibuat", row.id, by.id, by.nama, now, agency=agency, detail={"username": row.username})
    return Person.of(row)


def find(username: str) -> Person | None:
    """Return the account with this user name, however it is written; None if there is none."""
    row = tables.Person.get_or_none(tables.Person.username == folded_username(username))
    return Person.of(row) if row else None


def get(by: Manager, person_id: str, now: datetime) -> Person:
    """Return a person to a manager who may see him. Raises NotThere for everybody else and unknown ids."""
    return require_visible(by, person_id, now).person


def listed(
    by: Manager, now: datetime, *, agency: str | None = None, text: str = "", after: str | None = None, limit: int = 50
) -> PeoplePage:
    """Return a page of the people of an agency (None: of all, for admins), by name.

    People of an agency are those it looks after and those who hold a role or right in it. `text` is looked
    for in name, user name and jabatan; `after` is the id behind which the page begins.
    """
    require_office(by, agency, now)
    person = tables.Person
    query = person.select().order_by(person.nama_key, person.id).limit(limit + 1)
    if agency is not None:
        query = query.where((person.agency == agency) | person.id.in_(_holders(agency)))
    if sought := folded(text):
        found = person.nama_key.contains(sought) | person.username.contains(sought) | person.jabatan.contains(sought)
        query = query.where(found)
    last = person.get_or_none(person.id == after) if after else None
    if last:
        behind = (person.nama_key == last.nama_key) & (person.id > last.id)
        query = query.where((person.nama_key > last.nama_key) | behind)
    rows = list(query)
    return PeoplePage(tuple(Person.of(row) for row in rows[:limit]), rows[limit - 1].id if len(rows) > limit else None)


def amend(
    store: Store,
    by: Manager,
    person_id: str,
    *,
    nama: str,
    nip: str | None,
    jabatan: str | None,
    now: datetime,
    surel: str | None = None,
) -> Person:
    """Change a person's name, NIP, jabatan and mail address; the user name stays.

    Raises NotThere, NotAllowed, Refusal (field named).
    """
    plain_name = clean_name(nama)
    values: dict[str, str | None] = {
        "nama": plain_name, "nip": clean_nip(nip), "jabatan": clean(jabatan, "jabatan"), "surel": clean_surel(surel),
    }  # fmt: skip
    with store.writing():
        before = require_account(by, person_id, now).person
        changed = [name for name, value in values.items() if value != getattr(before, name)]
        if changed:
            table = tables.Person
            table.update(**values, nama_key=folded(plain_name)).where(table.id == person_id).execute()
            _note("akun-diubah", before, by, now, {"diubah": changed})
    return Person.of(tables.Person.get_by_id(person_id))


def set_surel(store: Store, person: Person, surel: str | None, now: datetime) -> None:
    """Set one's own mail address, None for no daily letter. Raises Refusal for what is none."""
    plain = clean_surel(surel)
    with store.writing():
        tables.Person.update(surel=plain).where(tables.Person.id == person.id).execute()
        _note("akun-diubah", person, person, now, {"diubah": ["surel"]})


def disable(store: Store, by: Manager, person_id: str, now: datetime) -> None:
    """Close an account: its sessions, links and tokens are dead on the next request. Nobody closes his own."""
    with store.writing():
        person = require_account(by, person_id, now).person
        if person.disabled:
            return
        tables.Person.update(disabled_at=now).where(tables.Person.id == person_id).execute()
        sessions.end_all(store, person_id)
        invites.kill(person_id)
        tables.Device.delete().where(tables.Device.person == person_id).execute()
        live = (tables.Token.person == person_id) & tables.Token.revoked_at.is_null()
        tables.Token.update(revoked_at=now).where(live).execute()
        _note("akun-dinonaktifkan", person, by, now)


def enable(store: Store, by: Manager, person_id: str, now: datetime) -> None:
    """Open a closed account again; tokens and links stay dead."""
    with store.writing():
        person = require_account(by, person_id, now).person
        if person.disabled:
            tables.Person.update(disabled_at=None).where(tables.Person.id == person_id).execute()
            _note("akun-diaktifkan", person, by, now)


def change_password(store: Store, passwords: Passwords, person_id: str, old: str, new: str, now: datetime) -> None:
    """Change one's own password, shown to be the owner by the old one. Every session ends: begin a new one after.

    Raises Refusal: wrong old password, too many tries (429), weak new one; Taken if it changed meanwhile.
    """
    row = require_password(store, passwords, person_id, old, now)
    passwords.refuse_weak(new, row.username, row.nama)
    hashed = passwords.hash(new)
    with store.writing():
        fresh = tables.Person.get_by_id(person_id)
        if fresh.password_version != row.password_version or fresh.disabled_at is not None:
            raise Taken(say("Kata sandi akun ini baru saja diganti di tempat lain."))
        invites.store_password(store, fresh, hashed, now)
        journal.append("sandi-diganti", person_id, person_id, row.nama, now, agency=row.agency)


def require_password(store: Store, passwords: Passwords, person_id: str, password: str, now: datetime) -> tables.Person:
    """Refuse whoever does not know the account's password; tries are counted as at signing in."""
    require_length(password)
    row = tables.Person.get_or_none(tables.Person.id == person_id)
    if row is None:
        raise NotThere(say("Yang Anda cari tidak ada."))
    tried = attempts.reserve(store, [attempts.by_account(row.username)], now)
    if not passwords.matches(row.password_hash, password):
        raise Refusal(say("Kata sandi sekarang tidak cocok."), field="sandi_lama")
    attempts.release(store, tried)
    return row


def _holders(agency: str) -> peewee.Node:
    held, given = tables.Assignment, tables.Grant
    by_role = held.select(held.person).where((held.agency == agency) & held.ended_at.is_null())
    by_right = given.select(given.person).where((given.agency == agency) & given.ended_at.is_null())
    union: peewee.Node = by_role | by_right
    return union


def _note(kind: str, person: Person, by: Doer, now: datetime, detail: dict[str, object] | None = None) -> None:
    journal.append(kind, person.id, by.id, by.nama, now, agency=person.agency, detail=detail)
