"""The calendars: the nation's and an agency's, written, brought in, given out, and what they would move."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from portal.days.rows import live
from portal.settings.agency import AgencySettings
from portal.settings.agency_changes import write_agency_settings
from portal.store import journal
from tests.web import html
from tests.web.conftest import OURS, Portal

AGENCY = "purwakarta"
OWN = f"/instansi/{AGENCY}/kalender"
LOCAL = {"tanggal": "2026-10-07", "nama": "Hari Jadi Purwakarta", "jenis": "lokal", "sumber": "Kep. Bupati 12/2026"}
NATIONAL = {"tanggal": "2026-10-08", "nama": "Hari Pemilu", "jenis": "libur", "sumber": "Keppres 1/2026"}
TABLE = (
    "tanggal,sampai,nama,jenis,sumber\n2028-01-01,,Tahun Baru,libur,SKB 2028\n2028-01-03,,Cuti,cuti bersama,SKB 2028\n"
)


@pytest.fixture
def admin(portal: Portal) -> FlaskClient:
    """The browser of the portal's administrator."""
    return portal.as_(portal.granted("agnes", "admin"))


@pytest.fixture
def manager(portal: Portal) -> FlaskClient:
    """The browser of Purwakarta's pengelola."""
    return portal.as_(portal.granted("dewi", "pengelola", AGENCY))


def names() -> set[str]:
    """Return the names of all rows that count."""
    return {row.holiday.name for row in live()}


def values(text: str, name: str) -> list[str]:
    """Return the values of the fields of a name."""
    return [field.get("value", "") for field in html.parse(text).iter("input") if field.get("name") == name]


def test_a_year_shows_its_days_by_name_with_their_source(admin: FlaskClient) -> None:
    shown = html.words(html.parse(admin.get("/admin/kalender?tahun=2026").text))
    assert "240 hari kerja, 17 libur nasional, 8 cuti bersama." in shown
    assert "Rabu, 18 Maret 2026Cuti Bersama Hari Suci Nyepicuti bersamaSKB 1497/2025, 2/2025, 5/2025" in shown


def test_a_year_that_is_not_decreed_says_so(admin: FlaskClient) -> None:
    assert "Hari libur dan cuti bersama 2028 belum ada di kalender" in admin.get("/admin/kalender?tahun=2028").text
    assert "perkiraan" in admin.get("/admin/kalender?tahun=2027").text


@pytest.mark.parametrize("year", ["0", "99999", "x", "-5"])
def test_any_year_may_be_asked_for(admin: FlaskClient, year: str) -> None:
    assert admin.get(f"/admin/kalender?tahun={year}").status_code == 200


def test_the_administrator_writes_the_nations_days(admin: FlaskClient) -> None:
    answer = admin.post("/admin/kalender", data=NATIONAL, headers=OURS)
    assert answer.headers["Location"] == "/admin/kalender?tahun=2026"
    (row,) = [row for row in live() if row.holiday.name == "Hari Pemilu"]
    admin.post(f"/admin/kalender/{row.id}/cabut", headers=OURS)
    assert "Hari Pemilu" not in names()
    assert journal.verify().fault is None


def test_what_was_typed_wrong_is_said_beside_its_field(admin: FlaskClient) -> None:
    answer = admin.post("/admin/kalender", data={**NATIONAL, "sumber": " "}, headers=OURS)
    assert answer.status_code == 422
    assert 'value="Hari Pemilu"' in answer.text
    assert "Tulis dasarnya" in answer.text
    assert admin.post("/admin/kalender", data={**NATIONAL, "tanggal": "besok"}, headers=OURS).status_code == 422
    assert admin.post("/admin/kalender", data={**NATIONAL, "tanggal": "2026-12-25"}, headers=OURS).status_code == 409


