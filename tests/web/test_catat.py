"""A step that was signed on paper, recorded by the pengelola."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import pytest

from portal.store import tables
from tests.web.files import cabinet, posted
from tests.web.test_siklus import cycle, key, office

PAPER = {
    "putaran": "1", "sebagai": "petugas-data|", "pejabat": "Petugas Contoh", "kapasitas": "Plh.",
    "tanggal": "2026-10-07",
}  # fmt: skip


def record(office, cycle, *files, who="dewi", **more):
    client = office.sign_in(who)
    page = client.get(f"{cycle}/langkah/himpun/catat").text
    sent = {**PAPER, "kunci": key(page) if "kunci" in page else "a" * 32, **more}
    return posted(client, f"{cycle}/langkah/himpun/catat", sent, *files)


def test_the_manager_is_led_to_the_form_and_others_are_not(office, cycle):
    assert f"{cycle}/langkah/himpun/catat" in office.sign_in("dewi").get(cycle).text
    petugas = office.sign_in("petugas")
    assert f"{cycle}/langkah/himpun/catat" not in petugas.get(cycle).text
    assert petugas.get(f"{cycle}/langkah/himpun/catat").status_code == 403
    assert record(office, cycle, "scan.pdf", who="petugas").status_code == 403


def test_nothing_is_chosen_beforehand(office, cycle):
    page = office.sign_in("dewi").get(f"{cycle}/langkah/himpun/catat").text
    assert "checked" not in page and 'value="definitif" selected' not in page
    assert '<option value="" selected>' in page or "selected" not in page


def test_a_paper_is_recorded_and_shown_as_such(office, cycle, cabinet):
    assert record(office, cycle, "disposisi.pdf").status_code == 303
    row = tables.File.get()
    assert (row.purpose, row.name) == ("kertas", "disposisi.pdf")
    page = office.sign_in("petugas").get(cycle).text
    assert "Dari kertas" in page
    assert "Petugas Contoh, Plh. Petugas Pengelola Data Kinerja, Rabu, 7 Oktober 2026" in page
    assert "dicatat oleh Dewi" in page
    trail = office.sign_in("petugas").get(f"{cycle}/riwayat").text
    assert (
        "<b>Dewi</b>, pengelola siklus, mencatat langkah 1 dari kertas yang ditandatangani Petugas Contoh, Plh."
        in trail
    )
    assert tables.Cycle.get().on_paper == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [({"pejabat": ""}, "Tulis nama pejabat"), ({"kapasitas": ""}, "Pilih kapasitas"),
     ({"tanggal": ""}, "Tulis tanggal"), ({"tanggal": "2026-12-01"}, "tidak boleh sesudah hari ini")],
)  # fmt: skip
def test_what_is_missing_is_asked_for_at_its_field(office, cycle, cabinet, more, said):
    answer = record(office, cycle, "scan.pdf", **more, catatan="map merah")
    assert answer.status_code == 422
    assert said in answer.text and "map merah" in answer.text and "sudah terkirim" in answer.text
    assert tables.Event.select().where(tables.Event.kind == "catat").count() == 0


def test_a_paper_without_its_scan_is_refused(office, cycle, cabinet):
    answer = record(office, cycle)
    assert answer.status_code == 422 and "Lampirkan pindaian" in answer.text


def test_a_step_that_is_not_active_is_not_recorded(office, cycle, cabinet):
    client = office.sign_in("dewi")
    assert client.get(f"{cycle}/langkah/himpun-x/catat").status_code == 404
    record(office, cycle, "scan.pdf")
    assert client.get(f"{cycle}/langkah/himpun/catat").status_code == 409
