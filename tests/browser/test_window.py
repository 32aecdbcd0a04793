"""The browser of the tests works, and stays on this machine."""

from __future__ import annotations

from playwright.sync_api import Page


def test_a_page_is_shown(page: Page) -> None:
    page.set_content("<h1>Portal SOP</h1>")
    assert page.get_by_role("heading").inner_text() == "Portal SOP"


def test_a_request_to_another_machine_is_stopped_and_told(
    page: Page, strangers: list[str], complaints: list[str]
) -> None:
    page.set_content('<img src="http://portal.example/a.png">')
    page.wait_for_load_state("load")
    assert strangers == ["http://portal.example/a.png"]
    assert all("ERR_FAILED" in told for told in complaints)
    strangers.clear()
    complaints.clear()
