"""A real browser for the tests that need one: the machine's Chromium, which may speak to this machine only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.loopback import is_loopback
from tests.needs import missing

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

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


@pytest.fixture
def strangers() -> Iterator[list[str]]:
    """The requests that would have gone to another machine: each was stopped, and any of them fails the test."""
    urls: list[str] = []
    yield urls
    assert urls == []


@pytest.fixture
def window(browser: Browser, strangers: list[str]) -> Iterator[Window]:
    """Open a window of its own: `window(color_scheme="dark", viewport=…, java_script_enabled=False, …)`."""
    windows: list[BrowserContext] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("http", "https", "ws", "wss") and not is_loopback(address.hostname):
            strangers.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def open_window(**options: Any) -> BrowserContext:
        windows.append(browser.new_context(**options))
        windows[-1].route("**/*", guard)
        return windows[-1]

    yield open_window
    for opened in windows:
        opened.close()


@pytest.fixture
def page(window: Window) -> Page:
    """One page in a window of its own."""
    return window().new_page()
