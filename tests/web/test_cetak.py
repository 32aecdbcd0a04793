"""Printing from the pages: the print view, PDF, what became of a printed sheet, and the signed scan."""

from __future__ import annotations

import os
import re
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from portal.desk.values import Form
from portal.people.standing import standing_of
from tests.web.conftest import Build, Portal
from tests.web.test_sheet import write

SHEET = "/instansi/purwakarta/sop/pengumpulan-data-kinerja"
DINAS = "/instansi/dinas/sop/contoh"
PLUGIN = Path("plugins/dinas")


def test_the_print_view_is_the_sheet_on_its_paper(portal: Portal) -> None:
    answer = portal.visitor().get(f"{SHEET}/cetak?kertas=F4")
    assert answer.status_code == 200
    assert "size: 330mm 215mm" in answer.text
    assert "size: 297mm 210mm" in portal.visitor().get(f"{SHEET}/cetak?kertas=B5").text
    assert "Halaman " in answer.text


def test_a_base_is_printed_as_a_frame(portal: Portal) -> None:
    assert "Kerangka, tidak disahkan" in portal.visitor().get("/sop/pengumpulan-data-kinerja/cetak").text


def test_the_policy_allows_the_style_of_this_sheet_and_no_other(portal: Portal) -> None:
    answer = portal.visitor().get(f"{SHEET}/cetak")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    allowed = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{allowed}';" in policy
    assert "unsafe" not in policy and "script-src 'self'" in policy
    assert " style=" not in answer.text


def test_the_fonts_of_the_print_view_are_ours(portal: Portal) -> None:
    urls = re.findall(r'src: url\("([^"]+)"\)', portal.visitor().get(f"{SHEET}/cetak").text)
    assert len(urls) == 2
    for url in urls:
        answer = portal.visitor().get(url)
        assert (answer.status_code, answer.content_type) == (200, "font/ttf")


def test_the_page_of_an_sop_leads_to_its_print_view(portal: Portal) -> None:
    assert f'href="{SHEET}/cetak"' in portal.visitor().get(SHEET).text


def test_visitors_print_no_names(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path), url="https://sop.example")
    for path in (f"{DINAS}/cetak", f"{DINAS}/cetak?kertas=F4"):
        seen = portal.visitor().get(path).text
        assert "Kepala Dinas" in seen and "Rahasia" not in seen and "19701023" not in seen
    assert "Kanari Rahasia" in portal.as_(portal.person("asep")).get(f"{DINAS}/cetak").text


def test_what_is_not_in_force_is_not_printed_for_visitors(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path, "status: konsep"))
    assert portal.visitor().get(f"{DINAS}/cetak").status_code == 404
    assert portal.visitor().get(f"{DINAS}/unduh/html").status_code == 404
    clerk = portal.holder("asep", "dinas", "staf")
    assert "Konsep, belum berlaku" in portal.as_(clerk).get(f"{DINAS}/cetak").text


