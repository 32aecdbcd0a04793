"""What the browser tests do again and again on the pages of a cycle."""

from __future__ import annotations

from playwright.sync_api import Page, Request, expect

CHECK = "Selesai, dapat dilanjutkan"


class Loads:
    """How often a page was loaded as a whole since the last question."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("request", self.note)

    def note(self, request: Request) -> None:
        """Count what the browser loads as a page, not what htmx asks for."""
        self.count += request.is_navigation_request()

    def since(self) -> int:
        """Return the count, and begin anew."""
        count, self.count = self.count, 0
        return count


def open_cycle(page: Page) -> str:
    """Let the pengelola who is signed in open the cycle of the last quarter; return its address."""
    page.get_by_role("link", name="Siklus", exact=True).click()
    page.get_by_text("Buka siklus baru").click()
    page.get_by_role("link", name="Pengumpulan Data Kinerja", exact=True).click()
    expect(page.get_by_label("Periode", exact=True)).to_have_value("2026-TW3")
    page.get_by_role("button", name="Buka siklus").click()
    expect(page.locator("#pesan")).to_contain_text("Siklus dibuka.")
    expect(page.locator(".period")).to_have_text("Triwulan III 2026 (Juli–September)")
    return page.url.split("#")[0]
