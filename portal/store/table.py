"""The common ground of all tables. References are plain text columns, so that reading one never runs a hidden query."""

from __future__ import annotations

from peewee import SQL, Model, Node


def of(table: str, column: str = "id") -> list[Node]:
    """Return the constraint of a column that refers to another table's."""
    return [SQL(f'REFERENCES "{table}"("{column}")')]


class Table(Model):
    """A table of the portal."""

    class Meta:  # noqa: D106
        legacy_table_names = False
