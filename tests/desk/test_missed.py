"""A missed period never disappears: not with another window or siklus, nor where an SOP is gone, nor in years."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.settings.agency import AgencySettings, SopSettings, Window
from portal.settings.agency_changes import write_agency_settings
from tests.desk.office import SLUG, SOP, form

MONTHS_LATER = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def world(world):
    """An office that records its quarters since the first, has run the third, and missed the second."""
    record(world, Window(1, 10), "2026-TW1")
    world.library.look()
    for period in ("2026-TW1", "2026-TW3"):
        world.until(world.open(period), "selesai")
    world.now = MONTHS_LATER
    return world


def record(world, window, since, slug=SLUG, **more):
    given = SopSettings(jendela=window, dicatat_sejak=since, **more)
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(sop={slug: given}))


def document(world, slug=SLUG):
    return world.library.settings.home / "plugins" / "satu" / "sop" / f"{slug}.md"


def write(world, text, slug=SLUG):
    document(world, slug).write_text(text, "utf-8")
    world.library.look()


def missed(world, year=2026):
    """Return what the register of a year calls missed, by SOP."""
    books = world.desk.register(world.me("pengelola"), "satu", year, world.now).books
    return {book.slug: [entry.period.text for entry in book.missed] for book in books}


def test_it_is_missed_the_next_day_and_years_later(world):
    for later in (timedelta(), timedelta(days=400), timedelta(days=3650)):
        world.now = MONTHS_LATER + later
        assert missed(world) == {SLUG: ["2026-TW2", "2026-TW4"]}
        assert 2026 in world.desk.register(world.me("pengelola"), "satu", None, world.now).years


@pytest.mark.parametrize("window", [Window(1, 5), Window(20, 40), None])
def test_another_window_keeps_it(world, window):
    record(world, window, "2026-TW1")
    world.now = MONTHS_LATER + timedelta(days=60)
    assert missed(world) == {SLUG: ["2026-TW2", "2026-TW4"]}


def test_another_siklus_keeps_it(world):
    for siklus in ("bulanan", "semester", "tahunan", "insidental"):
        write(world, SOP.format(agency="satu").replace("siklus: triwulan", f"siklus: {siklus}"))
        assert "2026-TW2" in missed(world)[SLUG], siklus


@pytest.mark.parametrize("text", ["", "---\nnama: Uji\n", "---\nsalah: [\n---\n", None])
def test_a_document_that_is_broken_or_gone_keeps_it(world, text):
    document(world).unlink() if text is None else write(world, text)
    world.library.look()
    assert missed(world) == {SLUG: ["2026-TW2", "2026-TW4"]}
    (book,) = world.desk.register(world.me("pengelola"), "satu", 2026, world.now).books
    assert (book.nama, book.usable) == ("Uji", False)


def test_an_sop_under_another_name_leaves_its_periods_where_they_were(world):
    document(world).rename(document(world, "uji-baru"))
    world.library.look()
    assert missed(world) == {SLUG: ["2026-TW2", "2026-TW4"]}
    record(world, Window(1, 10), "2027-TW1", "uji-baru")
    world.now += timedelta(days=60)
    assert missed(world, 2027)["uji-baru"] == ["2027-TW1"]


def test_the_record_of_an_sop_that_is_gone_is_ended_and_keeps_what_was_missed_until_then(world):
    document(world).unlink()
    world.library.look()
    record(world, Window(1, 10), "2026-TW1", dicatat_sampai="2026-TW3")
    world.now += timedelta(days=400)
    assert missed(world) == {SLUG: ["2026-TW2"]}
    assert missed(world, 2027) == {}
    assert not [gap for gap in world.desk.gaps(world.me("pengelola"), world.now) if gap.entry.period.text > "2026-TW3"]


@pytest.mark.parametrize("text", ["---\nsalah: [\n---\n", None])
def test_an_sop_that_was_recorded_but_never_run_keeps_its_missed_periods(world, text):
    record(world, Window(1, 10), "2026-TW2", "tanpa-siklus")
    write(world, SOP.format(agency="satu"), "tanpa-siklus")
    before = missed(world)["tanpa-siklus"]
    document(world, "tanpa-siklus").unlink() if text is None else write(world, text, "tanpa-siklus")
    world.library.look()
    assert missed(world)["tanpa-siklus"] == before == ["2026-TW2", "2026-TW3", "2026-TW4"]


def test_a_run_that_is_only_named_like_a_period_begins_no_record(world):
    write(world, SOP.format(agency="satu").replace("siklus: triwulan", "siklus: insidental"), "rapat")
    for label in ("2024", "2026"):
        world.desk.open(world.me("pengelola"), "satu", "rapat", label, form(), world.now)
    assert "rapat" not in missed(world, 2025) | missed(world, 2026)
