"""The guard against talking to other machines does guard."""

from __future__ import annotations

import socket

import pytest

from tests import loopback

ELSEWHERE = "192.0.2.1"
"""An address that is nobody's."""


def test_a_connection_to_another_machine_is_refused_and_remembered() -> None:
    with socket.socket() as line, pytest.raises(PermissionError, match="this machine only"):
        line.connect((ELSEWHERE, 9))
    assert loopback.tried == [f"socket.connect {ELSEWHERE}"]
    loopback.tried.clear()


def test_a_look_up_of_another_name_is_refused() -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("portal.example", 80)
    loopback.tried.clear()


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername() == server.getsockname()
