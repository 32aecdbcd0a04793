"""Administration: people, roles, rights, staff lists, agencies, plugins, problems, journal."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from portal.people import assignments
from portal.store import journal
from tests.web import html
from tests.web.conftest import OURS, Portal

AGENCY = "purwakarta"
LIST = (
    "Nama\tNIP\tJabatan\nAsep Kurniawan\t\tPetugas Pengelola Data Kinerja\n"
    "Iis Komariah\t199001012015032001\tSekretaris\n"
)


ACTING = {
    "peran": "kepala", "kapasitas": "Plh.", "mulai": "2026-10-01", "sampai": "2026-10-16", "surat": "800/12/2026",
    "surat_tanggal": "2026-09-30", "menggantikan": "Ujang Sumarna",
}  # fmt: skip


@pytest.fixture
def admin(portal: Portal) -> FlaskClient:
    """The browser of the portal's administrator."""
    return portal.as_(portal.granted("agnes", "admin"))


@pytest.fixture
def office(portal: Portal) -> FlaskClient:
    """The browser of Purwakarta's administrator."""
    return portal.as_(portal.granted("iis", "admin_instansi", AGENCY))


def test_a_new_person_starts_with_a_card(admin: FlaskClient, portal: Portal) -> None:
    form = {"nama": "Asep Kurniawan", "username": "asep.kurniawan", "instansi": AGENCY}
    answer = admin.post("/admin/orang", data=form, headers=OURS)
    link = re.search(r"http://localhost(/masuk/tautan/[\w-]+)", answer.text)
    assert link is not None
    assert portal.visitor().get(link[1]).status_code == 200


def test_cards_made_at_the_server_itself_are_said_to_lead_nowhere_else(admin: FlaskClient) -> None:
    nowhere = "menyebut {host}, alamat yang tidak dikenal PC lain"
    form = {"nama": "Asep Kurniawan", "username": "asep.kurniawan", "instansi": AGENCY}
    at_server = admin.post("/admin/orang", data=form, headers=OURS)
    assert nowhere.format(host="localhost") in at_server.text
    kept = admin.get_cookie("portal")
    assert kept is not None
    for name, warned in (("127.0.0.1", True), ("192.168.1.20", False)):
        admin.set_cookie("portal", kept.value, domain=name)
        asked = {"Host": f"{name}:8000", **OURS}
        answer = admin.post(f"/admin/orang/tempel/{AGENCY}", data={"daftar": "Rina Contoh"}, headers=asked)
        assert "1 orang akan didaftarkan" in answer.text
        assert (nowhere.format(host=f"{name}:8000") in answer.text.replace("akan ", "")) is warned


def test_what_was_typed_wrong_is_said_beside_its_field(admin: FlaskClient) -> None:
    form = {"nama": "Asep Kurniawan", "username": "x", "nip": "123"}
    answer = admin.post("/admin/orang", data=form, headers=OURS)
    assert answer.status_code == 422
    assert 'value="Asep Kurniawan"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_people_are_found_as_one_types(admin: FlaskClient, portal: Portal) -> None:
    portal.person("asep", "Asep Kurniawan")
    portal.person("tatang", "Tatang Wiranata")
    part = admin.get("/admin/orang?q=wiran", headers={"HX-Request": "true"})
    names = html.words(html.by_id(part.text, "orang"))
    assert "Tatang Wiranata" in names
    assert "Asep" not in names


def test_a_nip_is_masked_in_lists(admin: FlaskClient, portal: Portal) -> None:
    form = {"nama": "Asep", "username": "asep.k", "nip": "199001012015031001"}
    admin.post("/admin/orang", data=form, headers=OURS)
    page = admin.get("/admin/orang").text
    assert "Asep" in page and "19900101" not in page


def test_a_role_is_given_and_ended(office: FlaskClient, portal: Portal) -> None:
    asep = portal.person("asep", agency=AGENCY)
    assert office.post(f"/admin/orang/{asep.id}/penugasan/{AGENCY}", data=ACTING, headers=OURS).status_code == 303
    page = office.get(f"/admin/orang/{asep.id}").text
    assert "Plh. Kepala Dinas" in page
    end = re.search(rf'action="(/admin/orang/{asep.id}/penugasan/\w+/akhiri)"', page)
    assert end is not None
    office.post(end[1], headers=OURS)
    assert assignments.of_people([asep.id]) == {}


