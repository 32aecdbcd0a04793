"""The tables: what the database itself refuses, whoever asks."""

from __future__ import annotations

from datetime import datetime

import peewee
import pytest

from portal.store.database import Store
from portal.store.rows import add
from portal.store.tables import TABLES, Assignment, Cycle, Event, Snapshot


@pytest.fixture
def cycle(store: Store, now: datetime) -> Cycle:
    add(Snapshot(sha256="s1", content=b'{"nama":"\xc3\xa9"}'))
    return new_cycle("c1", now)


def new_cycle(id: str, now: datetime, status: str = "berjalan", period: str = "2026-TW3") -> Cycle:
    row = Cycle(
        id=id, agency="purwakarta", slug="pengumpulan", nama="Pengumpulan", period=period, status=status,
        snapshot_sha256="s1", digest="d", seq=1, opened_at=now, head_hash="h",
    )  # fmt: skip
    add(row)
    return row


def new_event(cycle: str, seq: int, now: datetime, prev: str, kunci: str | None = None) -> Event:
    row = Event(
        cycle=cycle, seq=seq, kind="komentar", putaran=1, actor_id="p1", actor_name="Ani", capacity="definitif",
        time=now, payload='{"catatan":"x"}', payload_sha256="p", prev=prev, hash=f"{cycle}-{seq}", kunci=kunci,
    )  # fmt: skip
    add(row)
    return row


def test_a_row_comes_back_as_it_was_added(cycle: Cycle, now: datetime) -> None:
    found = Cycle.get_by_id("c1")
    assert (found.opened_at, found.done, found.label, found.counts) == (now, 0, None, None)
    assert bytes(Snapshot.get().content) == b'{"nama":"\xc3\xa9"}'


def test_a_period_has_one_cycle_that_is_not_cancelled(cycle: Cycle, now: datetime) -> None:
    with pytest.raises(peewee.IntegrityError):
        new_cycle("c2", now)
    Cycle.update(status="dibatalkan").where(Cycle.id == "c1").execute()
    new_cycle("c2", now)
    new_cycle("c3", now, status="dibatalkan")


def test_a_cancelled_and_reopened_period_may_begin_its_chain_alike(cycle: Cycle, now: datetime) -> None:
    new_cycle("c2", now, period="2026-TW4")
    new_event("c1", 1, now, "awal")
    new_event("c2", 1, now, "awal")
    assert {row.cycle for row in Event.select()} == {"c1", "c2"}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET actor_name = 'Budi'",
        "UPDATE event SET payload = '{}'",
        "UPDATE event SET payload = NULL, time = 'x'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        "INSERT INTO event SELECT cycle, 5, kind, step, putaran, role, unit, actor_id, actor_name, capacity, time,"
        " payload, payload_sha256, 'q', 'r', NULL, NULL FROM event WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_rewrite_the_trail(store: Store, cycle: Cycle, now: datetime, sql: str) -> None:
    new_event("c1", 1, now, "a")
    new_event("c1", 2, now, "b")
    with pytest.raises(peewee.IntegrityError, match="riwayat"):
        store.database.execute_sql(sql)
    assert Event.select().count() == 2


def test_retention_may_empty_a_payload(store: Store, cycle: Cycle, now: datetime) -> None:
    new_event("c1", 1, now, "a")
    Event.update(payload=None).execute()
    assert Event.get().payload is None


def test_one_person_uses_one_key_once(cycle: Cycle, now: datetime) -> None:
    new_event("c1", 1, now, "a", kunci="k1")
    with pytest.raises(peewee.IntegrityError):
        new_event("c1", 2, now, "b", kunci="k1")
    new_event("c1", 2, now, "b")
    new_event("c1", 3, now, "c")


def test_a_snapshot_is_never_rewritten(cycle: Cycle) -> None:
    with pytest.raises(peewee.IntegrityError, match="naskah"):
        Snapshot.update(content=b"lain").execute()


def test_an_assignment_needs_a_person_that_exists(store: Store, now: datetime) -> None:
    with pytest.raises(peewee.IntegrityError):
        add(Assignment(id="a1", person="tidak ada", agency="x", role="kepala", mulai=now.date(), created_at=now))


def test_reading_a_reference_runs_no_query(cycle: Cycle, store: Store, now: datetime) -> None:
    event = new_event("c1", 1, now, "a")
    with store.counting() as count:
        assert event.cycle == "c1"
    assert int(count) == 0


def test_every_table_is_there(store: Store) -> None:
    assert set(store.database.get_tables()) == {table._meta.table_name for table in TABLES}


def test_no_column_is_called_like_a_secret_in_the_clear() -> None:
    columns = {field.column_name for table in TABLES for field in table._meta.sorted_fields}
    assert columns.isdisjoint({"password", "secret", "cookie", "token"})
