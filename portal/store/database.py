"""The store: one database, the connections of its threads, and the one way to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.refusal import Refusal
from portal.say import say
from portal.store.queue import WriteQueue
from portal.store.sqlite import SqliteDatabase
from portal.store.tables import TABLES

SCHEMA = 2
"""The schema version this portal writes and reads; see `portal.store.migrations`."""

_SQLITE = "sqlite:///"


@dataclass(slots=True)
class Count:
    """The statements that ran inside a `Store.counting` block."""

    statements: list[str] = field(default_factory=list)

    def __int__(self) -> int:
        return len(self.statements)


class Store:
    """An office's database, named by a URL. One process serves one store at a time."""

    def __init__(self, url: str) -> None:
        self.path = sqlite_path(url)
        self.lock_file = self.path.with_name(self.path.name + ".lock")
        self.queue = WriteQueue(self.lock_file)
        self._database: SqliteDatabase | None = None

    @property
    def database(self) -> SqliteDatabase:
        """The open database. Raises RuntimeError before `open`."""
        if self._database is None:
            raise RuntimeError("the store is not open")
        return self._database

    def open(self) -> Store:
        """Open the database, make its tables usable, and return the store.

        Raises Refusal (503) where it is missing, damaged, not the portal's, or of another schema version;
        a missing database is never made anew here.
        """
        self.require_file()
        database = SqliteDatabase(self.path, SCHEMA)
        database.connect()
        self.close()
        self._database = database
        database.bind(TABLES, bind_refs=False, bind_backrefs=False)
        return self

    def require_file(self) -> None:
        """Refuse (503) where there is no database file."""
        if not self.path.exists():
            raise Refusal(
                say("Basis data {path} tidak ada. Untuk memulai kantor baru jalankan: portal init. "
                    "Bila seharusnya ada, pulihkan dari cadangan.", path=self.path),
                status=503,
            )  # fmt: skip

    def close(self) -> None:
        """Close this thread's connection; other threads' close when the threads end."""
        if self._database is not None:
            self._database.close()
            self._database = None
        self.queue.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write inside one transaction: whole or not at all, and on the disk when the block ends.

        Writers come one at a time, in order. Read here what the decision depends on. No hook, no file and no
        password hashing inside. A block inside a block is undone alone if it fails. Raises Refusal (503) where
        the turn does not come, the disk is full or the database cannot be written: nothing is written then.
        """
        with self.queue.turn(), self.database.change():
            yield

    def write_if_possible(self, query: Any) -> None:
        """Run one statement in a transaction of its own; a full or busy disk passes it over.

        For notes beside a read (when somebody was seen): they must not keep anybody from reading.
        """
        with suppress(Refusal), self.writing():
            query.execute()

    @contextmanager
    def counting(self) -> Iterator[Count]:
        """Count the statements that run inside the block, in all threads."""
        count = Count()

        def seen(query: Any) -> None:
            count.statements.append(query.sql)

        self.database.query_hooks.append(seen)
        try:
            yield count
        finally:
            self.database.query_hooks.remove(seen)

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the database file itself; empty if nothing."""
        return self.database.faults()


def sqlite_path(url: str) -> Path:
    """Return the file a database URL names. Raises Refusal for any other kind of database."""
    if not url.startswith(_SQLITE) or len(url) == len(_SQLITE):
        raise Refusal(
            say("PORTAL_DATABASE berbentuk sqlite:///jalur/ke/portal.sqlite3; yang tertulis: {url}",
                url=url.partition("://")[0] + "://…"),
        )  # fmt: skip
    return Path(url.removeprefix(_SQLITE))
