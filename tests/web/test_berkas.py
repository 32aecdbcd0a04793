"""Files that come with an act: kept, named as text, shown, and at hand for the steps after."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from portal.store import tables
from tests.evidence.samples import SAMPLES, jpeg, position
from tests.web.conftest import OURS
from tests.web.files import HTMX, PDF, cabinet, check, link, posted, rows
from tests.web.test_siklus import AGENCY, SLUG, cycle, key, office


def test_files_come_with_a_check_and_are_shown_with_size_hash_person_and_time(office, cycle, cabinet):
    answer = check(office, cycle, "rekap.pdf", ("data.csv", SAMPLES["csv"]))
    assert answer.status_code == 303
    assert [(row.name, row.size, row.purpose, row.step) for row in rows()] == [
        ("data.csv", len(SAMPLES["csv"]), "bukti", "himpun"), ("rekap.pdf", len(PDF), "bukti", "himpun"),
    ]  # fmt: skip
    assert all(cabinet.is_whole(row.sha256) for row in rows())
    assert list(cabinet.drafts()) == []
    page = office.sign_in("kasubbag").get(cycle).text
    assert "rekap.pdf</a>" in page and f"<span>{len(PDF)} B</span>" in page and rows()[0].sha256[:12] in page
    assert "<span>Petugas, <time" in page and "Bahan: 2 berkas" in page


def test_the_person_is_told_how_many_files_were_kept(office, cycle, cabinet):
    answer = check(office, cycle, "a.pdf", headers=HTMX)
    assert answer.status_code == 200 and "Disertai 1 berkas." in answer.text


def test_a_photo_that_tells_where_it_was_taken_is_said_so_and_kept_as_it_is(office, cycle, cabinet):
    photo = jpeg(exif=position())
    answer = check(office, cycle, ("lapangan.jpg", photo), headers=HTMX)
    assert "Foto ini memuat lokasi: lapangan.jpg." in answer.text and "foto ini memuat lokasi" in answer.text
    assert cabinet.path(rows()[0].sha256).read_bytes() == photo


def test_the_same_form_sent_twice_is_answered_twice_and_written_once(office, cycle, cabinet):
    client = office.sign_in("petugas")
    sent = {"kunci": key(client.get(cycle).text), "putaran": "1", "sebagai": "petugas-data|"}
    for _ in range(2):
        answer = posted(client, f"{cycle}/langkah/himpun/centang", sent, "a.pdf")
        assert answer.status_code == 303
    assert len(rows()) == 1
    other = posted(client, f"{cycle}/langkah/himpun/centang", sent, "b.pdf")
    assert other.status_code == 409


def test_of_three_files_one_that_is_wrong_refuses_all_and_is_named(office, cycle, cabinet):
    answer = check(office, cycle, "a.pdf", ("b.pdf", PDF + b"2"), ("c.exe", b"MZ"), catatan="sudah lengkap")
    assert answer.status_code == 422
    assert "Belum ada yang dicatat" in answer.text and "c.exe: jenis berkas ini tidak diterima" in answer.text
    assert "sudah lengkap" in answer.text
    assert rows() == [] and tables.Event.select().count() == 1 and list(cabinet.drafts()) == []
    words = [html.unescape(word) for word in re.findall(r'name="terkirim" value="([^"]+)"', answer.text)]
    assert len(words) == 2
    check(office, cycle, terkirim=words[1])
    assert [row.name for row in rows()] == ["b.pdf"]


def test_an_empty_file_field_is_no_file(office, cycle, cabinet):
    assert check(office, cycle, ("", b"")).status_code == 303
    assert rows() == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../a.pdf", "a.pdf"), ("🧾.pdf", "🧾.pdf"), ("x" * 300 + ".pdf", "x" * 115 + "….pdf"),
     ("a\u202efdp.pdf", "afdp.pdf")],
)  # fmt: skip
def test_a_name_is_text_and_never_a_place(office, cycle, cabinet, name, kept):
    assert check(office, cycle, name).status_code == 303
    assert rows()[0].name == kept
    assert [path.name for path in cabinet.kept()] == [rows()[0].sha256]


def test_a_name_with_markup_is_shown_as_text(office, cycle, cabinet):
    check(office, cycle, '"><script>alert(1)<.pdf')
    page = office.sign_in("petugas").get(cycle).text
    assert "<script>alert" not in page and "&gt;&lt;script&gt;alert(1)&lt;.pdf" in page


def test_two_files_of_one_name_are_both_kept(office, cycle, cabinet):
    check(office, cycle, "a.pdf", ("a.pdf", PDF + b"lain"))
    assert [row.name for row in rows()] == ["a.pdf", "a.pdf"]


def test_what_the_sender_says_of_the_type_counts_for_nothing(office, cycle, cabinet):
    check(office, cycle, "a.pdf")
    assert office.sign_in("petugas").get(link(office, cycle)).mimetype == "application/pdf"


def test_a_refused_form_keeps_its_files_for_the_next(office, cycle, cabinet):
    office.portal.clock.now += timedelta(days=30)
    refused = check(office, cycle, "a.pdf")
    assert refused.status_code == 422 and "sudah terkirim" in refused.text
    word = html.unescape(re.search(r'name="terkirim" value="([^"]+)"', refused.text)[1])
    assert check(office, cycle, alasan="menunggu bidang", terkirim=word).status_code == 303
    assert [row.name for row in rows()] == ["a.pdf"]


def test_nobody_can_name_the_file_that_another_sent(office, cycle, cabinet):
    office.portal.clock.now += timedelta(days=30)
    word = re.search(r'name="terkirim" value="([^"]+)"', check(office, cycle, "a.pdf").text)[1]
    office.people["petugas"] = office.portal.holder("petugas2", AGENCY, "petugas-data")
    assert check(office, cycle, alasan="terlambat", terkirim=word).status_code == 303
    assert rows() == []


def test_files_of_an_act_that_was_taken_back_stay_and_stand_apart(office, cycle, cabinet):
    check(office, cycle, "salah.pdf")
    client = office.sign_in("petugas")
    client.post(f"{cycle}/urungkan", data={"kunci": "c" * 32, "seq": "2"}, headers=OURS)
    page = client.get(cycle).text
    assert "Berkas yang tidak dipakai lagi: 1" in page and "salah.pdf" in page and "Bahan:" not in page


def test_a_file_given_at_the_opening_is_material_for_every_step(office, cabinet):
    sent = {"kunci": "a" * 32, "instansi": AGENCY, "sop": SLUG, "periode": "2026-TW3"}
    place = posted(office.sign_in("dewi"), "/siklus/buka", sent, ("format isian.xlsx", SAMPLES["xlsx"])).headers[
        "Location"
    ]
    assert rows()[0].purpose == "bahan"
    page = office.sign_in("petugas").get(place).text
    assert "Diberikan saat siklus dibuka" in page and "format isian.xlsx" in page
    check(office, place, "rekap.pdf")
    page = office.sign_in("kasubbag").get(place).text
    assert "Bahan: 2 berkas" in page
