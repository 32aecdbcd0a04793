"""Which Host and Origin headers are the portal's own."""

from __future__ import annotations

import pytest

from portal.web.hosts import is_own_host, is_private, is_same_origin

URL = "https://sop.contoh.go.id"


@pytest.mark.parametrize("host", ["sop.contoh.go.id", "SOP.contoh.go.id", "sop.contoh.go.id:443"])
def test_the_host_of_the_portals_own_address_is_accepted(host: str) -> None:
    assert is_own_host(host, URL, private_too=False)


@pytest.mark.parametrize(
    "host",
    ["", "contoh.go.id", "sop.contoh.go.id.jahat.example", "sop.contoh.go.id:8443", "jahat.example", "a b", "x@y",
     "sop.contoh.go.id/../", "127.0.0.1:8000", "[::1", "127.0.0.1:99999999"],
)  # fmt: skip
def test_any_other_host_is_refused_where_the_address_is_known(host: str) -> None:
    assert not is_own_host(host, URL, private_too=False)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "192.168.1.20:8000", "10.0.0.3", "pc-perencanaan:8000"]
)
def test_private_addresses_and_short_names_count_on_an_office_network(host: str) -> None:
    assert is_own_host(host, None, private_too=True)


@pytest.mark.parametrize("name", ["jahat.example", "8.8.8.8", "2130706433", "a_b", "", "-a", "127.0.0.1.jahat.example"])
def test_a_name_that_somebody_outside_could_point_here_is_not_private(name: str) -> None:
    assert not is_private(name)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://pc-sekretariat", "pc-sekretariat"),
        ("https://sop.contoh.go.id", "sop.contoh.go.id:443"),
        ("http://[::1]:8000", "[::1]:8000"),
    ],
)
def test_a_page_of_the_same_host_and_port_is_ours(origin: str, host: str) -> None:
    assert is_same_origin(origin, host)


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://jahat.example", "http://127.0.0.1:8001", "http://127.0.0.1", "file://", "http://127.0.0.1:x",
     "chrome-extension://127.0.0.1:8000", "http://127.0.0.1:8000/x", "http://127.0.0.1:8000@jahat.example"],
)  # fmt: skip
def test_any_other_origin_is_foreign(origin: str) -> None:
    assert not is_same_origin(origin, "127.0.0.1:8000")
