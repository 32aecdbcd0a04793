"""Passwords: hashed slowly, few at a time, and judged by one of two profiles."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from portal.people.names import folded
from portal.people.weak import COMMON, is_a_run
from portal.refusal import Refusal
from portal.say import say
from portal.store.trouble import busy

Profile = Literal["nist", "bssn"]

LONGEST = 128
SHORTEST: dict[Profile, int] = {"nist": 10, "bssn": 12}
BSSN_LIFETIME = timedelta(days=183)

_AT_ONCE = 2
_PATIENCE_SECONDS = 15
_REST = 6
"""How many characters must remain when every well-known word is taken out of a password."""


class Passwords:
    """Hashes and judges passwords. `words` are those of the office (its names) that make a password guessable."""

    def __init__(self, profile: Profile = "nist", words: Iterable[str] = ()) -> None:
        self.profile = profile
        self._words = frozenset(part for word in words for part in _parts(word))
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._dummy = _no_password(self._hasher)

    def hash(self, password: str) -> str:
        """Return the argon2id hash of `password`. Never inside a transaction: it takes its time."""
        with self._turn():
            return self._hasher.hash(normalised(password))

    def matches(self, stored: str | None, password: str) -> bool:
        """True if `password` belongs to the hash. Without a hash the same work is done, and False returned."""
        with self._turn():
            try:
                return self._hasher.verify(stored or self._dummy, normalised(password)) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, stored: str) -> bool:
        """True if a hash was made with less work than today's."""
        return self._hasher.check_needs_rehash(stored)

    def expired(self, changed_at: datetime | None, now: datetime) -> bool:
        """True if the profile asks for a new password by now."""
        return self.profile == "bssn" and changed_at is not None and now - changed_at > BSSN_LIFETIME

    def refuse_weak(self, password: str, *context: str) -> None:
        """Refuse a new password that is too short, too long or guessable; `context`: user name and name."""
        require_length(password)
        plain = normalised(password)
        if any(unicodedata.category(sign) == "Cc" for sign in plain):
            raise _refusal(say("Kata sandi tidak boleh memuat karakter kendali."))
        if len(plain) < SHORTEST[self.profile]:
            raise _refusal(say("Kata sandi paling pendek {n} karakter.", n=SHORTEST[self.profile]))
        if self.profile == "bssn" and not _is_mixed(plain):
            raise _refusal(say("Kata sandi harus memuat huruf besar, huruf kecil, angka dan tanda baca."))
        known = COMMON | self._words | {part for word in context for part in _parts(word)}
        if _is_guessable(folded(plain), known):
            raise _refusal(say("Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan."))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_PATIENCE_SECONDS):
            raise busy()
        try:
            yield
        finally:
            self._turns.release()


def _no_password(hasher: PasswordHasher) -> str:
    """Return what reads as a hash of this hasher and belongs to no password, without the work of hashing one."""
    salt, digest = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (hasher.salt_len, hasher.hash_len)
    )
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${cost}${salt}${digest}"


def normalised(password: str) -> str:
    """Return the one form in which a password is hashed: NFKC, nothing cut or stripped."""
    return unicodedata.normalize("NFKC", password)


def require_length(password: str) -> None:
    """Refuse (400) a password beyond the longest, before any work is done for it."""
    if len(password) > LONGEST:
        raise Refusal(say("Kata sandi paling panjang {n} karakter.", n=LONGEST), status=400, field="sandi")


def _refusal(message: str) -> Refusal:
    return Refusal(message, field="sandi")


def _is_mixed(plain: str) -> bool:
    kinds = (str.isupper, str.islower, str.isdigit, lambda sign: not sign.isalnum())
    return all(any(kind(sign) for sign in plain) for kind in kinds)


def _parts(word: str) -> list[str]:
    whole = folded(word)
    split = "".join(sign if sign.isalnum() else " " for sign in whole).split()
    return [part for part in (*split, "".join(split)) if len(part) >= 3]


def _is_guessable(plain: str, known: Iterable[str]) -> bool:
    if len(set(plain)) < 5 or is_a_run(plain):
        return True
    rest = plain
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, " ")
    letters = [sign for sign in rest if sign.isalpha()]
    signs = [sign for sign in rest if not sign.isspace()]
    return rest != plain and (len(signs) < _REST or len(letters) < 3)
