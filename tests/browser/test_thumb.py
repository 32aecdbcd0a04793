"""What a thumb meets on a phone: no part of a page is hidden beside the screen or below something else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.pages import OFFICE, SOP
from tests.browser.serving import Served

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("who", "path", "count"),
    [
        ("Bayu Prakoso", f"/instansi/{OFFICE}/ringkasan", 6),
        ("Bayu Prakoso", f"/instansi/{OFFICE}/kalender", 6),
        ("Bayu Prakoso", f"/instansi/{OFFICE}/sop/{SOP}/tempo", 5),
        ("Agnes Simanjuntak", "/admin/jurnal", 7),
    ],
)
def test_every_tab_is_in_sight(demo: Served, window: Window, who: str, path: str, count: int) -> None:
    page = demo.sign_in(window(viewport=PHONE).new_page(), who)
    page.goto(demo.url + path)
    tabs = page.locator(".tabs a")
    expect(tabs).to_have_count(count)
    boxes = [tab.bounding_box() for tab in tabs.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def test_a_notice_is_marked_read_where_one_presses(portal: Served, window: Window) -> None:
    page = portal.sign_in(window(viewport=PHONE).new_page(), "Siti Rahmawati")
    page.goto(portal.url + "/kabar")
    before = page.locator(".news button").count()
    page.locator(".news button").first.click(timeout=5000)
    expect(page.locator(".news button")).to_have_count(before - 1)
    expect(page).to_have_url(re.compile("/kabar"))


PRESSED = """() => [...document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden])")]
  .filter(e => e.checkVisibility() && !e.closest(".sr, .skip"))
  .map(e => {
    const covers = getComputedStyle(e, "::after").position === "absolute"
    const place = covers ? e.closest(".task") : e.matches("label input") ? e.closest("label") : e
    return [Math.round(place.getBoundingClientRect().height), e.textContent.trim() || e.name]
  })
  .filter(([height]) => height > 0 && height < 40)"""
"""What is too low for a thumb, with its height: where a link covers its row or a label its box, that one counts."""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/siklus",
        "/kabar",
        f"/siklus/buka?instansi={OFFICE}&sop={SOP}",
        "{cycle}",
        "{cycle}/riwayat",
        "{cycle}/bagan",
    ],
)
def test_whatever_is_pressed_at_work_is_high_enough(demo: Served, window: Window, path: str) -> None:
    page = demo.sign_in(window(viewport=PHONE).new_page(), "Bayu Prakoso")
    cycle = demo.cycles[f"{OFFICE} 2026-TW3"]
    page.goto(demo.url + path.format(cycle=f"/siklus/{cycle}"))
    assert page.evaluate(PRESSED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
