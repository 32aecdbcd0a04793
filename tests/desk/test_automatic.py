"""Cycles that open by themselves: in their window, once, and only of an SOP that has not changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.agency_changes import write_agency_settings
from portal.agency_settings import AgencySettings, SopSettings, Window
from portal.store import tables
from tests.desk.office import SLUG, SOP
from tests.desk.test_races import together

FIRST_DAY = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
"""Midnight, 1 January 2027, WIB."""


@pytest.fixture
def world(world):
    """The office has run one quarter, and lets the following ones open from the 1st to the 10th."""
    sop = SopSettings(jendela=Window(1, 10), buka_otomatis=True)
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(sop={SLUG: sop}))
    world.library.look()
    world.open("2026-TW3")
    world.now = FIRST_DAY
    return world


def change_sop(world):
    path = world.library.settings.home / "plugins" / "satu" / "sop" / f"{SLUG}.md"
    path.write_text(SOP.format(agency="satu").replace("uraian: Menghimpun", "uraian: Mengumpulkan"), "utf-8")
    world.library.look()


def test_nothing_opens_before_its_window(world):
    assert world.desk.open_due(FIRST_DAY - timedelta(seconds=1)) == ()


def test_it_opens_at_the_first_minute_of_its_window_by_the_portal(world):
    (event,) = world.desk.open_due(FIRST_DAY)
    cycle = world.desk.cycle(world.me("pengelola"), event.cycle, FIRST_DAY)
    assert (cycle.period.text, cycle.state.active) == ("2026-TW4", "perintah")
    assert (event.actor.name, event.actor.capacity) == ("Portal (otomatis)", "pengelola")
    line = tables.Journal.select().order_by(tables.Journal.seq.desc()).get()
    assert (line.kind, line.subject, line.actor_name) == ("siklus", event.cycle, "Portal (otomatis)")


def test_a_portal_that_was_off_opens_it_later_in_the_window_but_not_after(world):
    assert len(world.desk.open_due(FIRST_DAY + timedelta(days=9))) == 1
    assert world.desk.open_due(FIRST_DAY + timedelta(days=120)) == ()


def test_it_opens_once(world):
    world.desk.open_due(FIRST_DAY)
    assert world.desk.open_due(FIRST_DAY + timedelta(minutes=1)) == ()


def test_what_people_cancelled_stays_cancelled(world):
    (event,) = world.desk.open_due(FIRST_DAY)
    world.act("cancel", "pengelola", event.cycle, alasan="belum perlu")
    assert world.desk.open_due(FIRST_DAY + timedelta(minutes=1)) == ()


def test_a_period_on_paper_does_not_open(world):
    world.now = FIRST_DAY + timedelta(hours=1)
    world.desk.archives.record(world.me("pengelola"), "satu", SLUG, "2026-TW4", "kertas", [world.bukti()], world.now)
    assert world.desk.open_due(world.now) == ()


def test_a_changed_sop_waits_for_a_person_who_is_told_why(world):
    change_sop(world)
    assert world.desk.open_due(FIRST_DAY) == ()
    (gap,) = world.desk.gaps(world.me("pengelola"), FIRST_DAY)
    assert gap.entry.period.text == "2026-TW4"
    assert "berubah sejak siklus terakhir" in gap.why


def test_an_sop_that_was_never_run_waits_for_a_person(world):
    sop = SopSettings(jendela=Window(1, 10), dicatat_sejak="2026-TW4", buka_otomatis=True)
    write_agency_settings(world.library.settings.home, "dua", AgencySettings(sop={SLUG: sop}))
    (event,) = world.desk.open_due(FIRST_DAY)
    assert tables.Cycle.get_by_id(event.cycle).agency == "satu"
    (gap,) = world.desk.gaps(world.me("orang-luar"), FIRST_DAY)
    assert "belum pernah dijalankan" in gap.why


def test_nothing_opens_where_nothing_is_set(world):
    write_agency_settings(
        world.library.settings.home, "satu", AgencySettings(sop={SLUG: SopSettings(buka_otomatis=False)})
    )
    assert world.desk.open_due(FIRST_DAY) == ()


def test_a_missed_period_is_told_to_the_pengelola_alone(world):
    world.now = FIRST_DAY + timedelta(days=10)
    (gap,) = world.desk.gaps(world.me("pengelola"), world.now)
    assert (gap.entry.period.text, gap.entry.fate, gap.why) == ("2026-TW4", "terlewat", None)
    assert world.desk.gaps(world.me("kepala"), world.now) == ()
    assert world.desk.gaps(world.me("orang-luar"), world.now) == ()


def test_of_many_who_look_at_once_one_opens_it(world):
    opened = together(lambda _: world.desk.open_due(FIRST_DAY))
    assert sum(len(events) for events in opened) == 1
    assert tables.Cycle.select().where(tables.Cycle.period == "2026-TW4").count() == 1
