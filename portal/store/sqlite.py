"""The portal's database on SQLite: how it is connected, what is asserted, and what its triggers refuse."""

from __future__ import annotations

import os
import threading
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from portal.refusal import Refusal
from portal.say import say
from portal.store.trouble import refusal_for

APPLICATION_ID = 0x534F5031
"""Marks a file as the portal's ("SOP1")."""

BUSY_SECONDS = 5


def journal_mode(version: str) -> str:
    """Return the safe journal mode of a SQLite version: older ones can corrupt a WAL database."""
    number = tuple(int(part) for part in version.split("."))
    mended = number >= (3, 51, 3) or (3, 50, 7) <= number < (3, 51) or (3, 44, 6) <= number < (3, 45)
    return "wal" if mended else "truncate"


_PRAGMAS: tuple[tuple[str, object], ...] = (
    ("busy_timeout", BUSY_SECONDS * 1000),
    ("foreign_keys", 1),
    ("synchronous", 2),  # FULL: what is confirmed is on the disk
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("journal_mode", journal_mode(apsw.sqlite_lib_version())),
)


class SqliteDatabase(APSWDatabase):  # type: ignore[misc]
    """One SQLite file; every thread and every process keeps its own connection.

    `version` is the schema version a connection must find; None while migrating.
    """

    def __init__(self, path: Path, version: int | None, *, create: bool = False) -> None:
        self._version = version
        self._pid = os.getpid()
        self._inherited: list[apsw.Connection] = []
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        super().__init__(str(path), timeout=BUSY_SECONDS, flags=flags)

    def change(self) -> AbstractContextManager[object]:
        """Return a transaction that may write; inside another one, a part that is undone alone if it fails."""
        transaction: AbstractContextManager[object] = self.atomic("IMMEDIATE")
        return transaction

    def schema_version(self) -> int:
        """Return the schema version the file carries; 0 in a new one."""
        return int(self.pragma("user_version"))

    def stamp(self, version: int) -> None:
        """Write the schema version (and whose file it is) in the running transaction."""
        self.pragma("application_id", APPLICATION_ID)
        self.pragma("user_version", version)

    def moment(self) -> tuple[object, int, int]:
        """Return a mark that is another one after any change of the file, by whomever; asking for it is cheap."""
        self.cursor()  # opens this thread's connection
        connection = self.connection()
        return connection, int(connection.pragma("data_version")), int(connection.total_changes())

    def forbid_rewriting(self) -> None:
        """Create the triggers that keep trail, journal and snapshots as they were written."""
        for statement in _triggers():
            self.execute_sql(statement)

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite itself finds wrong with the file; empty if nothing."""
        found = [str(row[0]) for row in self.execute_sql("PRAGMA quick_check") if row[0] != "ok"]
        found += [f"{row[0]} {row[1]} → {row[2]}" for row in self.execute_sql("PRAGMA foreign_key_check")]
        return tuple(found)

    def cursor(self, named_cursor: str | None = None) -> Any:
        """Return a cursor on this thread's connection, which is opened once."""
        if self._pid != os.getpid():
            self._leave_parents_connection()
        return super().cursor(named_cursor)

    def _leave_parents_connection(self) -> None:
        # Using or closing a connection that came through a fork would disturb the parent's: it is only kept.
        if self._state.conn is not None:
            self._inherited.append(self._state.conn)
        self._state.reset()
        self._lock = threading.Lock()
        self._pid = os.getpid()

    def _connect(self) -> apsw.Connection:
        try:
            conn: apsw.Connection = super()._connect()
        except apsw.Error as error:
            refusal = refusal_for(peewee.DatabaseError(error))
            raise refusal or error from error
        return conn

    def _execute_cursor(self, sql: str, params: Any, **options: Any) -> Any:
        try:
            return super()._execute_cursor(sql, params, **options)
        except peewee.DatabaseError as error:
            raise refusal_for(error) or error from error.__cause__

    def begin(self, lock_type: str | None = None) -> None:
        """Begin a transaction."""
        try:
            super().begin(lock_type)
        except peewee.DatabaseError as error:
            raise refusal_for(error) or error from error.__cause__

    def commit(self) -> bool:
        """Commit: when this returns, what was written is on the disk."""
        try:
            return bool(super().commit())
        except peewee.DatabaseError as error:
            raise refusal_for(error) or error from error.__cause__

    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        super()._add_conn_hooks(conn)
        # Plan each statement once: else those over several tables are planned anew for every value they are given,
        # at ten times the price of running them.
        conn.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        for name, value in _PRAGMAS:
            conn.execute(f"PRAGMA {name} = {value}").fetchall()
            found = conn.pragma(name)
            if found != value:
                raise Refusal(
                    say("SQLite di sini menolak {name} = {value} (jawabannya {found}). "
                        "Pindahkan basis data ke disk lokal.", name=name, value=value, found=found),
                    status=503,
                )  # fmt: skip
        if self._version is not None:
            found = conn.pragma("user_version")
            recognise(conn.pragma("application_id"), found, self._version)
            if found < self._version:
                raise Refusal(
                    say("Basis data masih berskema {found}, portal ini memerlukan {version}. "
                        "Jalankan: portal migrate", found=found, version=self._version),
                    status=503,
                )  # fmt: skip


def recognise(application_id: int, found: int, newest: int) -> None:
    """Refuse (503) a database that is not the portal's, or whose schema is newer than `newest`."""
    if application_id != APPLICATION_ID:
        raise Refusal(say("Berkas ini bukan basis data portal SOP. Periksa PORTAL_DATABASE."), status=503)
    if found > newest:
        raise Refusal(
            say("Basis data ini milik portal yang lebih baru (skema {found}, portal ini mengenal {newest}). "
                "Pasang portal yang lebih baru; tidak ada yang diubah.", found=found, newest=newest),
            status=503,
        )  # fmt: skip


_EVENT_COLUMNS = (
    "cycle", "seq", "kind", "step", "putaran", "role", "unit", "actor_id", "actor_name", "capacity",
    "time", "payload_sha256", "prev", "hash", "kunci", "body_sha256",
)  # fmt: skip


def _triggers() -> list[str]:
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in _EVENT_COLUMNS)
    next_event = 'SELECT coalesce(max("seq"), 0) + 1 FROM "event" WHERE "cycle" = NEW."cycle"'
    next_line = 'SELECT coalesce(max("seq"), 0) + 1 FROM "journal"'
    return [
        _refusing("event", "UPDATE", "riwayat tidak dapat diubah", f"NOT (NEW.payload IS NULL AND {same})"),
        _refusing("event", "DELETE", "riwayat tidak dapat dihapus"),
        _refusing("event", "INSERT", "riwayat hanya bertambah di ujungnya", f'NEW."seq" <> ({next_event})'),
        _refusing("journal", "UPDATE", "jurnal tidak dapat diubah"),
        _refusing("journal", "DELETE", "jurnal tidak dapat dihapus"),
        _refusing("journal", "INSERT", "jurnal hanya bertambah di ujungnya", f'NEW."seq" <> ({next_line})'),
        _refusing("snapshot", "UPDATE", "naskah siklus tidak dapat diubah"),
    ]


def _refusing(table: str, act: str, reason: str, when: str | None = None) -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f'CREATE TRIGGER "{table}_{act.lower()}" BEFORE {act} ON "{table}"{condition} '
        f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
    )
