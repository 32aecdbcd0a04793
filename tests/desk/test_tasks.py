"""Tugas saya in a crowd: others' open tasks neither push mine out nor show."""

from __future__ import annotations

from portal.desk import reading
from portal.store import statements, tables
from tests.desk.office import form


def crowd(cycle, count, **more):
    """Let `count` open tasks of others wait, all of them more urgent."""
    row = statements.first(tables.Task, 'WHERE "cycle" = ? LIMIT 1', (cycle.id,))
    known = {name: getattr(row, name) for name in row._fields}
    for number in range(count):
        more = {"role": "", "kind": "serah", "unit": "lain", **more, "due_at": cycle.opened_at}
        statements.insert(tables.Task, {**known, **more, "id": f"x{number}"})


def test_others_hand_ins_do_not_push_mine_out(world, cycle, monkeypatch):
    monkeypatch.setattr(reading, "MOST_TASKS", 5)
    world.until(cycle, "himpun")
    with world.store.writing():
        crowd(cycle, 20)
    found = world.desk.tasks(world.me("kabid-b"), world.now)
    assert [(task.kind, task.unit) for task in (*found.late, *found.today, *found.week, *found.later)] == [
        ("serah", "b")
    ]


def test_a_collection_tells_its_holder_which_units_are_missing(world, cycle):
    cycle = world.until(cycle, "himpun")
    world.act("hand_in", "kabid-a", cycle, unit="a")
    found = world.desk.tasks(world.me("kasubbag"), world.now)
    (task,) = (*found.late, *found.today, *found.week, *found.later)
    assert task.missing == ("Bidang B",)


def test_the_same_seat_of_another_office_is_not_mine(world, cycle):
    with world.store.writing():
        crowd(cycle, 3, agency="dua", role="kepala", kind="centang", unit=None)
    assert world.desk.count(world.me("kepala"), world.now) == 1
    assert world.desk.count(world.me("orang-luar"), world.now) == 3


def test_whoever_acts_for_one_unit_sees_that_units_checks(world, cycle):
    world.until(cycle, "ttd")
    assert world.desk.count(world.me("kabid-a"), world.now) == 1
    world.desk.check(world.me("kabid-a"), cycle.id, form(step="ttd", unit="a", role="kabid"), world.now)
    assert world.desk.count(world.me("kabid-a"), world.now) == 0
    assert world.desk.count(world.me("kabid-b"), world.now) == 1


def test_counting_my_tasks_asks_one_question(world, cycle):
    me = world.me("kasubbag")
    with world.store.counting() as count:
        world.desk.count(me, world.now)
    assert int(count) == 1


def test_what_others_hold_is_listed_by_its_due_date(world, cycle):
    world.later(minutes=5)
    later = world.open("2026-TW2")
    world.until(later, "himpun")
    row = statements.first(tables.Cycle, 'WHERE "id" = ?', (later.id,))
    with world.store.writing():
        statements.update(tables.Cycle, {"due_at": row.opened_at}, 'WHERE "id" = ?', (cycle.id,))
    assert [row.id for row in world.desk.tasks(world.me("sekretaris"), world.now).waiting] == [cycle.id, later.id]
