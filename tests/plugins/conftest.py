"""A portal in a folder of its own, and plugins written into it in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.plugins import Plugins, find_plugins
from portal.settings import load

Write = Callable[..., Path]
Find = Callable[..., Plugins]

AGENCY = "---\nid: {id}\nnama: Dinas {id}\n---\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the portal's home; its plugins stand in `plugins/`."""
    return tmp_path / "home"


@pytest.fixture
def write(home: Path) -> Write:
    """Write a plugin: its code, and the id of its agency if it brings one."""

    def write(name: str, code: str | None = None, agency: str | None = None, place: Path | None = None) -> Path:
        folder = (place or home / "plugins") / name
        folder.mkdir(parents=True)
        if code is not None:
            (folder / "__init__.py").write_text(code, "utf-8")
        if agency is not None:
            (folder / "instansi.md").write_text(AGENCY.format(id=agency), "utf-8")
        return folder

    return write


@pytest.fixture
def find(home: Path, tmp_path: Path) -> Find:
    """Find the plugins of this home, with further settings as the environment would give them."""

    def find(*extra: Path, **environ: str) -> Plugins:
        return find_plugins(load({"PORTAL_HOME": str(home), **environ}, tmp_path), extra)

    return find
