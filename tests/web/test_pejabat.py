"""Acting officials on the pages: an end is told two weeks before, and a role that nobody holds to the pengelola."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from portal.people import assignments
from portal.people.model import CONSOLE, Person
from tests.web.conftest import Portal

AGENCY = "purwakarta"
TODAY = date(2026, 10, 14)


def acting(portal: Portal, days: int) -> Person:
    """Make a Plt. head whose days end in so many days."""
    person = portal.person("tatang", "Tatang Wiranata", AGENCY)
    assignments.assign(
        portal.rooms.store, CONSOLE, person_id=person.id, agency=AGENCY, role="kepala", capacity="Plt.",
        mulai=TODAY - timedelta(days=30), sampai=TODAY + timedelta(days=days), surat="SP/1", surat_tanggal=TODAY,
        menggantikan="Ujang Sumarna", now=portal.clock(),
    )  # fmt: skip
    return person


@pytest.fixture
def manager(portal: Portal) -> FlaskClient:
    return portal.as_(portal.granted("dewi", "pengelola", AGENCY))


def test_his_end_is_told_to_an_acting_official_on_tugas_saya(portal: Portal) -> None:
    page = portal.as_(acting(portal, 14)).get("/").text
    assert "Penugasan Anda segera berakhir" in page and "Rabu, 28 Oktober 2026" in page


def test_an_end_further_off_is_not_told(portal: Portal, manager: FlaskClient) -> None:
    assert "segera berakhir" not in portal.as_(acting(portal, 15)).get("/").text
    assert "segera berakhir" not in manager.get(f"/instansi/{AGENCY}").text


@pytest.mark.parametrize("place", ["", "/ringkasan"])
def test_the_pengelola_is_told_of_ends_and_of_roles_nobody_holds(
    portal: Portal, manager: FlaskClient, place: str
) -> None:
    acting(portal, 3)
    page = manager.get(f"/instansi/{AGENCY}{place}").text
    assert "1 penugasan segera berakhir" in page and "Tatang Wiranata, Plt. Kepala Dinas" in page
    assert "Peran tanpa pemegang" in page and "Sekretaris" in page


def test_others_are_told_nothing_of_it(portal: Portal) -> None:
    acting(portal, 3)
    clerk = portal.as_(portal.holder("asep", AGENCY, "petugas-data")).get(f"/instansi/{AGENCY}").text
    stranger = portal.visitor().get(f"/instansi/{AGENCY}").text
    assert "segera berakhir" not in clerk + stranger and "Peran tanpa pemegang" not in clerk + stranger


def test_an_agencys_administrator_can_extend_from_there(portal: Portal) -> None:
    person = acting(portal, 3)
    page = portal.as_(portal.granted("iis", "admin_instansi", AGENCY)).get(f"/admin/instansi/{AGENCY}").text
    assert f"/admin/orang/{person.id}/penugasan/" in page and "/perpanjang" in page
