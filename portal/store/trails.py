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


def waiting(agencies: Sequence[str], roles: Sequence[str], limit: int) -> list[Any]:
    """Return the open tasks of these roles in these agencies, the most urgent first; "" is the role of a hand-in."""
    if not agencies or not roles:
        return []
    rest = (
        f'WHERE "agency" IN ({places(len(agencies))}) AND "role" IN ({places(len(roles))}) '
        f'ORDER BY "due_at" IS NULL, "due_at", "since" LIMIT {int(limit)}'
    )
    return select(Task, rest, (*agencies, *roles))


def running(agencies: Sequence[str], limit: int) -> list[Any]:
    """Return the cycles of these agencies that are not ended, newest first."""
    if not agencies:
        return []
    rest = (
        f"WHERE \"agency\" IN ({places(len(agencies))}) AND \"status\" IN ('berjalan', 'selesai') "
        f'ORDER BY "opened_at" DESC, "id" DESC LIMIT {int(limit)}'
    )
    return select(Cycle, rest, agencies)
