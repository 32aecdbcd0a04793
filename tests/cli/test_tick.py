"""`portal tick`: one round from cron, and the letters of the day without a mail server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.clock import AHEAD, utcnow
from portal.people import accounts
from portal.rounds import rounds
from portal.rounds.rounds import LOCK
from portal.store.database import Store
from portal.store.locks import FileTurn
from tests.cli.conftest import Done
from tests.desk.office import NOW, World, make_world

Run = Callable[..., Done]


@pytest.fixture
def office(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """An office on a working morning, whose head has a mail address and a step that waits for him."""
    world = make_world(store, home)
    world.open()
    accounts.set_surel(store, world.people["kepala"], "kepala@contoh.go.id", world.now)
    for key, value in {"DATABASE": f"sqlite:///{store.path}", "PLUGINS": "satu,dua", "DEMO": "ya"}.items():
        monkeypatch.setenv(f"PORTAL_{key}", value)
    (home / AHEAD).write_text(str((NOW - utcnow()).total_seconds()), "ascii")
    return world


def test_without_a_mail_server_the_letters_of_the_day_are_written_out_once(office: World, run: Run) -> None:
    first = run("tick")
    assert (first.code, first.err) == (0, "")
    assert "Kepada: Kepala <kepala@contoh.go.id>" in first.out
    assert "MINGGU INI (1)" in first.out
    assert first.out.endswith("0 siklus dibuka. 1 surat terkirim, 0 gagal. 0 berkas dibuang.\n")
    assert run("tick").out == "0 siklus dibuka. 0 surat terkirim, 0 gagal. 0 berkas dibuang.\n"


def test_cron_is_told_why_letters_could_not_go_out(office: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SMTP", "127.0.0.1:1")
    monkeypatch.setenv("PORTAL_MAIL_FROM", "portal@contoh.go.id")
    done = run("tick")
    assert done.code == 1 and "0 surat terkirim, 1 gagal" in done.out
    assert done.err.startswith("Surat gagal dikirim (") and "efused" in done.err
    assert run("tick").code == 0  # it is not tried again within the hour


def test_cron_is_told_of_a_part_that_failed(office: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "sweep", lambda *_: Path("/tidak/ada").stat())
    done = run("tick")
    assert done.code == 1 and "1 surat terkirim" in done.out
    assert "FileNotFoundError" in done.err


def test_looking_at_the_letters_sends_none(office: World, run: Run) -> None:
    for _ in range(2):
        looked = run("tick", "--lihat")
        assert "Kepada: Kepala <kepala@contoh.go.id>" in looked.out
    assert "Kepada: Kepala <kepala@contoh.go.id>" in run("tick").out


def test_who_has_no_address_is_said_so(office: World, run: Run) -> None:
    accounts.set_surel(office.store, office.people["kepala"], "", office.now)
    assert "Kepada: Kepala <tanpa surel>" in run("tick", "--lihat").out
    assert "0 surat terkirim" in run("tick").out


def test_a_round_under_way_elsewhere_is_left_to_it(office: World, run: Run, home: Path) -> None:
    other = FileTurn(home / LOCK)
    assert other.take(0)
    done = run("tick")
    other.close()
    assert (done.code, done.out) == (0, "Proses lain sedang mengerjakannya.\n")
