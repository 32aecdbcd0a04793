"""A small library in folders of its own: bases, agencies and plugins written in a line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.library import Library
from portal.plugins import find_plugins
from portal.settings import Settings, load

NOW = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)

BASE = """---
nama: {nama}
siklus: triwulan
tag: [kinerja]
pelaksana:
  kepala: Kepala
  sekretaris: Sekretaris
langkah:
  - {{id: perintah, uraian: Memerintahkan pekerjaan, pelaksana: kepala}}
  - {{id: kerja, uraian: Mengerjakan, pelaksana: sekretaris}}
---
{isi}
"""
VARIANT = "---\nvarian_dari: {base}\ninstansi: {agency}\n{keys}---\n{isi}\n"


DOC = """---
nama: {nama}
{keys}pelaksana: {{kepala: Kepala, sekretaris: Sekretaris}}
langkah:
  - {{id: satu, uraian: {uraian}, pelaksana: kepala}}
  - {{id: dua, uraian: Menutup pekerjaan, pelaksana: sekretaris}}
---
{isi}
"""


class World:
    """Folders to write into, and the library made of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bases = root / "pustaka"
        self.plugins = root / "plugins"
        self.home = root / "home"
        for folder in (self.bases, self.plugins, self.home):
            folder.mkdir()
        self.opened: list[Library] = []
        self.written = 1_700_000_000

    def base(self, slug: str, nama: str = "", isi: str = "", folder: Path | None = None) -> Path:
        """Write a base SOP."""
        return self.write((folder or self.bases) / f"{slug}.md", BASE.format(nama=nama or slug, isi=isi))

    def agency(self, agency: str, keys: str = "", plugin: str | None = None) -> Path:
        """Write a plugin that brings an agency; return its folder."""
        folder = self.plugins / (plugin or agency.replace("-", "_"))
        self.write(folder / "instansi.md", f"---\nid: {agency}\nnama: Dinas {agency.title()}\n{keys}---\n")
        return folder

    def variant(self, agency: str, base: str, slug: str = "", keys: str = "", isi: str = "") -> Path:
        """Write an agency's variant of a base."""
        path = self.plugins / agency.replace("-", "_") / "sop" / f"{slug or base}.md"
        return self.write(path, VARIANT.format(base=base, agency=agency, keys=keys, isi=isi))

    def plugin(self, name: str, code: str) -> Path:
        """Write a plugin that brings code."""
        return self.write(self.plugins / name / "__init__.py", code)

    def write(self, path: Path, text: str) -> Path:
        """Write a file in one step, as if it had lain there for a while, but newer than what was there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".baru")
        fresh.write_text(text, "utf-8")
        self.written += 1
        os.utime(fresh, (self.written, self.written))
        return fresh.replace(path)

    def settings(self, **changes: object) -> Settings:
        """Return settings that know these folders only."""
        settings = load({"PORTAL_HOME": str(self.home)}, self.root)
        return replace(settings, **{"library_dirs": (self.bases,), "plugin_dirs": (self.plugins,), **changes})

    def library(self, **changes: object) -> Library:
        """Return a library of what is written now."""
        settings = self.settings(**changes)
        self.opened.append(Library(settings, find_plugins(settings), lambda: NOW))
        return self.opened[-1]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return an empty world."""
    world = World(tmp_path)
    yield world
    for library in world.opened:
        library.stop()


@pytest.fixture
def put(world: World) -> Callable[..., None]:
    """Write a base SOP with these words."""

    def put(slug: str, nama: str = "", uraian: str = "Membuka", isi: str = "", keys: str = "") -> None:
        text = DOC.format(nama=nama or slug.title(), uraian=uraian, isi=isi, keys=keys)
        world.write(world.bases / f"{slug}.md", text)

    return put
