"""A portal that runs in a process of its own, as a test speaks to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """A portal that is running: its folder, its address, and what `tests.browser.served` told about it."""

    home: Path
    url: str
    rules: dict[str, str]
    people: dict[str, str]
    cycles: dict[str, str]
    archives: dict[str, str]
    acting: str
    link: str
    digest: str

    def clock(self, moment: str) -> None:
        """Let it be `moment` in the portal."""
        (self.home / "jam").write_text(moment, "utf-8")

    def cycle(self, place: str) -> str:
        """Return the address of a cycle, named by agency and period."""
        return f"{self.url}/siklus/{self.cycles[place]}"

    def sign_in(self, page: Page, nama: str) -> Page:
        """Come in as one of the demo's people, or look as another one."""
        page.goto(f"{self.url}/masuk")
        page.get_by_role("button", name=nama).click()
        page.wait_for_url(f"{self.url}/")
        return page


@contextmanager
def serving(home: Path, **environ: str) -> Iterator[Served]:
    """Serve `home` in a process of its own while the block runs."""
    command = [sys.executable, "-m", "tests.browser.served", str(home)]
    around = {**os.environ, **environ}
    with subprocess.Popen(command, cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Served(home=home, **json.loads(process.stdout.readline()))
        finally:
            process.terminate()
