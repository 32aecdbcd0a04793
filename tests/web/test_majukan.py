"""Majukan waktu: the demo's clock moves on and all pages follow; outside the demo it does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.clock import AHEAD, DemoClock, clock_of, utcnow
from portal.refusal import Refusal
from portal.web.app import create_app
from tests.web import html
from tests.web.conftest import OURS, Build, Portal

START = datetime(2026, 10, 8, 2, 12, tzinfo=UTC)
ELSEWHERE = {"REMOTE_ADDR": "192.168.1.20"}


@pytest.fixture
def demo(build: Build, tmp_path: Path) -> Iterator[Portal]:
    """A demo on a machine whose clock stands at Thursday, 8 October 2026."""
    clock = DemoClock(tmp_path / AHEAD, lambda: START)
    app = create_app(build(demo=True).rooms.settings, clock=clock, watch=False)
    running = Portal(app, clock)  # type: ignore[arg-type]
    running.rooms.library.look()
    yield running
    running.rooms.store.close()


def test_the_clock_moves_on_by_a_day_a_week_or_to_a_date_and_the_pages_follow(demo: Portal) -> None:
    browser = demo.as_(demo.holder("asep", "purwakarta", "kepala"))
    for sent, day in (
        ({"ke": "hari"}, "Jumat, 9 Oktober 2026"),
        ({"ke": "minggu"}, "Jumat, 16 Oktober 2026"),
        ({"tanggal": "2026-12-25"}, "Jumat, 25 Desember 2026"),
    ):
        answer = browser.post("/majukan", data=sent, headers=OURS)
        assert answer.status_code == 303, html.texts(answer.text, "p")
        page = browser.get("/").text
        assert f"Di demo ini sekarang {day}." in page
        assert day in html.texts(page, "time")


def test_one_stays_signed_in_as_the_same_person_wherever_the_clock_goes(demo: Portal) -> None:
    asep, budi = (demo.holder(name, "purwakarta", role) for name, role in (("asep", "kepala"), ("budi", "sekretaris")))
    browser = demo.as_(asep)
    browser.post("/masuk/demo", data={"orang": budi.id}, headers=OURS)
    browser.post("/majukan", data={"tanggal": "2027-02-01"}, headers=OURS)
    page = browser.get("/").text
    assert "Melihat sebagai Budi." in page and "Anda masuk sebagai Asep." in page


@pytest.mark.parametrize("sent", [{"tanggal": "2026-10-01"}, {"tanggal": "2036-10-01"}, {"tanggal": "besok"}, {}])
def test_the_clock_goes_neither_back_nor_too_far(demo: Portal, sent: dict[str, str]) -> None:
    browser = demo.as_(demo.holder("asep", "purwakarta", "kepala"))
    assert browser.post("/majukan", data=sent, headers=OURS).status_code == 422
    assert demo.rooms.clock() == START


def test_only_this_machine_is_offered_it(demo: Portal) -> None:
    browser = demo.as_(demo.holder("asep", "purwakarta", "kepala"))
    assert "Majukan waktu demo" in browser.get("/").text
    assert "Majukan waktu demo" not in browser.get("/", environ_overrides=ELSEWHERE).text
    assert "Majukan waktu demo" not in demo.visitor().get("/").text
    sent = {"ke": "hari"}
    assert browser.post("/majukan", data=sent, headers=OURS, environ_overrides=ELSEWHERE).status_code == 404
    assert demo.visitor().post("/majukan", data=sent, headers=OURS).status_code == 401
    assert demo.rooms.clock() == START


def test_outside_the_demo_it_does_not_exist(portal: Portal) -> None:
    browser = portal.as_(portal.granted("agnes", "admin"))
    assert browser.post("/majukan", data={"ke": "hari"}, headers=OURS).status_code == 404
    assert "Majukan waktu" not in browser.get("/").text
    assert [rule for rule in portal.app.url_map.iter_rules() if "majukan" in rule.rule] == []


def test_an_office_keeps_the_machines_clock_whatever_lies_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / AHEAD).write_text("86400", "ascii")
    assert clock_of(tmp_path, demo=False) is utcnow
    ahead = clock_of(tmp_path, demo=True)
    assert timedelta(hours=23) < ahead() - utcnow() < timedelta(hours=25)


def test_a_clock_whose_file_cannot_be_read_is_the_machines(tmp_path: Path) -> None:
    clock = DemoClock(tmp_path / AHEAD, lambda: START)
    (tmp_path / AHEAD).write_text("entah", "ascii")
    assert clock() == START
    with pytest.raises(Refusal):
        clock.forward(START)
