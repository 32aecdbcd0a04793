"""One-time links: used once, bound to one person, dead in time; and the first administrator's."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portal.people import accounts, invites, sessions
from portal.people.beginning import first_admin
from portal.people.invites import Card
from portal.people.model import CONSOLE, Person
from portal.people.passwords import Passwords
from portal.people.standing import Standing, standing_of
from portal.refusal import NotThere, Refusal
from portal.store import tables
from portal.store.database import Store
from tests.people.office import GOOD, MakePerson, journaled, link_of


@pytest.fixture
def ani(person: MakePerson) -> Person:
    return person("ani")


@pytest.fixture
def card(store: Store, ani: Person, now: datetime) -> Card:
    return invites.issue(store, CONSOLE, ani.id, "undangan", now)


def dead(link: str, when: datetime) -> bool:
    try:
        invites.look(link, when)
    except NotThere:
        return True
    return False


def test_a_link_shows_whom_it_is_for_and_sets_his_password(
    store: Store, passwords: Passwords, card: Card, ani: Person, now: datetime
) -> None:
    assert invites.look(link_of(card), now) == invites.Invited(ani, "undangan")
    started = invites.redeem(store, passwords, link_of(card), GOOD, now)
    assert (started.id, started.has_password, started.password_changed_at) == (ani.id, True, now)
    assert journaled()[-1] == "tautan-dipakai"


def test_a_link_works_once(store: Store, passwords: Passwords, card: Card, now: datetime) -> None:
    invites.redeem(store, passwords, link_of(card), GOOD, now)
    with pytest.raises(NotThere):
        invites.redeem(store, passwords, link_of(card), "payung merah jambu", now)


def test_of_two_who_use_a_link_at_once_one_does(store: Store, passwords: Passwords, card: Card, now: datetime) -> None:
    outcomes: list[str] = []

    def use(password: str) -> None:
        try:
            invites.redeem(store, passwords, link_of(card), password, now)
            outcomes.append(password)
        except NotThere:
            outcomes.append("")

    threads = [threading.Thread(target=use, args=(f"payung merah nomor {word}",)) for word in ("satu", "dua")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = max(outcomes)
    assert sorted(outcomes) == ["", winner]
    assert passwords.matches(tables.Person.get().password_hash, winner)


def test_a_link_can_be_typed_from_paper(card: Card, now: datetime) -> None:
    link = link_of(card)
    for typed in (link.upper(), link.replace("-", ""), f" {link} ", link.replace("0", "o").replace("1", "l")):
        assert not dead(typed, now)


@pytest.mark.parametrize("link", ["", "karangan", "x" * 100_000, "\ud800", "../../etc", "0" * 28])
def test_an_invented_link_is_dead(store: Store, now: datetime, link: str) -> None:
    assert dead(link, now)


def test_a_link_ends_in_time(card: Card, now: datetime) -> None:
    assert card.expires_at == now + timedelta(days=14)
    assert not dead(link_of(card), card.expires_at - timedelta(seconds=1))
    assert dead(link_of(card), card.expires_at)


def test_a_clock_far_back_does_not_prolong_a_link(card: Card, now: datetime) -> None:
    assert dead(link_of(card), now - timedelta(hours=1))


def test_a_new_link_kills_the_one_before(store: Store, card: Card, ani: Person, now: datetime) -> None:
    other = invites.issue(store, CONSOLE, ani.id, "sandi", now)
    assert dead(link_of(card), now)
    assert not dead(link_of(other), now)


def test_a_link_dies_when_the_password_changes(
    store: Store, passwords: Passwords, member: MakePerson, now: datetime
) -> None:
    budi = member("budi")
    link = link_of(invites.issue(store, CONSOLE, budi.id, "sandi", now))
    accounts.change_password(store, passwords, budi.id, GOOD, "payung merah jambu", now)
    assert dead(link, now)


def test_a_link_of_a_closed_account_is_dead_and_none_is_made(
    store: Store, card: Card, ani: Person, now: datetime
) -> None:
    accounts.disable(store, CONSOLE, ani.id, now)
    assert dead(link_of(card), now)
    with pytest.raises(Refusal):
        invites.issue(store, CONSOLE, ani.id, "undangan", now)


@pytest.mark.parametrize("column", ["invite.used_at", "person.disabled_at"])
def test_each_mark_alone_makes_a_link_dead(store: Store, card: Card, now: datetime, column: str) -> None:
    table, name = column.split(".")
    store.database.execute_sql(f"UPDATE {table} SET {name} = '2026-10-06T02:00:00.000000Z'")
    assert dead(link_of(card), now)


def test_a_weak_password_leaves_the_link_good(store: Store, passwords: Passwords, card: Card, now: datetime) -> None:
    with pytest.raises(Refusal) as caught:
        invites.redeem(store, passwords, link_of(card), "ani", now)
    assert caught.value.field == "sandi"
    assert not dead(link_of(card), now)


def test_a_new_password_by_link_ends_every_session(
    store: Store, passwords: Passwords, card: Card, ani: Person, now: datetime
) -> None:
    cookie = sessions.begin(store, ani.id, now)
    invites.redeem(store, passwords, link_of(card), GOOD, now)
    assert sessions.who(store, cookie, now) is None


def test_only_a_links_fingerprint_is_stored(store: Store, card: Card) -> None:
    bare = link_of(card).replace("-", "").encode()
    for path in Path(store.path).parent.iterdir():
        assert bare not in path.read_bytes()
        assert link_of(card).encode() not in path.read_bytes()
    assert link_of(card) not in repr(card)


def test_an_office_admin_gives_links_to_his_own_people(
    store: Store, office: Standing, ani: Person, now: datetime
) -> None:
    assert invites.issue(store, office, ani.id, "sandi", now).username == "ani"


def test_the_first_admin_comes_in_by_a_link_and_no_password_exists_before(
    store: Store, passwords: Passwords, now: datetime
) -> None:
    card = first_admin(store, "kepala.tu", "Ani", now)
    assert tables.Person.get().password_hash is None
    first = invites.redeem(store, passwords, link_of(card), GOOD, now)
    assert standing_of(first.id, now).is_admin(now.date())
    assert card.expires_at == now + timedelta(days=1)


def test_the_first_admins_link_may_be_made_again_until_it_is_used(
    store: Store, passwords: Passwords, now: datetime
) -> None:
    old = first_admin(store, "kepala.tu", "Ani", now)
    later = now + timedelta(days=3)
    card = first_admin(store, "kepala.tu", "Ani", later)
    assert dead(link_of(old), later)
    invites.redeem(store, passwords, link_of(card), GOOD, later)
    with pytest.raises(Refusal):
        first_admin(store, "penyusup", "X", later)
    assert [row.username for row in tables.Person.select()] == ["kepala.tu"]
    assert tables.Grant.select().count() == 1
