"""No test talks to another machine: a connection that would leave this one fails the test that tried."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Generator

import pytest

tried: list[str] = []
"""What the running test tried to reach."""


def is_loopback(host: object) -> bool:
    """True if `host` is this machine, spoken to through itself."""
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def watch(event: str, args: tuple[object, ...]) -> None:
    """Refuse to look up or to reach any other machine."""
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if not is_loopback(host):
        tried.append(f"{event} {host}")
        raise PermissionError(f"a test may reach this machine only, not {host}")


def pytest_configure() -> None:
    """Watch from before the first test to the end of the process."""
    sys.addaudithook(watch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Fail the test even where the refusal was swallowed."""
    tried.clear()
    result = yield
    assert tried == []
    return result
