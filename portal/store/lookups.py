"""The few reads that every request or act makes, as statements built once: whose session, who holds what.

Their SQL is plain enough for every database; peewee would build it anew at each request.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from portal.store.statements import maker
from portal.store.tables import Assignment, Grant, Person, Session, Table, Token


def session_of(id_sha256: str) -> tuple[Session, Person, Person | None] | None:
    """Return a session, its account, and the person it acts as if any: one query."""
    columns = _columns((Session, "s"), (Person, "p"), (Person, "a"))
    row = _one(
        f'SELECT {columns} FROM "session" s JOIN "person" p ON p."id" = s."person" '  # noqa: S608
        'LEFT JOIN "person" a ON a."id" = s."acting_as" WHERE s."id_sha256" = ?',
        id_sha256,
    )
    if row is None:
        return None
    first, second = _width(Session), _width(Session) + _width(Person)
    acting = row[second:]
    return maker(Session)(row[:first]), maker(Person)(row[first:second]), maker(Person)(acting) if acting[0] else None


def token_of(token_sha256: str) -> tuple[Token, Person] | None:
    """Return a token and its owner: one query."""
    row = _one(
        f'SELECT {_columns((Token, "t"), (Person, "p"))} FROM "token" t '  # noqa: S608
        'JOIN "person" p ON p."id" = t."person" WHERE t."token_sha256" = ?',
        token_sha256,
    )
    return (maker(Token)(row[: _width(Token)]), maker(Person)(row[_width(Token) :])) if row else None


def person_and_assignments(person_id: str) -> tuple[Person, list[Assignment]] | None:
    """Return a person and his assignments that were not ended, whatever their days: one query."""
    rows = _all(
        f'SELECT {_columns((Person, "p"), (Assignment, "h"))} FROM "person" p '  # noqa: S608
        'LEFT JOIN "assignment" h ON h."person" = p."id" AND h."ended_at" IS NULL WHERE p."id" = ?',
        person_id,
    )
    if not rows:
        return None
    width = _width(Person)
    return maker(Person)(rows[0][:width]), [maker(Assignment)(row[width:]) for row in rows if row[width]]


def grants_of(person_id: str) -> list[Grant]:
    """Return a person's grants that were not ended, whatever their days: one query."""
    columns = _columns((Grant, "g"))
    sql = f'SELECT {columns} FROM "grant" g WHERE g."person" = ? AND g."ended_at" IS NULL'  # noqa: S608
    return [maker(Grant)(row) for row in _all(sql, person_id)]


def holders_on(agency: str, day: date) -> list[tuple[object, ...]]:
    """Return role, person, his name, unit and capacity of every assignment of an agency on a day: one query."""
    return _all(
        'SELECT h."role", h."person", p."nama", h."unit", h."capacity" FROM "assignment" h '
        'JOIN "person" p ON p."id" = h."person" WHERE h."agency" = ? AND h."ended_at" IS NULL '
        'AND p."disabled_at" IS NULL AND h."mulai" <= ? AND (h."sampai" IS NULL OR h."sampai" >= ?) '
        'ORDER BY p."nama_key", h."id"',
        agency, day.isoformat(), day.isoformat(),
    )  # fmt: skip


def granted_on(agency: str, right: str, day: date) -> list[tuple[object, ...]]:
    """Return the persons (one a row) who have a right at an agency on a day: one query."""
    return _all(
        'SELECT DISTINCT g."person" FROM "grant" g JOIN "person" p ON p."id" = g."person" '
        'WHERE g."agency" = ? AND g."right" = ? AND g."ended_at" IS NULL AND p."disabled_at" IS NULL '
        'AND (g."mulai" IS NULL OR g."mulai" <= ?) AND (g."sampai" IS NULL OR g."sampai" >= ?)',
        agency, right, day.isoformat(), day.isoformat(),
    )  # fmt: skip


@cache
def _columns(*tables: tuple[type[Table], str]) -> str:
    return ", ".join(f'{short}."{field.column_name}"' for table, short in tables for field in table._meta.sorted_fields)


@cache
def _width(table: type[Table]) -> int:
    return len(table._meta.sorted_fields)


def _all(sql: str, *values: str) -> list[tuple[object, ...]]:
    database = Person._meta.database
    found: list[tuple[object, ...]] = database.execute_sql(sql.replace("?", database.param), values).fetchall()
    return found


def _one(sql: str, value: str) -> tuple[object, ...] | None:
    rows = _all(sql, value)
    return rows[0] if rows else None
