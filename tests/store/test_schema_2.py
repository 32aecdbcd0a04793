"""An office's database of the first release climbs to schema 2 and has the tables of a new one."""

from __future__ import annotations

from pathlib import Path

from portal.store import migrations, tables
from portal.store.database import Store
from portal.store.sqlite import SqliteDatabase

ADDED = {
    "assignment": ("surat_tanggal", "menggantikan", "perpanjangan", "perpanjangan_tanggal"),
    "person": ("surel", "read_news"),
    "task": ("started_at", "paused_at"),
    "cycle": ("opened_with", "finished_at", "paused_at", "returns", "on_paper", "skipped", "late"),
}


def shape(database: SqliteDatabase) -> dict[str, set[str]]:
    return {name: {column.name for column in database.get_columns(name)} for name in database.get_tables()}


def as_first_released(path: Path) -> None:
    """Take back what schema 2 added, so that the file is as the first release left it."""
    database = SqliteDatabase(path, None)
    with database.change():
        for table in (tables.File, tables.Notice, tables.Holiday, tables.Archive, tables.Letter):
            database.execute_sql(f'DROP TABLE "{table._meta.table_name}"')
        for table, columns in ADDED.items():
            for column in columns:
                database.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
        database.stamp(1)
    database.close()


def test_a_database_of_the_first_release_gets_the_tables_of_a_new_one(tmp_path: Path) -> None:
    new, old = (Store(f"sqlite:///{tmp_path / name}") for name in ("baru.sqlite3", "lama.sqlite3"))
    migrations.create(new)
    wanted = shape(new.database)
    new.close()
    migrations.create(old)
    old.close()
    as_first_released(old.path)
    assert migrations.migrate(old) == (2,)
    old.open()
    assert shape(old.database) == wanted
    old.close()
