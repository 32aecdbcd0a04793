"""What axe, the checker of accessibility, finds wrong on a page: on a desk and on a phone, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "asked => axe.run(document, asked).then(found => found.violations)"
UNFOLD = "document.querySelectorAll('details:not(.account)').forEach(one => { one.open = true })"

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SIZES = {"meja": DESK, "ponsel": PHONE}
THEMES = {"terang": "light", "gelap": "dark"}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a theme can break; all others see the same page in both."""


def flaws(page: Page) -> list[str]:
    """Return everything that is wrong on the page as it stands, unfolded, in every size and theme."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    found: list[str] = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for theme, scheme in THEMES.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            asked = COLOURS if theme == "gelap" else None
            found += [f"{size} {theme}: {flaw}" for flaw in _run(page, asked)]
        if overflow := _overflow(page):
            found.append(f"{size}: {overflow} wider than the window")
    return found


def _run(page: Page, rules: list[str] | None) -> Iterator[str]:
    asked: dict[str, Any] = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    for flaw in page.evaluate(RUN, asked):
        for node in flaw["nodes"]:
            yield f"{flaw['id']} {' '.join(map(str, node['target']))}"


def _overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
