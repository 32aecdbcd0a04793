"""A quarter begins: the pengelola opens its cycle, and one role after another checks off its step."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.handling import CHECK, Loads, open_cycle
from tests.browser.serving import Served


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without a script"])
def test_a_cycle_is_opened_and_goes_from_one_role_to_the_next(portal: Served, window: Window, script: bool) -> None:
    page = window(java_script_enabled=script).new_page()
    loads = Loads(page)
    cycle = open_cycle(portal.sign_in(page, "Dewi Anggraeni"))
    expect(page.get_by_role("button", name=CHECK)).to_have_count(0)

    portal.sign_in(page, "Asep Kurniawan")
    expect(page.locator(".task").filter(has_text="langkah 1 dari 8")).to_contain_text("Triwulan III 2026")
    page.locator(".task a").first.click()
    page.get_by_label("Catatan").fill("Data tiga bidang sudah masuk.")
    loads.since()
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("status")).to_contain_text("Tercatat: langkah 1")
    assert loads.since() == (0 if script else 2)
    expect(page.locator("#langkah-himpun")).to_contain_text("Asep Kurniawan")
    expect(page.locator("#aktif")).to_contain_text("Langkah 2")

    portal.sign_in(page, "Dewi Anggraeni")
    page.locator(".task").filter(has_text="langkah 2 dari 8").get_by_role("link").click()
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("status")).to_contain_text("Tercatat: langkah 2")
    trail = page.locator(".trail > li")
    expect(trail.nth(0)).to_contain_text("menyelesaikan langkah 2")
    expect(trail.nth(1)).to_contain_text("Asep Kurniawan, Petugas Pengelola Data Kinerja, menyelesaikan langkah 1")

    page.goto(f"{cycle}/riwayat")
    expect(page.get_by_text("Rantai riwayat utuh")).to_be_visible()
    expect(page.locator(".trail > li")).to_have_count(3)


def test_a_check_is_taken_back_where_it_was_told(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), "Siti Rahmawati")
    page.goto(portal.cycle("bakesbangpol 2026-TW3"))
    loads = Loads(page)
    page.get_by_label("Alasan keterlambatan").fill("Menunggu dua bidang.")
    page.get_by_role("button", name=CHECK).click()
    page.get_by_role("status").get_by_role("button", name="Urungkan").click()
    expect(page.get_by_role("status")).to_have_text("Catatan Anda diurungkan.")
    expect(page.locator("#aktif")).to_contain_text("Giliran Anda")
    assert loads.since() == 0


def test_a_comment_is_read_where_it_was_written(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), "Siti Rahmawati")
    page.goto(portal.cycle("bakesbangpol 2026-TW3"))
    loads = Loads(page)
    page.get_by_text("Tulis komentar").click()
    page.get_by_label("Komentar").fill("Berkas sudah saya minta lagi.")
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.locator(".trail > li").first).to_contain_text("Berkas sudah saya minta lagi.")
    assert loads.since() == 0


def test_a_phone_folds_what_is_over_and_unfolds_it_by_a_link(demo: Served, window: Window) -> None:
    page = window(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    demo.sign_in(page, "Siti Rahmawati").goto(demo.cycle("bakesbangpol 2026-TW3"))
    first = page.locator("#langkah-perintah")
    expect(first).to_be_hidden()
    page.get_by_role("link", name="Tampilkan 5 langkah yang sudah lewat").click()
    expect(first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(demo.cycle("bakesbangpol 2026-TW3"))
    expect(first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(media="print")
    expect(first).to_be_visible()
