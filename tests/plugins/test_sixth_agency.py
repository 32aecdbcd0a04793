"""A sixth agency: a folder dropped into the plugins directory, or the same thing installed as a package."""

import sys
from datetime import UTC, datetime

import pytest

from portal.library import Library, Query
from portal.plugins import find_plugins
from portal.settings import load

AGENCY = "---\nid: kota-baru\nnama: Dinas Kota Baru\nzona_waktu: WITA\n---\n"
VARIANT = "---\nvarian_dari: pengumpulan-data-kinerja\ninstansi: kota-baru\nnama: Data Kinerja Kota Baru\n---\n"
CODE = '"""Kota Baru."""\n\nfrom portal import hookimpl\n'


def fill(folder) -> None:
    """Write the three files of an agency plugin."""
    (folder / "sop").mkdir(parents=True)
    (folder / "instansi.md").write_text(AGENCY, "utf-8")
    (folder / "sop" / "pengumpulan-data-kinerja.md").write_text(VARIANT, "utf-8")
    (folder / "__init__.py").write_text(CODE, "utf-8")


@pytest.fixture
def library(tmp_path):
    """Return the library of a home, as a restart would find it."""

    def library() -> Library:
        settings = load({"PORTAL_HOME": str(tmp_path / "home")}, tmp_path)
        return Library(settings, find_plugins(settings), lambda: datetime(2026, 10, 6, tzinfo=UTC))

    return library


def serves_the_sixth(library) -> bool:
    """True if the agency is there with its SOP, among the other five, on its page and in the list."""
    entry = library.composed("pengumpulan-data-kinerja", "kota-baru")
    found = [hit.agency for hit in library.search(Query("kota baru", agency="kota-baru")).rows]
    return len(library.agencies()) == 6 and entry.usable and len(entry.sop.langkah) == 13 and found == ["kota-baru"]


def test_a_folder_is_enough(library, tmp_path):
    assert len(library().agencies()) == 5
    fill(tmp_path / "home" / "plugins" / "kota_baru")
    assert serves_the_sixth(library())


def test_the_same_works_as_an_installed_package(library, tmp_path, monkeypatch):
    site = tmp_path / "site"
    fill(site / "sop_kota_baru")
    info = site / "sop_kota_baru-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sop-kota-baru\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[portal.plugins]\nkota_baru = sop_kota_baru\n", "utf-8")
    monkeypatch.syspath_prepend(str(site))
    try:
        assert serves_the_sixth(library())
    finally:
        sys.modules.pop("sop_kota_baru", None)


def test_it_may_replace_one_of_the_five(library, tmp_path):
    folder = tmp_path / "home" / "plugins" / "anambas"
    folder.mkdir(parents=True)
    (folder / "instansi.md").write_text("---\nid: anambas\nnama: Anambas Milik Kami\n---\n", "utf-8")
    assert library().agency("anambas").nama == "Anambas Milik Kami"
    assert library().of_agency("anambas") == () and len(library().agencies()) == 5
