"""A portal that serves is killed in the middle of checks and uploads: whatever it confirmed is there, and whole."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from portal.clock import utcnow
from portal.desk import audit
from portal.desk.sweeping import sweep
from portal.people import sessions
from portal.store import tables
from portal.store.database import Store
from portal.store.migrations import create
from tests.desk.office import World, make_world

CYCLES = [f"{year}-TW{number}" for year in range(2021, 2024) for number in range(1, 5)]
ENOUGH = 12
"""After so many confirmed acts the plug is pulled; that many more are on their way then."""

PATIENCE = 60


@dataclass
class Confirmed:
    """What the portal has said is recorded: the key of each form, and the hash of its file."""

    keys: dict[str, str] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)

    def add(self, key: str, data: bytes) -> None:
        self.keys[key] = sha256(data).hexdigest()
        if len(self.keys) >= ENOUGH:
            self.enough.set()


@dataclass(frozen=True)
class Client:
    """A browser that sends one form with a file after another until the line is cut."""

    port: int
    cookie: str
    unit: str | None
    confirmed: Confirmed

    def run(self, cycles: list[str]) -> None:
        try:
            for cycle in cycles:
                self._send(cycle)
        except (OSError, http.client.HTTPException):
            return

    def _send(self, cycle: str) -> None:
        act, fields = ("himpun/serah", {"sebagai": f"kabid|{self.unit}"}) if self.unit else ("perintah/centang", {})
        key, data = secrets.token_hex(16), b"%PDF-1.7 " + secrets.token_bytes(100_000 + secrets.randbelow(300_000))
        body = multipart({"kunci": key, **fields}, data)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request("POST", f"/siklus/{cycle}/langkah/{act}", body, {
                "Cookie": f"portal={self.cookie}", "Sec-Fetch-Site": "same-origin",
                "Content-Type": "multipart/form-data; boundary=garis",
            })  # fmt: skip
            answer = line.getresponse()
            answer.read()
        if answer.status == 303:
            self.confirmed.add(key, data)


def multipart(fields: dict[str, str], data: bytes) -> bytes:
    head = "--garis\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    return "".join((*parts, f'{head}"berkas"; filename="bukti.pdf"\r\n\r\n')).encode() + data + b"\r\n--garis--\r\n"


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Serve the office in two processes for as long as the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environ = {**os.environ, "PORTAL_HOME": str(home), "PORTAL_HTTP": "ya", "PORTAL_SECRET": secrets.token_hex(32),
               "PORTAL_PLUGINS": "satu,dua"}  # fmt: skip
    command = ["-c", "from portal.cli import main; main()", "serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([sys.executable, *command, "--workers", "2"], env=environ, stdout=subprocess.PIPE, text=True,
                          start_new_session=True) as process:  # fmt: skip
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(port):
                assert process.poll() is None and time.monotonic() < deadline
            yield process, port
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
        try:
            line.request("GET", "/masuk")
            return line.getresponse().status == 200
        except OSError:
            return False


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An office of today with many cycles: in half of them the head has to check, in the others units hand in."""
    store = Store(f"sqlite:///{tmp_path / 'rumah' / 'portal.sqlite3'}")
    (tmp_path / "rumah").mkdir()
    create(store)
    world = make_world(store, tmp_path / "rumah")
    world.now = utcnow()
    for name, unit in (("kepala-kini", None), ("kabid-kini", "a")):
        world.hire(name, "satu", "kabid" if unit else "kepala", unit)
    world.hire("kasubbag-kini", "satu", "kasubbag")
    yield world
    world.store.close()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_what_was_confirmed_before_the_plug_was_pulled_is_there_and_whole(world: World) -> None:
    cycles = [world.open(period).id for period in CYCLES]
    collecting = cycles[len(cycles) // 2 :]
    for cycle in collecting:
        world.act("check", "kepala-kini", cycle)
    home, confirmed = world.library.settings.home, Confirmed()
    kepala, kabid = (
        sessions.begin(world.store, world.people[name].id, world.now) for name in ("kepala-kini", "kabid-kini")
    )
    world.store.close()
    with serving(home) as (process, port):
        clients = [
            threading.Thread(target=Client(port, kepala, None, confirmed).run, args=(cycles[n : len(cycles) // 2 : 2],))
            for n in range(2)
        ] + [
            threading.Thread(target=Client(port, kabid, "a", confirmed).run, args=(collecting * 20,))
            for _ in range(4)
        ]  # fmt: skip
        for client in clients:
            client.start()
        assert confirmed.enough.wait(PATIENCE)
        os.killpg(process.pid, signal.SIGKILL)
        for client in clients:
            client.join()
    world.store.open()
    cabinet = world.desk.files.cabinet

    files = {(row.cycle, row.seq): row.sha256 for row in tables.File.select()}
    written = {row.kunci: files.get((row.cycle, row.seq)) for row in tables.Event.select()}
    assert {key: written.get(key) for key in confirmed.keys} == confirmed.keys
    assert all(cabinet.is_whole(one) for one in files.values())
    assert audit.verify(None, cabinet).faults == ()

    told = Counter((row.person, row.cycle, row.seq) for row in tables.Notice.select())
    checks = {(row.cycle, row.seq) for row in tables.Event.select().where(tables.Event.kind == "centang")}
    kasubbag = world.people["kasubbag-kini"].id
    assert {key[1:] for key in told if key[0] == kasubbag} == checks
    assert set(told.values()) == {1}

    sweep(world.store, cabinet, utcnow() + timedelta(days=2))
    assert list(cabinet.drafts()) == []
    assert {path.name for path in cabinet.kept()} == set(files.values())
