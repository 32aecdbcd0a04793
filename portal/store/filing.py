"""The rows of files, as statements built once: what a cycle has, what an agency uses, and what is not whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from portal.store import statements
from portal.store.statements import first, places, select, update
from portal.store.tables import Archive, File


def insert(values: Mapping[str, object]) -> None:
    """Write the row of a file."""
    statements.insert(File, values)


def of(cycle: str) -> list[Any]:
    """Return the files of a cycle, in the order of the events that brought them."""
    return select(File, 'WHERE "cycle" = ? ORDER BY "seq", "name", "id"', (cycle,))


def one(cycle: str, file: str) -> Any | None:
    """Return a file of a cycle, None where it has no such file."""
    return first(File, 'WHERE "id" = ? AND "cycle" = ?', (file, cycle))


def agency_of(file: str) -> str | None:
    """Return whose file this is."""
    row = first(File, 'WHERE "id" = ?', (file,))
    return row.agency if row else None


def used(agency: str) -> int:
    """Return how many bytes an agency's files take; the same bytes, however often named, count once."""
    query = (
        'SELECT SUM("size") FROM (SELECT "sha256", MAX("size") AS "size" FROM '
        '(SELECT "sha256", "size" FROM "file" WHERE "agency" = ? UNION ALL '
        'SELECT "sha256", "size" FROM "archive" WHERE "agency" = ?) AS "named" GROUP BY "sha256") AS "kept"'
    )
    return int(_run(query, (agency, agency)).fetchone()[0] or 0)


def known(agency: str, hashes: Collection[str]) -> frozenset[str]:
    """Return which of these hashes the agency has already."""
    listed = places(len(hashes))
    query = " UNION ".join(
        f'SELECT "sha256" FROM "{table}" WHERE "agency" = ? AND "sha256" IN ({listed})'  # noqa: S608 (names of our own)
        for table in ("file", "archive")
    )
    return frozenset(row[0] for row in _run(query, (agency, *hashes, agency, *hashes)).fetchall())


def mark(sha256: str, broken_at: datetime | None) -> bool:
    """Note since when bytes are not whole, None where they are again; False if that was known."""
    before = "IS NOT NULL" if broken_at is None else "IS NULL"
    if first(File, f'WHERE "sha256" = ? AND "broken_at" {before} LIMIT 1', (sha256,)) is None:
        return False
    update(File, {"broken_at": broken_at}, 'WHERE "sha256" = ?', (sha256,))
    return True


def every() -> Iterator[tuple[str, str, str]]:
    """Yield the hash of every file that a row names, once, with its name and where it belongs."""
    query = (
        'SELECT "sha256", MIN("name"), MIN("place") FROM (SELECT "sha256", "name", "cycle" AS "place" FROM "file" '
        'UNION ALL SELECT "sha256", "name", "agency" FROM "archive") AS "named" GROUP BY "sha256"'
    )
    yield from ((str(sha256), str(name), str(place)) for sha256, name, place in _run(query, ()).fetchall())


def hashes() -> frozenset[str]:
    """Return the hash of every file that a row names."""
    query = 'SELECT "sha256" FROM "file" UNION SELECT "sha256" FROM "archive"'
    return frozenset(row[0] for row in _run(query, ()).fetchall())


def is_named(sha256: str) -> bool:
    """True if a row names these bytes."""
    return bool(
        first(File, 'WHERE "sha256" = ? LIMIT 1', (sha256,)) or first(Archive, 'WHERE "sha256" = ? LIMIT 1', (sha256,))
    )


def _run(query: str, values: tuple[object, ...]) -> Any:
    database = File._meta.database
    return database.execute_sql(query if database.param == "?" else query.replace("?", database.param), values)
