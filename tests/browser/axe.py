"""What axe, the checker of accessibility, finds wrong on a page, in a size of the window and a theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
UNFOLD = "document.querySelectorAll('details:not(.account)').forEach(one => { one.open = true })"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    size: ViewportSize
    theme: Literal["light", "dark"]

    def at(self, page: Page) -> None:
        """Give the page this size and theme; nothing moves, so that no colour is caught halfway."""
        page.set_viewport_size(self.size)
        page.emulate_media(color_scheme=self.theme, reduced_motion="reduce")


LOOKS = (Look(DESK, "light"), Look(PHONE, "dark"), Look(PHONE, "light"), Look(DESK, "dark"))
"""The first two have both sizes and both themes in them."""


def flaws(page: Page) -> list[str]:
    """Return everything that is wrong on the page as it stands, unfolded; it is too wide in neither size."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    return [f"{page.url} at {page.viewport_size}: {flaw}" for flaw in (*_flaws(page), *_overflows(page))]


def _flaws(page: Page) -> Iterator[str]:
    for flaw in page.evaluate(RUN):
        for node in flaw["nodes"]:
            yield f"{flaw['id']} {' '.join(map(str, node['target']))}"


def _overflows(page: Page) -> Iterator[str]:
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        if overflow := page.evaluate(OVERFLOW):
            yield f"{overflow} px wider than a window of {size['width']}"