def test_an_agencys_people_read_its_calendar_and_its_manager_writes_it(portal: Portal, manager: FlaskClient) -> None:
    clerk = portal.as_(portal.holder("asep", AGENCY, "kepala"))
    assert manager.post(OWN, data=LOCAL, headers=OURS).status_code == 303
    assert "Hari Jadi Purwakarta" in clerk.get(OWN).text
    assert "Tambah libur lokal" not in clerk.get(OWN).text
    assert clerk.post(OWN, data={**LOCAL, "tanggal": "2026-10-09"}, headers=OURS).status_code == 404
    assert "Hari Jadi Purwakarta" not in portal.as_(portal.granted("agnes", "admin")).get("/admin/kalender").text


def test_an_agencys_calendar_is_one_of_its_tabs(manager: FlaskClient) -> None:
    assert html.here(manager.get(OWN).text) == ["Instansi", "Kalender"]


def test_an_agencys_calendar_is_closed_to_other_agencies(portal: Portal) -> None:
    stranger = portal.as_(portal.granted("maria", "pengelola", "bakesbangpol"))
    for url in (OWN, f"{OWN}/impor", f"{OWN}/unduh/csv", "/instansi/tidak-ada/kalender"):
        assert stranger.get(url).status_code == 404
    assert stranger.post(OWN, data=LOCAL, headers=OURS).status_code == 404
    assert "Hari Jadi Purwakarta" not in names()


def test_the_nations_calendar_is_not_the_agencys_administrators(portal: Portal) -> None:
    office = portal.as_(portal.granted("iis", "admin_instansi", AGENCY))
    assert office.get("/admin/kalender").status_code == 404
    assert office.post("/admin/kalender", data=NATIONAL, headers=OURS).status_code == 404
    assert office.get(OWN).status_code == 200
    assert office.post(OWN, data=LOCAL, headers=OURS).status_code == 303


def test_a_national_day_cannot_be_withdrawn_by_an_agency(manager: FlaskClient) -> None:
    assert manager.post(f"{OWN}/2026-12-25-libur/cabut", headers=OURS).status_code == 404


def test_a_table_is_looked_at_before_it_is_written(admin: FlaskClient) -> None:
    answer = admin.post("/admin/kalender/impor", data={"tabel": TABLE}, headers=OURS)
    assert "2 hari akan disimpan" in answer.text
    assert "Cuti" not in names()
    admin.post("/admin/kalender/impor/simpan", data={"tabel": TABLE}, headers=OURS)
    assert {"Tahun Baru", "Cuti"} <= names()
    assert "sudah ada di kalender" in admin.post("/admin/kalender/impor", data={"tabel": TABLE}, headers=OURS).text


def test_a_table_may_come_as_a_file(admin: FlaskClient) -> None:
    file = (io.BytesIO(b"\xef\xbb\xbf" + TABLE.encode()), "libur.csv")
    answer = admin.post("/admin/kalender/impor", data={"berkas": file}, headers=OURS)
    assert "2 hari akan disimpan" in answer.text
    assert "2028-01-03" in answer.text


def test_a_table_with_a_fault_is_not_written(admin: FlaskClient) -> None:
    broken = f"{TABLE}2028-02-30,,X,libur,x\n"
    assert "Perbaiki" in admin.post("/admin/kalender/impor", data={"tabel": broken}, headers=OURS).text
    assert admin.post("/admin/kalender/impor/simpan", data={"tabel": broken}, headers=OURS).status_code == 422
    assert admin.post("/admin/kalender/impor", data={"tabel": "halo"}, headers=OURS).status_code == 422
    assert "Tahun Baru" not in names()


def test_days_missing_from_the_table_go_only_where_that_is_asked_for(admin: FlaskClient) -> None:
    table = "tanggal,nama,jenis,sumber\n2027-12-31,Cuti Akhir Tahun,cuti bersama,SKB\n"
    assert "Cabut juga" in admin.post("/admin/kalender/impor", data={"tabel": table}, headers=OURS).text
    admin.post("/admin/kalender/impor/simpan", data={"tabel": table}, headers=OURS)
    assert sum(row.holiday.day.year == 2027 for row in live()) > 20
    admin.post("/admin/kalender/impor/simpan", data={"tabel": table, "cabut": "ya"}, headers=OURS)
    assert [row.holiday.name for row in live() if row.holiday.day.year == 2027] == ["Cuti Akhir Tahun"]


