"""After signing in a person lands on a page of this portal, whatever the link said."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.next_url import inside

ELSEWHERE = [
    "//jahat.example", "/\\jahat.example", "\\/jahat.example", "\\\\jahat.example", "///jahat.example",
    "/\t/jahat.example", "/%09/\njahat.example", "https:jahat.example", "https://jahat.example",
    "javascript:alert(1)", "data:text/html,x", " //jahat.example", "http:///jahat.example", "sop", "", "/a\\b",
    "/ruang kosong", "/\x00", "/é",
]  # fmt: skip


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_what_could_lead_elsewhere_is_replaced(asked: str) -> None:
    assert inside(asked, "/") == "/"


@pytest.mark.parametrize("asked", ["/", "/sop?q=a%20b&tag=kinerja", "/instansi/purwakarta/sop/x#langkah-3", "/%09/e"])
def test_a_path_of_the_portal_is_kept(asked: str) -> None:
    assert inside(asked, "/salah") == asked


def test_an_endless_path_is_replaced() -> None:
    assert inside("/" + "a" * 5000, "/") == "/"


@given(st.text(alphabet="/\\:.@ah\t\n%09?#[]", max_size=12))
def test_nothing_ever_names_another_host(asked: str) -> None:
    kept = inside(asked, "/")
    parts = urlsplit(kept.replace("\\", "/").replace("\t", "").replace("\n", ""))
    assert parts.scheme == ""
    assert parts.netloc == ""
