"""Signing in: one answer for an unknown user, a wrong password and a closed account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from portal.people import attempts, keys, sessions
from portal.people.attempts import Counter
from portal.people.model import Person
from portal.people.names import folded_username
from portal.people.passwords import Passwords, require_length
from portal.refusal import Refusal
from portal.say import say
from portal.store import journal, tables
from portal.store.database import Store
from portal.store.tables import Device


@dataclass(frozen=True, slots=True)
class Welcome:
    """A successful sign-in: the session's cookie value, and one by which this browser is known next time."""

    person: Person
    cookie: str = field(repr=False)
    device: str = field(repr=False)


def sign_in(
    store: Store,
    passwords: Passwords,
    username: str,
    password: str,
    now: datetime,
    *,
    address: str,
    agent: str | None = None,
    device: str | None = None,
    remember: bool = False,
) -> Welcome:
    """Sign a person in. `address` is the peer's, never one that the request claims; `device` an earlier answer's.

    Raises Refusal: 422 with one sentence for whatever does not fit, 429 after too many tries, 400 for an
    endless password. All three kinds of "no" do the same work.
    """
    require_length(password)
    row = tables.Person.get_or_none(tables.Person.username == folded_username(username))
    counters = _counters(username, row, address, device)
    tried = attempts.reserve(store, counters, now)
    fits = passwords.matches(row.password_hash if row else None, password)
    if row is None or not fits or row.disabled_at is not None:
        if tried.last_free:
            _note_hold(store, row, address, now)
        raise Refusal(say("Nama pengguna atau kata sandi tidak cocok."))
    renewed = passwords.hash(password) if passwords.outdated(str(row.password_hash)) else None
    with store.writing():
        fresh = tables.Person.get_by_id(row.id)
        if fresh.disabled_at is not None or fresh.password_version != row.password_version:
            raise Refusal(say("Nama pengguna atau kata sandi tidak cocok."))
        attempts.release(store, tried)
        if renewed:
            tables.Person.update(password_hash=renewed).where(tables.Person.id == row.id).execute()
        cookie = sessions.begin(store, row.id, now, agent, remember)
        known = _remember_device(row.id, device, now)
        journal.append("masuk", row.id, row.id, row.nama, now)
    return Welcome(Person.of(fresh), cookie, known)


def _counters(username: str, row: tables.Person | None, address: str, device: str | None) -> list[Counter]:
    key = keys.fingerprint(device or "")
    owner = row.id if row else ""
    known = Device.select().where((Device.token_sha256 == key) & (Device.person == owner)).exists()
    account = attempts.by_device(username, key) if known else attempts.by_account(username)
    return [account, attempts.by_address(address)]


def _remember_device(person_id: str, device: str | None, now: datetime) -> str:
    mine = (Device.token_sha256 == keys.fingerprint(device or "")) & (Device.person == person_id)
    if device and Device.update(seen_at=now).where(mine).execute():
        return device
    fresh = keys.new_secret()
    Device.insert(token_sha256=keys.fingerprint(fresh), person=person_id, seen_at=now).execute()
    return fresh


def _note_hold(store: Store, row: tables.Person | None, address: str, now: datetime) -> None:
    """Note that further tries must wait: somebody may be guessing."""
    with store.writing():
        journal.append("masuk-ditahan", row.id if row else "-", "-", "Pengunjung", now, detail={"alamat": address[:64]})