def test_an_agency_brings_in_its_own_days_only(manager: FlaskClient) -> None:
    assert "Libur lokal milik" in manager.post(f"{OWN}/impor", data={"tabel": TABLE}, headers=OURS).text
    table = "tanggal,nama,jenis,sumber\n2026-07-20,Hari Jadi,lokal,Kep. 1\n"
    manager.post(f"{OWN}/impor/simpan", data={"tabel": table, "cabut": "ya"}, headers=OURS)
    assert [row.holiday.name for row in live() if row.agency == AGENCY] == ["Hari Jadi"]
    assert "Hari Raya Natal" in names()


def test_a_year_is_given_out_as_table_and_calendar(manager: FlaskClient) -> None:
    manager.post(OWN, data=LOCAL, headers=OURS)
    table = manager.get(f"{OWN}/unduh/csv?tahun=2026")
    assert table.headers["Content-Disposition"] == 'attachment; filename="kalender-purwakarta-2026.csv"'
    assert "2026-10-07,,Hari Jadi Purwakarta,lokal,Kep. Bupati 12/2026" in table.text
    assert "SUMMARY:Hari Jadi Purwakarta" in manager.get(f"{OWN}/unduh/ics?tahun=2026").text
    assert manager.get(f"{OWN}/unduh/exe").status_code == 404


def test_a_new_day_off_names_the_deadlines_it_would_move_and_moves_them_on_a_word(
    portal: Portal, admin: FlaskClient, manager: FlaskClient
) -> None:
    write_agency_settings(portal.rooms.settings.home, AGENCY, AgencySettings(geser="mundur"))
    opened = {"kunci": "k" * 32, "instansi": AGENCY, "sop": "pengumpulan-data-kinerja", "periode": "2026-TW3"}
    assert manager.post("/siklus/buka", data=opened, headers=OURS).status_code == 303
    assert "akan bergeser" not in manager.get(OWN).text
    admin.post("/admin/kalender", data={**NATIONAL, "tanggal": "2026-10-12"}, headers=OURS)
    shown = manager.get(OWN)
    assert "1 tenggat akan bergeser" in shown.text
    assert "Senin, 12 Oktober 2026 → Selasa, 13 Oktober 2026" in html.words(html.parse(shown.text))
    form = {"kunci": "a" * 32, "pilih": values(shown.text, "pilih"), "alasan": "Keppres 1/2026"}
    assert manager.post(f"{OWN}/tenggat", data={**form, "alasan": ""}, headers=OURS).status_code == 422
    assert manager.post(f"{OWN}/tenggat", data=form, headers=OURS).status_code == 303
    assert "akan bergeser" not in manager.get(OWN).text
    clerk = portal.as_(portal.holder("asep", AGENCY, "kepala"))
    assert "akan bergeser" not in clerk.get(OWN).text


def test_the_form_for_a_new_cycle_tells_when_each_step_would_be_due(manager: FlaskClient) -> None:
    form = manager.get(f"/siklus/buka?instansi={AGENCY}&sop=pengumpulan-data-kinerja").text
    told = html.words(html.by_id(form, "jadwal"))
    for line in (
        "Triwulan III 2026Sabtu, 10 Oktober 2026", "Triwulan IV 2026Minggu, 10 Januari 2027",
        "Triwulan I 2027Sabtu, 10 April 2027", "Triwulan II 2027Sabtu, 10 Juli 2027",
    ):  # fmt: skip
        assert line in told


def test_the_schedule_follows_the_period_that_is_chosen(portal: Portal, manager: FlaskClient) -> None:
    write_agency_settings(portal.rooms.settings.home, AGENCY, AgencySettings(geser="maju"))
    url = f"/siklus/buka?instansi={AGENCY}&sop=pengumpulan-data-kinerja&periode=2026-TW4"
    told = html.words(html.by_id(manager.get(url, headers={"HX-Request": "true"}).text, "jadwal"))
    assert "Triwulan IV 2026Jumat, 8 Januari 2027 digeser dari Minggu, 10 Januari 2027" in told
    assert "Triwulan III 2026" not in told
