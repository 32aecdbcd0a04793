"""Tries to sign in, counted in the database for all processes together: after some failures, a growing wait.

Three counts: of an account (strangers' tries), of a browser from which the account's owner has signed in
before (so that strangers cannot lock him out), and of a network address (many accounts, one password).
A failure leaves the count only when it is old: somebody else's success resets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from portal.canon import canonical, sha256
from portal.people.names import folded_username
from portal.refusal import Refusal
from portal.say import say
from portal.store.database import Store
from portal.store.tables import Attempt

WINDOW = timedelta(hours=1)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Counter:
    """One count: its key, and how many failures are free."""

    key: str
    free: int


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted; `last_free` if the next one after a failure must wait."""

    rows: tuple[int, ...]
    last_free: bool


def by_account(username: str) -> Counter:
    """Return the count of an account, the same for every way of writing its user name."""
    return Counter(_key("akun", folded_username(username)), 5)


def by_device(username: str, device_sha256: str) -> Counter:
    """Return the count of an account in a browser that is known to it."""
    return Counter(_key("peramban", folded_username(username), device_sha256), 5)


def by_address(address: str) -> Counter:
    """Return the count of a network address; an IPv6 address counts with its neighbours (/64)."""
    return Counter(_key("alamat", _network(address)), 30)


def reserve(store: Store, counters: Iterable[Counter], now: datetime) -> Try:
    """Count a try before it is made. Raises Refusal (429), and counts nothing, while one of the counts makes wait."""
    rows, last_free = [], False
    with store.writing():
        Attempt.delete().where(Attempt.at <= now - WINDOW).execute()
        for counter in counters:
            failures = _failures(counter, now)
            beyond = len(failures) - counter.free
            if beyond >= 0 and failures[0] + _wait(beyond) > now:
                raise _wait_refusal(failures[0] + _wait(beyond) - now)
            last_free = last_free or beyond == -1
            rows.append(Attempt.create(key=counter.key, at=now).id)
    return Try(tuple(rows), last_free)


def release(store: Store, tried: Try) -> None:
    """Take back the count of a try that succeeded."""
    with store.writing():
        Attempt.delete().where(Attempt.id.in_(tried.rows)).execute()


def _failures(counter: Counter, now: datetime) -> list[datetime]:
    """Return the instants of the counted failures, latest first; what a wrong clock put into the future is left out."""
    rows = Attempt.select(Attempt.at).where((Attempt.key == counter.key) & (Attempt.at <= now))
    return [row.at for row in rows.order_by(Attempt.at.desc()).limit(200)]


def _wait(beyond: int) -> timedelta:
    doubled: int = 2 ** min(beyond, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def _wait_refusal(wait: timedelta) -> Refusal:
    minutes = -(-int(wait.total_seconds()) // 60)
    return Refusal(
        say("Terlalu banyak percobaan masuk. Coba lagi dalam {menit} menit.", menit=max(minutes, 1)), status=429
    )


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    return parsed.exploded[:19] if isinstance(parsed, IPv6Address) else str(parsed)


def _key(*parts: str) -> str:
    return sha256(canonical(list(parts)))
