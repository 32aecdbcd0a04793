"""The clock of a step on its page: begun, waiting, due for a reason, late, and asked of units."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.cycle.holidays import Holiday
from portal.days import changes
from portal.people import tokens
from portal.people.model import CONSOLE
from portal.store import tables
from tests.web import html
from tests.web.indonesian import left_over, names_in
from tests.web.unit_office import open_office


@pytest.fixture
def office(build, tmp_path):
    """A cycle at the collection of two units, due on Thursday, 8 October."""
    found = open_office(build, tmp_path)
    assert found.send("kepala", "langkah/perintah/centang", sebagai="kepala|").status_code == 303
    return found


def active(page):
    return html.words(html.by_id(page, "aktif"))


# waiting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "without a script"])
def test_a_wait_for_the_outside_shows_for_whom_and_since_when(office, htmx):
    answer = office.send("kasubbag", "langkah/himpun/tunda", htmx=htmx, alasan="data dari BPS")
    assert answer.status_code == (200 if htmx else 303)
    page = answer.text if htmx else office.page("kepala")
    assert "Dicatat Kasubbag: menunggu pihak luar sejak Selasa, 6 Oktober." in active(page)
    assert "data dari BPS" in active(page)
    assert "mencatat langkah 2 menunggu pihak luar" in office.page("kepala", "/riwayat")


def test_a_wait_without_a_word_is_asked_for_one_at_its_field(office):
    answer = office.send("kasubbag", "langkah/himpun/tunda")
    assert answer.status_code == 422
    assert html.by_id(answer.text, "tunda-alasan").get("aria-invalid") == "true"


def test_a_wait_promises_nothing_to_a_step_that_is_late_already(office):
    promise = "Selama menunggu langkah ini tidak terlambat"
    assert promise in active(office.page("kasubbag"))
    office.portal.clock.now += timedelta(days=7)
    shown = active(office.page("kasubbag"))
    assert promise not in shown and "tetap terlambat selama menunggu" in shown


def test_going_on_moves_the_due_date_and_shows_the_old_one_beside_it(office):
    office.send("kasubbag", "langkah/himpun/tunda", alasan="data dari BPS")
    office.portal.clock.now += timedelta(days=2)
    assert office.send("pengelola", "langkah/himpun/lanjutkan").status_code == 303
    shown = active(office.page("kasubbag"))
    assert "Semula Kamis, 8 Oktober, menjadi Senin, 12 Oktober" in shown
    assert "Ditambah 2 hari kerja menunggu pihak luar." in shown and "Pernah menunggu pihak luar" in shown
    assert "Tenggat: Kamis, 8 Oktober → Senin, 12 Oktober" in html.words(html.parse(office.page("kepala", "/riwayat")))


def test_only_those_who_hold_the_step_and_the_pengelola_are_offered_a_wait(office):
    offered = {name: "langkah/himpun/tunda" in office.page(name) for name in office.people}
    assert {name for name, one in offered.items() if one} == {"kasubbag", "pengelola"}
    assert office.send("kepala", "langkah/himpun/tunda", alasan="x").status_code == 403


def test_a_wait_is_taken_back_by_the_one_who_noted_it(office):
    office.send("kasubbag", "langkah/himpun/tunda", alasan="keliru")
    seq = tables.Event.get(tables.Event.kind == "tunda").seq
    assert office.send("kasubbag", "urungkan", seq=str(seq)).status_code == 303
    assert "Catat menunggu pihak luar" in office.page("kasubbag")


# begun ------------------------------------------------------------------------------------------------------


def test_the_beginning_of_the_work_is_noted_once_and_seen_by_all(office):
    assert "Catat bahwa saya mulai mengerjakan" in office.page("kasubbag")
    answer = office.send("kasubbag", "langkah/himpun/mulai", htmx=True, sebagai="kasubbag|")
    assert "Tercatat: Anda mulai mengerjakan langkah ini." in answer.text
    assert "Mulai dikerjakan oleh Kasubbag, Kasubbag, Selasa, 6 Oktober" in active(office.page("kepala"))
    assert "Catat bahwa saya mulai" not in office.page("kasubbag")
    assert "Sedang dikerjakan" in office.browser("kasubbag").get("/").text


# due and late -----------------------------------------------------------------------------------------------


def test_a_due_date_says_its_rule_its_start_and_every_day_off_by_name(office):
    changes.add(office.portal.rooms.store, CONSOLE, Holiday(date(2026, 10, 7), "Hari Jadi", "lokal", "SK 1"),
                office.portal.clock(), "satu")  # fmt: skip
    page = office.page("pengelola")
    assert "Hitung ulang tenggat langkah 2" in page and "Jumat, 9 Oktober" in page
    assert "Hitung ulang tenggat" not in office.page("kasubbag")
    answer = office.send("pengelola", "langkah/himpun/tenggat", alasan="libur daerah")
    assert answer.status_code == 303
    shown = active(office.page("kasubbag"))
    assert "Semula Kamis, 8 Oktober, menjadi Jumat, 9 Oktober" in shown
    assert "“2 hari” sejak Selasa, 6 Oktober: Jumat, 9 Oktober 2026. Melewati 1 hari libur." in shown
    assert "Rabu, 7 Oktober: Hari Jadi" in shown
    assert "libur daerah" in office.page("kepala", "/riwayat")


def test_a_recalculation_without_a_reason_is_asked_for_one(office):
    changes.add(office.portal.rooms.store, CONSOLE, Holiday(date(2026, 10, 7), "Hari Jadi", "lokal", "SK 1"),
                office.portal.clock(), "satu")  # fmt: skip
    answer = office.send("pengelola", "langkah/himpun/tenggat")
    assert answer.status_code == 422
    assert html.by_id(answer.text, "alasan-tenggat").get("aria-invalid") == "true"


def test_late_is_seen_in_every_list_and_stays_with_the_check(office):
    office.portal.clock.now += timedelta(days=7)
    kasubbag = office.browser("kasubbag")
    assert "lewat 3 hari kerja" in kasubbag.get("/").text
    for path in ("/siklus", "/siklus?status=terlambat", "/instansi/satu/sop/uji/siklus"):
        assert "Terlambat" in kasubbag.get(path).text, path
    assert "Terlambat 3 hari kerja" in active(office.page("kepala"))
    assert office.send("kasubbag", "langkah/himpun/centang", sebagai="kasubbag|").status_code == 422
    office.send("kasubbag", "langkah/himpun/centang", sebagai="kasubbag|", alasan="dua bidang menyusul")
    row = html.words(html.by_id(office.page("kepala"), "langkah-himpun"))
    assert "Terlambat 3 hari kerja" in row and "dua bidang menyusul" in row


def test_a_step_that_waits_is_late_in_no_list(office):
    office.send("kasubbag", "langkah/himpun/tunda", alasan="data dari BPS")
    office.portal.clock.now += timedelta(days=7)
    kasubbag = office.browser("kasubbag")
    for path in ("/", "/siklus", office.cycle):
        assert "lewat 3 hari kerja" not in kasubbag.get(path).text, path
        assert "Menunggu pihak luar" in kasubbag.get(path).text, path
    assert "Tidak ada siklus dengan status ini" in kasubbag.get("/siklus?status=terlambat").text


# units ------------------------------------------------------------------------------------------------------


def test_hand_ins_are_counted_and_those_who_are_missing_named(office):
    office.send("kabid-a", "langkah/himpun/serah", sebagai="kabid|a")
    assert "1 dari 2 bidang masuk; belum: Bidang B." in active(office.page("kepala"))
    assert "Belum masuk: Bidang B" in office.browser("kasubbag").get("/").text


def test_a_collection_closed_without_the_rest_keeps_its_reason_and_who_was_missing(office):
    office.send("kabid-a", "langkah/himpun/serah", sebagai="kabid|a")
    assert office.send("kasubbag", "langkah/himpun/centang", sebagai="kasubbag|").status_code == 422
    office.send("kasubbag", "langkah/himpun/centang", sebagai="kasubbag|", alasan="Bidang B menyusul")
    row = html.words(html.by_id(office.page("kepala"), "langkah-himpun"))
    assert "1 dari 2 bidang masuk; belum: Bidang B." in row and "Bidang B menyusul" in row


def walk(office, *ways):
    for name, path, form in ways:
        answer = office.send(name, path, **form)
        assert answer.status_code == 303, html.texts(answer.text, "p")


def until_the_decision(office):
    walk(
        office,
        ("kabid-a", "langkah/himpun/serah", {"sebagai": "kabid|a"}),
        ("kabid-b", "langkah/himpun/serah", {"sebagai": "kabid|b"}),
        ("kasubbag", "langkah/himpun/centang", {"sebagai": "kasubbag|"}),
        ("kepala", "langkah/rapat/centang", {"sebagai": "kepala|"}),
        ("kasubbag", "langkah/rapat/centang", {"sebagai": "kasubbag|"}),
        ("kabid-a", "langkah/ttd/centang", {"sebagai": "kabid|a"}),
    )


def test_signatures_by_unit_are_counted_too(office):
    until_the_decision(office)
    assert "1 dari 2 bidang selesai; belum: Bidang B." in active(office.page("kepala"))


def test_a_decision_that_leads_back_asks_named_units_only_and_says_so(office):
    until_the_decision(office)
    walk(office, ("kabid-b", "langkah/ttd/centang", {"sebagai": "kabid|b"}))
    assert "Bila kembali, hanya dari bidang ini" in office.page("kepala")
    form = {"sebagai": "kepala|", "pilihan": "tidak", "alasan": "angka B tertukar", "unit": "b"}
    walk(office, ("kepala", "langkah/koreksi/putuskan", form))
    shown = active(office.page("kasubbag"))
    assert "diminta lagi hanya dari Bidang B" in shown
    assert "1 dari 2 bidang masuk; belum: Bidang B." in shown and "Diminta lagi" in shown
    assert "diminta lagi hanya dari Bidang B" in html.words(html.parse(office.page("kepala", "/riwayat")))


# texts to copy ----------------------------------------------------------------------------------------------


def test_the_text_to_copy_stands_in_a_field_that_needs_no_script(office):
    area = html.by_id(office.page("kabid-a"), "teks-siklus")
    assert area.tag == "textarea" and area.get("readonly") is not None
    text = area.text or ""
    assert "Batas: Kamis, 8 Oktober 2026" in text and "- Bidang A (Kabid-A)" in text
    assert text.rstrip().endswith(f"http://localhost{office.cycle}")


def test_the_late_lists_have_their_text_and_lists_without_late_ones_have_none(office):
    kasubbag = office.browser("kasubbag")
    assert "teks-terlambat" not in kasubbag.get("/").text
    office.portal.clock.now += timedelta(days=7)
    kasubbag = office.browser("kasubbag")
    for path in ("/", "/siklus?status=terlambat", "/siklus?status=terlambat&instansi=satu"):
        text = html.by_id(kasubbag.get(path).text, "teks-terlambat").text or ""
        assert "*Terlambat per Selasa, 13 Oktober 2026*" in text and office.cycle in text
    assert "teks-terlambat" not in kasubbag.get("/siklus").text


# flags ------------------------------------------------------------------------------------------------------


def test_flags_are_for_those_who_answer_or_oversee(office):
    office.send("pengelola", "langkah/himpun/lewati", alasan="digabung")
    office.people["pemantau"] = office.portal.granted("pemantau", "pengelola", "satu")
    for path in ("", "/riwayat"):
        assert "1 hal untuk diperhatikan" in office.page("pengelola", path)
        assert "Pengelola melewati langkah 2." in office.page("pemantau", path)
        assert "hal untuk diperhatikan" not in office.page("kasubbag", path)


# facts ------------------------------------------------------------------------------------------------------


def test_programs_read_the_clock_too(office):
    office.send("kasubbag", "langkah/himpun/mulai", sebagai="kasubbag|")
    office.send("kasubbag", "langkah/himpun/tunda", alasan="BPS")
    rooms = office.portal.rooms
    token = tokens.make(rooms.store, office.people["kasubbag"], "uji", office.portal.clock())[1]
    facts = office.portal.visitor().get(f"/api/v1{office.cycle}", headers={"Authorization": f"Bearer {token}"}).json
    step = facts["langkah"][1]
    assert step["menunggu_luar_sejak"] == "2026-10-06T02:00:00.000000Z"
    assert step["mulai"][0]["peran"] == "kasubbag" and step["tenggat"]["aturan"] == "2 hari"


def test_the_clock_of_a_step_is_told_in_english_too(office):
    office.send("kasubbag", "langkah/himpun/mulai", sebagai="kasubbag|")
    office.send("kasubbag", "langkah/himpun/tunda", alasan="BPS")
    office.portal.clock.now += timedelta(days=2)
    office.send("kasubbag", "langkah/himpun/lanjutkan")
    office.send("pengelola", "langkah/himpun/lewati", alasan="x")
    for name, path in (("kasubbag", ""), ("pengelola", ""), ("pengelola", "/riwayat")):
        browser = office.browser(name)
        browser.set_cookie("bahasa", "en")
        page = browser.get(office.cycle + path).text
        assert left_over(page, names_in(office.portal.rooms.library) | {"Menghimpun", "x", "BPS"}) == [], path
