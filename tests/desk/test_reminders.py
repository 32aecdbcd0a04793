"""The texts for the office's chat: who has and who has not, by when, and where to look; never a NIP."""

from __future__ import annotations

from datetime import date

import pytest

from portal.cycle.period import read_period
from portal.desk.reminders import Late, of_cycle, of_late
from portal.people.assignments import holders
from portal.store import tables

ADDRESS = "http://sop.kantor/siklus/1"


@pytest.fixture
def text(world):
    """Say a cycle as it stands now."""

    def say(cycle):
        fresh = world.desk.cycle(world.me("pengelola"), cycle.id, world.now)
        return of_cycle(fresh, holders("satu", world.now.date()), world.now, ADDRESS)

    return say


def test_a_collection_tells_who_is_in_who_is_not_and_when_it_is_due(world, cycle, text):
    world.act("check", "kepala", cycle)
    world.act("hand_in", "kabid-a", cycle)
    assert text(cycle).splitlines() == [
        "*Uji*",
        "Triwulan III 2026 (Juli–September), Kantor satu",
        "",
        "Langkah 2: Menghimpun",
        "Batas: Kamis, 8 Oktober 2026",
        "",
        "1 dari 2 bidang masuk.",
        "Sudah:",
        "- Bidang A",
        "Belum:",
        "- Bidang B (Kabid-B)",
        "",
        "Menunggu: Kasubbag (Kasubbag)",
        ADDRESS,
    ]


def test_a_late_step_says_by_how_many_working_days(world, cycle, text):
    world.act("check", "kepala", cycle)
    world.later(days=7)
    assert "Batas: Kamis, 8 Oktober 2026, lewat 3 hari kerja" in text(cycle)


def test_a_wait_for_the_outside_says_for_whom_since_when(world, cycle, text):
    world.act("check", "kepala", cycle)
    world.act("pause", "kasubbag", cycle, alasan="data\ndari BPS")
    assert "Menunggu pihak luar sejak Selasa, 6 Oktober 2026: data dari BPS" in text(cycle)


def test_several_roles_of_a_step_stand_in_lines_of_their_own(world, cycle, text):
    at = world.until(cycle, "rapat")
    world.act("check", "kepala", at)
    assert "Sudah:\n- Kepala\nBelum:\n- Kasubbag (Kasubbag)" in text(cycle)


def test_unit_checks_count_units(world, cycle, text):
    at = world.until(cycle, "ttd")
    world.act("check", "kabid-b", at)
    assert "1 dari 2 bidang selesai.\nSudah:\n- Bidang B\nBelum:\n- Bidang A (Kabid-A)" in text(cycle)


def test_a_cycle_whose_steps_are_done_says_so(world, cycle, text):
    world.until(cycle, "")
    assert text(cycle).splitlines()[-2:] == ["Semua langkah selesai.", ADDRESS]


def test_no_text_has_a_nip(world, cycle, text):
    tables.Person.update(nip="197010231992031007").execute()
    world.act("check", "kepala", cycle)
    assert "1970" not in text(cycle)


def late(**more):
    facts = {
        "nama": "Uji", "period": read_period("2026-TW3", "triwulan"), "office": "Kantor satu", "no": 2,
        "uraian": "Menghimpun", "due": date(2026, 10, 8), "days": 3, "held_by": "Kasubbag", "missing": (),
        "address": ADDRESS,
    }  # fmt: skip
    return Late(**{**facts, **more})


def test_the_late_list_numbers_its_cycles_and_names_the_units_that_are_missing():
    told = of_late([late(missing=("Bidang A", "Bidang B")), late(days=0)], date(2026, 10, 13))
    assert told.startswith(
        "*Terlambat per Selasa, 13 Oktober 2026*\n\n1. Uji, Triwulan III 2026 (Juli–September), Kantor"
    )
    assert "Batas: Kamis, 8 Oktober 2026, lewat 3 hari kerja\nBelum masuk: Bidang A; Bidang B\nPada: Kasubbag" in told
    assert "2. Uji" in told and "8 Oktober 2026, sudah lewat" in told


def test_an_empty_late_list_is_no_text():
    assert of_late([], date(2026, 10, 13)) == ""
