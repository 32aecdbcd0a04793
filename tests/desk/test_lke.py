"""LKE of an agency: facts read from the records, for those who may see its cycles."""

from __future__ import annotations

import pytest

from portal.refusal import NotThere
from portal.store import tables
from tests.desk.office import SLUG, SOP


def lke(world, who, year=2026, slug="uji"):
    return world.desk.lke(world.me(who), "satu", year, slug, world.now)


@pytest.fixture
def ran(world):
    """Two quarters, run to their end; the second was returned once and late."""
    for period in ("2026-TW1", "2026-TW2"):
        cycle = world.until(world.open(period), "himpun")
        world.act("hand_in", "kabid-a", cycle, bukti=(world.bukti(),))
        world.until(world.desk.cycle(world.me("kepala"), cycle.id, world.now), "")
    return world


def turns(found):
    return {turn.period.text: turn for turn in found.answered.facts.turns}


def verdict(found, key):
    return next(answer.verdict for answer in found.answered.answers if answer.key == key)


def test_the_facts_are_those_of_the_records(ran):
    found = lke(ran, "kasubbag")
    first = turns(found)["2026-TW1"]
    assert first.done and first.current and first.counts.whole
    assert (first.counts.files, first.counts.sources, first.counts.roles) == (1, 1, 4)
    assert first.counts.entries > 8
    assert found.answered.facts.roles == ("Kepala", "Kasubbag", "Sekretaris", "Kabid")
    assert found.answered.facts.vacant == ()
    assert found.answered.facts.text.untimed == (4, 5, 6)
    assert verdict(found, "perbaikan") == "ada" and verdict(found, "waktu") == "sebagian"
    assert found.answered.noted


def test_a_way_back_may_lead_through_another_step(ran, tmp_path):
    path = tmp_path / "rumah" / "plugins" / "satu" / "sop" / f"{SLUG}.md"
    mending = "  - {id: perbaikan, uraian: Memperbaiki, pelaksana: kasubbag, berikut: himpun}\n"
    drawn = SOP.format(agency="satu").replace("tidak: himpun}\n", "tidak: perbaikan}\n" + mending)
    path.write_text(drawn, "utf-8")
    assert lke(ran, "kasubbag").answered.facts.text.returns
    path.write_text(drawn.replace("berikut: himpun", "berikut: arsip"), "utf-8")
    assert not lke(ran, "kasubbag").answered.facts.text.returns


def test_the_year_that_is_asked_about_is_the_last_with_something_to_judge(ran):
    assert lke(ran, "kasubbag", year=None).register.year == 2026
    ran.later(days=180)
    assert ran.desk.register(ran.me("kasubbag"), "satu", None, ran.now).year == 2027, "its first quarter can be opened"
    assert lke(ran, "kasubbag", year=None).register.year == 2026
    assert lke(ran, "kasubbag", year=2027).register.year == 2027


def test_without_a_tag_an_sop_that_stands_in_the_ledger_is_asked_about(ran):
    assert lke(ran, "kepala", slug=None).slug == "uji"


def test_an_agency_without_records_or_tag_has_nothing_to_ask_about(world):
    assert lke(world, "kepala", slug=None).answered is None
    assert lke(world, "kepala", slug="entah").answered is None


def test_late_checks_tell_their_reasons(world):
    cycle = world.until(world.open("2026-TW1"), "himpun")
    world.later(days=20)
    world.act("hand_in", "kabid-a", cycle)
    world.act("hand_in", "kabid-b", cycle)
    world.act("check", "kasubbag", cycle, alasan="menunggu BPS")
    (late,) = turns(lke(world, "kepala"))["2026-TW1"].counts.late
    assert (late.no, late.title, late.reason) == (2, "Kasubbag", "menunggu BPS")


def test_a_changed_entry_is_not_whole(ran):
    (row,) = tables.Cycle.select().where(tables.Cycle.period == "2026-TW2")
    with ran.store.writing():
        for (name,) in ran.store.database.execute_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
        ).fetchall():
            ran.store.database.execute_sql(f'DROP TRIGGER "{name}"')
        tables.Event.update(actor_name="Lain").where((tables.Event.cycle == row.id) & (tables.Event.seq == 2)).execute()
    found = lke(ran, "kepala")
    assert not turns(found)["2026-TW2"].counts.whole and turns(found)["2026-TW1"].counts.whole
    assert verdict(found, "telusur") == "sebagian"


def test_a_trail_that_the_journal_does_not_know_is_noticed(ran):
    with ran.store.writing():
        tables.Cycle.update(head_hash="0" * 64).where(tables.Cycle.period == "2026-TW1").execute()
    assert not lke(ran, "kepala").answered.noted


def test_a_cancelled_cycle_counts_for_nothing(world):
    cycle = world.open("2026-TW1")
    world.act("cancel", "pengelola", cycle, alasan="keliru")
    assert not turns(lke(world, "kepala"))["2026-TW1"].run


def test_another_agencys_people_see_nothing(ran):
    with pytest.raises(NotThere):
        lke(ran, "orang-luar")


def test_a_pemantaus_reading_is_noted_once_a_day(ran):
    ran.hire("inspektur", "dua")
    ran.grant("inspektur", "pemantau", "satu")
    for _ in range(2):
        lke(ran, "inspektur")
    lke(ran, "kepala")
    noted = [line.subject for line in tables.Journal.select().where(tables.Journal.kind == "dibaca")]
    assert noted == ["lke/uji/2026/2026-10-06"]


def test_the_questions_are_as_many_however_many_cycles_ran(ran):
    def asked():
        me = ran.me("kepala")
        with ran.store.counting() as count:
            ran.desk.lke(me, "satu", 2026, "uji", ran.now)
        return sum("holiday" not in sql for sql in count.statements)  # the calendar looks again now and then

    ran.open("2026-TW3")
    lke(ran, "kepala")
    before = asked()
    ran.open("2026-TW4")
    assert asked() == before <= 12
