"""Passwords: hashed with care, judged fairly."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from portal.people.passwords import LONGEST, Passwords, require_length
from portal.refusal import Refusal
from tests.people.office import GOOD


@pytest.fixture(scope="module")
def bssn() -> Passwords:
    return Passwords("bssn", ["Dinas Perhubungan Kabupaten Purwakarta"])


def weak(passwords: Passwords, password: str, *context: str) -> bool:
    try:
        passwords.refuse_weak(password, *context)
    except Refusal as refusal:
        assert refusal.field == "sandi"
        return True
    return False


def test_a_password_is_kept_as_argon2id_with_enough_work(passwords: Passwords) -> None:
    found = extract_parameters(passwords.hash(GOOD))
    assert (found.type, found.memory_cost >= 19 * 1024, found.time_cost >= 2) == (Type.ID, True, True)


def test_the_right_password_fits_and_nothing_else_does(passwords: Passwords) -> None:
    stored = passwords.hash(GOOD)
    assert passwords.matches(stored, GOOD)
    for other in (GOOD.upper(), GOOD + " ", " " + GOOD, GOOD[:-1], ""):
        assert not passwords.matches(stored, other)


def test_no_hash_and_a_broken_hash_fit_nothing(passwords: Passwords) -> None:
    assert not passwords.matches(None, GOOD)
    assert not passwords.matches("bukan hash", GOOD)


def test_no_hash_asks_for_the_same_work_as_one(passwords: Passwords) -> None:
    stands_in, real = passwords._dummy, passwords.hash(GOOD)
    assert extract_parameters(stands_in) == extract_parameters(real)
    assert not passwords.matches(stands_in, GOOD) and not passwords.outdated(stands_in)


def test_two_ways_of_writing_one_letter_are_one_password(passwords: Passwords) -> None:
    assert passwords.matches(passwords.hash("kaf\u00e9 di tepi kali 😀"), "kafe\u0301 di tepi kali 😀")


def test_nothing_of_a_long_password_is_cut_off(passwords: Passwords) -> None:
    long = "a1" * (LONGEST // 2 - 1)
    assert not passwords.matches(passwords.hash(long + "xy"), long + "xz")
    assert not passwords.matches(passwords.hash("kunci\0rumah biru"), "kunci")


def test_an_endless_password_is_refused_before_any_work(passwords: Passwords) -> None:
    for password in ("x" * (LONGEST + 1), "x" * 1_000_000):
        with pytest.raises(Refusal) as caught:
            require_length(password)
        assert caught.value.status == 400
    require_length("x" * LONGEST)


@pytest.mark.parametrize(
    "password",
    [
        "pendek", "password123!", "rahasia12345", "1234567890", "qwertyuiop", "abcdefghijkl", "aaaaaaaaaaaa",
        "abcabcabcabc", "P@ssw0rd2026", "bismillah123", "indonesia2026!", "Portal-SOP-2026", "anisuryani1970",
        "1qaz2wsx3edc",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused_in_both_profiles(
    passwords: Passwords, bssn: Passwords, password: str
) -> None:
    assert weak(passwords, password, "ani.suryani", "Ani Suryani, S.E.")
    assert weak(bssn, password, "ani.suryani", "Ani Suryani, S.E.")


def test_the_offices_own_name_is_refused(bssn: Passwords) -> None:
    assert weak(bssn, "Perhubungan#26")


@pytest.mark.parametrize(
    "password", [GOOD, "tujuh gajah lewat", "xK9vTq2mLw", "payung   merah   jambu", "sepatu-sopir-biru"]
)
def test_words_that_do_not_belong_together_are_welcome(passwords: Passwords, password: str) -> None:
    assert not weak(passwords, password, "ani.suryani", "Ani Suryani")


def test_control_characters_are_refused(passwords: Passwords) -> None:
    assert weak(passwords, "kopi susu\x00 pagi hari")


def test_only_bssn_asks_for_mixed_characters_and_a_new_one_in_time(passwords: Passwords, bssn: Passwords) -> None:
    assert weak(bssn, GOOD)
    assert not weak(bssn, "Kopi-susu-pagi-7")
    now = datetime(2026, 10, 6, tzinfo=UTC)
    assert bssn.expired(now - timedelta(days=184), now)
    assert not bssn.expired(now - timedelta(days=180), now)
    assert not passwords.expired(now - timedelta(days=4000), now)
    assert not bssn.expired(None, now)


def test_a_hash_made_with_less_work_is_outdated(passwords: Passwords) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(GOOD)
    assert passwords.outdated(cheap)
    assert not passwords.outdated(passwords.hash(GOOD))


def test_at_most_two_are_hashed_at_once(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    guard, together, inside, most = threading.Lock(), threading.Barrier(2), 0, 0

    def slow(self: PasswordHasher, password: str) -> str:
        nonlocal inside, most
        with guard:
            inside += 1
            most = max(most, inside)
        together.wait(10)
        with guard:
            inside -= 1
        return "hash"

    monkeypatch.setattr(PasswordHasher, "hash", slow)
    threads = [threading.Thread(target=passwords.hash, args=(GOOD,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
