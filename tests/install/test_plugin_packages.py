"""A plugin's folder is also a package: what stands in the folder works the same once it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import ROOT, files

SHIPPED = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/pyproject.toml"))


def built(folder: Path, target: Path) -> Path:
    """Build the wheel of a plugin folder and unpack it into `target`, as an installation would."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", target / "dist"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    wheel = next((target / "dist").glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target / "site")
    return target / "site"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_package_carries_what_the_folder_has(name: str, tmp_path: Path) -> None:
    folder = ROOT / "plugins" / name
    site = built(folder, tmp_path)
    package = site / f"sop_portal_{name}"
    carried = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    own = [path.relative_to(folder) for path in files() if path.is_relative_to(folder)]
    apart = ("tests", "README.md", "pyproject.toml")
    assert carried == {path.as_posix() for path in own if path.parts[0] not in apart}
    entry = next(site.glob("*.dist-info")) / "entry_points.txt"
    assert entry.read_text("utf-8").split("\n")[:2] == ["[portal.plugins]", f"{name} = sop_portal_{name}"]


ASK = """
import sys
from pathlib import Path
from portal.testing import composed, plugins_in

home = Path(sys.argv[1])
plugin = plugins_in(home).plugin("contoh")
sop = composed(home, "contoh", "pengumpulan-data-kinerja").sop
print(plugin.source, plugin.version, len(sop.langkah))
"""


def test_an_installed_agency_is_served_like_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "contoh"
    for path in files():
        if path.is_relative_to(ROOT / "plugins/purwakarta"):
            copy = folder / path.relative_to(ROOT / "plugins/purwakarta")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text("utf-8").replace("purwakarta", "contoh"), encoding="utf-8")
    site = built(folder, tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    paths = os.pathsep.join([str(site), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", ASK, home],
        env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "paket 1.0.0 8\n", done.stderr
