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
