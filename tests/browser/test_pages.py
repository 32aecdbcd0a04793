"""Every page, as everybody who may read it: accessible in every size and theme, and true to its own policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import LOOKS, flaws
from tests.browser.conftest import complaint
from tests.browser.pages import NO_PAGE, PAGES, READERS, addresses, turns
from tests.browser.serving import Served


@dataclass
class Survey:
    """What was seen on the way through all pages: every visit is another look, in another size and theme."""

    browser: Browser
    demo: Served
    visits: dict[str, list[str | None]] = field(default_factory=lambda: defaultdict(list))
    flaws: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def eyes(self, nama: str | None) -> Iterator[Page]:
        """Open a window as one of the demo's people, or as a visitor."""
        with self.browser.new_context() as window:
            window.on("console", lambda said: self.complaints.extend(complaint(said)))
            page = window.new_page()
            yield self.demo.sign_in(page, nama) if nama else page

    def walk(self, nama: str | None, paths: Iterable[str]) -> None:
        """Let somebody visit pages; what he may not see does not count."""
        with self.eyes(nama) as page:
            for path in paths:
                url = self.demo.url + path
                LOOKS[len(self.visits[path])].at(page)
                answer = page.goto(url)
                if answer is not None and page.url == url and answer.status == (404 if path == NO_PAGE else 200):
                    self.visits[path].append(nama)
                    self.flaws += [f"{nama or 'pengunjung'} {flaw}" for flaw in flaws(page)]

    def second_looks(self) -> None:
        """Let pages that one person alone has seen be seen in the other size and theme too."""
        alone = [(path, visitors[0]) for path, visitors in self.visits.items() if len(visitors) == 1]
        for nama in {nama for _, nama in alone}:
            self.walk(nama, [path for path, visitor in alone if visitor == nama])


@pytest.fixture(scope="session")
def survey(browser: Browser, demo: Served) -> Survey:
    """One walk of every reader through all pages, and a look at each turn of a cycle."""
    found = Survey(browser, demo)
    every = [path for paths in addresses(demo).values() for path in paths]
    for nama in READERS.values():
        found.walk(nama, [*every, NO_PAGE])
    for nama, path in turns(demo):
        found.walk(nama, [path])
    found.second_looks()
    return found


def test_every_page_of_the_url_map_is_visited(demo: Served, survey: Survey) -> None:
    assert set(PAGES) == set(demo.rules)
    assert [path for paths in addresses(demo).values() for path in paths if len(survey.visits[path]) < 2] == []


def test_every_page_is_accessible_in_every_size_and_theme(survey: Survey) -> None:
    assert survey.flaws == []


def test_no_page_breaks_its_own_policy(survey: Survey) -> None:
    assert survey.complaints == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.size['width']} {look.theme}")
def test_the_menu_of_the_account_is_accessible_too(demo: Served, browser: Browser, look) -> None:
    with Survey(browser, demo).eyes(READERS["pelaksana"]) as page:
        look.at(page)
        page.locator(".account > summary").click()
        assert flaws(page) == []
