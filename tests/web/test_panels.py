"""The boxes that plugins put at the active step of a cycle."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portal.desk.values import Cycle, Form
from portal.people import assignments
from portal.people.model import CONSOLE, Person
from portal.people.standing import Standing, standing_of
from portal.resources import resource_dir
from tests.web.conftest import Build, Portal
from tests.web.html import by_id, words

AGENCY, SLUG, ROLES = "bakesbangpol", "pengumpulan-data-kinerja", ("kepala", "kasubbag-perencanaan")
ASKED = {"tanggal": "2026-10-15", "pukul": "09.00", "tempat": "Ruang <b>rapat</b>", "acara": "Format data"}
FAULTY = """from portal import Panel, hookimpl

@hookimpl
def panels(place, subject):
    return [Panel("rusak/kotak.html", {"teks": place})]
"""

Walk = Callable[[Portal, int], tuple[Cycle, Person]]


def form(**typed: object) -> Form:
    return Form(kunci=secrets.token_hex(16), **typed)  # type: ignore[arg-type]


@pytest.fixture
def walk() -> Walk:
    """Open a cycle and check off its first steps; return it with the one who does everything."""

    def walk(portal: Portal, steps: int) -> tuple[Cycle, Person]:
        person = portal.granted("ani", "pengelola", AGENCY)
        for role in ROLES:
            assignments.assign(
                portal.rooms.store, CONSOLE, person_id=person.id, agency=AGENCY, role=role, mulai=date(2026, 1, 1),
                now=portal.clock(),
            )  # fmt: skip
        desk, now = portal.rooms.desk, portal.clock()
        me: Standing = standing_of(person.id, now)
        cycle = desk.open(me, AGENCY, SLUG, "2026-TW3", form(), now).cycle
        for step in cycle.sop.langkah[:steps]:
            typed = form(step=step.id, role=step.pelaksana[0], isian=ASKED if step.aktivitas else {})
            cycle = desk.check(me, cycle.id, typed, now).cycle
        return cycle, person

    return walk


def active(portal: Portal, cycle: Cycle, person: Person) -> str:
    page = portal.as_(person).get(f"/siklus/{cycle.id}")
    assert page.status_code == 200
    return words(by_id(page.text, "aktif"))


def test_the_invitation_stands_at_the_step_of_the_meeting(portal: Portal, walk: Walk) -> None:
    cycle, person = walk(portal, 4)
    shown = active(portal, cycle, person)
    assert cycle.sop.step(cycle.state.active or "").aktivitas == "rapat.pelaksanaan"
    assert "Undangan rapat Waktu rapatKamis, 15 Oktober 2026 pukul 09.00TempatRuang <b>rapat</b>" in shown


def test_no_box_stands_where_no_plugin_has_one(portal: Portal, walk: Walk) -> None:
    assert "Undangan rapat" not in active(portal, *walk(portal, 0))


def test_a_faulty_box_leaves_out_itself_only(build: Build, tmp_path: Path, walk: Walk) -> None:
    folder = tmp_path / "rusak"
    (folder / "templates" / "rusak").mkdir(parents=True)
    (folder / "__init__.py").write_text(FAULTY, "utf-8")
    (folder / "templates" / "rusak" / "kotak.html").write_text("{{ teks.tidak.ada.juga }}", "utf-8")
    portal = build(plugin_dirs=(resource_dir("plugins"), tmp_path))
    assert "Undangan rapat" in active(portal, *walk(portal, 4))
