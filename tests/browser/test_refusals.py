"""What is refused is said where the form stood, with the fresh step, and nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.handling import CHECK, Loads, open_cycle
from tests.browser.serving import Served

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["htmx", "without a script"])
NOTE = "Rekap sudah saya kumpulkan."


def at_his_step(portal: Served, window: Window, *, script: bool) -> tuple[Page, Page]:
    """Return the pages of the pengelola, who has opened a cycle, and of Asep, who is filling in its first step."""
    manager = portal.sign_in(window().new_page(), "Dewi Anggraeni")
    cycle = open_cycle(manager)
    asep = portal.sign_in(window(java_script_enabled=script).new_page(), "Asep Kurniawan")
    asep.goto(cycle)
    asep.get_by_label("Catatan").fill(NOTE)
    return manager, asep


@SCRIPT
def test_the_second_of_two_people_is_told_who_was_first(portal: Served, window: Window, script: bool) -> None:
    manager, asep = at_his_step(portal, window, script=script)
    manager.get_by_text("Lewati langkah 1").click()
    manager.get_by_label("Alasan dilewati").fill("Petugas sedang cuti.")
    manager.get_by_role("button", name="Lewati langkah ini").click()
    expect(manager.locator("#langkah-himpun")).to_have_attribute("data-state", "dilewati")

    loads = Loads(asep)
    asep.get_by_role("button", name=CHECK).click()
    row = asep.locator("#langkah-himpun")
    expect(row).to_have_attribute("data-state", "dilewati")
    expect(row.get_by_role("alert")).to_contain_text("Langkah 1 dilewati oleh Dewi Anggraeni")
    expect(row.get_by_role("alert")).to_contain_text(NOTE)
    expect(row.get_by_role("alert")).to_be_in_viewport()
    expect(asep.get_by_role("button", name=CHECK)).to_have_count(0)
    expect(asep.locator(".trail > li")).to_have_count(2)
    assert loads.since() == (0 if script else 1)


@SCRIPT
def test_a_step_that_became_late_asks_why(portal: Served, window: Window, script: bool) -> None:
    portal.clock("2026-10-10T20:00:00+07:00")
    _, asep = at_his_step(portal, window, script=script)
    portal.clock("2026-10-11T00:10:00+07:00")
    loads = Loads(asep)
    asep.get_by_role("button", name=CHECK).click()
    reason = asep.get_by_label("Alasan keterlambatan")
    expect(reason).to_have_accessible_description(re.compile("Langkah ini lewat tenggat. Tulis alasan keterlambatan."))
    expect(reason).to_be_focused()
    expect(reason).to_be_in_viewport()
    expect(asep.get_by_label("Catatan")).to_have_value(NOTE)
    expect(asep.locator("#pesan")).to_be_empty()
    assert loads.since() == (0 if script else 1)

    reason.fill("Menunggu satu bidang.")
    asep.get_by_role("button", name=CHECK).click()
    expect(asep.locator("#langkah-himpun")).to_contain_text("Menunggu satu bidang.")
    expect(asep.locator("#langkah-himpun")).to_contain_text(NOTE)


def test_a_return_without_a_reason_keeps_its_step_and_its_units(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), "Siti Rahmawati")
    page.goto(portal.cycle("bakesbangpol 2026-TW3"))
    page.get_by_label("Alasan keterlambatan").fill("Menunggu dua bidang.")
    page.get_by_role("button", name=CHECK).click()
    expect(page.locator("#aktif")).to_contain_text("Langkah 7")

    portal.sign_in(page, "Bayu Prakoso").goto(portal.cycle("bakesbangpol 2026-TW3"))
    page.locator("summary", has_text="Kembalikan untuk perbaikan").click()
    page.get_by_label("Kembali ke langkah").select_option("himpun")
    page.get_by_label("Sekretariat").check()
    page.get_by_label("Apa yang perlu diperbaiki").fill("   ")
    page.get_by_role("button", name="Kembalikan untuk perbaikan").click()
    reason = page.get_by_label("Apa yang perlu diperbaiki")
    expect(reason).to_be_focused()
    expect(page.get_by_label("Sekretariat")).to_be_checked()

    reason.fill("Angka Sekretariat tertukar lagi.")
    page.get_by_role("button", name="Kembalikan untuk perbaikan").click()
    units = page.locator("#aktif .handins > li")
    expect(units.filter(has_text="Sekretariat")).to_contain_text("Diminta lagi")
    expect(units.filter(has_text="Ideologi")).to_contain_text("Masuk")


def test_who_was_signed_out_meanwhile_is_told_and_keeps_his_words(portal: Served, window: Window) -> None:
    _, asep = at_his_step(portal, window, script=True)
    other = asep.context.new_page()
    other.goto(portal.url)
    other.locator(".account > summary").click()
    other.get_by_role("button", name="Keluar").click()
    expect(other.get_by_role("link", name="Masuk", exact=True)).to_be_visible()

    asep.get_by_role("button", name=CHECK).click()
    expect(asep.locator("#pesan")).to_contain_text("Anda belum masuk")
    expect(asep.locator("#pesan")).to_be_in_viewport()
    expect(asep.get_by_label("Catatan")).to_have_value(NOTE)


def test_a_line_that_is_down_is_told_and_nothing_is_lost(portal: Served, window: Window, complaints: list[str]) -> None:
    _, asep = at_his_step(portal, window, script=True)
    asep.context.set_offline(True)
    asep.get_by_role("button", name=CHECK).click()
    expect(asep.locator("#pesan")).to_contain_text("Portal tidak terjangkau")
    expect(asep.get_by_label("Catatan")).to_have_value(NOTE)
    asep.context.set_offline(False)
    asep.get_by_role("button", name=CHECK).click()
    expect(asep.get_by_role("status")).to_contain_text("Tercatat: langkah 1")
    expect(asep.locator("#pesan")).to_be_empty()
    complaints.clear()
