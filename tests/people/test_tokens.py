"""Personal tokens: shown once, hashed, dead when revoked."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portal.people import tokens
from portal.people.model import Person
from portal.refusal import NotThere, Refusal
from portal.store import tables
from portal.store.database import Store
from tests.people.office import MakePerson, journaled


@pytest.fixture
def ani(person: MakePerson) -> Person:
    return person("ani")


def test_a_token_names_its_owner_until_it_is_revoked(store: Store, ani: Person, now: datetime) -> None:
    token, value = tokens.make(store, ani, "Rekap bulanan", now)
    assert value.startswith("sop_")
    assert tokens.who(store, value, now) == ani
    tokens.revoke(store, ani, token.id, now)
    assert tokens.who(store, value, now) is None
    assert journaled()[-2:] == ["token-dibuat", "token-dicabut"]


def test_only_a_tokens_fingerprint_is_stored(store: Store, ani: Person, now: datetime) -> None:
    _, value = tokens.make(store, ani, "Rekap", now)
    assert not any(value.encode() in path.read_bytes() for path in Path(store.path).parent.iterdir())
    assert tokens.who(store, tables.Token.get().token_sha256, now) is None


@pytest.mark.parametrize("value", ["", "sop_karangan", "x" * 100_000, "\ud800"])
def test_an_invented_token_names_nobody(store: Store, now: datetime, value: str) -> None:
    assert tokens.who(store, value, now) is None


def test_its_use_is_noted_once_an_hour_and_read_in_one_query(store: Store, ani: Person, now: datetime) -> None:
    _, value = tokens.make(store, ani, "Rekap", now)
    tokens.who(store, value, now)
    with store.counting() as count:
        tokens.who(store, value, now + timedelta(minutes=59))
    assert int(count) == 1
    assert tokens.listed(ani.id)[0].used_at == now
    tokens.who(store, value, now + timedelta(minutes=60))
    assert tokens.listed(ani.id)[0].used_at == now + timedelta(minutes=60)


def test_a_full_disk_keeps_no_program_from_reading(store: Store, ani: Person, now: datetime) -> None:
    _, value = tokens.make(store, ani, "Rekap", now)
    store.database.pragma("query_only", 1)
    assert tokens.who(store, value, now) == ani
    store.database.pragma("query_only", 0)


def test_nobody_revokes_anothers_token(store: Store, ani: Person, person: MakePerson, now: datetime) -> None:
    token, value = tokens.make(store, ani, "Rekap", now)
    with pytest.raises(NotThere):
        tokens.revoke(store, person("budi"), token.id, now)
    assert tokens.who(store, value, now) == ani


def test_a_token_has_a_name_and_there_are_only_so_many(store: Store, ani: Person, now: datetime) -> None:
    with pytest.raises(Refusal):
        tokens.make(store, ani, "  ", now)
    for number in range(tokens.MOST):
        tokens.make(store, ani, f"Program {number}", now)
    with pytest.raises(Refusal):
        tokens.make(store, ani, "Satu lagi", now)
