"""What the cycles of an SOP took: for everybody by jabatan, by name only for oneself and the head of the office."""

from __future__ import annotations

import pytest

from portal.desk import tempo


@pytest.fixture
def ran(world):
    """An office whose first two steps ran in two quarters."""
    for period, hours in (("2026-TW1", 1), ("2026-TW2", 5)):
        cycle = world.open(period)
        world.later(hours=hours)
        world.act("check", "kepala", cycle)
        world.later(hours=hours)
        world.until(world.desk.cycle(world.me("kepala"), cycle.id, world.now), "rapat")
    world.calendar = cycle.calendar
    return world


def figures(world, who):
    return tempo.figures(world.me(who), "satu", "uji", world.calendar, world.now)


def test_an_sop_that_never_ran_has_no_figures(world, cycle):
    assert tempo.figures(world.me("kepala"), "satu", "lain", cycle.calendar, world.now) is None


def test_steps_are_compared_over_all_cycles(ran):
    found = figures(ran, "pengelola")
    assert [period.text for period in found.periods] == ["2026-TW2", "2026-TW1"]
    first = found.steps[0]
    assert (first.count, first.standard) == (2, 5)
    assert first.worst > first.median > 60
    assert found.slowest.step.id in ("perintah", "himpun")


def test_a_persons_own_figures_are_for_that_person_and_the_head(ran):
    assert [step.step.id for step in figures(ran, "kasubbag").mine] == ["himpun"]
    assert figures(ran, "kasubbag").people == {}
    assert figures(ran, "pengelola").people == {} and figures(ran, "pengelola").mine == ()
    assert set(figures(ran, "kepala").people) == {"Kasubbag", "Kepala"}


def test_the_figures_ask_two_questions_however_many_cycles_ran(ran):
    figures(ran, "kepala")
    me = ran.me("kepala")
    with ran.store.counting() as count:
        tempo.figures(me, "satu", "uji", ran.calendar, ran.now)
    assert int(count) == 2
