"""Statements built once a table: peewee would build their text anew for each row, at several times their own cost.

Their SQL is plain enough for every database. Rows come back as named tuples of the table's fields; a value that the
database keeps as text becomes Python's when it is read by its name.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from peewee import IntegerField, TextField

from portal.store.tables import Table


def select(table: type[Table], rest: str, values: Sequence[object] = ()) -> list[Any]:
    """Return rows; `rest` is what follows the table's name, with ? for each value."""
    make = maker(table)
    return [make(row) for row in _run(table, _select(table, rest), values).fetchall()]


def first(table: type[Table], rest: str, values: Sequence[object] = ()) -> Any | None:
    """Return the first row, None where there is none."""
    return next(iter(select(table, rest, values)), None)


def insert(table: type[Table], values: Mapping[str, object]) -> None:
    """Insert a row; fields that are not named are null. Raises peewee.IntegrityError on a clash."""
    _run(table, _insert(table), [field.db_value(values.get(field.name)) for field in table._meta.sorted_fields])


def update(table: type[Table], values: Mapping[str, object], rest: str, keys: Sequence[object]) -> None:
    """Change the named fields of the rows that `rest` picks."""
    fields = [table._meta.fields[name] for name in values]
    changed = [field.db_value(value) for field, value in zip(fields, values.values(), strict=True)]
    _run(table, _update(table, tuple(values), rest), [*changed, *keys])


def delete(table: type[Table], rest: str, values: Sequence[object]) -> None:
    """Delete the rows that `rest` picks."""
    _run(table, _delete(table, rest), values)


def places(count: int) -> str:
    """Return so many parameters for a list: `?, ?, ?`."""
    return ", ".join("?" * count)


def _run(table: type[Table], sql: str, values: Sequence[object]) -> Any:
    database = table._meta.database
    return database.execute_sql(sql if database.param == "?" else sql.replace("?", database.param), values)


@cache
def maker(table: type[Table]) -> Callable[[Sequence[Any]], Any]:
    """Return what makes a named tuple of a row's values in the order of the fields."""
    fields, name = table._meta.sorted_fields, f"{table.__name__}Row"
    shape = namedtuple(name, [field.name for field in fields])  # type: ignore[misc]
    read = {
        field.name: _reading(at, field.python_value)
        for at, field in enumerate(fields) if not isinstance(field, TextField | IntegerField)
    }  # fmt: skip
    make: Callable[[Sequence[Any]], Any] = type(name, (shape,), {"__slots__": (), **read})._make  # type: ignore[attr-defined]
    return make


def _reading(at: int, value_of: Callable[[Any], Any]) -> property:
    return property(lambda row: value_of(row[at]))


@cache
def _select(table: type[Table], rest: str) -> str:
    return f"SELECT {', '.join(_names(table))} FROM {_quoted(table)} {rest}"  # noqa: S608 (names of our own)


@cache
def _insert(table: type[Table]) -> str:
    names = list(_names(table))
    return f"INSERT INTO {_quoted(table)} ({', '.join(names)}) VALUES ({places(len(names))})"  # noqa: S608


@cache
def _update(table: type[Table], names: tuple[str, ...], rest: str) -> str:
    changes = ", ".join(f'"{table._meta.fields[name].column_name}" = ?' for name in names)
    return f"UPDATE {_quoted(table)} SET {changes} {rest}"  # noqa: S608


@cache
def _delete(table: type[Table], rest: str) -> str:
    return f"DELETE FROM {_quoted(table)} {rest}"  # noqa: S608


def _names(table: type[Table]) -> Iterator[str]:
    return (f'"{field.column_name}"' for field in table._meta.sorted_fields)


def _quoted(table: type[Table]) -> str:
    return f'"{table._meta.table_name}"'
