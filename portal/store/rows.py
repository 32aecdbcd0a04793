"""Inserting a row by a statement that is built once a table.

Peewee builds the text of an insert anew for each row, which costs several times the insert itself.
"""

from __future__ import annotations

from functools import cache

from portal.store.tables import Table


def add(row: Table) -> None:
    """Insert `row`, with the defaults of its table. Raises peewee.IntegrityError on a clash."""
    database = row._meta.database
    values = row.__data__
    database.execute_sql(
        _statement(type(row), database.param),
        [field.db_value(values.get(field.name)) for field in row._meta.sorted_fields],
    )


@cache
def _statement(table: type[Table], parameter: str) -> str:
    columns = [f'"{field.column_name}"' for field in table._meta.sorted_fields]
    places = ", ".join([parameter] * len(columns))
    return f'INSERT INTO "{table._meta.table_name}" ({", ".join(columns)}) VALUES ({places})'  # noqa: S608
