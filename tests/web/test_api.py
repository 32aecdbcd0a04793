"""The API: the same facts as the pages, read with a token."""

from __future__ import annotations

import pytest

from portal.people import tokens
from portal.people.model import Person
from tests.web.conftest import Portal

SOP = "/api/v1/instansi/purwakarta/sop/pengumpulan-data-kinerja"


def asking(portal: Portal, person: Person) -> dict[str, str]:
    """Return the header of a program that reads in a person's name."""
    return {"Authorization": f"Bearer {tokens.make(portal.rooms.store, person, 'uji', portal.clock())[1]}"}


def test_the_list_is_that_of_the_library(portal: Portal) -> None:
    headers = asking(portal, portal.person("asep"))
    found = portal.visitor().get("/api/v1/sop?q=monev&instansi=purwakarta", headers=headers).json
    assert found is not None
    assert [(row["instansi"], row["url"]) for row in found["sop"]] == [("purwakarta", SOP)]
    assert found["berikutnya"] is None


def test_pages_follow_one_another(portal: Portal) -> None:
    headers, url, seen = asking(portal, portal.person("asep")), "/api/v1/sop?jumlah=4", []
    while url:
        found = portal.visitor().get(url, headers=headers).json
        assert found is not None
        seen += [row["url"] for row in found["sop"]]
        url = found["berikutnya"]
    assert len(seen) == len(set(seen)) == 11


def test_an_sop_is_the_promised_json(portal: Portal) -> None:
    found = portal.visitor().get(SOP, headers=asking(portal, portal.person("asep"))).json
    assert found is not None
    assert found["versi"] == 1
    assert found["nomor"] == "Tu.01/108-b-sekre/2022"
    assert len(found["langkah"]) == 8
    assert len(found["digest"]) == 64


@pytest.mark.parametrize(
    "url", ["/api/v1/sop/tidak-ada", "/api/v1/instansi/x/sop/y", "/api/v1/apa-saja", "/api/v1/siklus/x"]
)
def test_what_is_not_there_is_404_as_json(portal: Portal, url: str) -> None:
    answer = portal.visitor().get(url, headers=asking(portal, portal.person("asep")))
    assert answer.status_code == 404
    assert answer.json is not None
    assert "galat" in answer.json


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer " + "x" * 5000])
def test_without_a_good_token_nothing_is_told(portal: Portal, header: str) -> None:
    answer = portal.visitor().get(SOP, headers={"Authorization": header})
    assert answer.status_code == 401
    assert b"108-b-sekre" not in answer.data


def test_a_program_learns_whether_its_token_is_missing_or_no_longer_good(portal: Portal) -> None:
    asep, store = portal.person("asep"), portal.rooms.store
    sent = asking(portal, asep)
    assert portal.visitor().get(SOP, headers=sent).status_code == 200
    tokens.revoke(store, asep, tokens.listed(asep.id)[0].id, portal.clock())
    assert "sudah dicabut" in portal.visitor().get(SOP, headers=sent).json["galat"]
    assert portal.visitor().get(SOP).json["galat"].startswith("Sertakan token pribadi Anda")


def test_a_session_is_no_token_and_a_token_no_session(portal: Portal) -> None:
    asep = portal.person("asep")
    assert portal.as_(asep).get(SOP).status_code == 401
    assert portal.visitor().get("/akun", headers=asking(portal, asep)).status_code == 303
