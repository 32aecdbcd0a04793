"""Inserting a row of a table that was filled in as an object."""

from __future__ import annotations

from portal.store.statements import insert
from portal.store.tables import Table


def add(row: Table) -> None:
    """Insert `row`, with the defaults of its table. Raises peewee.IntegrityError on a clash."""
    insert(type(row), row.__data__)
