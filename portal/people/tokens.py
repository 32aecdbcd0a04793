"""Personal tokens: they read the API in their owner's name and can change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.people import keys
from portal.people.model import Person
from portal.people.names import clean
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.store import journal, lookups, tables
from portal.store.database import Store
from portal.store.rows import add

MOST = 20
PREFIX = "sop_"

_NOTED_EVERY = timedelta(hours=1)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Token:
    """A token in the list on the account page; its value is shown once, when it is made."""

    id: str
    name: str
    created_at: datetime
    used_at: datetime | None


def make(store: Store, person: Person, name: str, now: datetime) -> tuple[Token, str]:
    """Make a token and return it with its value, which is stored nowhere. Raises Refusal without a name."""
    plain = clean(name, "nama", 60)
    if plain is None:
        raise Refusal(say("Beri token ini nama, misalnya nama program yang memakainya."), field="nama")
    value = PREFIX + keys.new_secret()
    row = tables.Token(
        id=keys.new_id(), person=person.id, name=plain, token_sha256=keys.fingerprint(value), created_at=now
    )
    with store.writing():
        if len(listed(person.id)) >= MOST:
            raise Refusal(say("Paling banyak {most} token. Cabut dahulu yang tidak dipakai.", most=MOST))
        add(row)
        journal.append("token-dibuat", row.id, person.id, person.nama, now)
    return Token(row.id, plain, now, None), value


def who(store: Store, value: str, now: datetime) -> Person | None:
    """Return whose token this is, None for a revoked or unknown one and a closed account: one query."""
    found = lookups.token_of(keys.fingerprint(value)) if len(value) <= _LONGEST else None
    if found is None or found[0].revoked_at is not None or found[1].disabled_at is not None:
        return None
    token = found[0]
    if token.used_at is None or now - token.used_at >= _NOTED_EVERY:
        store.write_if_possible(tables.Token.update(used_at=now).where(tables.Token.id == token.id))
    return Person.of(found[1])


def listed(person_id: str) -> tuple[Token, ...]:
    """Return a person's tokens that were not revoked, latest first."""
    table = tables.Token
    query = table.select().where((table.person == person_id) & table.revoked_at.is_null())
    rows = query.order_by(table.created_at.desc(), table.id)
    return tuple(Token(row.id, row.name, row.created_at, row.used_at) for row in rows)


def revoke(store: Store, person: Person, token_id: str, now: datetime) -> None:
    """Revoke one of a person's own tokens. Raises NotThere."""
    table = tables.Token
    with store.writing():
        mine = (table.id == token_id) & (table.person == person.id) & table.revoked_at.is_null()
        if not table.update(revoked_at=now).where(mine).execute():
            raise NotThere(say("Token itu tidak ada."))
        journal.append("token-dicabut", token_id, person.id, person.nama, now)
