"""Pindah versi: offered where the SOP has changed, shown with what differs, refused with its obstacles."""

from __future__ import annotations

import pytest

from portal.store import tables
from tests.web import html
from tests.web.indonesian import left_over, names_in
from tests.web.unit_office import open_office


@pytest.fixture
def office(build, tmp_path):
    """A cycle whose first step is done."""
    found = open_office(build, tmp_path)
    found.send("kepala", "langkah/perintah/centang", sebagai="kepala|")
    return found


def words(page):
    return html.words(html.parse(page))


def test_a_move_is_offered_to_the_pengelola_once_the_sop_has_changed(office):
    assert "Pindah ke versi SOP yang baru" not in office.page("pengelola")
    office.correct("uraian: Mengarsipkan", "uraian: Mengarsipkan berkas")
    assert "SOP instansi ini sudah berubah sejak siklus dibuka" in office.page("pengelola")
    assert "SOP instansi ini sudah berubah" not in office.page("kasubbag")


def test_the_page_shows_what_differs_and_moves_with_a_reason(office):
    office.correct("uraian: Mengarsipkan", "uraian: Mengarsipkan berkas")
    before = tables.Cycle.get().digest
    page = office.page("pengelola", "/versi")
    assert "Langkah 6 berubah: uraian." in words(page) and before in page
    assert "Mengarsipkan" in html.texts(page, "del") and "Mengarsipkan berkas" in html.texts(page, "ins")

    answer = office.send("pengelola", "versi")
    assert answer.status_code == 422
    assert html.by_id(answer.text, "alasan-versi").get("aria-invalid") == "true"

    answer = office.send("pengelola", "versi", alasan="uraian diperjelas")
    assert answer.status_code == 303
    assert "Mengarsipkan berkas" in office.page("kasubbag")
    trail, after = office.page("kasubbag", "/riwayat"), tables.Cycle.get().digest
    assert "memindahkan siklus ke versi SOP yang baru" in trail and "uraian diperjelas" in trail
    assert html.texts(trail, "del") == [before] and html.texts(trail, "ins") == [after] and before != after
    assert "Rantai riwayat utuh" in trail


def test_a_new_time_of_the_active_step_shows_both_due_dates_in_the_trail(office):
    office.correct("himpun: unit, waktu: 2 hari", "himpun: unit, waktu: 5 hari")
    office.send("pengelola", "versi", alasan="waktu diperbaiki")
    assert "Tenggat: Kamis, 8 Oktober → Selasa, 13 Oktober" in words(office.page("kepala"))


def test_what_keeps_a_cycle_from_moving_is_named_and_nothing_is_asked(office):
    office.correct("uraian: Memerintahkan", "uraian: Memerintahkan tertulis")
    page = office.page("pengelola", "/versi")
    assert "Langkah 1 sudah dikerjakan, tetapi isinya berubah dalam SOP yang baru." in words(page)
    assert "Alasan pindah versi" not in page
    assert office.send("pengelola", "versi", alasan="x").status_code == 409


def test_a_cycle_on_the_present_version_says_so(office):
    assert "sudah memakai SOP yang diikuti instansi sekarang" in office.page("pengelola", "/versi")


def test_only_the_pengelola_sees_the_page(office):
    office.correct("uraian: Mengarsipkan", "uraian: Menyimpan")
    assert office.browser("kasubbag").get(f"{office.cycle}/versi").status_code == 403
    assert office.send("kasubbag", "versi", alasan="x").status_code == 403


@pytest.mark.parametrize(("old", "new"), [("Mengarsipkan", "Menyimpan"), ("Memerintahkan", "Menugaskan")])
def test_the_page_is_told_in_english_too(office, old, new):
    office.correct(f"uraian: {old}", f"uraian: {new}")
    browser = office.browser("pengelola")
    browser.set_cookie("bahasa", "en")
    for path in ("", "/versi"):
        page = browser.get(office.cycle + path).text
        assert left_over(page, names_in(office.portal.rooms.library)) == [], path
