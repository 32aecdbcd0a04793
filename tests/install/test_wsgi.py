"""`wsgi.py` gives any WSGI server the portal of an office."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

ASK = """
from werkzeug.test import Client
from wsgi import app

print(Client(app).get("/", headers={"Host": "127.0.0.1"}).status_code)
"""


def test_a_server_finds_the_application_of_an_office(tmp_path: Path) -> None:
    environ = {**os.environ, "PORTAL_HOME": str(tmp_path / "kantor"), "PYTHONPATH": str(ROOT)}
    for command in (["-c", "from portal.cli import main; main()", "init", "--http"], ["-c", ASK]):
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout == "200\n"
