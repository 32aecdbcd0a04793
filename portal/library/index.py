"""The derived index: one SQLite file that may be thrown away at any time, written by one process, read by all."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw

SCHEMA = 2
"""Raise it when a table changes: an index of another number is made anew."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', CAST(unixepoch('subsec') * 1000000 AS INTEGER));
CREATE TABLE doc (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, state TEXT NOT NULL, mark TEXT NOT NULL,
  agency TEXT NOT NULL, slug TEXT NOT NULL, origin TEXT, readable INTEGER NOT NULL, usable INTEGER NOT NULL,
  errors INTEGER NOT NULL, advice INTEGER NOT NULL, urut TEXT NOT NULL, nama TEXT NOT NULL, nomor TEXT,
  instansi TEXT, status TEXT, siklus TEXT, tag TEXT NOT NULL, zona TEXT, tanggal_pembuatan TEXT,
  tanggal_revisi TEXT, tanggal_efektif TEXT, langkah INTEGER NOT NULL, pelaksana INTEGER NOT NULL,
  jabatan TEXT NOT NULL
);
CREATE INDEX doc_urut ON doc (urut, id);
CREATE INDEX doc_agency ON doc (agency, urut, id);
CREATE INDEX doc_origin ON doc (origin, agency, slug) WHERE origin IS NOT NULL;
CREATE TABLE doc_tag (tag TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (tag, doc)) WITHOUT ROWID;
CREATE INDEX doc_tag_doc ON doc_tag (doc);
CREATE TABLE problem (
  doc INTEGER NOT NULL, path TEXT NOT NULL, line INTEGER, level TEXT NOT NULL, message TEXT NOT NULL
);
CREATE INDEX problem_doc ON problem (doc);
CREATE VIRTUAL TABLE fts USING fts5 (
  nama, nomor, instansi, langkah, identitas, isi, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
"""


class NotReady(Exception):
    """There is no index here yet, or one of another release."""


class _Kept(threading.local):
    """A thread's connection, and which file and process it belongs to."""

    connection: apsw.Connection | None = None
    identity: tuple[int, int, int] | None = None


class Index:
    """The index file of one home: a connection for each thread, and the lock that makes one process its writer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / "pustaka.sqlite3"
        self._kept = _Kept()
        self._lock: apsw.Connection | None = None

    def reader(self) -> apsw.Connection:
        """Return this thread's connection; raise `NotReady` where no process has made the index yet."""
        try:
            state = self.path.stat()
        except OSError:
            raise NotReady from None
        identity = (os.getpid(), state.st_dev, state.st_ino)
        if self._kept.connection is not None and self._kept.identity == identity:
            return self._kept.connection
        connection = self._open()  # first use, or the file was thrown away
        if _version(connection) != SCHEMA:
            connection.close()
            raise NotReady
        self._kept.connection, self._kept.identity = connection, identity
        return connection

    def generation(self) -> int:
        """Return the number that grows with every change; an index made anew begins above that of the one before."""
        return int(next(self.reader().execute("SELECT value FROM meta WHERE key = 'generation'"))[0])

    def hold(self) -> bool:
        """Become the one process that writes, until `release`; False if another is."""
        if self._lock is not None:
            return True
        self._folder.mkdir(parents=True, exist_ok=True)
        connection = apsw.Connection(str(self._folder / "pustaka.lock"))
        try:
            connection.execute("BEGIN EXCLUSIVE")  # let go by the system, however this process ends
        except apsw.BusyError:
            connection.close()
            return False
        self._lock = connection
        return True

    def release(self) -> None:
        """Let another process write."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def writer(self) -> apsw.Connection:
        """Return this thread's connection for the holder of the lock, making the tables where there are none."""
        with contextlib.suppress(NotReady):
            return self.reader()
        connection = self._open()
        try:
            if _version(connection) not in (0, SCHEMA) or _tables(connection):
                connection.close()
                self.throw_away()
                connection = self._open()
        except (apsw.CorruptError, apsw.NotADBError):
            connection.close()
            self.throw_away()
            connection = self._open()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {SCHEMA}; COMMIT")
        connection.close()
        return self.reader()

    def throw_away(self) -> None:
        """Remove the file, so that the next look makes it anew."""
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _open(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.path))
        connection.set_busy_timeout(5000)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)  # plan a statement once, whatever its values
        connection.execute("PRAGMA trusted_schema = OFF; PRAGMA synchronous = NORMAL")  # derived: may be lost
        return connection


@contextlib.contextmanager
def writing(connection: apsw.Connection) -> Iterator[None]:
    """Change the index in one transaction and raise its generation."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: apsw.Connection) -> int:
    return int(next(connection.execute("PRAGMA user_version"))[0])


def _tables(connection: apsw.Connection) -> int:
    return int(next(connection.execute("SELECT count(*) FROM sqlite_schema"))[0])
