"""Register periode and Ringkasan of an agency: what the year became, what may be done, and for whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.people import grants, tokens
from portal.people.model import CONSOLE
from portal.store import tables
from tests.web import html
from tests.web.conftest import OURS
from tests.web.register_office import AGENCY, ARCHIVE, PDF, REGISTER, SLUG, SUMMARY, key, make_office, row


@pytest.fixture
def office(portal):
    """Purwakarta on 8 October 2026: the third quarter's window is open."""
    return make_office(portal)


# the register -----------------------------------------------------------------------------------------------


def test_each_period_tells_its_fate_and_its_window_with_weekdays(office):
    page = office.sign_in("petugas").get(REGISTER).text
    assert "Terlewat" in row(page, "2026-TW2")
    assert "Rabu, 1 Juli sampai Jumat, 10 Juli" in row(page, "2026-TW2")
    assert "Terbuka" in row(page, "2026-TW3")
    assert "Kamis, 1 Oktober sampai Sabtu, 10 Oktober" in row(page, "2026-TW3")
    assert "Belum waktunya" in row(page, "2026-TW4")
    assert "sampai Minggu, 10 Januari 2027" in row(page, "2026-TW4")
    assert "2026-tw1" not in page


def test_the_pengelola_opens_an_open_or_missed_period_in_one_click(office):
    page = office.sign_in("dewi").get(REGISTER).text
    for period in ("2026-TW2", "2026-TW3"):
        address = f"/siklus/buka?instansi={AGENCY}&periode={period}&sop={SLUG}"
        assert address in html.links(page)
        form = office.sign_in("dewi").get(address).text
        (chosen,) = [one for one in html.by_id(form, "periode").iter("option") if one.get("selected") is not None]
        assert chosen.get("value") == period


def test_others_are_not_offered_to_open(office):
    assert "/siklus/buka" not in office.sign_in("petugas").get(REGISTER).text


def test_a_missed_period_of_years_ago_can_still_be_opened(office):
    form = office.sign_in("dewi").get(f"/siklus/buka?instansi={AGENCY}&sop={SLUG}&periode=2021-TW1").text
    assert 'value="2021-TW1" selected' in form


def test_a_cycle_is_linked_from_its_period(office):
    cycle = office.open("2026-TW3")
    page = office.sign_in("petugas").get(REGISTER).text
    assert f"/siklus/{cycle}" in html.links(page)
    assert "Berjalan" in row(page, "2026-TW3")


def test_a_cancelled_cycle_tells_why(office):
    cycle = office.open("2026-TW3")
    client = office.sign_in("dewi")
    sent = {"kunci": key(client.get(f"/siklus/{cycle}").text), "alasan": "salah periode"}
    client.post(f"/siklus/{cycle}/batalkan", data=sent, headers=OURS)
    assert "Dibatalkan, Triwulan III 2026: salah periode" in row(client.get(REGISTER).text, "2026-TW3")


def test_the_year_is_switched_and_any_year_may_be_asked_for(office):
    page = office.sign_in("petugas").get(REGISTER).text
    assert html.words(html.by_id(page, "h-tahun")) == "Tahun 2026"
    for year in ("2025", "0", "99999", "x", "-5", "9999"):
        assert office.sign_in("petugas").get(f"{REGISTER}?tahun={year}").status_code == 200


def test_an_empty_register_explains_how_it_begins_and_who_sets_it(office):
    (office.portal.rooms.settings.home / "instansi.toml").unlink()
    page = office.sign_in("petugas").get(REGISTER).text
    assert "Belum ada periode yang dicatat" in page and "dicatat sejak" in page
    assert "Keduanya diatur oleh administrator instansi" in page


