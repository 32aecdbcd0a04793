"""Opening, connecting, writing: what the store promises whoever uses it."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import apsw
import pytest

from portal.refusal import Refusal
from portal.store import journal, sqlite
from portal.store.database import SCHEMA, Store, sqlite_path
from portal.store.migrations import create
from portal.store.tables import Attempt, Journal


def note(store: Store, now: datetime, word: str = "uji") -> None:
    with store.writing():
        journal.append(word, "-", "-", "penguji", now)


def again(store: Store) -> Store:
    return Store(f"sqlite:///{store.path}")


def refused(store: Store) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.open()
    assert caught.value.status == 503
    return caught.value


def test_a_missing_database_is_refused_and_not_made(tmp_path: Path) -> None:
    missing = Store(f"sqlite:///{tmp_path / 'hilang.sqlite3'}")
    assert "portal init" in str(refused(missing).message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("trace", ["", "-wal", "-journal"])
def test_what_is_left_of_a_database_is_never_covered_by_an_empty_one(tmp_path: Path, trace: str) -> None:
    (tmp_path / f"portal.sqlite3{trace}").write_bytes(b"sisa")
    with pytest.raises(Refusal) as caught:
        create(Store(f"sqlite:///{tmp_path / 'portal.sqlite3'}"))
    assert "cadangan" in str(caught.value.message)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"sisa"]


def test_a_database_appears_only_when_it_is_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: sqlite.SqliteDatabase) -> None:
        raise OSError("listrik padam")

    monkeypatch.setattr(sqlite.SqliteDatabase, "forbid_rewriting", fail)
    with pytest.raises(OSError, match="listrik"):
        create(Store(f"sqlite:///{tmp_path / 'portal.sqlite3'}"))
    assert not (tmp_path / "portal.sqlite3").exists()


def test_only_the_owner_may_read_the_database(store: Store, now: datetime) -> None:
    note(store, now)
    for ending in ("", "-wal", "-shm", ".lock"):
        assert stat.S_IMODE(Path(f"{store.path}{ending}").stat().st_mode) == 0o600


def test_an_empty_file_is_not_taken_for_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite3"
    path.touch()
    assert "bukan basis data portal" in str(refused(Store(f"sqlite:///{path}")).message)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lain.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    assert "bukan basis data portal" in str(refused(Store(f"sqlite:///{path}")).message)


def test_a_damaged_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite3"
    path.write_bytes(b"bukan basis data sama sekali" * 400)
    assert "cadangan" in str(refused(Store(f"sqlite:///{path}")).message)


def test_a_newer_database_is_refused_and_left_as_it_is(store: Store) -> None:
    store.database.pragma("user_version", SCHEMA + 1)
    store.close()
    before = store.path.read_bytes()
    assert "lebih baru" in str(refused(again(store)).message)
    assert store.path.read_bytes() == before


def test_an_older_database_asks_for_the_migration(store: Store) -> None:
    store.database.pragma("user_version", SCHEMA - 1)
    store.close()
    assert "portal migrate" in str(refused(again(store)).message)


def test_every_thread_connects_once_with_every_safeguard(store: Store) -> None:
    seen: list[object] = []

    def look() -> None:
        first = store.database.connection()
        names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check", "busy_timeout")
        seen.append(tuple(store.database.pragma(name) for name in names))
        seen.append(store.database.connection() is first)
        seen.append(first is store_connection)

    store_connection = store.database.connection()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [("wal", 2, 1, 0, 1, 5000), True, False]


def test_a_connection_checks_whose_database_it_is_each_time(store: Store) -> None:
    store.database.pragma("user_version", SCHEMA + 1)
    caught: list[BaseException] = []

    def look() -> None:
        try:
            Journal.select().count()
        except Refusal as refusal:
            caught.append(refusal)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_database_lost_while_running_is_not_made_anew(store: Store) -> None:
    for path in list(store.path.parent.iterdir()):
        path.unlink()
    caught: list[Refusal] = []

    def look() -> None:
        with pytest.raises(Refusal) as refusal:
            Journal.select().count()
        caught.append(refusal.value)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert [refusal.status for refusal in caught] == [503]
    assert not store.path.exists()


@pytest.mark.parametrize(
    ("version", "mode"),
    [("3.40.1", "truncate"), ("3.44.6", "wal"), ("3.50.6", "truncate"), ("3.50.7", "wal"), ("3.51.2", "truncate"),
     ("3.51.3", "wal"), ("3.54.1", "wal")],
)  # fmt: skip
def test_wal_is_used_only_where_it_cannot_corrupt(version: str, mode: str) -> None:
    assert sqlite.journal_mode(version) == mode


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_opens_its_own_connection(store: Store, now: datetime) -> None:
    note(store, now, "induk")
    inherited = store.database.connection()
    child = os.fork()
    if child == 0:
        try:
            note(store, now, "anak")
            os._exit(0 if store.database.connection() is not inherited else 3)
        finally:
            os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    note(store, now, "induk")
    assert [line.kind for line in Journal.select().order_by(Journal.seq)] == ["induk", "anak", "induk"]


def test_stores_are_opened_one_after_another(tmp_path: Path, now: datetime) -> None:
    for name in ("satu", "dua"):
        store = Store(f"sqlite:///{tmp_path / name}.sqlite3")
        create(store)
        note(store, now, name)
        assert [line.kind for line in Journal.select()] == [name]
        store.close()


def test_a_block_that_fails_leaves_nothing(store: Store, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), store.writing():
        journal.append("uji", "-", "-", "penguji", now)
        raise ZeroDivisionError
    assert Journal.select().count() == 0


def test_a_block_inside_a_block_is_undone_alone(store: Store, now: datetime) -> None:
    with store.writing():
        journal.append("luar", "-", "-", "penguji", now)
        with pytest.raises(ZeroDivisionError), store.writing():
            journal.append("dalam", "-", "-", "penguji", now)
            raise ZeroDivisionError
    assert [line.kind for line in Journal.select()] == ["luar"]


def test_a_full_disk_refuses_the_write_and_still_reads(store: Store, now: datetime) -> None:
    note(store, now)
    store.database.pragma("max_page_count", store.database.pragma("page_count"))
    with pytest.raises(Refusal) as caught, store.writing():
        for number in range(400):
            Attempt.create(key=str(number) * 40, at=now)
    assert caught.value.status == 503
    assert "penuh" in str(caught.value.message)
    assert (Attempt.select().count(), Journal.select().count()) == (0, 1)
    store.database.pragma("max_page_count", 1_000_000)
    note(store, now)


def test_a_database_locked_by_another_program_answers_in_time(store: Store, now: datetime) -> None:
    other = apsw.Connection(str(store.path))
    other.execute("BEGIN IMMEDIATE")
    store.database.pragma("busy_timeout", 10)
    with pytest.raises(Refusal) as caught:
        note(store, now)
    assert caught.value.status == 503
    other.execute("ROLLBACK")
    other.close()
    note(store, now)


def test_statements_are_counted(store: Store) -> None:
    with store.counting() as count:
        Journal.select().count()
        list(Attempt.select())
    assert int(count) == 2
    Journal.select().count()
    assert int(count) == 2


def test_an_instant_comes_back_in_utc(store: Store) -> None:
    wita = timezone(timedelta(hours=8))
    given = datetime(2026, 10, 6, 10, 0, 0, 7, tzinfo=wita)
    Attempt.create(key="a", at=given)
    found = Attempt.get().at
    assert (found, found.tzinfo) == (given, UTC)
    stored = store.database.execute_sql('SELECT "at" FROM "attempt"').fetchone()[0]
    assert stored == "2026-10-06T02:00:00.000007Z"


def test_a_time_without_zone_is_never_stored(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        Attempt.create(key="a", at=datetime(2026, 10, 6))  # noqa: DTZ001


def test_a_whole_database_has_no_faults(store: Store) -> None:
    assert store.faults() == ()


def test_another_kind_of_database_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(Refusal) as caught:
        sqlite_path("mysql://portal:rahasia@server/portal")
    assert "rahasia" not in str(caught.value.message)


def test_using_a_closed_store_is_a_fault_of_the_code(store: Store) -> None:
    store.close()
    with pytest.raises(RuntimeError):
        store.faults()
