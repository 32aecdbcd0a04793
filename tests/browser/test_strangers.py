"""What comes from elsewhere or in bad faith: another site's form, and scripts in names, notes and documents."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.serving import Served, serving

CYCLE = "bakesbangpol 2026-TW3"
FORM = """<!doctype html><title>Hadiah</title><form method="post" action="{url}">
<input name="kunci" value="{key}"><input name="catatan" value="Dari situs lain."><button>Ambil</button></form>"""


class OtherSite(BaseHTTPRequestHandler):
    """A page that would comment in the name of whoever presses its button."""

    form = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.form.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def other_site(portal: Served) -> Iterator[str]:
    """The address of the other site, on another port of this machine."""
    OtherSite.form = FORM.format(url=portal.cycle(CYCLE) + "/komentar", key="f" * 32)
    server = HTTPServer(("127.0.0.1", 0), OtherSite)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_form_of_another_site_records_nothing(portal: Served, window: Window, other_site: str) -> None:
    page = portal.sign_in(window().new_page(), "Siti Rahmawati")
    page.goto(other_site)
    with page.expect_response(portal.cycle(CYCLE) + "/komentar") as answer:
        page.get_by_role("button").click()
    assert answer.value.status == 403
    assert "portal=" in (answer.value.request.all_headers().get("cookie") or "")
    expect(page.get_by_role("heading", level=1)).to_have_text("Belum dapat dilakukan")
    page.goto(portal.cycle(CYCLE) + "/riwayat")
    expect(page.locator("main")).not_to_contain_text("Dari situs lain.")


SCRIPT = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>"
AGENCY = f"""---
id: jahat
nama: Dinas "><script>window.pwned = 1</script>
alamat: '<svg onload="window.pwned = 1">'
---
{SCRIPT}

[klik](javascript:window.pwned=1) <a href="javascript:window.pwned=1">klik</a>
"""
SOP = f"""---
nama: 'SOP <img src=x onerror="window.pwned = 1">'
pelaksana: {{kepala: 'Kepala <b onmouseover="window.pwned = 1">'}}
langkah:
  - {{id: satu, uraian: '<script>window.pwned = 1</script>Satu', pelaksana: kepala, bentuk: mulai}}
  - {{id: dua, uraian: Dua, pelaksana: kepala, keterangan: '"><script>window.pwned = 1</script>'}}
---
{SCRIPT}
"""


@pytest.fixture
def infested(home: Path) -> Iterator[Served]:
    """A portal with a plugin whose texts are scripts."""
    folder = home / "plugins" / "jahat"
    (folder / "sop").mkdir(parents=True)
    (folder / "instansi.md").write_text(AGENCY, "utf-8")
    (folder / "sop" / "racun.md").write_text(SOP, "utf-8")
    with serving(home) as served:
        yield served


def test_scripts_in_documents_are_text(infested: Served, window: Window) -> None:
    page = infested.sign_in(window().new_page(), "Agnes Simanjuntak")
    sheet = "/instansi/jahat/sop/racun"
    for path in ("/instansi", "/instansi/jahat", sheet, f"{sheet}/asal", "/sop?q=satu", "/admin/instansi/jahat"):
        answer = page.goto(infested.url + path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.evaluate("window.pwned") is None, path
        assert page.locator("main script, main [onerror], main [onload], main [href^=javascript]").count() == 0, path


def test_scripts_that_people_type_are_text(portal: Served, window: Window) -> None:
    admin = portal.sign_in(window().new_page(), "Agnes Simanjuntak")
    admin.goto(portal.url + "/admin/orang")
    admin.locator("summary", has_text="Satu orang").click()
    admin.get_by_label("Nama lengkap").fill(SCRIPT)
    admin.get_by_role("textbox", name="Nama pengguna").fill("tamu.jahat")
    admin.get_by_role("textbox", name="Nama pengguna").press("Enter")
    expect(admin.locator("main")).to_contain_text("window.pwned")

    page = portal.sign_in(window().new_page(), "Siti Rahmawati")
    page.goto(portal.cycle(CYCLE))
    page.get_by_text("Tulis komentar").click()
    page.get_by_label("Komentar").fill(SCRIPT)
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.locator(".trail > li").first).to_contain_text(SCRIPT)
    assert page.evaluate("window.pwned") is None
    page.reload()
    for reader in (admin, page):
        assert reader.evaluate("window.pwned") is None
        assert reader.locator("main script, main [onerror]").count() == 0