def test_an_administrator_of_the_agency_is_led_to_its_rules(office):
    (office.portal.rooms.settings.home / "instansi.toml").unlink()
    iis = office.portal.granted("iis", "admin_instansi", AGENCY)
    grants.give(office.portal.rooms.store, CONSOLE, person_id=iis.id, right="pengelola", agency=AGENCY,
                now=office.portal.clock())  # fmt: skip
    page = office.portal.as_(iis).get(REGISTER).text
    assert f"/admin/instansi/{AGENCY}/aturan" in html.links(page)


@pytest.mark.parametrize("address", [REGISTER, SUMMARY, ARCHIVE + f"?sop={SLUG}", f"{REGISTER}/arsip/" + "0" * 32])
@pytest.mark.parametrize("who", ["orang-luar", "agnes"])
def test_another_offices_people_and_the_administrator_find_nothing(office, who, address):
    assert office.sign_in(who).get(address).status_code == 404


@pytest.mark.parametrize("address", [REGISTER, SUMMARY])
def test_an_agency_that_does_not_exist_answers_the_same(office, address):
    assert office.sign_in("dewi").get(address.replace(AGENCY, "tidak-ada")).status_code == 404


def ask(office, name, address=f"/api/v1/instansi/{AGENCY}/register?tahun=2026"):
    token = tokens.make(office.portal.rooms.store, office.people[name], "uji", office.portal.clock())[1]
    return office.portal.visitor().get(address, headers={"Authorization": f"Bearer {token}"})


def test_in_january_people_see_the_year_that_is_to_be_ended_and_programs_the_calendars(office):
    office.portal.clock.now = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    page = office.sign_in("dewi").get(REGISTER).text
    assert "Terbuka" in row(page, "2026-TW4")
    tasks = html.words(html.parse(office.sign_in("dewi").get("/").text))
    assert "Sudah dapat dibuka: Pengumpulan Data Kinerja, Triwulan IV 2026, sampai Minggu, 10 Januari 2027." in tasks
    assert ask(office, "petugas", f"/api/v1/instansi/{AGENCY}/register").get_json()["tahun"] == 2027


def test_programs_read_the_register_too(office):
    (sop,) = ask(office, "petugas").get_json()["sop"]
    assert [(one["periode"], one["keadaan"]) for one in sop["periode"]] == [
        ("2026-TW2", "terlewat"), ("2026-TW3", "terbuka"), ("2026-TW4", "belum waktunya"),
    ]  # fmt: skip
    assert (sop["periode"][0]["dibuka"], sop["periode"][0]["ditutup"]) == ("2026-07-01", "2026-07-10")
    assert ask(office, "orang-luar").status_code == 404


# the archive ------------------------------------------------------------------------------------------------


def test_a_period_is_recorded_outside_the_portal_with_its_scan(office):
    answer = office.archive()
    assert answer.status_code == 303
    client = office.sign_in("petugas")
    page = client.get(answer.headers["Location"]).text
    assert "Portal belum dipakai." in page and "register.pdf" in page
    assert "Di luar portal" in row(client.get(REGISTER).text, "2026-TW2")


def test_the_scan_is_an_attachment_for_those_who_may_see_the_cycles(office):
    address = office.archive().headers["Location"] + "/berkas"
    answer = office.sign_in("petugas").get(address)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="register.pdf"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "no-store"
    assert office.sign_in("orang-luar").get(address).status_code == 404
    assert office.sign_in("agnes").get(address).status_code == 404


def test_it_is_withdrawn_with_a_reason_and_stays_readable(office):
    address = office.archive().headers["Location"]
    client = office.sign_in("dewi")
    assert client.post(f"{address}/cabut", data={"alasan": " "}, headers=OURS).status_code == 422
    assert client.post(f"{address}/cabut", data={"alasan": "Salah triwulan."}, headers=OURS).status_code == 303
    page = client.get(address).text
    assert "Arsip ini dicabut" in page and "Salah triwulan." in page
    assert "Terlewat" in row(client.get(REGISTER).text, "2026-TW2")


