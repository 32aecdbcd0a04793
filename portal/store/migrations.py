"""How a database comes to be, and how an older one becomes today's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from portal.refusal import Refusal
from portal.say import say
from portal.store import schema_2
from portal.store.database import SCHEMA, Store
from portal.store.days_off import begin_with_days_off
from portal.store.locks import publish
from portal.store.sqlite import SqliteDatabase, recognise
from portal.store.tables import TABLES

Step = Callable[[SqliteDatabase], None]

STEPS: Mapping[int, Step] = {2: schema_2.climb}
"""For each schema version after the first, what turns its predecessor into it."""


def create(store: Store) -> None:
    """Make the office's new, empty database and open it.

    It appears under its name only when it is complete. Raises Refusal where one is there already,
    or was: what is left of a lost database is never covered by an empty one.
    """
    store.path.parent.mkdir(parents=True, exist_ok=True)
    _refuse_traces(store)
    draft = store.path.with_name(f"{store.path.name}.{os.getpid()}.baru")
    os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _fill(SqliteDatabase(draft, None))
        with store.queue.turn():
            _refuse_traces(store)
            publish(draft, store.path)
    finally:
        draft.unlink(missing_ok=True)
    store.open()


def migrate(store: Store, steps: Mapping[int, Step] = STEPS, target: int = SCHEMA) -> tuple[int, ...]:
    """Bring the database to the schema of this portal and return the versions applied.

    Each step and its version number are one transaction: interrupted, it starts again where it was.
    Raises Refusal where the database is missing, not the portal's, or newer.
    """
    store.require_file()
    database = SqliteDatabase(store.path, None)
    try:
        recognise(database.pragma("application_id"), database.schema_version(), target)
        return tuple(_climb(database, steps, target))
    finally:
        database.close()


def _climb(database: SqliteDatabase, steps: Mapping[int, Step], target: int) -> Iterator[int]:
    while True:
        with database.change():  # the version is read inside: of two that migrate at once one does it
            version = database.schema_version() + 1
            if version > target:
                return
            steps[version](database)
            database.stamp(version)
        yield version


def _fill(database: SqliteDatabase) -> None:
    database.bind(TABLES, bind_refs=False, bind_backrefs=False)
    try:
        with database.change():
            for table in TABLES:
                table.create_table(safe=False)
            begin_with_days_off(database)
            database.forbid_rewriting()
            database.stamp(SCHEMA)
    finally:
        database.close()


def _refuse_traces(store: Store) -> None:
    for ending in ("", "-wal", "-journal"):
        trace = store.path.with_name(store.path.name + ending)
        if trace.exists():
            raise Refusal(
                say("{path} sudah ada, jadi basis data baru tidak dibuat. Bila basis data hilang, "
                    "pulihkan dari cadangan.", path=trace),
                status=409,
            )  # fmt: skip
