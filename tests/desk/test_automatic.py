"""Cycles that open by themselves: in their window, once, and only of an SOP that has not changed."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from portal.clock import DemoClock
from portal.desk import Desk
from portal.library import Library
from portal.plugins import find_plugins
from portal.refusal import Refusal
from portal.settings.agency import AgencySettings, SopSettings, Window
from portal.settings.agency_changes import write_agency_settings
from portal.store import tables
from tests.desk.office import AGENCY, SLUG, SOP, form
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


def digest(world):
    """Return the digest of the SOP as it is now, as somebody who has looked at its changes confirms it."""
    return world.library.composed(SLUG, "satu").digest


def started_anew(world):
    """Return the desk of a portal that was started again, with the plugins there are now."""
    plugins = find_plugins(world.library.settings)
    assert not plugins.quarantined
    library = Library(world.library.settings, plugins, lambda: FIRST_DAY)
    library.look()
    return Desk(world.store, library, plugins)


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


def test_the_pengelola_and_whose_turn_it_is_are_told_of_it_in_its_own_transaction(world):
    (event,) = world.desk.open_due(FIRST_DAY)
    told = {row.person: row.kind for row in tables.Notice.select().where(tables.Notice.cycle == event.cycle)}
    assert told == {world.people["pengelola"].id: "otomatis", world.people["kepala"].id: "giliran"}
    (news, *_) = world.desk.news(world.me("pengelola"), FIRST_DAY).rows
    assert news.text == "Siklus ini dibuka otomatis."


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


# one office's trouble is its own -------------------------------------------------------------------------------------


@pytest.fixture
def both(world):
    """Two offices that have run a quarter and let the next one open by itself."""
    sop = SopSettings(jendela=Window(1, 10), buka_otomatis=True)
    write_agency_settings(world.library.settings.home, "dua", AgencySettings(sop={SLUG: sop}))
    world.now = FIRST_DAY - timedelta(days=30)
    world.open("2026-TW3", "orang-luar", "dua")
    world.now = FIRST_DAY
    return world


def agencies(events):
    return [tables.Cycle.get_by_id(event.cycle).agency for event in events]


def plugin(world, agency):
    return world.library.settings.home / "plugins" / agency


def break_document(world):
    (plugin(world, "dua") / "sop" / f"{SLUG}.md").write_text("---\nsalah: [\n---\n", "utf-8")


def break_agency(world):
    (plugin(world, "dua") / "instansi.md").write_text("---\nid: dua\nsalah: [\n---\n", "utf-8")


def take_document_away(world):
    (plugin(world, "dua") / "sop" / f"{SLUG}.md").unlink()


def break_settings(world):
    path = world.library.settings.home / "instansi.toml"
    path.write_text(path.read_text("utf-8") + "\n[instansi.dua.sop.lain]\njendela = 7\n", "utf-8")


@pytest.mark.parametrize("harm", [break_document, break_agency, take_document_away, break_settings])
def test_one_offices_broken_papers_keep_no_other_from_opening(both, harm):
    harm(both)
    both.library.look()
    assert agencies(both.desk.open_due(FIRST_DAY)) == ["satu"]


def test_what_is_mended_in_time_opens_then(both):
    break_settings(both)
    both.desk.open_due(FIRST_DAY)
    sop = SopSettings(jendela=Window(1, 10), buka_otomatis=True)
    (both.library.settings.home / "instansi.toml").unlink()
    write_agency_settings(both.library.settings.home, "dua", AgencySettings(sop={SLUG: sop}))
    assert agencies(both.desk.open_due(FIRST_DAY + timedelta(minutes=1))) == ["dua"]


@contextmanager
def failing(world, monkeypatch, trouble):
    """Let every opening of the second office fail."""
    known, asked = world.desk.days.calendar, []

    def calendar(agency, slug=None):
        if slug and agency.id == "dua":
            asked.append(agency.id)
            raise trouble
        return known(agency, slug) if slug else known(agency)

    with monkeypatch.context() as patch:
        patch.setattr(world.desk.days, "calendar", calendar)
        yield asked


@pytest.mark.parametrize("trouble", [ValueError("rusak"), Refusal("Disk penuh.", status=503)])
def test_a_failed_opening_is_noted_and_tried_again_only_later(both, monkeypatch, caplog, trouble):
    caplog.set_level(logging.WARNING)
    with failing(both, monkeypatch, trouble) as asked:
        opened = [agencies(both.desk.open_due(FIRST_DAY + timedelta(minutes=n))) for n in range(10)]
    assert opened == [["satu"], *[[]] * 9]
    assert len(asked) == 1
    assert len([line for line in caplog.messages if "dua uji 2026-TW4" in line]) == 1
    assert agencies(both.desk.open_due(FIRST_DAY + timedelta(minutes=10))) == ["dua"]


def test_a_plugin_that_objects_to_everything_keeps_no_cycle_from_opening(world, caplog):
    """Plugins are asked about checks; of an opening they are told, and their faults stay their own."""
    (plugin(world, "satu") / "__init__.py").write_text(
        "from portal import hookimpl\n\n"
        "@hookimpl\ndef objections(step):\n    return ['tidak boleh']\n\n"
        "@hookimpl\ndef recorded(event):\n    raise RuntimeError('rusak')\n", "utf-8"
    )  # fmt: skip
    assert len(started_anew(world).open_due(FIRST_DAY)) == 1
    assert "rusak" in caplog.text


def test_a_role_nobody_holds_keeps_no_cycle_from_opening(world):
    tables.Assignment.update(ended_at=FIRST_DAY).where(tables.Assignment.role == "kepala").execute()
    (event,) = world.desk.open_due(FIRST_DAY)
    assert world.desk.cycle(world.me("pengelola"), event.cycle, FIRST_DAY).state.active == "perintah"
    assert [row.person for row in tables.Notice.select().where(tables.Notice.cycle == event.cycle)] == [
        world.people["pengelola"].id
    ]


def test_an_office_further_east_opens_at_its_own_midnight(world):
    (plugin(world, "satu") / "instansi.md").write_text(
        AGENCY.format(agency="satu").replace("nama:", "zona_waktu: WIT\nnama:"), "utf-8"
    )
    world.library.look()
    midnight = FIRST_DAY - timedelta(hours=2)
    assert world.desk.open_due(midnight - timedelta(seconds=1)) == ()
    assert len(world.desk.open_due(midnight)) == 1


def test_a_demo_whose_clock_leaps_opens_what_is_open_then_and_nothing_in_between(world, tmp_path):
    clock = DemoClock(tmp_path / "jam", lambda: FIRST_DAY - timedelta(days=80))
    clock.forward(FIRST_DAY + timedelta(days=200))
    assert world.desk.open_due(clock()) == ()
    clock.forward(datetime(2027, 10, 3, tzinfo=UTC))
    (event,) = world.desk.open_due(clock())
    assert tables.Cycle.get_by_id(event.cycle).period == "2027-TW3"


def test_deadlines_that_count_back_from_a_day_wait_for_the_person_who_knows_it(world):
    path = plugin(world, "satu") / "sop" / f"{SLUG}.md"
    path.write_text(
        SOP.format(agency="satu").replace("pelaksana: sekretaris", "pelaksana: sekretaris, tenggat: H-3"), "utf-8"
    )
    world.library.look()
    confirmed = digest(world)
    world.desk.open(world.me("pengelola"), "satu", SLUG, "2026-TW2", form(), world.now - timedelta(days=30),
                    {"hari H": "2026-12-20"}, confirmed)  # fmt: skip
    assert world.desk.open_due(FIRST_DAY) == ()
    why = next(gap.why for gap in world.desk.gaps(world.me("pengelola"), FIRST_DAY) if gap.why)
    assert "mengisi hari H" in why


def test_a_period_of_the_siklus_before_opens_no_more(world):
    path = plugin(world, "satu") / "sop" / f"{SLUG}.md"
    path.write_text(SOP.format(agency="satu").replace("siklus: triwulan", "siklus: bulanan"), "utf-8")
    sop = SopSettings(jendela=Window(1, 200), dicatat_sejak="2026-TW1", buka_otomatis=True)
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(sop={SLUG: sop}))
    world.library.look()
    later = FIRST_DAY - timedelta(days=80)
    world.desk.open(world.me("pengelola"), "satu", SLUG, "2026-11", form(), later, confirmed=digest(world))
    opened = [tables.Cycle.get_by_id(event.cycle).period for event in world.desk.open_due(FIRST_DAY)]
    assert opened == ["2026-10", "2026-12"]
