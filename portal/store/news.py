"""Notices as statements built once: written with what they tell of, listed, counted, and marked as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from portal.store import statements
from portal.store.statements import first, places, select, update
from portal.store.tables import Notice, Person


def write(values: Mapping[str, object]) -> None:
    """Write a notice."""
    statements.insert(Notice, values)


def listed(person: str, agencies: Sequence[str], before: int | None, limit: int) -> list[Any]:
    """Return a person's notices of these agencies, newest first, older than the one numbered `before`."""
    if not agencies:
        return []
    older = '"id" < ? AND ' if before is not None else ""
    rest = f'WHERE {older}"person" = ? AND "agency" IN ({places(len(agencies))}) ORDER BY "id" DESC LIMIT {int(limit)}'
    return select(Notice, rest, ([before] if before is not None else []) + [person, *agencies])


def unread(person: str, agencies: Sequence[str], limit: int) -> list[Any]:
    """Return a person's unread notices of these agencies, newest first."""
    if not agencies:
        return []
    rest = (
        f'WHERE "person" = ? AND "read_at" IS NULL AND "agency" IN ({places(len(agencies))}) '
        f'ORDER BY "id" DESC LIMIT {int(limit)}'
    )
    return select(Notice, rest, (person, *agencies))


def has_unread(person: str, cycle: str) -> bool:
    """True if a person has not read all notices of a cycle."""
    return (
        first(Notice, 'WHERE "cycle" = ? AND "person" = ? AND "read_at" IS NULL LIMIT 1', (cycle, person)) is not None
    )


def read(person: str, now: datetime, *, cycle: str | None = None, notice: int | None = None) -> None:
    """Mark a person's notices as read: all, those of a cycle, or one. Inside a transaction."""
    condition, keys = 'WHERE "person" = ? AND "read_at" IS NULL', [person]
    if cycle is not None:
        condition, keys = f'{condition} AND "cycle" = ?', [*keys, cycle]
    if notice is not None:
        condition, keys = f'{condition} AND "id" = ?', [*keys, str(notice)]
    update(Notice, {"read_at": now}, condition, keys)
    row = first(Person, 'WHERE "id" = ?', (person,))
    if row is not None:
        update(Person, {"read_news": row.read_news + 1}, 'WHERE "id" = ?', (person,))
