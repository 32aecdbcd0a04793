"""The record: whoever tampers with it is found."""

from __future__ import annotations

import apsw
import pytest

from portal.desk import audit
from portal.store import journal, tables
from portal.store.journal import Head
from tests.desk.office import SLUG


@pytest.fixture
def tamper(world):
    """Change the database behind the portal's back, its triggers removed."""

    def run(*statements: str) -> None:
        connection = apsw.Connection(str(world.store.path))
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        connection.execute("PRAGMA foreign_keys=OFF")
        for name in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return run


def test_a_whole_record_has_no_faults(world, cycle):
    world.until(cycle, "selesai")
    report = audit.verify()
    assert report.faults == ()
    assert (report.cycles, report.events) == (1, tables.Event.select().count())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor_name = 'Orang lain' WHERE seq = 2",
        'UPDATE event SET payload = \'{"alasan":"lain"}\' WHERE seq = 2',
        "UPDATE event SET payload = NULL WHERE seq = 2",
        "UPDATE event SET time = '2026-01-01T00:00:00.000000Z' WHERE seq = 2",
        "DELETE FROM event WHERE seq = 2",
        "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
        "UPDATE snapshot SET content = x'7b7d'",
        "DELETE FROM event; DELETE FROM task; DELETE FROM cycle",
        "UPDATE journal SET detail = '{}' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
    ],
)
def test_every_kind_of_tampering_is_named(world, cycle, tamper, statement):
    world.until(cycle, "rapat")
    tamper(statement)
    assert audit.verify().faults


SHOWN = [
    *(
        f"UPDATE cycle SET {change}"
        for change in (
            "late = late + 1",
            "returns = 3",
            "on_paper = 1",
            "skipped = 1",
            "status = 'dibatalkan'",
            "done = 9",
            "total = 99",
            "finished_at = '2026-10-01T00:00:00.000000Z'",
            "opened_at = '2026-10-01T00:00:00.000000Z'",
            "due_at = NULL",
            "held_by = 'Orang lain'",
            "active = 'perintah'",
            "nama = 'SOP lain'",
        )
    ),
    *(
        f"UPDATE file SET {change}"
        for change in (
            "name = 'lain.pdf'",
            "sha256 = (SELECT max(sha256) FROM snapshot)",
            "size = 1",
            "person_name = 'Orang lain'",
            "unit = 'b'",
            "at = '2026-10-01T00:00:00.000000Z'",
            "agency = 'dua'",
        )
    ),
    "DELETE FROM file",
    "INSERT INTO file SELECT 'x', agency, cycle, 1, step, putaran, unit, purpose, name, media_type, size, sha256,"
    " person, person_name, at, located, broken_at FROM file",
]


@pytest.mark.parametrize("statement", SHOWN)
def test_what_lists_show_otherwise_than_the_trail_is_named(world, cycle, tamper, statement):
    at = world.until(cycle, "himpun")
    world.act("hand_in", "kabid-a", at, unit="a", bukti=(world.bukti(),))
    assert audit.verify().faults == ()
    tamper(statement)
    (fault,) = audit.verify().faults
    assert cycle.id in fault and "tidak sama dengan riwayatnya" in fault


def test_a_hash_that_is_none_is_a_missing_file_and_no_crash(world, cycle, tamper):
    at = world.until(cycle, "himpun")
    world.act("hand_in", "kabid-a", at, unit="a", bukti=(world.bukti(),))
    tamper("UPDATE file SET sha256 = 'lain'")
    assert any("hilang atau berubah" in fault for fault in audit.verify(cabinet=world.desk.files.cabinet).faults)


@pytest.mark.parametrize(
    "change",
    [
        "period = '2026-TW2'",
        "sha256 = 'lain'",
        "reason = 'lain'",
        "person_name = 'Orang lain'",
        "agency = 'dua'",
        "at = '2026-10-01T00:00:00.000000Z'",
        "withdrawn_at = at, withdrawn_by = 'x', withdrawn_why = 'x'",
    ],
)
def test_a_paper_that_is_not_as_the_journal_has_it_is_named(world, tamper, change):
    world.desk.archives.record(
        world.me("pengelola"), "satu", SLUG, "2025-TW4", "sebelum portal", [world.bukti()], world.now
    )
    assert audit.verify().faults == ()
    tamper(f"UPDATE archive SET {change}")
    assert any("arsip" in fault for fault in audit.verify().faults)


def test_a_paper_that_was_slipped_in_or_taken_out_is_named(world, tamper):
    desk, me = world.desk.archives, world.me("pengelola")
    kept = desk.record(me, "satu", SLUG, "2025-TW4", "sebelum portal", [world.bukti()], world.now)
    desk.withdraw(me, "satu", kept.id, "salah periode", world.now)
    assert audit.verify().faults == ()
    columns = "reason, name, media_type, size, sha256, at, person, person_name, NULL, NULL, NULL"
    tamper(f"INSERT INTO archive SELECT 'x', agency, slug, '2025-TW3', {columns} FROM archive")
    assert len(audit.verify().faults) == 1
    tamper("DELETE FROM archive")
    assert len(audit.verify().faults) == 1


def test_a_cut_end_is_found_with_a_head_noted_elsewhere(world, cycle, tamper):
    world.until(cycle, "rapat")
    known = journal.head()
    tamper(f"DELETE FROM journal WHERE seq = {known.seq}")
    assert audit.verify(known).faults


def test_a_head_is_read_back_from_its_words():
    assert audit.read_head(f"7 {'a' * 64} 2026-10-06") == Head(7, "a" * 64, None)


def test_the_trail_cannot_be_changed_through_the_portals_own_connection(world, cycle):
    with pytest.raises(Exception, match="riwayat tidak dapat"), world.store.writing():
        tables.Event.update(actor_name="x").execute()
    with pytest.raises(Exception, match="riwayat tidak dapat"), world.store.writing():
        tables.Event.delete().execute()


def test_an_overseers_reading_is_noted_once_a_day(world, cycle):
    world.hire("pemantau", "satu")
    world.grant("pemantau", "pemantau", "satu")
    for _ in range(2):
        world.desk.cycle(world.me("pemantau"), cycle.id, world.now)
    world.desk.cycle(world.me("kepala"), cycle.id, world.now)
    lines = tables.Journal.select().where(tables.Journal.kind == "dibaca")
    assert [line.actor_name for line in lines] == ["Pemantau"]
