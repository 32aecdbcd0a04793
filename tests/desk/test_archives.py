"""Periods outside the portal: recorded with a scan, one or the other with a cycle, and withdrawn with a reason."""

from __future__ import annotations

import json

import pytest

from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.store import filing, journal, tables
from tests.desk.office import SLUG


@pytest.fixture
def archive(world):
    """Record a period, by default the second quarter."""

    def record(period="2026-TW2", who="pengelola", reason="Portal belum dipakai.", scans=None, agency="satu"):
        scans = [world.bukti("register.pdf")] if scans is None else scans
        return world.desk.archives.record(world.me(who), agency, SLUG, period, reason, scans, world.now)

    return record


def test_an_archived_period_is_outside_the_portal_in_the_ledger(world, archive):
    world.library.look()
    kept = archive()
    entry = world.desk.register(world.me("kepala"), "satu", 2026, world.now).books[0].entries[0]
    assert (entry.period.text, entry.fate, entry.paper) == ("2026-TW2", "di luar portal", kept.id)


def test_a_period_with_a_cycle_is_not_archived(world, archive):
    world.open("2026-TW2")
    with pytest.raises(Taken, match="sudah dibuka oleh Pengelola"):
        archive()


def test_an_archived_period_gets_no_cycle(world, archive):
    archive()
    with pytest.raises(Taken, match="dicatat di luar portal oleh Pengelola"):
        world.open("2026-TW2")


def test_a_cancelled_cycle_leaves_its_period_to_the_archive(world, archive):
    world.act("cancel", "pengelola", world.open("2026-TW2"), alasan="sudah jalan di kertas")
    assert archive().period.text == "2026-TW2"


def test_one_that_was_withdrawn_leaves_its_period_free(world, archive):
    kept = archive()
    gone = world.desk.archives.withdraw(world.me("pengelola"), "satu", kept.id, "Salah triwulan.", world.now)
    assert (gone.withdrawn_why, gone.withdrawn_by) == ("Salah triwulan.", "Pengelola")
    assert world.open("2026-TW2").period.text == "2026-TW2"
    with pytest.raises(Taken, match="sudah dicabut"):
        world.desk.archives.withdraw(world.me("pengelola"), "satu", kept.id, "lagi", world.now)


def test_recording_and_withdrawing_stand_in_the_journal_without_their_words(world, archive):
    kept = archive()
    world.desk.archives.withdraw(world.me("pengelola"), "satu", kept.id, "Salah triwulan.", world.now)
    lines = [line for line in tables.Journal.select() if line.kind.startswith("arsip-")]
    assert [(line.kind, line.subject, line.actor_name) for line in lines] == [
        ("arsip-dicatat", kept.id, "Pengelola"), ("arsip-dicabut", kept.id, "Pengelola"),
    ]  # fmt: skip
    assert json.loads(lines[0].detail)["periode"] == "2026-TW2"
    assert "Salah" not in lines[1].detail
    assert journal.verify().fault is None


def test_the_same_form_twice_is_written_once(world, archive):
    scans = [world.bukti()]
    assert archive(scans=scans).id == archive(scans=scans).id
    with pytest.raises(Taken):
        archive(scans=scans, reason="alasan lain")


def test_only_the_pengelola_of_the_office_records(world, archive):
    with pytest.raises(NotAllowed):
        archive(who="kepala")
    with pytest.raises(NotThere):
        archive(who="orang-luar")


def test_another_office_cannot_read_it(world, archive):
    kept = archive()
    with pytest.raises(NotThere):
        world.desk.archives.one(world.me("orang-luar"), "satu", kept.id, world.now)
    with pytest.raises(NotThere):
        world.desk.archives.one(world.me("orang-luar"), "dua", kept.id, world.now)


@pytest.mark.parametrize("period", ["2026-TW4", "2027-TW1"])
def test_a_period_that_is_not_over_is_not_archived(archive, period):
    with pytest.raises(Refusal, match="sudah lewat"):
        archive(period)


def test_it_wants_a_reason_and_exactly_one_scan(world, archive):
    for wrong in ({"reason": "  "}, {"scans": []}, {"scans": [world.bukti("a.pdf", b"a"), world.bukti("b.pdf", b"b")]}):
        with pytest.raises(Refusal):
            archive(**wrong)


def test_its_scan_counts_for_the_quota_and_stays_in_the_cabinet(world, archive):
    before = filing.used("satu")
    kept = archive()
    assert filing.used("satu") - before == kept.scan.ukuran
    with world.desk.archives.opened(kept) as file:
        assert file.read().startswith(b"%PDF")


def test_the_form_offers_past_periods_that_are_free(world, archive):
    archive("2026-TW1")
    world.open("2026-TW2")
    asked = world.desk.archives.asked(world.me("pengelola"), "satu", SLUG, world.now, "2023-TW1")
    offered = [period.text for period in asked.periods]
    assert offered[:2] == ["2026-TW3", "2025-TW4"]
    assert offered[-1] == "2023-TW1"
