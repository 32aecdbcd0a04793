"""The wheel carries the whole portal and nothing else, and is enough to run it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.house.source import ROOT, files
from tests.needs import missing

INSIDE = {"plugins", "sop_library", "templates"}
PATIENCE = 30.0
"""Seconds a portal may take to answer at its first start."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def expected() -> set[str]:
    """Return the files the wheel must carry, as they are called inside it."""
    names = set()
    for path in files():
        place = path.relative_to(ROOT)
        if place.parts[0] == "portal":
            names.add(place.as_posix())
        elif place.parts[0] in INSIDE and "tests" not in place.parts:
            names.add(f"portal/{place.as_posix()}")
    return names


def test_the_wheel_carries_the_portal_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert carried == expected()


def test_the_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment into which only the wheel was installed."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--retries",
        "1",
        wheel,
    ]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        missing("INSTALL", f"pip tidak dapat memasang paketnya: {done.stderr.strip()[-300:]}")
    return programs


def alone() -> dict[str, str]:
    """Return an environment without anything of this checkout or its settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "PYTHON", "VIRTUAL_"))}


@pytest.mark.slow
def test_the_installed_portal_lists_its_sops(installed: Path, tmp_path: Path) -> None:
    portal = [installed / "portal", "sop", "list", "--instansi", "anambas"]
    done = subprocess.run(portal, cwd=tmp_path, env=alone(), capture_output=True, text=True, check=True)
    assert "pengumpulan-data-kinerja" in done.stdout
    assert done.stderr == ""


@pytest.mark.slow
def test_the_installed_demo_answers(installed: Path, tmp_path: Path) -> None:
    with demo(installed, tmp_path) as address:
        assert answer(address) == 200


@contextmanager
def demo(programs: Path, folder: Path) -> Iterator[str]:
    """Run the demo on a free port; give its address."""
    with create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    log = folder / "demo.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [programs / "portal", "demo", "--port", str(port)],
            cwd=folder, env=alone(), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}/"
            assert process.poll() is None, log.read_text()
        finally:
            process.terminate()
            process.wait(10)


def answer(address: str) -> int:
    """Return the status of the first answer; wait for it while the portal starts."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=10) as response:
                return int(response.status)
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
