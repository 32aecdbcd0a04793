"""The reads and writes of every act on a cycle, as statements built once: its row, its trail, its open tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.store.statements import delete, first, insert, places, select, update
from portal.store.tables import Cycle, Event, Task


def cycle(cycle_id: str) -> Any | None:
    """Return a cycle's row, None for an unknown id."""
    return first(Cycle, 'WHERE "id" = ?', (cycle_id,))


def events(cycle_id: str) -> list[Any]:
    """Return a cycle's events in the order of their numbers."""
    return select(Event, 'WHERE "cycle" = ? ORDER BY "seq"', (cycle_id,))


def of_cycles(cycles: Sequence[str]) -> list[Any]:
    """Return the events of some cycles, each cycle's in the order of their numbers."""
    if not cycles:
        return []
    return select(Event, f'WHERE "cycle" IN ({places(len(cycles))}) ORDER BY "cycle", "seq"', tuple(cycles))


def sent(actor_id: str, kunci: str) -> Any | None:
    """Return the event that a person's form of this key has written."""
    return first(Event, 'WHERE "actor_id" = ? AND "kunci" = ?', (actor_id, kunci))


def append(values: Mapping[str, object]) -> None:
    """Append an event. Raises peewee.IntegrityError where its number, hash or key is taken."""
    insert(Event, values)


def project(cycle_id: str, summary: Mapping[str, object], tasks: Iterable[Mapping[str, object]]) -> None:
    """Write what lists show of a cycle: the columns its state decides, and its open tasks."""
    update(Cycle, summary, 'WHERE "id" = ?', (cycle_id,))
    delete(Task, 'WHERE "cycle" = ?', (cycle_id,))
    for task in tasks:
        insert(Task, task)


def waiting(seats: Iterable[tuple[str, str, str | None]], limit: int) -> list[Any]:
    """Return the open tasks of these seats, the most urgent first: a seat is (agency, role, unit or None for all).

    The role of a unit's hand-ins is "". Each seat is looked up by itself, so that others' tasks cost nothing.
    """
    known = list(dict.fromkeys(seats))
    if not known:
        return []
    terms = [
        '"agency" = ? AND "role" = ?' if unit is None
        else '"agency" = ? AND "role" = ? AND "unit" = ?' if role == ""
        else '"agency" = ? AND "role" = ? AND ("unit" IS NULL OR "unit" = ?)'
        for _, role, unit in known
    ]  # fmt: skip
    rest = f'WHERE ({" OR ".join(f"({term})" for term in terms)}) ORDER BY "due_at" IS NULL, "due_at", "since"'
    values = [value for seat in known for value in seat if value is not None]
    return select(Task, f"{rest} LIMIT {int(limit)}", values)


def missing(cycles: Sequence[str]) -> list[Any]:
    """Return the hand-ins that these cycles wait for."""
    if not cycles:
        return []
    return select(Task, f'WHERE "cycle" IN ({places(len(cycles))}) AND "kind" = \'serah\'', cycles)


def running(agencies: Sequence[str], limit: int) -> list[Any]:
    """Return the cycles of these agencies that are not ended, newest first."""
    if not agencies:
        return []
    latest = f'ORDER BY "opened_at" DESC, "id" DESC LIMIT {int(limit)}'
    # each agency and status by itself, in the order of its index: else all of them would be read and sorted
    part = f'SELECT * FROM (SELECT "id" FROM "cycle" WHERE "agency" = ? AND "status" = ? {latest}) AS "part"'  # noqa: S608
    values = [value for agency in agencies for status in ("berjalan", "selesai") for value in (agency, status)]
    found = " UNION ALL ".join([part] * (len(values) // 2))
    return select(Cycle, f'WHERE "id" IN ({found}) {latest}', values)
