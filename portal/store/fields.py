"""Column types that mean the same on every database: instants, days and JSON, all kept as text."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import peewee

from portal.canon import canonical
from portal.cycle.events import stamp

if TYPE_CHECKING:  # the stubs make Field generic, the library itself does not
    _Field = peewee.Field[Any]
else:
    _Field = peewee.Field


class Instant(_Field):
    """An instant: aware in, aware UTC out, kept as ISO text with microseconds and `Z`, so that text order is time."""

    field_type = "TEXT"

    def db_value(self, value: datetime | None) -> str | None:
        """Return the text of an aware instant; ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return stamp(value)

    def python_value(self, value: str | None) -> datetime | None:
        """Return the instant, in UTC."""
        if value is None:
            return None
        instant = datetime.fromisoformat(value)
        return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


class Day(_Field):
    """A calendar day, kept as ISO text."""

    field_type = "TEXT"

    def db_value(self, value: date | None) -> str | None:
        """Return the text of the day."""
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        """Return the day."""
        return None if value is None else date.fromisoformat(value)


class Json(_Field):
    """A JSON value, kept as its canonical text."""

    field_type = "TEXT"

    def db_value(self, value: object) -> str | None:
        """Return the canonical text of the value."""
        return None if value is None else canonical(value).decode()

    def python_value(self, value: str | None) -> object:
        """Return the value."""
        return None if value is None else json.loads(value)
