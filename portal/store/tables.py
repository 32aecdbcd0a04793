"""Every table of the portal, as peewee models that a `Store` binds to its database when it opens."""

from __future__ import annotations

from portal.store.cycle_tables import Cycle, Event, File, Notice, Snapshot, Task
from portal.store.office_tables import Archive, Holiday, Journal, Letter
from portal.store.people_tables import Assignment, Attempt, Device, Grant, Invite, Person, Session, Token
from portal.store.table import Table

TABLES: tuple[type[Table], ...] = (
    Person, Grant, Assignment, Session, Device, Invite, Token, Attempt,
    Snapshot, Cycle, Event, Task, File, Notice, Holiday, Archive, Letter, Journal,
)  # fmt: skip
"""All tables, those that are referred to first."""

__all__ = [
    "TABLES", "Archive", "Assignment", "Attempt", "Cycle", "Device", "Event", "File", "Grant", "Holiday", "Invite",
    "Journal", "Letter", "Notice", "Person", "Session", "Snapshot", "Table", "Task", "Token",
]  # fmt: skip
