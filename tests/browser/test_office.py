"""An office on plain HTTP, reached by a name of its network: people begin, sign in, and work."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OFFICE_HOST, Window
from tests.browser.handling import CHECK
from tests.browser.serving import Served, serving

PASSWORD = "kuda biru makan awan"


@pytest.fixture
def office(home: Path) -> Iterator[Served]:
    """The demo's people as an office without a demo, at a name that its network knows."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serving(home, PORTAL_URL=f"http://{OFFICE_HOST}:{port}") as served:
        yield served


def test_a_person_begins_signs_in_and_checks_his_step(office: Served, window: Window) -> None:
    context = window()
    page = context.new_page()
    page.goto(office.url + office.link)
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Pasang kata sandi dan masuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tugas saya")
    expect(page.locator(".strip")).to_contain_text("HTTP tanpa enkripsi.")

    page.locator(".account > summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("link", name="Masuk", exact=True).click()
    expect(page.get_by_text("Coba sebagai orang demo")).to_have_count(0)
    page.get_by_label("Nama pengguna").fill("herman.saputra")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()

    page.locator(".task a").first.click()
    page.get_by_label("Alasan keterlambatan").fill("Aplikasi baru dapat dibuka hari ini.")
    page.get_by_label("Data sudah diinput ke e-kejab").check()
    page.get_by_label("Tanggal input").fill("2026-10-08")
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("status")).to_contain_text("Tercatat: langkah 2")
    assert {cookie["name"] for cookie in context.cookies()} >= {"portal"}
    assert not any(cookie["secure"] or cookie["name"].startswith("__Host-") for cookie in context.cookies())
