"""The rows of the table of days off, as the database has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from portal.cycle.holidays import Holiday, Kind
from portal.store.statements import first, select
from portal.store.tables import Holiday as Table

LIVE = '"withdrawn_at" IS NULL'


@dataclass(frozen=True, slots=True)
class Row:
    """A row that counts: the nation's, or the one `agency`'s own; `by` is who wrote it down, and when."""

    id: str
    holiday: Holiday
    agency: str | None
    by: str
    at: datetime


def row_of(found: Any) -> Row:
    """Return a row of the database as a value."""
    kind = cast(Kind, found.kind)
    return Row(found.id, Holiday(found.day, found.nama, kind, found.source, found.sampai), found.agency,
               found.created_by, found.created_at)  # fmt: skip


def live() -> list[Row]:
    """Return every row that counts, in order of days."""
    return [row_of(found) for found in select(Table, f'WHERE {LIVE} ORDER BY "day", "id"')]


def one(row_id: str) -> Row | None:
    """Return one row that counts, None where there is none."""
    found = first(Table, f'WHERE "id" = ? AND {LIVE}', (row_id,))
    return row_of(found) if found else None


def mark() -> tuple[object, ...]:
    """Return what is another thing after any change of the table."""
    counted = Table._meta.database.execute_sql(
        'SELECT count(*), max("created_at"), count("withdrawn_at"), max("withdrawn_at") FROM "holiday"'
    )
    return tuple(counted.fetchone())


def of_year(rows: Sequence[Row], year: int) -> list[Row]:
    """Return the rows that have days in a year."""
    return [row for row in rows if row.holiday.day.year <= year <= row.holiday.last.year]


def touching(rows: Sequence[Row], wanted: Holiday, agency: str | None) -> list[Row]:
    """Return the rows of the same kind and agency that have a day in common with `wanted`."""
    return [
        row
        for row in rows
        if (row.holiday.kind, row.agency) == (wanted.kind, agency) and _overlap(row.holiday, wanted.day, wanted.last)
    ]


def _overlap(held: Holiday, first_day: date, last_day: date) -> bool:
    return held.day <= last_day and first_day <= held.last