def test_without_weasyprint_the_page_says_so_and_leads_to_the_print_view(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "portal.paper.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = portal.visitor().get(f"{SHEET}/unduh/pdf?kertas=F4")
    assert answer.status_code == 503
    assert "Pakai tampilan cetak di peramban" in answer.text
    assert f'href="{SHEET}/cetak?kertas=F4"' in answer.text


def test_a_download_is_on_the_paper_that_was_asked_for(portal: Portal) -> None:
    assert "size: 330mm 215mm" in portal.visitor().get(f"{SHEET}/unduh/html?kertas=F4").text


# what became of a printed sheet ----------------------------------------------------------------------------------


def digest_of(portal: Portal) -> str:
    entry = portal.rooms.library.composed("contoh", "dinas")
    assert entry
    return entry.digest


def rewrite(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / PLUGIN / "sop" / "contoh.md"
    later = path.stat().st_mtime + 100  # still old enough for its stamp to be trusted
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, (later, later))


def state(portal: Portal, digest: str) -> tuple[int, str]:
    answer = portal.visitor().get(f"{DINAS}/sidik/{digest}")
    found = re.search(r"<h1>(.*?)</h1>", answer.text)
    assert found
    return answer.status_code, found[1]


def test_a_sheet_that_is_followed_today_is_in_force(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    assert state(portal, digest_of(portal)) == (200, "Lembar ini berlaku")
    assert state(portal, digest_of(portal)[:16]) == (200, "Lembar ini berlaku")


def test_the_code_on_the_sheet_leads_there(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path), url="https://sop.example")
    address = f"https://sop.example{DINAS}/sidik/{digest_of(portal)}"
    assert f"Kode QR: {address}" in portal.visitor().get(f"{DINAS}/cetak").text


def test_it_says_the_digest_as_the_foot_of_the_sheet_does(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    foot = re.search(r'"Sidik ([0-9a-f ]{19})"', portal.visitor().get(f"{DINAS}/cetak").text)
    assert foot
    assert foot[1] in portal.visitor().get(f"{DINAS}/sidik/{digest_of(portal)}").text


def test_a_sheet_that_was_signed_and_has_changed_is_replaced(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    signed = digest_of(portal)
    rewrite(tmp_path, "instansi: dinas", f"instansi: dinas\ndigest_disahkan: {signed}\nmenggantikan: 00/2020")
    assert state(portal, signed) == (200, "Lembar ini berlaku")  # what only says what was signed changes nothing
    rewrite(tmp_path, "waktu: 2 hari", "waktu: 3 hari")
    assert state(portal, signed) == (200, "Lembar ini sudah digantikan")


def test_a_sheet_that_a_cycle_ran_is_remembered(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    ran = digest_of(portal)
    manager = standing_of(portal.granted("ani", "pengelola", "dinas").id, portal.clock())
    portal.holder("staf", "dinas", "staf")
    portal.holder("kepala", "dinas", "kepala")
    portal.rooms.desk.open(manager, "dinas", "contoh", "2026-10-14", Form("a" * 32), portal.clock())
    rewrite(tmp_path, "waktu: 2 hari", "waktu: 3 hari")
    assert state(portal, ran) == (200, "Lembar ini sudah digantikan")


def test_revoking_does_not_make_a_sheet_unknown(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    printed = digest_of(portal)
    rewrite(tmp_path, "instansi: dinas", "instansi: dinas\nstatus: dicabut")
    assert portal.visitor().get(DINAS).status_code == 404
    assert state(portal, printed) == (200, "SOP pada lembar ini sudah dicabut")


@pytest.mark.parametrize(
    ("line", "said"),
    [("status: konsep", "Lembar ini masih konsep"), ("tanggal_efektif: 2030-01-31", "Lembar ini belum berlaku")],
)
def test_a_sheet_may_not_be_in_force_yet(build: Build, tmp_path: Path, line: str, said: str) -> None:
    portal = build(**write(tmp_path, line))
    assert state(portal, digest_of(portal)) == (200, said)


@pytest.mark.parametrize("line", ["", "status: konsep"])
def test_an_unknown_digest_tells_nothing_of_the_sop(build: Build, tmp_path: Path, line: str) -> None:
    portal = build(**write(tmp_path, line))
    answer = portal.visitor().get(f"{DINAS}/sidik/{'0' * 64}")
    assert answer.status_code == 404
    assert "tidak dikenal" in answer.text and "01/2026" not in answer.text
    other = portal.visitor().get(f"/instansi/dinas/sop/tidak-ada/sidik/{'0' * 64}")
    assert other.status_code == 404 and "tidak dikenal" in other.text


@pytest.mark.parametrize("digest", ["abc", "Z" * 64, "0" * 65, "%"])
def test_what_is_no_digest_is_not_looked_up(build: Build, tmp_path: Path, digest: str) -> None:
    assert build(**write(tmp_path)).visitor().get(f"{DINAS}/sidik/{digest}").status_code == 404


# the signed scan ---------------------------------------------------------------------------------------------------


def with_scan(tmp_path: Path) -> dict[str, object]:
    settings = write(tmp_path, "naskah: pindaian.pdf")
    scan = tmp_path / PLUGIN / "sop" / "pindaian.pdf"
    scan.write_bytes(b"%PDF-1.4 tertanda")
    os.utime(scan, (1_700_000_000, 1_700_000_000))
    return settings


def test_staff_get_the_scan_as_a_file_with_its_hash_on_the_page(build: Build, tmp_path: Path) -> None:
    portal = build(**with_scan(tmp_path))
    clerk = portal.as_(portal.person("asep"))
    answer = clerk.get(f"{DINAS}/naskah")
    assert answer.data == b"%PDF-1.4 tertanda"
    assert answer.headers["Content-Disposition"] == "attachment; filename=dinas-contoh-naskah.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "application/octet-stream"
    answer.close()
    assert sha256(answer.data).hexdigest() in clerk.get(f"{DINAS}/cetak").text
    assert f'href="{DINAS}/naskah"' in clerk.get(DINAS).text


def test_visitors_do_not_get_the_scan_nor_its_hash(build: Build, tmp_path: Path) -> None:
    portal = build(**with_scan(tmp_path))
    assert portal.visitor().get(f"{DINAS}/naskah").status_code == 303
    assert "SHA-256" not in portal.visitor().get(f"{DINAS}/cetak").text
    assert f"{DINAS}/naskah" not in portal.visitor().get(DINAS).text


def test_a_scan_that_is_a_link_or_missing_is_not_given_out(build: Build, tmp_path: Path) -> None:
    portal = build(**with_scan(tmp_path))
    scan = tmp_path / PLUGIN / "sop" / "pindaian.pdf"
    scan.unlink()
    clerk = portal.as_(portal.person("asep"))
    assert clerk.get(f"{DINAS}/naskah").status_code == 404
    (tmp_path / "rahasia.txt").write_text("rahasia", "utf-8")
    scan.symlink_to(tmp_path / "rahasia.txt")
    assert clerk.get(f"{DINAS}/naskah").status_code == 404
