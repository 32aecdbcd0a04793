"""Late is a state that every list knows in the same way, and what waits for the outside is not late."""

from __future__ import annotations

import pytest


@pytest.fixture
def collecting(world, cycle):
    """A cycle at the step that has two working days: due on Thursday, 8 October 2026."""
    return world.act("check", "kepala", cycle).cycle


def late_list(world):
    return [row.id for row in world.desk.cycles(world.me("pengelola"), world.now, status="terlambat").rows]


def test_the_late_list_has_the_cycles_that_are_late_now(world, collecting):
    assert late_list(world) == []
    world.later(days=3)
    assert late_list(world) == [collecting.id]
    [task] = world.desk.tasks(world.me("kasubbag"), world.now).late
    assert task.late(world.now)


def test_what_waits_for_the_outside_is_on_no_late_list(world, collecting):
    world.act("pause", "kasubbag", collecting, alasan="menunggu BPS")
    world.later(days=9)
    assert late_list(world) == []
    tasks = world.desk.tasks(world.me("kasubbag"), world.now)
    assert tasks.late == () and [task.waits for task in tasks.later] == [True]


def test_what_was_late_before_it_waited_is_late(world, collecting):
    world.later(days=4)
    world.act("pause", "kasubbag", collecting, alasan="menunggu BPS")
    assert late_list(world) == [collecting.id]
    assert len(world.desk.tasks(world.me("kasubbag"), world.now).late) == 1


def test_a_collection_in_the_list_tells_which_units_are_missing(world, collecting):
    world.act("hand_in", "kabid-a", collecting)
    [task] = world.desk.tasks(world.me("kasubbag"), world.now).week
    assert task.missing == ("Bidang B",)
    [theirs] = world.desk.tasks(world.me("kabid-b"), world.now).week
    assert theirs.kind == "serah" and theirs.missing == ()


def test_a_decision_that_leads_back_asks_the_named_units_only(world, cycle):
    at = world.until(cycle, "koreksi")
    back = world.act("decide", "kepala", at, pilihan="tidak", alasan="angka A", unit_diminta=("a",)).cycle
    assert {handin.unit: bool(handin.event) for handin in back.state.active_step.handins} == {"a": False, "b": True}


def test_a_move_that_changes_a_due_moment_keeps_the_one_before(world, collecting, tmp_path):
    path = next((tmp_path / "rumah").rglob("satu/sop/uji.md"))
    path.write_text(path.read_text("utf-8").replace("waktu: 2 hari}", "waktu: 5 hari}"), "utf-8")
    assert world.desk.offers_move(collecting)
    asked = world.desk.correction(world.me("pengelola"), collecting.id, world.now)
    assert (
        not asked.same
        and asked.obstacles == ()
        and [str(one) for one in asked.changes] == ["Langkah 2 berubah: waktu."]
    )
    moved = world.act("move", "pengelola", collecting, alasan="diperbaiki").cycle
    assert moved.state.active_step.due_facts["lama"] == "2026-10-08T16:59:59.000000Z"
    assert not world.desk.offers_move(moved)