def test_an_acting_official_is_shown_with_whom_he_replaces_and_is_extended_once(
    office: FlaskClient, portal: Portal
) -> None:
    asep = portal.person("asep", agency=AGENCY)
    url = f"/admin/orang/{asep.id}/penugasan/{AGENCY}"
    wrong = office.post(url, data={**ACTING, "surat": ""}, headers=OURS)
    assert wrong.status_code == 422 and "Ujang Sumarna" in wrong.text
    office.post(url, data=ACTING, headers=OURS)
    page = office.get(f"/admin/orang/{asep.id}").text
    assert "menggantikan Ujang Sumarna" in page and "800/12/2026" in page
    longer = re.search(rf'href="(/admin/orang/{asep.id}/penugasan/\w+/perpanjang)"', page)
    assert longer is not None
    assert "2027-01-16" in office.get(longer[1]).text
    form = {"sampai": "2027-02-01", "surat": "SP/2", "surat_tanggal": "2026-10-14"}
    assert office.post(longer[1], data=form, headers=OURS).status_code == 422
    assert office.post(longer[1], data={**form, "sampai": "2027-01-10"}, headers=OURS).status_code == 303
    again = office.post(longer[1], data={**form, "sampai": "2027-01-15"}, headers=OURS)
    assert again.status_code == 409 and "Tidak dapat diperpanjang lagi" in again.text


@pytest.mark.parametrize(
    "form", [{"peran": "bupati"}, {"peran": "kepala", "unit": "tidak-ada"}, {"peran": "kepala", "mulai": "besok"}]
)
def test_a_role_that_does_not_fit_is_refused(office: FlaskClient, portal: Portal, form: dict[str, str]) -> None:
    asep = portal.person("asep", agency=AGENCY)
    assert office.post(f"/admin/orang/{asep.id}/penugasan/{AGENCY}", data=form, headers=OURS).status_code == 422
    assert assignments.of_people([asep.id]) == {}


def test_an_agencys_administrator_gives_nothing_of_another_agency(office: FlaskClient, portal: Portal) -> None:
    asep = portal.person("asep", agency=AGENCY)
    form = {"peran": "kepala", "mulai": "2026-10-01"}
    assert office.post(f"/admin/orang/{asep.id}/penugasan/anambas", data=form, headers=OURS).status_code == 404
    for right, agency in (("pengelola", "anambas"), ("admin", ""), ("admin_instansi", AGENCY)):
        answer = office.post(f"/admin/orang/{asep.id}/hak", data={"hak": right, "instansi": agency}, headers=OURS)
        assert answer.status_code in (403, 404)


def test_nobody_manages_himself(office: FlaskClient, portal: Portal) -> None:
    own = re.search(r"/admin/orang/(\w{32})", office.get("/admin/orang").text)
    assert own is not None
    form = {"hak": "pengelola", "instansi": AGENCY}
    assert office.post(f"/admin/orang/{own[1]}/hak", data=form, headers=OURS).status_code == 403
    assert "Ini akun Anda sendiri" in office.get(f"/admin/orang/{own[1]}").text


def test_a_right_is_given_and_taken(admin: FlaskClient, portal: Portal) -> None:
    asep = portal.person("asep", agency=AGENCY)
    admin.post(f"/admin/orang/{asep.id}/hak", data={"hak": "pengelola", "instansi": AGENCY}, headers=OURS)
    page = admin.get(f"/admin/orang/{asep.id}").text
    revoke = re.search(rf'action="(/admin/orang/{asep.id}/hak/\w+/cabut)"', page)
    assert revoke is not None
    admin.post(revoke[1], headers=OURS)
    assert "/cabut" not in admin.get(f"/admin/orang/{asep.id}").text


def test_an_account_is_closed_and_opened_again(admin: FlaskClient, portal: Portal) -> None:
    asep = portal.person("asep", agency=AGENCY)
    browser = portal.as_(asep)
    admin.post(f"/admin/orang/{asep.id}/nonaktifkan", headers=OURS)
    assert browser.get("/akun").status_code == 303
    assert "Aktifkan akun lagi" in admin.get(f"/admin/orang/{asep.id}").text
    admin.post(f"/admin/orang/{asep.id}/aktifkan", headers=OURS)
    assert "Nonaktifkan akun" in admin.get(f"/admin/orang/{asep.id}").text


