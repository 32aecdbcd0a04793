"""The clock of a step in a browser: begun, waiting, going on, its texts copied; and the demo's own clock."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import LOOKS, PHONE, flaws
from tests.browser.conftest import Window
from tests.browser.handling import Loads
from tests.browser.serving import Served

PLACE = "bakesbangpol 2026-TW3"
HOLDER, MANAGER = "Siti Rahmawati", "Bayu Prakoso"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["htmx", "without a script"])


@SCRIPT
def test_a_step_waits_for_the_outside_and_goes_on_on_a_phone(portal: Served, window: Window, script: bool) -> None:
    page = window(viewport=PHONE, java_script_enabled=script).new_page()
    portal.sign_in(page, HOLDER).goto(portal.cycle(PLACE))
    loads = Loads(page)
    page.get_by_role("button", name="Catat bahwa saya mulai mengerjakan").click()
    expect(page.locator("#aktif")).to_contain_text(f"Mulai dikerjakan oleh {HOLDER}")

    page.locator("summary", has_text="Menunggu pihak luar").click()
    page.get_by_label("Siapa atau apa yang ditunggu").fill("Rekap konflik dari Kesbangpol provinsi")
    page.get_by_role("button", name="Catat menunggu pihak luar").click()
    expect(page.locator("#aktif .chip", has_text="Menunggu pihak luar")).to_be_visible()
    expect(page.locator("#aktif")).to_contain_text("Rekap konflik dari Kesbangpol provinsi")

    page.get_by_role("button", name="Lanjutkan langkah ini").click()
    expect(page.locator("#aktif")).to_contain_text("Pernah menunggu pihak luar")
    expect(page.locator("#aktif .chip", has_text="Menunggu pihak luar")).to_have_count(0)
    assert loads.since() == (0 if script else 6)


def test_a_waiting_step_is_accessible_in_every_size_and_theme(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), HOLDER)
    page.goto(portal.cycle(PLACE))
    page.locator("summary", has_text="Menunggu pihak luar").click()
    page.get_by_label("Siapa atau apa yang ditunggu").fill("Data dari BPS")
    page.get_by_role("button", name="Catat menunggu pihak luar").click()
    expect(page.locator("#aktif .chip", has_text="Menunggu pihak luar")).to_be_visible()
    found = []
    for nama, path in ((HOLDER, ""), (MANAGER, ""), (MANAGER, "/riwayat")):
        portal.sign_in(page, nama)
        for look in LOOKS:
            look.at(page)
            page.goto(portal.cycle(PLACE) + path)
            found += flaws(page)
    assert found == []


def test_a_text_is_copied_and_says_so(portal: Served, window: Window) -> None:
    context = window()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal.url)
    page = portal.sign_in(context.new_page(), MANAGER)
    page.goto(portal.cycle(PLACE))
    page.locator("summary", has_text="Salin teks WhatsApp").click()
    page.get_by_role("button", name="Salin", exact=True).click()
    expect(page.locator("[data-copied]")).to_have_text("Tersalin.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "3 dari 5 bidang masuk." in copied and "- Politik Dalam Negeri (Yohanes Tandiawan, S.IP.)" in copied
    assert copied.rstrip().endswith(portal.cycle(PLACE))


def test_without_a_clipboard_the_text_is_selected_and_copied_the_old_way(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), MANAGER)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(portal.cycle(PLACE))
    page.locator("summary", has_text="Salin teks WhatsApp").click()
    page.get_by_role("button", name="Salin", exact=True).click()
    expect(page.locator("[data-copied]")).to_have_text("Tersalin.")
    expect(page.get_by_label("Teks untuk dikirim")).to_be_focused()
    chosen = page.evaluate("window.getSelection().toString()")
    assert "3 dari 5 bidang masuk." in chosen


def test_the_button_that_copies_comes_back_after_the_page_has_changed(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), HOLDER)
    page.goto(portal.cycle(PLACE))
    page.get_by_role("button", name="Catat bahwa saya mulai mengerjakan").click()
    expect(page.locator("#aktif")).to_contain_text("Mulai dikerjakan oleh")
    page.locator("summary", has_text="Salin teks WhatsApp").click()
    expect(page.get_by_role("button", name="Salin", exact=True)).to_be_visible()


def test_without_a_script_the_text_stands_there_to_be_selected(portal: Served, window: Window) -> None:
    page = portal.sign_in(window(java_script_enabled=False).new_page(), MANAGER)
    page.goto(portal.cycle(PLACE))
    page.locator("summary", has_text="Salin teks WhatsApp").click()
    expect(page.get_by_label("Teks untuk dikirim")).to_be_visible()
    expect(page.get_by_role("button", name="Salin", exact=True)).to_have_count(0)


@SCRIPT
def test_the_demos_clock_moves_over_a_holiday_and_the_late_list_follows(
    portal: Served, window: Window, script: bool
) -> None:
    page = portal.sign_in(window(java_script_enabled=script).new_page(), "Encik Marlina")
    expect(page.locator(".eyebrow").first).to_have_text("Kamis, 8 Oktober 2026")
    page.locator("summary", has_text="Majukan waktu demo").click()
    page.get_by_label("Ke tanggal").fill("2026-12-28")
    page.get_by_role("button", name="Majukan", exact=True).click()
    expect(page.locator("#pesan")).to_contain_text("Di demo ini sekarang Senin, 28 Desember 2026.")
    expect(page.locator(".eyebrow").first).to_have_text("Senin, 28 Desember 2026")
    page.goto(f"{portal.url}/siklus?status=terlambat")
    expect(page.locator(".task").first).to_contain_text("Terlambat")
    page.locator("summary", has_text="Salin teks WhatsApp").click()
    expect(page.get_by_label("Teks untuk dikirim")).to_have_value(re.compile("Terlambat per Senin, 28 Desember 2026"))
