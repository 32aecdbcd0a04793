"""How an agency works, set on its page by those who administer it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from portal.settings.agency import AgencySettings, SopSettings, Window, read_agency_settings
from portal.settings.agency_changes import write_agency_settings
from portal.settings.agency_rules import SopRules
from portal.store.tables import Journal
from tests.web.conftest import OURS, Portal

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"
PAGE = f"/admin/instansi/{AGENCY}/aturan"
FORM = {
    "hari_kerja": "6", "hari": "kalender", "geser": "mundur", "menit": "tanpa batas", "plt_tidak_boleh": ["putuskan"],
    f"{SLUG}.buka": "1", f"{SLUG}.tutup": "10", f"{SLUG}.sejak": "2026-tw1", f"{SLUG}.otomatis": "ya",
    f"{SLUG}.hari": "kerja",
}  # fmt: skip


@pytest.fixture
def office(portal: Portal) -> FlaskClient:
    """The browser of Purwakarta's administrator."""
    return portal.as_(portal.granted("iis", "admin_instansi", AGENCY))


def test_what_is_set_holds_from_then_on(portal: Portal, office: FlaskClient) -> None:
    assert office.post(PAGE, data=FORM, headers=OURS).headers["Location"] == PAGE
    rules = portal.rooms.library.rules(AGENCY)
    assert (rules.geser, rules.hari, rules.menit) == ("mundur", "kalender", "tanpa batas")
    assert not rules.may("Plt.", "putuskan")
    assert rules.of(SLUG) == SopRules(Window(1, 10), "2026-TW1", True, "kerja")
    agency = portal.rooms.library.agency(AGENCY)
    assert agency is not None
    assert agency.hari_kerja == 6
    shown = office.get(PAGE).text
    assert '<option value="mundur" selected>' in shown
    assert 'value="2026-TW1"' in shown


def test_units_and_plugins_are_kept(portal: Portal, office: FlaskClient) -> None:
    office.post(PAGE, data=FORM, headers=OURS)
    office.post(f"/admin/instansi/{AGENCY}", data={"unit": "a = Bidang A"}, headers=OURS)
    kept = read_agency_settings(portal.rooms.settings.home)[AGENCY]
    assert kept.unit == {"a": "Bidang A"}
    assert kept.geser == "mundur"


def test_the_quota_is_the_portal_administrators(portal: Portal, office: FlaskClient) -> None:
    assert "kuota_bukti_mb" not in office.get(PAGE).text
    office.post(PAGE, data={**FORM, "kuota_bukti_mb": "9999"}, headers=OURS)
    assert portal.rooms.library.rules(AGENCY).kuota_bukti_mb == 2048
    admin = portal.as_(portal.granted("agnes", "admin"))
    admin.post(PAGE, data={**FORM, "kuota_bukti_mb": "512"}, headers=OURS)
    assert portal.rooms.library.rules(AGENCY).kuota_bukti_mb == 512


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({f"{SLUG}.tutup": "0"}, "Tulis dengan angka"),
        ({f"{SLUG}.buka": "11"}, "tidak ditutup sebelum dibuka"),
        ({f"{SLUG}.tutup": ""}, "Tulis dengan angka"),
        ({f"{SLUG}.sejak": "2026-07"}, "2026-TW3"),
        ({"geser": "terbang"}, "geser"),
        ({"plt_tidak_boleh": ["tutup"]}, "plt_tidak_boleh"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_set(
    portal: Portal, office: FlaskClient, typed: dict[str, object], told: str
) -> None:
    answer = office.post(PAGE, data={**FORM, **typed}, headers=OURS)
    assert answer.status_code == 422
    assert told in answer.text
    assert read_agency_settings(portal.rooms.settings.home).get(AGENCY, AgencySettings()) == AgencySettings()


def test_a_record_is_ended_also_where_the_document_is_gone(portal: Portal, office: FlaskClient) -> None:
    gone = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW1")
    write_agency_settings(portal.rooms.settings.home, AGENCY, AgencySettings(sop={"sudah-tidak-ada": gone}))
    assert 'name="sudah-tidak-ada.sampai"' in office.get(PAGE).text
    ended = {"sudah-tidak-ada.buka": "1", "sudah-tidak-ada.tutup": "10", "sudah-tidak-ada.sejak": "2026-TW1"}
    answer = office.post(PAGE, data={**FORM, **ended, "sudah-tidak-ada.sampai": "2026-13"}, headers=OURS)
    assert answer.status_code == 422 and "2026-13" in answer.text
    office.post(PAGE, data={**FORM, **ended, "sudah-tidak-ada.sampai": "2026-tw3"}, headers=OURS)
    rules = portal.rooms.library.rules(AGENCY)
    assert rules.of("sudah-tidak-ada").dicatat_sampai == "2026-TW3"
    assert rules.of(SLUG).dicatat_sampai is None


def test_what_was_set_before_the_siklus_changed_still_stands(portal: Portal, office: FlaskClient) -> None:
    before = SopSettings(dicatat_sejak="2025-07")
    write_agency_settings(portal.rooms.settings.home, AGENCY, AgencySettings(sop={SLUG: before}))
    assert office.post(PAGE, data={**FORM, f"{SLUG}.sejak": "2025-07"}, headers=OURS).status_code == 303
    assert portal.rooms.library.rules(AGENCY).of(SLUG).dicatat_sejak == "2025-07"


def test_what_was_set_stands_in_the_journal(office: FlaskClient) -> None:
    office.post(PAGE, data=FORM, headers=OURS)
    line = Journal.select().order_by(Journal.seq.desc()).get()
    assert (line.kind, line.agency) == ("instansi-diatur", AGENCY)
    assert "2026-tw1" in line.detail


def test_another_offices_rules_are_not_there(office: FlaskClient) -> None:
    assert office.get("/admin/instansi/anambas/aturan").status_code == 404
    assert office.post("/admin/instansi/anambas/aturan", data=FORM, headers=OURS).status_code == 404
