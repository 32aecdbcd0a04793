"""The overview of an office: what is late, who holds it, and which units are in, in a few queries."""

from __future__ import annotations

import pytest

from portal.desk import overview
from portal.people.assignments import holders


@pytest.fixture
def agency(world):
    return world.library.agency("satu")


def names(world):
    return holders("satu", world.now.date())


def test_a_late_cycle_tells_who_holds_it_and_since_when(world, agency, cycle):
    world.later(days=4)
    panel = overview.late(world.me("pengelola"), agency, names(world), world.now)
    (held,) = panel.held[cycle.id]
    assert (held.title, held.names, held.since) == ("Kepala", ("Kepala",), cycle.opened_at)
    assert overview.totals("satu", world.now) == overview.Totals(running=1, late=1)


def test_whoever_is_to_see_no_names_sees_titles(world, agency, cycle):
    panel = overview.running(world.me("kepala"), agency, {}, world.now)
    assert [(held.title, held.names) for held in panel.held[cycle.id]] == [("Kepala", ())]


def test_each_unit_is_in_or_missing(world, agency, cycle):
    world.until(cycle, "himpun")
    world.later(hours=1)
    world.act("hand_in", "kabid-a", cycle, unit="a")
    (gathering,) = overview.gatherings(agency)
    assert [(unit.nama, unit.by, unit.at) for unit in gathering.units] == [
        ("Bidang A", "Kabid-A", world.now), ("Bidang B", None, None),
    ]  # fmt: skip
    assert gathering.come == 1


def test_another_office_sees_nothing_of_it(world, agency, cycle):
    world.later(days=4)
    assert overview.running(world.me("orang-luar"), agency, {}, world.now).page.rows == ()
    assert overview.gatherings(world.library.agency("dua")) == ()


def test_each_panel_asks_three_questions_at_most(world, agency):
    for period in ("2026-TW3", "2026-TW2", "2026-TW1"):
        world.until(world.open(period), "himpun")
    world.later(days=9)
    me, who = world.me("pengelola"), names(world)
    for panel in (
        lambda: overview.totals("satu", world.now),
        lambda: overview.late(me, agency, who, world.now),
        lambda: overview.running(me, agency, who, world.now),
        lambda: overview.gatherings(agency),
        lambda: world.desk.register(me, "satu", 2026, world.now),
        lambda: world.desk.gaps(me, world.now),
    ):
        with world.store.counting() as count:
            panel()
        assert int(count) <= 3, count.statements


def test_running_cycles_are_paged_by_key(world, agency, monkeypatch):
    monkeypatch.setattr(overview, "MOST", 2)
    for period in ("2026-TW3", "2026-TW2", "2026-TW1"):
        world.open(period)
        world.later(minutes=1)
    me = world.me("pengelola")
    first = overview.running(me, agency, {}, world.now)
    rest = overview.running(me, agency, {}, world.now, first.page.next)
    assert [row.period.text for row in (*first.page.rows, *rest.page.rows)] == ["2026-TW1", "2026-TW2", "2026-TW3"]
