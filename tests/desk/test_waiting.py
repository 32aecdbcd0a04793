"""The clock of a step: work begins, waits for the outside, goes on, and the due moment moves where all can see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.cycle.explained import Due
from portal.cycle.waiting import moved_by
from portal.refusal import NotAllowed, Refusal, Taken
from portal.store import tables


@pytest.fixture
def collecting(world, cycle):
    """A cycle at the step that has two working days: due on Thursday, 8 October 2026."""
    return world.act("check", "kepala", cycle).cycle


def due_day(cycle) -> date:
    return cycle.calendar.local(cycle.state.active_step.due).date()


def test_the_days_a_step_waits_for_the_outside_are_added_to_its_time(world, collecting):
    assert due_day(collecting) == date(2026, 10, 8)
    world.act("pause", "kasubbag", collecting, alasan="menunggu BPS")
    world.later(days=2)
    resumed = world.act("resume", "kasubbag", collecting).cycle
    assert due_day(resumed) == date(2026, 10, 12)
    assert "2 hari kerja menunggu pihak luar" in str(resumed.state.active_step.due_why)
    assert resumed.state.active_step.due_facts["lama"] == "2026-10-08T16:59:59.000000Z"
    assert tables.Cycle.get_by_id(collecting.id).due_at == resumed.state.active_step.due


def test_a_wait_needs_to_say_for_whom(world, collecting):
    with pytest.raises(Refusal, match="ditunggu dari luar") as refused:
        world.act("pause", "kasubbag", collecting)
    assert refused.value.field == "alasan"


def test_a_step_that_waits_is_not_late_meanwhile(world, collecting):
    world.act("pause", "kasubbag", collecting, alasan="menunggu BPS")
    world.later(days=10)
    row = world.desk.cycles(world.me("pengelola"), world.now).rows[0]
    assert not row.late(world.now)
    waiting = world.desk.cycle(world.me("pengelola"), collecting.id, world.now).state.active_step
    assert not waiting.late(world.now)


def test_what_was_late_before_it_waited_stays_late(world, collecting):
    world.later(days=5)
    world.act("pause", "kasubbag", collecting, alasan="menunggu BPS")
    world.later(days=3)
    resumed = world.act("resume", "kasubbag", collecting).cycle
    assert due_day(resumed) == date(2026, 10, 8)
    assert resumed.state.active_step.late(world.now)


@pytest.mark.parametrize(
    ("until", "waited", "over", "day"),
    [
        (date(2026, 10, 10), date(2026, 10, 9), date(2026, 10, 11), date(2026, 10, 12)),
        (date(2026, 10, 10), date(2026, 10, 10), date(2026, 10, 18), date(2026, 10, 19)),
        (date(2026, 10, 9), date(2026, 10, 9), date(2026, 10, 11), date(2026, 10, 12)),
        (date(2026, 10, 14), date(2026, 10, 9), date(2026, 10, 11), None),
    ],
)
def test_a_wait_that_ends_on_a_day_off_makes_nothing_late(collecting, until, waited, over, day):
    calendar, event = collecting.calendar, collecting.state.events[-1]
    began, ended = (replace(event, time=datetime(at.year, at.month, at.day, 3, tzinfo=UTC)) for at in (waited, over))
    moved = moved_by(Due(calendar.end_of(until), "tanggal 10"), began, ended, calendar)
    assert (calendar.local(moved.at).date() if moved and moved.at else None) == day


def test_a_step_waits_once_at_a_time(world, collecting):
    world.act("pause", "kasubbag", collecting, alasan="menunggu BPS")
    with pytest.raises(Taken, match="sudah menunggu pihak luar, dicatat oleh Kasubbag"):
        world.act("pause", "pengelola", collecting, alasan="lagi")
    world.act("resume", "pengelola", collecting)
    with pytest.raises(Taken, match="sudah dilanjutkan oleh Pengelola"):
        world.act("resume", "kasubbag", collecting)


def test_a_step_that_never_waited_does_not_go_on(world, collecting):
    with pytest.raises(Taken, match="tidak sedang menunggu"):
        world.act("resume", "kasubbag", collecting)


def test_only_the_holder_or_the_manager_lets_a_step_wait(world, collecting):
    with pytest.raises(NotAllowed):
        world.act("pause", "sekretaris", collecting, alasan="menunggu")


def test_the_beginning_of_the_work_is_noted_once(world, collecting):
    started = world.act("start", "kasubbag", collecting)
    assert [event.actor.name for event in started.cycle.state.active_step.started] == ["Kasubbag"]
    assert tables.Task.get(tables.Task.role == "kasubbag").started_at == started.event.time
    with pytest.raises(Taken, match="mulai dikerjakan"):
        world.act("start", "kasubbag", collecting)
    with pytest.raises(NotAllowed):
        world.act("start", "sekretaris", collecting)


def test_a_check_after_the_beginning_can_still_be_taken_back(world, collecting):
    begun = world.act("start", "kasubbag", collecting).event
    world.act("undo", "kasubbag", collecting, seq=begun.seq)
    state = world.desk.cycle(world.me("pengelola"), collecting.id, world.now).state
    assert not state.active_step.started


def test_a_due_moment_that_the_calendar_does_not_move_is_not_written_again(world, collecting):
    with pytest.raises(Taken, match="tidak berubah"):
        world.act("retime", "pengelola", collecting, alasan="libur baru")
    with pytest.raises(NotAllowed):
        world.act("retime", "kasubbag", collecting, alasan="libur baru")
