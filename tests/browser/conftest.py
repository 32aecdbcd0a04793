"""A real browser and a running portal: the machine's Chromium, which may speak to this machine only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from portal.demo.build import prepare
from tests.browser.serving import Served, serving
from tests.browser.stations import add_stations
from tests.loopback import is_loopback
from tests.needs import missing

OFFICE_HOST = "sop.dinas.local"
"""A name of an office network; in the browser of these tests it means this machine."""

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    f"--host-resolver-rules=MAP {OFFICE_HOST} 127.0.0.1",
]  # fmt: skip
NOW = "2026-10-08T09:12:00+07:00"
"""Thursday, when these tests begin, two days before the quarter's data are due."""

EXPECTED = (
    "the server responded with a status of 4",
    "Response Status Error Code 4",
    "Clear-Site-Data header",
)
"""Remarks about refusals, and about a header that browsers keep for safe origins."""

Window = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once; none is ever downloaded."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        missing("BROWSER", "Chromium tidak terpasang")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def complaint(said: ConsoleMessage) -> list[str]:
    """Return what the browser complains about, without what is expected of a portal that refuses, or on plain HTTP."""
    expected = any(words in said.text for words in EXPECTED)
    return [] if said.type not in ("error", "warning") or expected else [f"{said.location['url']}: {said.text}"]


@pytest.fixture
def strangers() -> Iterator[list[str]]:
    """The requests that would have gone to another machine: each was stopped, and any of them fails the test."""
    urls: list[str] = []
    yield urls
    assert urls == []


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser held against a page: a breach of its policy or a fault of a script; any fails the test."""
    told: list[str] = []
    yield told
    assert told == []


@pytest.fixture
def window(browser: Browser, strangers: list[str], complaints: list[str]) -> Iterator[Window]:
    """Open a window of its own: `window(color_scheme="dark", viewport=…, java_script_enabled=False, …)`."""
    windows: list[BrowserContext] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        here = is_loopback(address.hostname) or address.hostname == OFFICE_HOST
        if address.scheme in ("http", "https", "ws", "wss") and not here:
            strangers.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def open_window(**options: Any) -> BrowserContext:
        windows.append(browser.new_context(**options))
        windows[-1].route("**/*", guard)
        windows[-1].on("console", lambda said: complaints.extend(complaint(said)))
        windows[-1].on("weberror", lambda fault: complaints.append(str(fault.error)))
        return windows[-1]

    yield open_window
    for opened in windows:
        opened.close()


@pytest.fixture
def page(window: Window) -> Page:
    """One page in a window of its own."""
    return window().new_page()


@pytest.fixture(scope="session")
def built(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo, built once; nobody serves it, everybody copies it."""
    home = tmp_path_factory.mktemp("demo") / "rumah"
    home.mkdir()
    (home / "jam").write_text(NOW, "utf-8")
    prepare(home, {}, datetime.fromisoformat(NOW))
    add_stations(home, datetime.fromisoformat(NOW))
    return home


@pytest.fixture(scope="session")
def demo(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A demo for all tests that only look."""
    with serving(Path(shutil.copytree(built, tmp_path_factory.mktemp("dilihat") / "rumah"))) as served:
        yield served


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """The folder of a demo of one's own."""
    return Path(shutil.copytree(built, tmp_path / "rumah"))


@pytest.fixture
def portal(home: Path) -> Iterator[Served]:
    """A demo of one's own, for tests that do something in it."""
    with serving(home) as served:
        yield served
