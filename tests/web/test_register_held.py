"""What the register says of periods that do not open by themselves, and of an SOP whose siklus has changed."""

from __future__ import annotations

import pytest

from portal.settings.agency import AgencySettings, SopSettings, Window
from portal.settings.agency_changes import write_agency_settings
from portal.store import tables
from tests.web import html
from tests.web.register_office import AGENCY, REGISTER, SLUG, SUMMARY, make_office, row


@pytest.fixture
def office(portal):
    """Purwakarta on 8 October 2026: the third quarter's window is open."""
    return make_office(portal)


def test_what_keeps_a_cycle_from_opening_by_itself_is_told(office):
    given = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW3", buka_otomatis=True)
    write_agency_settings(office.portal.rooms.settings.home, AGENCY, AgencySettings(sop={SLUG: given}))
    for address in (REGISTER, SUMMARY, "/"):
        assert "dibuka" in office.sign_in("dewi").get(address).text
    assert "Tidak dibuka otomatis: SOP ini belum pernah" in html.words(
        html.parse(office.sign_in("petugas").get(REGISTER).text)
    )


def test_what_is_held_back_is_opened_by_the_pengelola_in_one_click_from_there(office):
    given = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW3", buka_otomatis=True)
    write_agency_settings(office.portal.rooms.settings.home, AGENCY, AgencySettings(sop={SLUG: given}))
    assert office.portal.rooms.desk.open_due(office.portal.clock()) == ()
    client = office.sign_in("dewi")
    address = f"/siklus/buka?instansi={AGENCY}&periode=2026-TW3&sop={SLUG}"
    assert "Siklus pertamanya dibuka oleh pengelola" in client.get(REGISTER).text
    assert address in html.links(client.get(REGISTER).text)
    office.open("2026-TW3")
    assert "Tidak dibuka otomatis" not in client.get(REGISTER).text


def test_a_document_that_is_gone_says_so_where_its_cycles_were_to_open(office):
    given = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW3", buka_otomatis=True)
    write_agency_settings(office.portal.rooms.settings.home, AGENCY, AgencySettings(sop={"sudah-tidak-ada": given}))
    page = office.sign_in("dewi").get(REGISTER).text
    assert "Dokumen SOP ini tidak ada lagi. Kembalikan dokumennya" in page
    assert "Terbuka" in html.words(html.by_id(page, "sudah-tidak-ada-2026-tw3"))
    offered = [link for link in html.links(page) if "sudah-tidak-ada" in link]
    assert [link for link in offered if office.sign_in("dewi").get(link).status_code != 200] == []


def test_rules_that_cannot_be_read_are_named_to_their_own_office_alone(office):
    path = office.portal.rooms.settings.home / "instansi.toml"
    path.write_text(path.read_text("utf-8") + f"\n[instansi.{AGENCY}.sop.lain]\njendela = 7\n", "utf-8")
    page = office.sign_in("petugas").get(REGISTER).text
    assert "Aturan instansi ini tidak dapat dibaca" in page and "jendela = " not in page
    assert f"[instansi.{AGENCY}.sop.lain] jendela ditulis seperti" in page
    other = office.sign_in("orang-luar").get("/instansi/anambas/register").text
    assert "tidak dapat dibaca" not in other


def test_periods_of_an_earlier_siklus_stand_beside_todays_and_no_cycle_is_offered_for_them(office):
    rows = ("2025-11", "2025-12")
    for n, period in enumerate(rows):
        office.archive(period="2026-TW2")
        tables.Archive.update(period=period, id=f"{n}" * 32).where(tables.Archive.period == "2026-TW2").execute()
    given = SopSettings(jendela=Window(1, 10), dicatat_sejak="2025-09")
    write_agency_settings(office.portal.rooms.settings.home, AGENCY, AgencySettings(sop={SLUG: given}))
    page = office.sign_in("dewi").get(f"{REGISTER}?tahun=2025").text
    assert "Terlewat" in row(page, "2025-09") and "Terlewat" in row(page, "2025-10")
    assert "Di luar portal" in row(page, "2025-11")
    assert "periode=2025-10" not in page
    for address in (SUMMARY, "/", f"/instansi/{AGENCY}/lke?tahun=2025", f"/instansi/{AGENCY}/lke?tahun=2026"):
        assert office.sign_in("dewi").get(address).status_code == 200, address
    assert "Terlewat" in row(office.sign_in("dewi").get(REGISTER).text, "2026-TW1")
