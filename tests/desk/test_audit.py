"""The record: whoever tampers with it is found."""

from __future__ import annotations

import apsw
import pytest

from portal.desk import audit
from portal.store import journal, tables
from portal.store.journal import Head


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
