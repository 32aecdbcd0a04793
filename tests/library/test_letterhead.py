"""What stands around a sheet comes from the agency's own folder: its logo, its scan, and where a sheet is looked up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.library.entries import Entry
from portal.library.files import LARGEST
from portal.library.letterhead import around, scan
from portal.library.shelves import Shelves
from portal.plugins import find_plugins
from portal.settings import load

DOCUMENT = """---
nama: Contoh
naskah: pindaian.pdf
pelaksana: {kepala: Kepala}
langkah:
  - {id: satu, uraian: Menyusun bahan, pelaksana: kepala}
---
"""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The plugin folder of an agency with one SOP of its own."""
    folder = tmp_path / "plugins" / "dinas"
    (folder / "sop").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "instansi.md").write_text("---\nid: dinas\nnama: Dinas Contoh\n---\n", "utf-8")
    (folder / "sop" / "contoh.md").write_text(DOCUMENT, "utf-8")
    return folder


def opened(folder: Path, url: str | None = None) -> tuple[Shelves, Entry]:
    home = folder.parent.parent
    settings = replace(load({"PORTAL_HOME": str(home)}, home), plugin_dirs=(folder.parent,), url=url)
    shelves = Shelves(settings, find_plugins(settings), lambda: datetime(2026, 11, 2, tzinfo=UTC))
    entry = shelves.composed("contoh", "dinas")
    assert entry
    return shelves, entry


def logo(folder: Path) -> bytes | None:
    return around(*opened(folder), staff=False).logo


def test_the_logo_is_the_svg_or_else_the_png_of_the_agencys_folder(folder: Path) -> None:
    assert logo(folder) is None
    (folder / "static" / "logo.png").write_bytes(b"\x89PNG")
    assert logo(folder) == b"\x89PNG"
    (folder / "static" / "logo.svg").write_bytes(SVG)
    assert logo(folder) == SVG


def test_a_logo_is_not_followed_elsewhere(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "rahasia").write_bytes(b"rahasia")
    (folder / "static" / "logo.svg").symlink_to(tmp_path / "rahasia")
    assert logo(folder) is None


def test_a_logo_is_not_larger_than_a_document(folder: Path) -> None:
    (folder / "static" / "logo.png").write_bytes(b"\x89PNG" + bytes(LARGEST))
    assert logo(folder) is None


def test_a_sheet_is_looked_up_where_the_portal_is(folder: Path) -> None:
    shelves, entry = opened(folder, "https://sop.example")
    about = around(shelves, entry, staff=True, paper="F4")
    assert about.address == f"https://sop.example/instansi/dinas/sop/contoh/sidik/{entry.digest}"
    assert (about.staff, about.paper, about.agency) == (True, "F4", entry.agency)
    assert around(*opened(folder), staff=True).address is None


def test_a_base_is_looked_up_nowhere(folder: Path) -> None:
    shelves, _ = opened(folder, "https://sop.example")
    base = shelves.base("pengumpulan-data-kinerja")
    assert base
    about = around(shelves, base, staff=True)
    assert (about.address, about.logo, about.agency) == (None, None, None)


def test_the_scan_is_the_one_whose_hash_the_page_shows(folder: Path) -> None:
    place = folder / "sop" / "pindaian.pdf"
    place.write_bytes(b"tertanda")
    shelves, entry = opened(folder)
    assert scan(shelves, entry) == place
    assert around(shelves, entry, staff=True).naskah_sha256 == entry.naskah_sha256
    place.write_bytes(b"ditukar!")
    assert scan(shelves, entry) is None
