"""LKE of an agency: the page that answers the evaluation, for those who may see the agency's cycles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_hex

import pytest

from portal.desk.values import Form
from portal.people.model import Person
from portal.people.standing import standing_of
from portal.settings.agency import AgencySettings, SopSettings, Window
from portal.settings.agency_changes import write_agency_settings
from tests.web import html
from tests.web.conftest import Portal
from tests.web.indonesian import left_over, names_in

AGENCY, SLUG = "purwakarta", "pengumpulan-data-kinerja"
PAGE = f"/instansi/{AGENCY}/lke"


@dataclass
class Office:
    """Purwakarta, whose second quarter was missed and whose third runs."""

    portal: Portal
    people: dict[str, Person] = field(default_factory=dict)
    cycle: str = ""

    def get(self, name, path=PAGE):
        return self.portal.as_(self.people[name]).get(path)

    def act(self, name, verb, *args, **typed):
        now = self.portal.clock()
        act = getattr(self.portal.rooms.desk, verb)
        return act(standing_of(self.people[name].id, now), *args, Form(token_hex(16), **typed), now).cycle


@pytest.fixture
def office(portal):
    portal.clock.now = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
    given = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW2")
    write_agency_settings(portal.rooms.settings.home, AGENCY, AgencySettings(sop={SLUG: given}))
    found = Office(portal)
    found.people = {
        "petugas": portal.holder("petugas", AGENCY, "petugas-data"),
        "kasubbag": portal.holder("kasubbag", AGENCY, "kasubbag-perencanaan"),
        "dewi": portal.granted("dewi", "pengelola", AGENCY),
        "iis": portal.granted("iis", "admin_instansi", AGENCY),
        "orang-luar": portal.granted("orang-luar", "pengelola", "anambas"),
    }
    found.cycle = found.act("dewi", "open", AGENCY, SLUG, "2026-TW3").id
    portal.clock.now += timedelta(days=14)
    found.act("petugas", "check", found.cycle, step="himpun", role="petugas-data", alasan="menunggu BPS")
    return found


def row(page, key):
    return html.words(html.by_id(page, key))


def test_each_criterion_has_its_verdict_and_what_is_missing(office):
    page = office.get("petugas").text
    assert "Sebagian" in row(page, "berkala") and "Tidak dijalankan: Triwulan II 2026" in row(page, "berkala")
    assert "Belum ada" in row(page, "telusur")
    assert "2 dari 5 jabatan" in row(page, "penanggung-jawab")
    assert "Belum dipegang siapa pun: Kepala Dinas; Kepala Bidang; Sekretaris" in row(page, "penanggung-jawab")
    assert "Peninjauan setahun terakhir tidak tercatat" in row(page, "mutakhir")
    assert "PermenPAN-RB 88/2021" in page


def test_the_answers_lead_into_the_records(office):
    links = html.links(office.get("petugas").text)
    assert f"/siklus/{office.cycle}" in links
    assert f"/instansi/{AGENCY}/register?tahun=2026" in links
    assert f"/instansi/{AGENCY}/sop/{SLUG}" in links


def test_only_who_administers_is_led_to_the_settings(office):
    assert "/admin/orang" not in html.links(office.get("petugas").text)


def test_the_numbers_and_the_reason_of_a_late_check_stand_on_the_page(office):
    page = html.words(html.parse(office.get("dewi").text))
    assert "Periode dijalankan1/2" in page
    assert "utuh, 2 catatan" in page
    assert "Triwulan III 2026, langkah 1 (Petugas Pengelola Data Kinerja): menunggu BPS" in page
    assert "Kepala jurnal nomor" in page and "cocok dengan catatan terakhir" in page


def test_a_year_without_periods_says_what_is_missing(office):
    page = office.get("dewi", f"{PAGE}?tahun=2031").text
    assert "Belum ada siklus tahun 2031" in row(page, "aplikasi")


def test_an_sop_that_does_not_exist_leaves_the_page_empty(office):
    assert "Belum ada SOP yang dinilai" in office.get("dewi", f"{PAGE}?sop=entah").text


def test_another_agency_and_a_visitor_see_nothing(office):
    assert office.get("orang-luar").status_code == 404
    assert office.get("iis").status_code == 404
    assert office.portal.visitor().get(PAGE).status_code in (302, 303)


def test_the_page_stands_among_the_agencys_tabs(office):
    assert PAGE in html.links(office.get("dewi", f"/instansi/{AGENCY}/register").text)


def test_nothing_of_the_page_is_left_in_indonesian(office):
    browser = office.portal.as_(office.people["dewi"])
    browser.set_cookie("bahasa", "en")
    page = browser.get(PAGE).text
    assert left_over(page, names_in(office.portal.rooms.library) | {"Kabupaten", "dan"}) == []
