"""Migrations: one step, one transaction, and never a newer database."""

from __future__ import annotations

import threading

import pytest

from portal.refusal import Refusal
from portal.store.database import SCHEMA, Store
from portal.store.migrations import STEPS, migrate
from portal.store.sqlite import SqliteDatabase


def add_table(database: SqliteDatabase) -> None:
    database.execute_sql("CREATE TABLE baru (a TEXT)")


def fail_half_way(database: SqliteDatabase) -> None:
    database.execute_sql("CREATE TABLE separuh (a TEXT)")
    raise OSError("listrik padam")


def test_each_version_after_the_first_has_its_step() -> None:
    assert set(STEPS) == set(range(2, SCHEMA + 1))


def test_a_database_of_today_needs_no_step(store: Store) -> None:
    assert migrate(store) == ()


def test_steps_are_applied_once_and_in_order(store: Store) -> None:
    steps = {SCHEMA + 1: add_table, SCHEMA + 2: lambda database: database.execute_sql("DROP TABLE baru")}
    assert migrate(store, steps, SCHEMA + 2) == (SCHEMA + 1, SCHEMA + 2)
    assert migrate(store, steps, SCHEMA + 2) == ()


def test_an_interrupted_step_leaves_the_version_before_it(store: Store) -> None:
    steps = {SCHEMA + 1: add_table, SCHEMA + 2: fail_half_way}
    with pytest.raises(OSError, match="listrik"):
        migrate(store, steps, SCHEMA + 2)
    assert store.database.schema_version() == SCHEMA + 1
    assert "separuh" not in store.database.get_tables()
    assert migrate(store, steps | {SCHEMA + 2: lambda database: None}, SCHEMA + 2) == (SCHEMA + 2,)


def test_a_step_and_its_version_are_one_transaction(store: Store) -> None:
    inside: dict[str, bool] = {}

    def watched(database: SqliteDatabase) -> None:
        database.query_hooks.append(lambda query: inside.setdefault(query.sql, database.in_transaction()))
        add_table(database)

    migrate(store, {SCHEMA + 1: watched}, SCHEMA + 1)
    assert inside["CREATE TABLE baru (a TEXT)"]
    assert inside[f"PRAGMA user_version = {SCHEMA + 1}"]


def test_of_two_that_migrate_at_once_one_does_it(store: Store) -> None:
    applied: list[tuple[int, ...]] = []

    def run() -> None:
        applied.append(migrate(store, {SCHEMA + 1: add_table}, SCHEMA + 1))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(applied) == [(), (), (), (SCHEMA + 1,)]


def test_a_newer_database_is_not_touched(store: Store) -> None:
    store.database.pragma("user_version", SCHEMA + 7)
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(Refusal) as caught:
        migrate(store)
    assert "lebih baru" in str(caught.value.message)
    assert store.path.read_bytes() == before


def test_a_missing_database_is_not_migrated_into_being(store: Store) -> None:
    with pytest.raises(Refusal):
        migrate(Store(f"sqlite:///{store.path}.lain"))
    assert not store.path.with_name("portal.sqlite3.lain").exists()
