"""The register on a screen and on a phone, and a period that is put into the archive there."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.pages import OFFICE, SOP
from tests.browser.serving import Served

REGISTER = f"/instansi/{OFFICE}/register"
PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    """True if nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_the_year_is_a_grid_on_a_screen_and_a_list_on_a_phone(demo: Served, window: Window) -> None:
    page = demo.sign_in(window().new_page(), "Bayu Prakoso")
    page.goto(demo.url + REGISTER)
    expect(page.locator(".year-grid .cell").first).to_contain_text("di luar portal")
    page.set_viewport_size(PHONE)
    expect(page.locator(".year-grid")).to_be_hidden()
    expect(page.locator(f"[id='{SOP}-2026-tw3']")).to_contain_text("Berjalan")
    assert fits(page)
    page.goto(demo.url + f"/instansi/{OFFICE}/ringkasan")
    expect(page.locator(".year-list")).to_be_visible()
    assert fits(page)


def test_a_period_is_put_into_the_archive_from_a_phone_and_taken_back(demo: Served, window: Window) -> None:
    page = demo.sign_in(window(viewport=PHONE).new_page(), "Bayu Prakoso")
    page.goto(demo.url + f"{REGISTER}/arsip?sop={SOP}&periode=2025-TW4")
    page.get_by_label("Alasan").fill("Dijalankan dengan lembar disposisi.")
    page.get_by_label("Pindaian").set_input_files(
        {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    page.get_by_role("button", name="Catat di luar portal").click()
    expect(page.get_by_role("status")).to_contain_text("Periode dicatat di luar portal.")
    expect(page.get_by_role("link", name="rekap.pdf")).to_be_visible()
    page.locator("summary", has_text="Cabut arsip ini").click()
    page.get_by_label("Alasan").fill("Salah triwulan.")
    page.get_by_role("button", name="Cabut arsip").click()
    expect(page.get_by_text("Arsip ini dicabut")).to_be_visible()
    assert fits(page)
