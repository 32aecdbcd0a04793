"""Files from a phone: handed in with and without a script, taken away again, dropped, and opened by others."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.desk.sweeping import sweep
from portal.store.cabinet import cabinet_of
from portal.store.database import Store
from tests.browser.conftest import Window
from tests.browser.handling import open_cycle
from tests.browser.serving import ROOT, Served

PHONE = {"width": 390, "height": 844}
OURS = "bakesbangpol 2026-TW3"
PDF = {"name": "Rekap konflik September.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 rekap"}
CSV = {"name": "realisasi.csv", "mimeType": "text/csv", "buffer": b"indikator;realisasi\nA;1\n"}
LARGE = {"name": "besar.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7".ljust(21 * 1024 * 1024)}
EVIL = {"name": "foto.txt", "mimeType": "text/html", "buffer": b"<script>document.title='dibobol'</script>"}


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Serahkan data").click()


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without a script"])
def test_a_unit_hands_in_files_from_a_phone(portal: Served, window: Window, script: bool) -> None:
    page = portal.sign_in(window(viewport=PHONE, java_script_enabled=script).new_page(), "Yohanes Tandiawan")
    page.goto(portal.cycle(OURS))
    page.get_by_label("Berkas yang diserahkan").set_input_files([PDF, CSV])
    hand_in(page)
    told = page.get_by_role("status") if script else page.locator("#pesan")
    expect(told).to_contain_text("Disertai 2 berkas.")
    row = page.locator(".handins > li").filter(has_text="Politik Dalam Negeri")
    expect(row).to_contain_text("Masuk")
    expect(row.get_by_role("link")).to_have_text([PDF["name"], CSV["name"]])
    expect(row).to_contain_text("14 B")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    other = portal.sign_in(window(viewport=PHONE).new_page(), "Siti Rahmawati")
    other.goto(portal.cycle(OURS))
    with other.expect_download() as download:
        other.get_by_role("link", name=str(PDF["name"])).click()
    assert download.value.suggested_filename == PDF["name"]
    assert Path(download.value.path()).read_bytes() == PDF["buffer"]


def test_files_are_gathered_one_after_another_and_left_out_again(portal: Served, window: Window) -> None:
    page = portal.sign_in(window(viewport=PHONE).new_page(), "Yohanes Tandiawan")
    page.goto(portal.cycle(OURS))
    field = page.get_by_label("Berkas yang diserahkan")
    field.set_input_files([PDF])
    field.set_input_files([CSV, LARGE])
    chosen = page.locator(".chosen > li")
    expect(chosen).to_have_count(3)
    expect(chosen.last).to_contain_text("lebih besar dari 20 MB")
    page.get_by_role("button", name=f"Jangan sertakan: {LARGE['name']}").click()
    expect(chosen).to_have_count(2)
    hand_in(page)
    expect(page.get_by_role("status")).to_contain_text("Disertai 2 berkas.")


def test_a_file_may_be_dropped_on_its_field(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), "Yohanes Tandiawan")
    page.goto(portal.cycle(OURS))
    dropped = page.evaluate_handle(
        "() => { const box = new DataTransfer(); box.items.add(new File(['%PDF-1.7'], 'jatuh.pdf')); return box }"
    )
    page.dispatch_event("input[data-files]", "drop", {"dataTransfer": dropped})
    expect(page.locator(".chosen > li")).to_contain_text(["jatuh.pdf"])
    hand_in(page)
    expect(page.get_by_role("status")).to_contain_text("Disertai 1 berkas.")


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without a script"])
def test_a_file_that_is_too_large_is_named_and_the_others_need_not_be_sent_again(
    portal: Served, window: Window, script: bool
) -> None:
    page = portal.sign_in(window(viewport=PHONE, java_script_enabled=script).new_page(), "Yohanes Tandiawan")
    page.goto(portal.cycle(OURS))
    page.get_by_label("Berkas yang diserahkan").set_input_files([PDF, LARGE])
    page.get_by_label("Catatan").fill("Rekap sudah benar.")
    hand_in(page)
    panel = page.locator("#aktif")
    expect(panel).to_contain_text("besar.pdf: berkas ini lebih besar dari 20 MB")
    expect(panel.get_by_label("Catatan")).to_have_value("Rekap sudah benar.")
    expect(panel.get_by_role("checkbox", name=str(PDF["name"]))).to_be_checked()
    hand_in(page)
    told = page.get_by_role("status") if script else page.locator("#pesan")
    expect(told).to_contain_text("Disertai 1 berkas.")


def test_a_file_opened_by_its_address_runs_nothing(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), "Yohanes Tandiawan")
    page.goto(portal.cycle(OURS))
    page.get_by_label("Berkas yang diserahkan").set_input_files([EVIL])
    hand_in(page)
    url = page.get_by_role("link", name=str(EVIL["name"])).get_attribute("href")
    answer = page.request.get(f"{portal.url}{url}")
    assert (
        answer.headers["content-type"].startswith("text/plain")
        and "attachment" in answer.headers["content-disposition"]
    )
    with page.expect_download():
        page.evaluate("url => { location.href = url }", url)
    assert page.title() != "dibobol"


def test_the_format_to_fill_in_comes_with_the_opening(portal: Served, window: Window) -> None:
    page = portal.sign_in(window(viewport=PHONE).new_page(), "Dewi Anggraeni")
    page.goto(f"{portal.url}/siklus/buka?instansi=purwakarta&sop=pengumpulan-data-kinerja")
    page.get_by_label("Berkas untuk pelaksana").set_input_files([CSV])
    page.get_by_role("button", name="Buka siklus").click()
    expect(page.locator("#aktif")).to_contain_text("Bahan: 1 berkas")
    expect(page.locator("#aktif").get_by_role("link", name=str(CSV["name"]))).to_be_visible()


def test_a_paper_is_recorded_on_a_page_of_its_own(portal: Served, window: Window) -> None:
    page = window(viewport=PHONE).new_page()
    cycle = open_cycle(portal.sign_in(page, "Dewi Anggraeni"))
    page.get_by_role("link", name="Catat langkah 1 dari kertas").click()
    page.get_by_label("Nama pejabat").fill("Asep Kurniawan")
    page.get_by_label("Kapasitas").select_option("Plh.")
    page.get_by_label("Tanggal pada kertas").fill("2026-10-07")
    page.get_by_label("Pindaian kertas").set_input_files([PDF])
    page.get_by_role("button", name="Catat dari kertas").click()
    expect(page.locator("#pesan")).to_contain_text("Tercatat dari kertas: langkah 1.")
    assert page.url.split("#")[0] == cycle
    expect(page.locator("#langkah-himpun")).to_contain_text("Asep Kurniawan, Plh. Petugas Pengelola Data Kinerja")


def test_a_server_killed_in_the_middle_of_an_upload_leaves_a_draft_that_is_swept(
    portal: Served, window: Window, home: Path
) -> None:
    context = window()
    page = portal.sign_in(context.new_page(), "Yohanes Tandiawan")
    page.goto(portal.cycle(OURS))
    key = page.locator('form[action$="/serah"] input[name="kunci"]').get_attribute("value")
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    command = [sys.executable, "-m", "tests.browser.served", str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as second:
        assert second.stdout is not None
        port = int(second.stdout.readline().split('"url": "')[1].split('"')[0].rpartition(":")[2])
        path = f"{portal.cycle(OURS).removeprefix(portal.url)}/langkah/himpun/serah"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
            "Content-Type: multipart/form-data; boundary=garis\r\nContent-Length: 4000000\r\n\r\n"
            f'--garis\r\nContent-Disposition: form-data; name="kunci"\r\n\r\n{key}\r\n'
            '--garis\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n%PDF-1.7 '
        )
        with closing(socket.create_connection(("127.0.0.1", port))) as line:
            line.sendall(head.encode() + b"x" * 2_000_000)
            cabinet = cabinet_of(home)
            while not any(path.stat().st_size > 500_000 for path in cabinet.drafts()):
                assert second.poll() is None
            os.kill(second.pid, signal.SIGKILL)
    assert list(cabinet.drafts()) != []
    with closing(sqlite3.connect(home / "portal.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM file WHERE name = 'a.pdf'").fetchone() == (0,)
    store = Store(f"sqlite:///{home / 'portal.sqlite3'}").open()
    before = len(list(cabinet.kept()))
    assert sweep(store, cabinet, datetime.now(UTC) + timedelta(days=2)).drafts == 1
    assert len(list(cabinet.kept())) == before
    store.close()
