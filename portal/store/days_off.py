"""The days off that a database begins with: `libur.csv`, drawn from the decrees of these years."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

from portal.cycle.events import stamp
from portal.store.sqlite import SqliteDatabase

TABLE = Path(__file__).with_name("libur.csv")
DRAWN_UP = datetime(2026, 11, 21, tzinfo=UTC)
WRITER = "portal"

_INSERT = (
    'INSERT INTO "holiday" ("id", "day", "sampai", "nama", "kind", "agency", "source", "created_at", "created_by", '
    '"withdrawn_at") VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, NULL)'
)


def begin_with_days_off(database: SqliteDatabase) -> None:
    """Write the shipped national days off, in the running transaction."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = f"{row['tanggal']}-{row['jenis'].replace(' ', '-')}"
            values = (name, row["tanggal"], row["sampai"] or None, row["nama"], row["jenis"], row["sumber"])
            database.execute_sql(_INSERT, (*values, stamp(DRAWN_UP), WRITER))
