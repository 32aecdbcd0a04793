"""What a person finds on the page of a cycle and on Tugas saya: whose turn it is, his own form, and what went wrong."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.web import html
from tests.web.conftest import OURS
from tests.web.test_langkah import active, until_the_decision, walk
from tests.web.unit_office import key, open_office

HANDED_IN = ("kabid-a", "langkah/himpun/serah", {"sebagai": "kabid|a"})


@pytest.fixture
def office(build, tmp_path):
    """An office with units; its cycle waits for what the units hand in."""
    office = open_office(build, tmp_path)
    walk(office, ("kepala", "langkah/perintah/centang", {"sebagai": "kepala|"}))
    return office


def to_the_end(office):
    """Let everybody work until all steps are over."""
    until_the_decision(office)
    walk(
        office,
        ("kabid-b", "langkah/ttd/centang", {"sebagai": "kabid|b"}),
        ("kepala", "langkah/koreksi/putuskan", {"sebagai": "kepala|", "pilihan": "ya"}),
        ("sekretaris", "langkah/arsip/centang", {"sebagai": "sekretaris|"}),
    )


def test_a_refused_file_leads_to_its_field_without_a_script_too(office):
    browser = office.browser("kabid-a")
    sent = {"kunci": key(browser.get(office.cycle).text), "putaran": "1", "sebagai": "kabid|a"}
    files = {"berkas": (BytesIO(b"MZ"), "rekap.exe")}
    answer = browser.post(f"{office.cycle}/langkah/himpun/serah", data={**sent, **files}, headers=OURS)
    assert answer.status_code == 422
    field = html.by_id(answer.text, "hand_in-berkas")
    assert field.get("autofocus") is not None and field.get("aria-invalid") == "true"
    assert "autofocus" not in html.by_id(office.page("kabid-a"), "hand_in-berkas").attrib


def test_who_hands_in_finds_his_form_above_what_others_have_sent(office):
    walk(office, HANDED_IN)
    page = active(office.page("kabid-b"))
    assert page.index("Berkas yang diserahkan") < page.index("1 dari 2 bidang masuk")
    theirs = active(office.page("kasubbag"))
    assert theirs.index("1 dari 2 bidang masuk") < theirs.index("Bukti dukung")


def test_what_was_handed_in_is_no_longer_ones_turn_and_may_be_replaced(office):
    assert "Giliran Anda" in active(office.page("kabid-a"))
    walk(office, HANDED_IN)
    page = active(office.page("kabid-a"))
    assert "Sudah Anda serahkan" in page and "Giliran Anda" not in page
    assert "Ganti serahan Anda" in page and "Kembali ke Tugas saya" not in page
    assert "Giliran Anda" in active(office.page("kabid-b"))


def test_a_finished_act_leads_back_to_ones_tasks_unless_more_is_asked(office):
    answer = office.send("kabid-a", "langkah/himpun/serah", htmx=True, sebagai="kabid|a")
    assert "Serahan Anda tercatat, pukul 09.00 WIB." in answer.text and "Kembali ke Tugas saya" in answer.text
    answer = office.send("kasubbag", "langkah/himpun/tunda", htmx=True, alasan="data BPS")
    assert "Kembali ke Tugas saya" not in answer.text


def test_a_decision_that_was_made_says_its_answer_alone(office):
    until_the_decision(office)
    before = html.words(html.by_id(office.page("sekretaris"), "langkah-koreksi"))
    assert "Ya: lanjut ke langkah 6" in before and "Tidak: kembali ke langkah 2" in before
    walk(
        office,
        ("kabid-b", "langkah/ttd/centang", {"sebagai": "kabid|b"}),
        ("kepala", "langkah/koreksi/putuskan", {"sebagai": "kepala|", "pilihan": "ya"}),
    )
    after = html.words(html.by_id(office.page("sekretaris"), "langkah-koreksi"))
    assert "Keputusan: Ya" in after and "kembali ke langkah" not in after


def test_each_units_signature_names_its_unit_in_the_checklist_and_in_the_trail(office):
    to_the_end(office)
    row = html.words(html.by_id(office.page("kepala"), "langkah-ttd"))
    assert "Kabid-A, Kabid, Bidang A" in row and "Kabid-B, Kabid, Bidang B" in row
    trail = html.words(html.parse(office.page("kepala", "/riwayat")))
    assert "menyelesaikan langkah 4 untuk Bidang A" in trail and "menyelesaikan langkah 4 untuk Bidang B" in trail


def test_a_cycle_whose_steps_are_over_waits_for_the_pengelola(office):
    assert "Perlu ditutup" not in office.browser("pengelola").get("/").text
    to_the_end(office)
    page = office.browser("pengelola").get("/").text
    group = next(section for section in html.parse(page).iter("section") if section.get("aria-labelledby") == "g-tutup")
    assert office.cycle in {link.get("href") for link in group.iter("a")}
    assert "Tidak ada yang menunggu Anda" not in page
    assert "Perlu ditutup" not in office.browser("kepala").get("/").text


def test_a_closed_cycle_offers_its_papers_and_an_open_one_does_not(office):
    to_the_end(office)
    papers = {f"{office.cycle}/cetak", f"{office.cycle}/paket.zip"}
    assert not papers & set(html.links(office.page("kepala")))
    walk(office, ("pengelola", "tutup", {}))
    assert papers <= set(html.links(office.page("kepala")))


def test_a_notice_of_ones_turn_leads_to_the_step_itself(office):
    walk(office, HANDED_IN, ("kabid-b", "langkah/himpun/serah", {"sebagai": "kabid|b"}))
    walk(office, ("kasubbag", "langkah/himpun/centang", {"sebagai": "kasubbag|"}))
    assert f"{office.cycle}#aktif" in html.links(office.browser("kepala").get("/kabar").text)


def test_a_card_of_the_chart_leads_to_its_step(office):
    cards = html.by_id(office.page("kepala", "/bagan"), "daftar-langkah")
    steps = {row.get("id") for row in html.by_id(office.page("kepala"), "semua-langkah").iter("li")}
    links = [card.get("href", "").split("#") for card in cards.iter("a")]
    assert len(links) == 6 and all(path == office.cycle and anchor in steps for path, anchor in links)


def test_a_paper_without_its_official_leads_to_that_field(office):
    step = f"{office.cycle}/langkah/himpun/catat"
    browser = office.browser("pengelola")
    sent = {"kunci": key(browser.get(step).text), "putaran": "1", "sebagai": "kasubbag|"}
    answer = browser.post(step, data=sent, headers=OURS)
    assert answer.status_code == 422
    assert html.by_id(answer.text, "pejabat").get("autofocus") is not None


def test_a_list_narrowed_to_nothing_leads_back_to_all_cycles(office):
    page = office.browser("pengelola").get("/siklus?status=dibatalkan").text
    assert "Tidak ada siklus dengan status ini" in page and "Tampilkan semua siklus" in page


def test_the_menu_counts_anew_with_an_act_that_replaces_a_part_of_the_page(office):
    assert "Tugas saya 1" in menu(office.page("kabid-a"))
    answer = office.send("kabid-a", "langkah/himpun/serah", htmx=True, sebagai="kabid|a").text
    assert html.by_id(answer, "menu").get("hx-swap-oob") == "true"
    assert "Tugas saya 1" not in menu(answer) and menu(answer) == menu(office.page("kabid-a"))


def menu(page):
    return html.words(html.by_id(page, "menu"))
