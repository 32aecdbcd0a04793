"""Every page, as everybody who may read it: accessible in every size and theme, and true to its own policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import DESK, flaws
from tests.browser.conftest import complaint
from tests.browser.pages import NO_PAGE, PAGES, READERS, Reader, addresses, turns
from tests.browser.serving import Served

MAIN = "document.querySelector('main').innerHTML"
KEYS = re.compile(r'value="[0-9a-f]{32}"')


@dataclass
class Survey:
    """What was seen on the way through all pages."""

    browser: Browser
    demo: Served
    answered: set[str] = field(default_factory=set)
    flaws: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    looked: set[tuple[str, str]] = field(default_factory=set)

    @contextmanager
    def eyes(self, reader: Reader) -> Iterator[Page]:
        """Open a window as this reader."""
        with self.browser.new_context(viewport=DESK) as context:  # type: ignore[arg-type]
            context.on("console", lambda said: self.complaints.extend(complaint(said)))
            page = context.new_page()
            yield self.demo.sign_in(page, reader.nama) if reader.nama else page

    def walk(self, reader: Reader) -> None:
        """Let one reader visit every page; what he may not see does not count."""
        with self.eyes(reader) as page:
            for endpoint, url in addresses(self.demo):
                answer = page.goto(self.demo.url + url)
                if answer is not None and answer.status == 200 and page.url == self.demo.url + url:
                    self.answered.add(endpoint)
                    self.look(page, f"{reader.what} {url}")
            page.goto(self.demo.url + NO_PAGE)
            self.look(page, f"{reader.what} {NO_PAGE}")

    def look(self, page: Page, place: str) -> None:
        """Look at a page, unless somebody else was shown the very same."""
        shown = (page.url, KEYS.sub("", page.evaluate(MAIN)))
        if shown not in self.looked:
            self.looked.add(shown)
            self.flaws += [f"{place} {flaw}" for flaw in flaws(page)]


@pytest.fixture(scope="session")
def survey(browser: Browser, demo: Served) -> Survey:
    """One walk of every reader through all pages, and a look at each turn of a cycle."""
    found = Survey(browser, demo)
    for reader in READERS:
        found.walk(reader)
    for reader, url in turns(demo):
        with found.eyes(reader) as page:
            page.goto(demo.url + url)
            found.look(page, reader.what)
    return found


def test_every_page_of_the_url_map_is_visited(demo: Served, survey: Survey) -> None:
    assert set(PAGES) == set(demo.rules)
    assert set(PAGES) == survey.answered


def test_every_page_is_accessible_in_every_size_and_theme(survey: Survey) -> None:
    assert survey.flaws == []


def test_no_page_breaks_its_own_policy(survey: Survey) -> None:
    assert survey.complaints == []


def test_the_menu_of_the_account_is_accessible_too(demo: Served, browser: Browser) -> None:
    with Survey(browser, demo).eyes(READERS[1]) as page:
        page.locator(".account > summary").click()
        assert flaws(page) == []