def test_only_the_pengelola_records_and_withdraws(office):
    assert office.archive("petugas").status_code == 403
    assert office.archive("orang-luar").status_code == 404
    address = office.archive().headers["Location"]
    assert "cabut" not in office.sign_in("petugas").get(address).text
    answer = office.sign_in("petugas").post(f"{address}/cabut", data={"alasan": "x"}, headers=OURS)
    assert answer.status_code == 403
    assert tables.Archive.select().where(tables.Archive.withdrawn_at.is_null(False)).count() == 0


def test_a_refused_record_keeps_what_was_typed_and_the_file_that_was_sent(office):
    answer = office.archive(reason=" ")
    assert answer.status_code == 422
    assert "Tulis alasannya." in answer.text
    assert 'name="terkirim"' in answer.text and 'value="2026-TW2" selected' in answer.text


def test_a_file_that_is_not_what_it_says_is_refused(office):
    assert office.archive(data=b"MZ\x90\x00").status_code == 422
    assert tables.Archive.select().count() == 0


def test_what_is_written_is_escaped(office):
    address = office.archive(reason="<script>alert(1)</script>").headers["Location"]
    assert "<script>alert(1)" not in office.sign_in("petugas").get(address).text


# the summary ------------------------------------------------------------------------------------------------


def test_the_summary_shows_what_runs_and_the_year(office):
    cycle = office.open("2026-TW3")
    page = office.sign_in("petugas").get(SUMMARY).text
    assert f"/siklus/{cycle}#aktif" in html.links(page)
    assert "1 siklus berjalan" in page and "Triwulan II: terlewat" in page


def test_a_pengelola_sees_names_and_others_titles(office):
    office.open("2026-TW3")
    assert "(Petugas) sejak Kamis, 8 Oktober." in office.sign_in("dewi").get(SUMMARY).text
    assert "(Petugas)" not in office.sign_in("petugas").get(SUMMARY).text


def test_a_late_cycle_comes_first(office):
    office.open("2026-TW3")
    office.portal.clock.now = datetime(2026, 11, 20, 2, 12, tzinfo=UTC)
    page = office.sign_in("petugas").get(SUMMARY).text
    assert html.words(html.by_id(page, "h-lambat")) == "Terlambat 1"
    assert page.index("h-lambat") < page.index("h-register")


def test_the_summary_asks_few_questions_however_many_cycles_run(office):
    counts = []
    for period in ("2026-TW3", "2026-TW2", "2026-TW1", "2025-TW4"):
        office.open(period)
        client = office.sign_in("dewi")
        client.get(SUMMARY)
        with office.portal.rooms.store.counting() as count:
            client.get(SUMMARY)
        counts.append(int(count))
    assert max(counts) - min(counts) <= 1, counts
    assert max(counts) <= 24, counts


def test_an_agencys_parts_are_tabs_for_its_people_only(office):
    page = office.sign_in("petugas").get(f"/instansi/{AGENCY}").text
    assert SUMMARY in html.links(page) and REGISTER in html.links(page)
    for client in (office.sign_in("agnes"), office.sign_in("orang-luar"), office.portal.visitor()):
        page = client.get(f"/instansi/{AGENCY}").text
        assert SUMMARY not in html.links(page) and REGISTER not in html.links(page)


# my tasks ---------------------------------------------------------------------------------------------------


def test_a_missed_period_is_one_line_on_the_pengelolas_tasks(office):
    page = office.sign_in("dewi").get("/").text
    assert "Terlewat:" in page and f"{REGISTER}?tahun=2026" in html.links(page)
    assert f"/siklus/buka?instansi={AGENCY}&periode=2026-TW2&sop={SLUG}" in html.links(page), "one click from here"
    assert "Terlewat:" not in office.sign_in("petugas").get("/").text


def test_the_line_is_gone_when_the_period_has_its_cycle(office):
    office.open("2026-TW2")
    assert "Terlewat:" not in office.sign_in("dewi").get("/").text