def test_a_pasted_list_is_previewed_before_anything_is_written(office: FlaskClient, portal: Portal) -> None:
    url = f"/admin/orang/tempel/{AGENCY}"
    preview = office.post(url, data={"daftar": LIST}, headers=OURS).text
    assert "2 orang akan didaftarkan" in preview
    assert "Asep Kurniawan" not in office.get("/admin/orang").text
    cards = office.post(f"{url}/daftarkan", data={"daftar": LIST}, headers=OURS).text
    assert len(re.findall(r"/masuk/tautan/", cards)) == 2
    assert "Petugas Pengelola Data Kinerja" in office.get("/admin/orang").text


def test_a_list_with_a_mistake_is_refused_whole(office: FlaskClient) -> None:
    wrong = LIST + "Tatang\t12345\tKepala Bidang\n"
    url = f"/admin/orang/tempel/{AGENCY}"
    preview = office.post(url, data={"daftar": wrong}, headers=OURS).text
    assert "1 baris perlu diperbaiki" in preview and "akan didaftarkan" not in preview
    assert "Daftarkan semua" not in preview
    answer = office.post(f"{url}/daftarkan", data={"daftar": wrong}, headers=OURS)
    assert answer.status_code == 422
    assert "Asep Kurniawan" not in office.get("/admin/orang").text


def test_units_and_activities_are_set_without_touching_the_agencys_file(admin: FlaskClient, portal: Portal) -> None:
    form = {"unit": "Bidang Informatika\nikp = Bidang Komunikasi", "aktifkan": ["monev", "rapat"]}
    assert admin.post(f"/admin/instansi/{AGENCY}", data=form, headers=OURS).status_code == 303
    agency = portal.rooms.library.agency(AGENCY)
    assert agency is not None
    assert [(unit.id, unit.nama) for unit in agency.unit] == [
        ("bidang-informatika", "Bidang Informatika"),
        ("ikp", "Bidang Komunikasi"),
    ]
    assert agency.aktifkan == ("monev", "rapat")


def test_an_agencys_administrator_sets_units_and_leaves_activities(office: FlaskClient, portal: Portal) -> None:
    office.post(f"/admin/instansi/{AGENCY}", data={"unit": "Bidang A", "aktifkan": ["rapat"]}, headers=OURS)
    agency = portal.rooms.library.agency(AGENCY)
    assert agency is not None
    assert agency.aktifkan == ("monev",)
    assert len(agency.unit) == 1


def test_a_unit_that_cannot_be_read_is_refused(admin: FlaskClient) -> None:
    answer = admin.post(f"/admin/instansi/{AGENCY}", data={"unit": "A\nA"}, headers=OURS)
    assert answer.status_code == 422
    assert "tidak dapat dibaca" in answer.text


def test_the_journal_shows_acts_and_is_verified(admin: FlaskClient, portal: Portal) -> None:
    portal.person("asep")
    assert "membuat akun" in admin.get("/admin/jurnal").text
    assert "Jurnal utuh" in admin.post("/admin/jurnal/periksa", headers=OURS).text
    assert journal.head().hash in admin.get("/admin/jurnal").text.replace(" ", "")


def test_plugins_and_problems_are_listed(admin: FlaskClient) -> None:
    assert "sop_edits" in admin.get("/admin/plugin").text
    problems = admin.get("/admin/masalah").text
    assert "luwu_timur/pengumpulan-data-kinerja.md" in problems
    assert "bakesbangpol/instansi.md" in problems


def test_forms_cannot_set_what_they_do_not_show(admin: FlaskClient, portal: Portal) -> None:
    form = {
        "nama": "Asep",
        "username": "asep.k",
        "id": "0" * 32,
        "password_hash": "x",
        "right": "admin",
        "disabled": "1",
    }
    admin.post("/admin/orang", data=form, headers=OURS)
    text = admin.get("/admin/orang").text
    assert "0" * 32 not in text
    assert "Nonaktif" not in text


def test_every_page_of_administration_stands_below_a_tab(office: FlaskClient, portal: Portal) -> None:
    person = portal.person("tatang", agency="purwakarta").id
    assert html.here(office.get(f"/admin/orang/{person}/penugasan/purwakarta").text) == ["Orang"]
    assert html.here(office.get("/admin/orang/tempel/purwakarta").text) == ["Orang"]
    assert html.here(office.get("/admin/instansi/purwakarta/aturan").text) == ["Instansi"]


def test_activities_are_called_by_their_titles(office: FlaskClient) -> None:
    assert "Jadwal monev" in html.texts(office.get("/instansi/purwakarta").text, "h3")
    assert "Jadwal monev, Pelaksanaan monev, Hasil monev" in html.texts(office.get("/admin/instansi").text, "p")
