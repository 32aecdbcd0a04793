"""The ledger of an office: what became of each period of its SOPs, in a few queries."""

from __future__ import annotations

import pytest

from portal.desk import ledger
from portal.refusal import NotThere


def fates(world, year=2026, who="pengelola"):
    calendar = world.desk.cycle(world.me("pengelola"), world.first.id, world.now).calendar
    found = ledger.register(world.library, world.me(who), "satu", year, calendar, world.now).books
    return {entry.period.text: entry for book in found for entry in book.entries}


@pytest.fixture
def world(world):
    world.library.look()
    world.first = world.open("2026-TW2")
    return world


def test_the_ledger_begins_with_the_first_cycle_and_tells_each_fate(world):
    told = fates(world)
    assert {period: entry.fate for period, entry in told.items()} == {
        "2026-TW2": "berjalan", "2026-TW3": "terbuka", "2026-TW4": "belum waktunya",
    }  # fmt: skip
    assert told["2026-TW2"].run.id == world.first.id


def test_a_cancelled_period_tells_its_reason_and_is_open_again(world):
    world.act("cancel", "pengelola", world.open("2026-TW3"), alasan="salah periode")
    entry = fates(world)["2026-TW3"]
    assert (entry.fate, entry.tries[0].reason) == ("terbuka", "salah periode")


def test_a_period_nobody_ran_is_missed_years_later(world):
    world.later(days=400)
    assert fates(world)["2026-TW4"].fate == "terlewat"


def test_another_office_reads_nothing(world):
    with pytest.raises(NotThere):
        fates(world, who="orang-luar")


def test_the_ledger_asks_three_questions_however_many_cycles_there_are(world):
    for period in ("2026-TW3", "2026-TW1", "2025-TW4"):
        world.act("cancel", "pengelola", world.open(period), alasan="uji")
    calendar = world.first.calendar
    me = world.me("pengelola")
    with world.store.counting() as count:
        ledger.register(world.library, me, "satu", 2026, calendar, world.now)
    assert int(count) <= 3


def test_in_january_the_last_year_is_shown_until_a_period_of_this_year_has_its_time(world):
    world.later(days=90)
    assert world.desk.register(world.me("pengelola"), "satu", None, world.now).year == 2026
    assert fates(world)["2026-TW4"].fate == "terbuka"
    assert world.desk.register(world.me("pengelola"), "satu", 2027, world.now).year == 2027
    world.later(days=90)
    assert world.desk.register(world.me("pengelola"), "satu", None, world.now).year == 2027


def test_a_period_whose_time_has_come_is_offered_to_who_may_open_it_and_hurries_nobody(world):
    (gap,) = world.desk.gaps(world.me("pengelola"), world.now)
    assert (gap.entry.period.text, gap.urgent) == ("2026-TW3", False)
    assert world.desk.gaps(world.me("kepala"), world.now) == ()
    world.act("cancel", "pengelola", world.open("2026-TW3"), alasan="salah periode")
    assert world.desk.gaps(world.me("pengelola"), world.now) == (), "what people cancelled is not offered again"
