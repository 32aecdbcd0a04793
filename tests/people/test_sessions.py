"""Sessions: only on the server, over in time and at once, never revived."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portal.people import accounts, sessions
from portal.people.model import CONSOLE, Person
from portal.people.sessions import ABSOLUTE, IDLE, REMEMBERED
from portal.store import tables
from portal.store.database import Store
from tests.people.office import MakePerson, journaled

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ani(person: MakePerson) -> Person:
    return person("ani")


def alive(store: Store, cookie: str | None, when: datetime) -> bool:
    return sessions.who(store, cookie, when) is not None


def test_a_cookie_names_its_person_by_one_query(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    with store.counting() as count:
        found = sessions.who(store, cookie, now + MINUTE)
    assert found is not None
    assert (found.person, found.account) == (ani, ani)
    assert int(count) == 1


@pytest.mark.parametrize("cookie", [None, "", "karangan", "x" * 65_536, "\ud800", "' OR 1=1"])
def test_an_invented_cookie_names_nobody(store: Store, now: datetime, cookie: str | None) -> None:
    assert not alive(store, cookie, now)
    assert tables.Session.select().count() == 0


def test_the_database_holds_nothing_that_works_as_a_cookie(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    files = [path.read_bytes() for path in Path(store.path).parent.iterdir()]
    assert not any(cookie.encode() in content for content in files)
    assert not alive(store, tables.Session.get().id_sha256, now)


def test_an_idle_session_ends(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    assert alive(store, cookie, now + IDLE - MINUTE)
    assert not alive(store, cookie, now + 2 * IDLE)


def test_a_busy_session_ends_after_a_day(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    for hours in range(0, 24, 4):
        assert alive(store, cookie, now + timedelta(hours=hours))
    assert not alive(store, cookie, now + ABSOLUTE)


def test_a_remembered_session_lasts_a_week(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now, remember=True)
    assert alive(store, cookie, now + timedelta(days=6))
    assert not alive(store, cookie, now + REMEMBERED)


def test_a_clock_that_goes_back_revives_no_session(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    assert not alive(store, cookie, now + IDLE)
    assert not alive(store, cookie, now + IDLE - timedelta(hours=1))
    assert not alive(store, cookie, now)


def test_a_clock_that_goes_back_an_hour_keeps_the_end(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    assert alive(store, cookie, now + timedelta(hours=7))
    assert alive(store, cookie, now + timedelta(hours=6))
    assert not alive(store, cookie, now + timedelta(hours=7) + IDLE)


def test_a_session_from_a_time_to_come_is_not_alive_for_years(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now + timedelta(days=3650))
    assert not alive(store, cookie, now)


def test_being_seen_is_noted_now_and_then(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    for minutes in range(5):
        with store.counting() as count:
            assert alive(store, cookie, now + minutes * MINUTE)
        assert int(count) == 1
    assert alive(store, cookie, now + 5 * MINUTE)
    assert tables.Session.get().seen_at == now + 5 * MINUTE


def test_a_full_disk_keeps_nobody_from_reading(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    store.database.pragma("query_only", 1)
    assert alive(store, cookie, now + timedelta(hours=7))
    assert not alive(store, cookie, now + timedelta(hours=9))
    store.database.pragma("query_only", 0)


def test_signing_out_ends_the_session_at_once(store: Store, ani: Person, now: datetime) -> None:
    one, other = (sessions.begin(store, ani.id, now) for _ in range(2))
    sessions.end(store, one, now)
    assert not alive(store, one, now)
    assert alive(store, other, now)
    assert journaled()[-1] == "keluar"


def test_signing_out_twice_is_no_mistake(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    for value in (cookie, cookie, None, "karangan"):
        sessions.end(store, value, now)
    assert journaled().count("keluar") == 1


def test_a_closed_account_has_no_session_even_if_a_row_is_left(store: Store, ani: Person, now: datetime) -> None:
    cookie = sessions.begin(store, ani.id, now)
    tables.Person.update(disabled_at=now).execute()
    assert not alive(store, cookie, now)


def test_one_sees_and_ends_ones_own_sessions_only(store: Store, ani: Person, person: MakePerson, now: datetime) -> None:
    budi = person("budi")
    cookie = sessions.begin(store, ani.id, now, agent="Firefox\x1b[31m di kantor")
    (listed,) = sessions.open_sessions(ani.id, now)
    assert listed.agent == "Firefox [31m di kantor"
    sessions.end_one(store, budi, listed.key, now)
    assert alive(store, cookie, now)
    sessions.end_one(store, ani, listed.key, now)
    assert not alive(store, cookie, now)
    assert sessions.open_sessions(ani.id, now) == ()


def test_all_sessions_end_together(store: Store, ani: Person, now: datetime) -> None:
    cookies = [sessions.begin(store, ani.id, now) for _ in range(3)]
    sessions.end_all(store, ani.id)
    assert not any(alive(store, cookie, now) for cookie in cookies)


def test_old_sessions_are_swept_out(store: Store, ani: Person, now: datetime) -> None:
    sessions.begin(store, ani.id, now)
    sessions.begin(store, ani.id, now + timedelta(days=2))
    assert tables.Session.select().count() == 1


def test_the_demo_looks_as_somebody_else_and_back(store: Store, ani: Person, person: MakePerson, now: datetime) -> None:
    budi = person("budi")
    cookie = sessions.begin(store, ani.id, now)
    me = sessions.who(store, cookie, now)
    assert me is not None
    sessions.act_as(store, me, budi.id, now)
    looking = sessions.who(store, cookie, now)
    assert looking is not None
    assert (looking.person.id, looking.account.id) == (budi.id, ani.id)
    accounts.disable(store, CONSOLE, budi.id, now)
    back = sessions.who(store, cookie, now)
    assert back is not None
    assert back.person.id == ani.id
    sessions.act_as(store, me, None, now)
    assert journaled()[-1] == "lihat-sebagai"
