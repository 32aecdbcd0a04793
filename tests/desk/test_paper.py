"""A step done on paper: recorded with its scan, the official, his capacity and the date, and counted apart."""

from __future__ import annotations

import pytest

from portal.refusal import NotAllowed, Refusal
from portal.store import tables

PAPER = {"role": "kepala", "pejabat": "Pejabat Contoh", "kapasitas": "Plt.", "tanggal": "2026-10-05"}


@pytest.fixture
def paper(world):
    """What is sent of a paper: its facts and its scan."""
    return {**PAPER, "bukti": (world.bukti("disposisi.pdf"),)}


def test_a_paper_stands_in_for_the_check_of_the_official_who_signed_it(world, cycle, paper):
    done = world.act("record", "pengelola", cycle, **paper)
    assert done.cycle.state.active == "himpun"
    filled = done.cycle.state.steps["perintah"].filled[0].event
    assert (filled.kind, filled.actor.capacity, filled.role) == ("catat", "pengelola", "kepala")
    assert (filled.payload["pejabat"], filled.payload["kapasitas"]) == ("Pejabat Contoh", "Plt.")
    assert filled.payload["tanggal"] == "2026-10-05"
    row = tables.File.get(tables.File.cycle == cycle.id)
    assert (row.purpose, row.name, row.sha256, row.seq) == ("kertas", "disposisi.pdf", paper["bukti"][0].sha256, 2)
    assert tables.Cycle.get_by_id(cycle.id).on_paper == 1


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"bukti": ()}, "bukti"), ({"pejabat": " "}, "pejabat"), ({"kapasitas": "raja"}, "kapasitas"),
     ({"tanggal": "kemarin"}, "tanggal"), ({"tanggal": "2026-10-07"}, "tanggal"), ({"role": "sekretaris"}, "peran")],
)  # fmt: skip
def test_a_paper_without_its_facts_is_refused(world, cycle, paper, missing, field):
    with pytest.raises(Refusal) as refused:
        world.act("record", "pengelola", cycle, **{**paper, **missing})
    assert refused.value.field == field
    assert tables.Event.select().where(tables.Event.cycle == cycle.id).count() == 1
    assert not tables.File.select().exists()


def test_only_the_manager_records_a_paper(world, cycle, paper):
    with pytest.raises(NotAllowed):
        world.act("record", "kepala", cycle, **paper)


def test_a_paper_that_was_signed_in_time_is_not_late(world, cycle, paper):
    world.later(days=20)
    recorded = world.act("record", "pengelola", cycle, **{**paper, "tanggal": "2026-10-07"})
    assert recorded.cycle.state.active == "himpun"
    assert tables.Cycle.get_by_id(cycle.id).late == 0


def test_a_paper_that_was_signed_late_asks_why(world, cycle, paper):
    world.later(days=20)
    with pytest.raises(Refusal, match="lewat tenggat"):
        world.act("record", "pengelola", cycle, **{**paper, "tanggal": "2026-10-20"})
    late = {**paper, "tanggal": "2026-10-20", "alasan": "baru ditandatangani"}
    world.act("record", "pengelola", cycle, **late)
    assert tables.Cycle.get_by_id(cycle.id).late == 1


def test_a_decision_on_paper_names_its_answer(world, cycle, paper):
    at = world.until(cycle, "koreksi")
    with pytest.raises(Refusal) as refused:
        world.act("record", "pengelola", at, **paper)
    assert refused.value.field == "pilihan"
    assert world.act("record", "pengelola", at, **paper, pilihan="ya").cycle.state.active == "arsip"


def test_a_paper_recorded_by_mistake_is_taken_back(world, cycle, paper):
    event = world.act("record", "pengelola", cycle, **paper).event
    assert world.act("undo", "pengelola", cycle, seq=event.seq).cycle.state.active == "perintah"
    assert tables.Cycle.get_by_id(cycle.id).on_paper == 0
