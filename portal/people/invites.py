"""One-time links: how an account starts, gets a new password, and how the first administrator comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from portal.people import keys, sessions
from portal.people.model import Person
from portal.people.passwords import Passwords
from portal.people.rules import Manager, require_account
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.store import journal, tables
from portal.store.database import Store
from portal.store.rows import add
from portal.store.tables import Invite

Kind = Literal["undangan", "sandi", "pasang"]

LIFETIME: dict[Kind, timedelta] = {
    "undangan": timedelta(days=14),
    "sandi": timedelta(days=1),
    "pasang": timedelta(days=1),
}

PATH = "/masuk/tautan/{token}"


@dataclass(frozen=True, slots=True)
class Card:
    """What is handed to a person, on paper or otherwise: his user name and a link that works once."""

    nama: str
    username: str
    path: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link is for, to be shown above the form that asks for a password."""

    person: Person
    kind: Kind


def issue(store: Store, by: Manager, person_id: str, kind: Kind, now: datetime) -> Card:
    """Make a new link for a person; his earlier links die. Nobody ever sets another's password.

    Raises NotThere, NotAllowed, or Refusal for a disabled account.
    """
    token = keys.new_link()
    expires_at = now + LIFETIME[kind]
    with store.writing():
        person = require_account(by, person_id, now).person
        if person.disabled:
            raise Refusal(say("Akun ini dinonaktifkan. Aktifkan dahulu, baru buat tautan."))
        row = tables.Person.get_by_id(person_id)
        Invite.delete().where(Invite.person == person_id).execute()
        add(
            Invite(
                token_sha256=keys.fingerprint(keys.typed_link(token)),
                person=person_id,
                kind=kind,
                password_version=row.password_version,
                created_at=now,
                expires_at=expires_at,
            )
        )
        detail = {"jenis": kind, "username": person.username}
        journal.append("tautan-dibuat", person_id, by.id, by.nama, now, agency=person.agency, detail=detail)
    return Card(person.nama, person.username, PATH.format(token=token), expires_at)


def look(token: str, now: datetime) -> Invited:
    """Return whom a link is for, without using it. Raises NotThere, the same for every dead link."""
    invite, person = _alive(token, now)
    return Invited(Person.of(person), invite.kind)  # type: ignore[arg-type]


def redeem(store: Store, passwords: Passwords, token: str, password: str, now: datetime) -> Person:
    """Use a link: set the person's own password, end his sessions. Of two who use it at once one does.

    Raises NotThere for a dead link, Refusal for a weak password (the link stays good).
    """
    _, row = _alive(token, now)
    passwords.refuse_weak(password, row.username, row.nama)
    hashed = passwords.hash(password)
    with store.writing():
        invite, row = _alive(token, now)
        Invite.update(used_at=now).where(Invite.token_sha256 == invite.token_sha256).execute()
        store_password(store, row, hashed, now)
        journal.append(
            "tautan-dipakai", row.id, row.id, row.nama, now, agency=row.agency, detail={"jenis": invite.kind}
        )
    return Person.of(tables.Person.get_by_id(row.id))


def store_password(store: Store, row: tables.Person, hashed: str, now: datetime) -> None:
    """Store a new password's hash: every session and every link of the person ends. Inside a transaction."""
    person = tables.Person
    person.update(
        password_hash=hashed, password_version=row.password_version + 1, password_changed_at=now
    ).where(person.id == row.id).execute()  # fmt: skip
    sessions.end_all(store, row.id)


def kill(person_id: str) -> None:
    """Let a person's links die. Inside a transaction."""
    Invite.delete().where(Invite.person == person_id).execute()


def _alive(token: str, now: datetime) -> tuple[Invite, tables.Person]:
    invite = Invite.get_or_none(Invite.token_sha256 == keys.fingerprint(keys.typed_link(token)))
    person = tables.Person.get_or_none(tables.Person.id == invite.person) if invite else None
    if (
        invite is None
        or person is None
        or invite.used_at is not None
        or not invite.created_at - timedelta(minutes=10) <= now < invite.expires_at
        or invite.password_version != person.password_version
        or person.disabled_at is not None
    ):
        raise NotThere(say("Tautan ini tidak berlaku lagi. Mintalah tautan baru kepada admin instansi Anda."))
    return invite, person
