"""Sign-in sessions on the server: begun, recognised, and over at once when somebody ends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.people import keys
from portal.people.model import Person
from portal.store import journal, lookups
from portal.store.database import Store
from portal.store.rows import add
from portal.store.tables import Session

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(hours=24)
REMEMBERED = timedelta(days=7)

_TOUCHED_EVERY = timedelta(minutes=5)
_CLOCK_MAY_SLIP = timedelta(minutes=10)
_LONGEST_COOKIE = 100
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose request this is. `account` signed in; `person` is the same, or whom the demo looks as ("lihat sebagai").

    `session` names the session in lists; it is no secret.
    """

    person: Person
    account: Person
    session: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session in the list on the account page."""

    key: str
    created_at: datetime
    seen_at: datetime
    agent: str | None


def begin(store: Store, person_id: str, now: datetime, agent: str | None = None, remember: bool = False) -> str:
    """Begin a session and return the cookie's value, always a new one; only its hash is stored."""
    cookie = keys.new_secret()
    row = Session(
        id_sha256=keys.fingerprint(cookie),
        person=person_id,
        created_at=now,
        seen_at=now,
        expires_at=now + (REMEMBERED if remember else ABSOLUTE),
        remember=remember,
        agent=_plain(agent),
    )
    with store.writing():
        _forget_old(now)
        add(row)
    return cookie


def who(store: Store, cookie: str | None, now: datetime) -> SignedIn | None:
    """Return whose session the cookie names, None where it names none that is alive: one query.

    Read at each request, so that signing out, disabling and a new password work on the next one.
    """
    if not cookie or len(cookie) > _LONGEST_COOKIE:
        return None
    found = lookups.session_of(keys.fingerprint(cookie))
    if found is None:
        return None
    session, account, acting = found
    if account.disabled_at is not None:
        return None
    this = Session.id_sha256 == session.id_sha256
    if _is_over(session, now):
        store.write_if_possible(Session.delete().where(this))
        return None
    if now - session.seen_at >= _TOUCHED_EVERY:
        store.write_if_possible(Session.update(seen_at=now).where(this))
    mine = Person.of(account)
    looks_as = Person.of(acting) if acting and acting.disabled_at is None else mine
    return SignedIn(looks_as, mine, session.id_sha256)


def end(store: Store, cookie: str | None, now: datetime) -> None:
    """Sign out: end the session of this cookie. An unknown cookie is no mistake."""
    key = keys.fingerprint(cookie or "")
    with store.writing():
        found = lookups.session_of(key)
        if found:
            Session.delete().where(Session.id_sha256 == key).execute()
            journal.append("keluar", found[1].id, found[1].id, found[1].nama, now)


def end_all(store: Store, person_id: str) -> None:
    """End every session of a person. The act that calls for it writes the journal."""
    with store.writing():
        Session.delete().where(Session.person == person_id).execute()


def end_one(store: Store, person: Person, key: str, now: datetime) -> None:
    """End one of a person's own sessions, by its key in `open_sessions`."""
    with store.writing():
        mine = (Session.id_sha256 == key) & (Session.person == person.id)
        if Session.delete().where(mine).execute():
            journal.append("sesi-diakhiri", person.id, person.id, person.nama, now)


def open_sessions(person_id: str, now: datetime) -> tuple[OpenSession, ...]:
    """Return a person's sessions that are alive, latest first."""
    rows = Session.select().where(Session.person == person_id).order_by(Session.seen_at.desc())
    alive = (row for row in rows if not _is_over(row, now))
    return tuple(OpenSession(row.id_sha256, row.created_at, row.seen_at, row.agent) for row in alive)


def act_as(store: Store, signed_in: SignedIn, person_id: str | None, now: datetime) -> None:
    """Let a session look as somebody else (None: as itself again). Only the demo offers this."""
    account = signed_in.account
    with store.writing():
        Session.update(acting_as=person_id).where(Session.id_sha256 == signed_in.session).execute()
        journal.append("lihat-sebagai", person_id or account.id, account.id, account.nama, now)


def _is_over(session: Session, now: datetime) -> bool:
    """True if a session has ended; `who` removes it then, so that no clock that goes back revives it."""
    if now < session.created_at - _CLOCK_MAY_SLIP:
        return True
    idle = REMEMBERED if session.remember else IDLE
    return bool(now >= session.expires_at or now - session.seen_at >= idle)


def _forget_old(now: datetime) -> None:
    Session.delete().where(Session.expires_at <= now).execute()


def _plain(agent: str | None) -> str | None:
    printable = "".join(sign if sign.isprintable() else " " for sign in (agent or "")[:_LONGEST_AGENT])
    return printable.strip() or None
