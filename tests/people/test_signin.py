"""Signing in: one answer for every no, limited tries, nobody locked out by strangers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher

from portal.people import accounts, sessions
from portal.people.model import CONSOLE
from portal.people.passwords import Passwords
from portal.people.signin import Welcome, sign_in
from portal.refusal import Refusal
from portal.store.database import Store
from portal.store.tables import Attempt, Device, Journal, Person
from tests.people.office import GOOD, MakePerson, journaled

Try = Callable[..., Welcome]
WRONG = "bukan kata sandinya"


@pytest.fixture
def attempt(store: Store, passwords: Passwords, now: datetime) -> Try:
    """attempt("ani", GOOD) → signed in, or a refusal."""

    def make(
        username: str,
        password: str,
        *,
        after: timedelta = timedelta(),
        address: str = "10.0.0.7",
        device: str | None = None,
    ) -> Welcome:
        return sign_in(store, passwords, username, password, now + after, address=address, device=device)

    return make


def refused(attempt: Try, *args: object, **options: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        attempt(*args, **options)
    return caught.value


def fail(attempt: Try, times: int, username: str = "ani", **options: object) -> list[int]:
    return [refused(attempt, username, WRONG, **options).status for _ in range(times)]


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was verified so far."""
    done: list[str] = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, password: str) -> bool:
        done.append(password)
        return verify(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    return done


def test_the_right_password_opens_a_session(store: Store, member: MakePerson, attempt: Try, now: datetime) -> None:
    ani = member("ani")
    welcome = attempt(" ANI ", GOOD)
    found = sessions.who(store, welcome.cookie, now)
    assert found is not None
    assert found.person.id == ani.id
    assert journaled()[-1] == "masuk"


def test_every_no_is_the_same_no(
    store: Store, person: MakePerson, member: MakePerson, attempt: Try, works: list[str], now: datetime
) -> None:
    member("ani")
    accounts.disable(store, CONSOLE, member("budi").id, now)
    person("citra")
    answers = set()
    for username, password in (
        ("ani", WRONG),
        ("siapa", WRONG),
        ("budi", GOOD),
        ("citra", WRONG),
        ("x" * 100_000, WRONG),
    ):
        del works[:]
        with store.counting() as count:
            refusal = refused(attempt, username, password)
        answers.add((str(refusal.message), refusal.status, refusal.field, int(count), len(works)))
    assert len(answers) == 1


@pytest.mark.parametrize("typed", ["' OR 1=1 --", "*)(uid=*", "\u202eina", "\0", "\ud800"])
def test_any_user_name_gets_the_same_no(attempt: Try, typed: str) -> None:
    assert refused(attempt, typed, WRONG).status == 422


def test_an_endless_password_costs_no_work(member: MakePerson, attempt: Try, works: list[str]) -> None:
    member("ani")
    assert refused(attempt, "ani", "x" * 129).status == 400
    assert works == []
    assert Attempt.select().count() == 0


def test_after_five_failures_even_the_right_password_waits(member: MakePerson, attempt: Try, works: list[str]) -> None:
    member("ani")
    assert fail(attempt, 5) == [422] * 5
    del works[:]
    assert refused(attempt, "ani", GOOD).status == 429
    assert works == []
    attempt("ani", GOOD, after=timedelta(seconds=31))


def test_the_wait_grows_and_has_an_end(member: MakePerson, attempt: Try) -> None:
    member("ani")
    fail(attempt, 5)
    after = timedelta(seconds=31)
    assert fail(attempt, 1, after=after) == [422]
    assert fail(attempt, 1, after=after + timedelta(seconds=31)) == [429]
    assert fail(attempt, 1, after=after + timedelta(seconds=61)) == [422]
    attempt("ani", GOOD, after=timedelta(minutes=20))


def test_waiting_tries_do_not_prolong_the_wait(member: MakePerson, attempt: Try) -> None:
    member("ani")
    fail(attempt, 5)
    assert fail(attempt, 20, after=timedelta(seconds=20)) == [429] * 20
    attempt("ani", GOOD, after=timedelta(seconds=31))


@pytest.mark.parametrize("other", ["ANI", " ani ", "ａｎｉ"])
def test_one_account_has_one_count_however_it_is_written(member: MakePerson, attempt: Try, other: str) -> None:
    member("ani")
    fail(attempt, 4)
    fail(attempt, 1, other)
    assert refused(attempt, "ani", GOOD).status == 429


def test_an_unknown_account_waits_just_the_same(attempt: Try) -> None:
    assert fail(attempt, 6, "siapa") == [422] * 5 + [429]


def test_a_success_resets_nobodys_count(member: MakePerson, attempt: Try) -> None:
    member("ani")
    fail(attempt, 4)
    attempt("ani", GOOD)
    assert fail(attempt, 2) == [422, 429]


def test_a_success_itself_is_not_counted(member: MakePerson, attempt: Try) -> None:
    member("ani")
    for _ in range(8):
        attempt("ani", GOOD)
    assert Attempt.select().count() == 0


def test_strangers_cannot_lock_out_the_owner_in_his_own_browser(member: MakePerson, attempt: Try) -> None:
    member("ani")
    mine = attempt("ani", GOOD).device
    assert fail(attempt, 6, address="10.0.0.66")[-1] == 429
    assert attempt("ani", GOOD, device=mine).device == mine
    assert refused(attempt, "ani", GOOD).status == 429


def test_the_owners_browser_has_its_own_limit(member: MakePerson, attempt: Try) -> None:
    member("ani")
    mine = attempt("ani", GOOD).device
    assert fail(attempt, 6, device=mine) == [422] * 5 + [429]


def test_one_persons_browser_is_no_key_to_anothers_count(member: MakePerson, attempt: Try) -> None:
    member("ani")
    member("budi")
    mine = attempt("budi", GOOD).device
    assert fail(attempt, 5) == [422] * 5
    assert fail(attempt, 1, device=mine) == [429]
    assert attempt("budi", GOOD, device="karangan").device != "karangan"


def test_one_address_trying_many_accounts_is_stopped(attempt: Try) -> None:
    statuses = [refused(attempt, f"orang.{number}", WRONG).status for number in range(31)]
    assert statuses == [422] * 30 + [429]
    assert refused(attempt, "orang.99", WRONG, address="10.0.0.8").status == 422


def test_neighbouring_ipv6_addresses_count_together(attempt: Try) -> None:
    statuses = [
        refused(attempt, f"orang.{number}", WRONG, address=f"2001:db8:1:2::{number:x}").status for number in range(31)
    ]
    assert statuses[-1] == 429
    assert refused(attempt, "orang.99", WRONG, address="2001:db8:1:3::1").status == 422


def test_the_count_is_shared_by_all_processes(store: Store, member: MakePerson, attempt: Try, now: datetime) -> None:
    member("ani")
    fail(attempt, 5)
    other = Store(f"sqlite:///{store.path}").open()
    with pytest.raises(Refusal) as caught:
        sign_in(other, Passwords(), "ani", GOOD, now, address="10.0.0.9")
    assert caught.value.status == 429


def test_guessing_in_parallel_gains_no_tries(store: Store, member: MakePerson, attempt: Try, works: list[str]) -> None:
    member("ani")
    threads = [threading.Thread(target=refused, args=(attempt, "ani", WRONG)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(works) == 5


def test_a_hold_is_noted_once_with_its_place(member: MakePerson, attempt: Try) -> None:
    ani = member("ani")
    fail(attempt, 8)
    lines = [(line.subject, line.detail) for line in Journal.select().where(Journal.kind == "masuk-ditahan")]
    assert lines == [(ani.id, '{"alamat":"10.0.0.7"}')]


def test_old_failures_are_forgotten(member: MakePerson, attempt: Try) -> None:
    member("ani")
    fail(attempt, 5)
    attempt("ani", GOOD, after=timedelta(hours=2))
    assert Attempt.select().count() == 0


def test_a_clock_that_went_back_locks_nobody_out(member: MakePerson, attempt: Try) -> None:
    member("ani")
    fail(attempt, 5, after=timedelta(days=300))
    attempt("ani", GOOD)


def test_signing_in_renews_a_hash_of_less_work(store: Store, member: MakePerson, attempt: Try) -> None:
    ani = member("ani")
    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(GOOD)
    Person.update(password_hash=cheap).execute()
    attempt("ani", GOOD)
    renewed = Person.get_by_id(ani.id)
    assert str(renewed.password_hash).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert renewed.password_version == 1


def test_each_sign_in_gets_a_new_cookie(member: MakePerson, attempt: Try) -> None:
    member("ani")
    assert len({attempt("ani", GOOD).cookie for _ in range(3)}) == 3


def test_what_is_secret_is_never_printed(member: MakePerson, attempt: Try) -> None:
    member("ani")
    welcome = attempt("ani", GOOD)
    assert welcome.cookie not in repr(welcome)
    assert welcome.device not in repr(welcome)
    assert Device.select().where(Device.token_sha256 == welcome.device).count() == 0


def test_no_password_is_hashed_inside_a_transaction(
    store: Store, passwords: Passwords, member: MakePerson, attempt: Try, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    inside: list[bool] = []
    for name in ("hash", "verify"):
        real = getattr(PasswordHasher, name)

        def watched(self: PasswordHasher, *args: str, real: Callable[..., object] = real) -> object:
            inside.append(store.database.in_transaction())
            return real(self, *args)

        monkeypatch.setattr(PasswordHasher, name, watched)
    ani = member("ani")
    attempt("ani", GOOD)
    accounts.change_password(store, passwords, ani.id, GOOD, "payung merah jambu", now)
    assert len(inside) == 4
    assert not any(inside)
