"""My account: password, signed-in browsers, tokens."""

from __future__ import annotations

import re
import secrets

import pytest

from portal.desk.values import Form
from portal.people.standing import standing_of
from portal.store import tables
from tests.web import html
from tests.web.conftest import OURS, PASSWORD, Portal

NEW = "gunung tidur pukul sembilan"
HTMX = {**OURS, "HX-Request": "true"}


def test_the_password_changes_with_the_current_one_and_others_are_out(portal: Portal) -> None:
    asep = portal.with_password(portal.person("asep"))
    here, elsewhere = portal.as_(asep), portal.as_(asep)
    form = {"sandi_lama": PASSWORD, "sandi": NEW, "ulang": NEW}
    assert here.post("/akun/sandi", data=form, headers=OURS).status_code == 303
    assert "Kata sandi sudah diganti" in here.get("/akun").text
    assert "Kata sandi sudah diganti" not in here.get("/akun").text
    assert elsewhere.get("/akun").status_code == 303


def test_a_wrong_current_password_changes_nothing(portal: Portal) -> None:
    browser = portal.as_(portal.with_password(portal.person("asep")))
    form = {"sandi_lama": "bukan ini sama sekali", "sandi": NEW, "ulang": NEW}
    answer = browser.post("/akun/sandi", data=form, headers=OURS)
    assert answer.status_code == 422
    assert "Kata sandi sekarang tidak cocok" in html.words(html.by_id(answer.text, "sandi_lama-e"))


def test_another_browser_is_signed_out_from_the_list(portal: Portal) -> None:
    asep = portal.person("asep")
    here, elsewhere = portal.as_(asep), portal.as_(asep)
    keys = re.findall(r"/akun/perangkat/(\w+)/akhiri", here.get("/akun").text)
    answer = here.post(f"/akun/perangkat/{keys[0]}/akhiri", headers=HTMX)
    assert "Keluarkan" not in html.words(html.by_id(answer.text, "perangkat"))
    assert "Perangkat itu sudah keluar" in answer.text
    assert elsewhere.get("/akun").status_code == 303
    assert here.get("/akun").status_code == 200


def test_nobody_signs_out_another_person(portal: Portal) -> None:
    asep, iis = portal.as_(portal.person("asep")), portal.as_(portal.person("iis"))
    iis_key = re.findall(r"/akun/perangkat/(\w+)/akhiri", iis.get("/akun").text)
    assert iis_key == []  # one's own session is not offered, and its key not told
    asep.post("/akun/perangkat/" + "0" * 64 + "/akhiri", headers=OURS)
    assert iis.get("/akun").status_code == 200


def test_all_other_browsers_are_signed_out_at_once(portal: Portal) -> None:
    asep = portal.person("asep")
    here, others = portal.as_(asep), [portal.as_(asep) for _ in range(3)]
    here.post("/akun/perangkat/akhiri", headers=OURS)
    assert [other.get("/akun").status_code for other in others] == [303, 303, 303]
    assert here.get("/akun").status_code == 200


def test_a_token_is_shown_once_and_reads_the_api_until_revoked(portal: Portal) -> None:
    browser = portal.as_(portal.person("asep"))
    answer = browser.post("/akun/token", data={"nama_token": "Dasbor"}, headers=HTMX)
    token = next(text for text in html.texts(answer.text, "code") if text.startswith("sop_"))
    assert token not in browser.get("/akun").text
    asking = {"Authorization": f"Bearer {token}"}
    assert portal.visitor().get("/api/v1/sop", headers=asking).status_code == 200
    revoke = re.search(r'action="(/akun/token/\w+/cabut)"', answer.text)
    assert revoke is not None
    browser.post(revoke[1], headers=OURS)
    assert portal.visitor().get("/api/v1/sop", headers=asking).status_code == 401


def test_a_token_without_a_name_is_refused_in_place(portal: Portal) -> None:
    answer = portal.as_(portal.person("asep")).post("/akun/token", data={"nama_token": " "}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#pesan"
    assert "Beri token ini nama" in html.words(html.by_id(answer.text, "pesan"))


def test_the_account_names_roles_and_rights(portal: Portal) -> None:
    text = portal.as_(portal.holder("asep", "purwakarta", "kepala")).get("/akun").text
    assert "Kepala Dinas" in html.texts(text, "h3")
    text = portal.as_(portal.granted("dewi", "pengelola", "purwakarta")).get("/akun").text
    assert "Pengelola siklus" in html.texts(text, "h3")


def test_ones_daily_letter_can_be_read_before_it_is_sent(portal: Portal) -> None:
    clerk = portal.holder("asep", "purwakarta", "petugas-data")
    browser = portal.as_(clerk)
    assert "Hari ini tidak ada surat." in browser.get("/akun/surat").text
    dewi = standing_of(portal.granted("dewi", "pengelola", "purwakarta").id, portal.clock())
    form = Form(secrets.token_hex(16))
    portal.rooms.desk.open(dewi, "purwakarta", "pengumpulan-data-kinerja", "2026-TW3", form, portal.clock())
    written = browser.get("/akun/surat").text
    assert "Selamat pagi, Asep." in written
    assert "KABAR YANG BELUM DIBACA (1)" in written


@pytest.mark.parametrize(
    "typed", ["bukan alamat", "a@b", "a@contoh.go.id\r\nBcc: b@contoh.go.id", "x" * 300 + "@contoh.go.id"]
)
def test_what_is_no_mail_address_is_refused(portal: Portal, typed: str) -> None:
    clerk = portal.person("asep")
    browser = portal.as_(clerk)
    answer = browser.post("/akun/surel", data={"surel": typed}, headers=OURS)
    assert answer.status_code == 422
    assert html.by_id(answer.text, "surel-e") is not None
    assert tables.Person.get_by_id(clerk.id).surel is None


def test_a_mail_address_is_kept_and_taken_away(portal: Portal) -> None:
    browser = portal.as_(portal.person("asep"))
    assert browser.post("/akun/surel", data={"surel": " asep@contoh.go.id "}, headers=OURS).status_code == 303
    assert 'value="asep@contoh.go.id"' in browser.get("/akun").text
    assert browser.post("/akun/surel", data={"surel": ""}, headers=OURS).status_code == 303
    assert "asep@contoh.go.id" not in browser.get("/akun").text
