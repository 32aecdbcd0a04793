"""What people read of cycles without opening one: lists, Tugas saya, and the note of an overseer's reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from peewee import Expression

from portal.cycle.calendar import Calendar
from portal.desk.records import agency_of, row_of, task_of
from portal.desk.values import Cycle, CycleRow, Page, TaskRow, Tasks
from portal.library import Library
from portal.people.standing import Standing
from portal.refusal import NotThere
from portal.say import say
from portal.store import journal, tables, trails
from portal.store.database import Store

PAGE = 50
MOST_TASKS = 500
MOST_RUNNING = 5
LATE = "terlambat"
"""Beside the states of a cycle, a word to ask for: those that are late now."""


def cycles(
    me: Standing, library: Library, now: datetime, *, agency: str | None, slug: str | None, status: str | None,
    after: str | None, limit: int,
) -> Page:  # fmt: skip
    """Return cycles of the agencies the person may see; `after` is the `next` of the page before.

    `status` may be LATE.
    """
    mine = visible(me, library, now)
    agencies = [one for one in mine if agency in (None, "", one)]
    return listed(agencies, now, slug=slug, status=status, after=after, limit=limit)


def listed(
    agencies: Sequence[str], now: datetime, *, slug: str | None = None, status: str | None, after: str | None,
    limit: int,
) -> Page:  # fmt: skip
    """Return cycles of some agencies, which the reader is known to see; for the rest as `cycles`."""
    if not agencies:
        return Page(())
    table = tables.Cycle
    where: Expression = table.agency.in_(agencies)
    if slug:
        where &= table.slug == slug
    if status == LATE:
        where &= is_late(now)
    elif status:
        where &= table.status == status
    if after:
        where &= _before(after)
    limit = max(1, min(limit, PAGE))
    found = list(table.select().where(where).order_by(table.opened_at.desc(), table.id.desc()).limit(limit + 1))
    rows = tuple(row_of(row) for row in found[:limit])
    return Page(rows, found[limit - 1].id if len(found) > limit else None)


def is_late(now: datetime) -> Expression:
    """Return the condition of the cycles that are late at `now`: as `CycleRow.late` has it."""
    table = tables.Cycle
    waits: Expression = table.paused_at.is_null(False) & (table.paused_at <= table.due_at)
    late: Expression = (table.status == "berjalan") & (table.due_at < now) & ~waits
    return late


def _before(cycle_id: str) -> Expression:
    """Return the condition of the rows that follow a cycle in a list; an unknown one is followed by nothing."""
    table = tables.Cycle
    last = table.get_or_none(table.id == cycle_id)
    if last is None:
        none: Expression = table.id == ""
        return none
    older: Expression = (table.opened_at < last.opened_at) | (
        (table.opened_at == last.opened_at) & (table.id < last.id)
    )
    return older


def visible(me: Standing, library: Library, now: datetime) -> tuple[str, ...]:
    """Return the agencies whose cycles the person may see now, each by its own day."""
    return tuple(agency for agency in me.known if me.may_see(agency, today_at(agency, library, now)))


def today_at(agency: str, library: Library, now: datetime) -> date:
    """Return the day it is at an agency."""
    return Calendar(agency_of(agency, library).zona_waktu).local(now).date()


def must_see(me: Standing, library: Library, cycle_id: str, now: datetime) -> None:
    """Refuse one who may not see a cycle, in the words for a cycle that is not there."""
    row = trails.cycle(cycle_id)
    if row is None or not me.may_see(row.agency, today_at(row.agency, library, now)):
        raise no_such_cycle()


def no_such_cycle() -> NotThere:
    """Return the refusal of a cycle that does not exist, or not for this person."""
    return NotThere(say("Siklus itu tidak ada, atau bukan siklus instansi Anda."))


def tasks(me: Standing, library: Library, now: datetime) -> Tasks:
    """Return what waits for the person, sorted by urgency, and what he waits for."""
    agencies = visible(me, library, now)
    if not agencies:
        return Tasks()
    mine = _tasks_of(me, agencies, library, now)
    cycles_of_mine = {task.cycle for task in mine}
    running = _running(agencies)
    late, today, week, later = _by_urgency(mine, library, now)
    waiting = [row for row in running if row.id not in cycles_of_mine and row.status == "berjalan"]
    return Tasks(
        late, today, week, later,
        ended=tuple(row for row in running if row.status == "selesai" and _may_close(me, row, library, now)),
        waiting=tuple(sorted(waiting, key=lambda row: (row.due_at is None, row.due_at or now))),
        running=running[:MOST_RUNNING],
    )  # fmt: skip


def _may_close(me: Standing, row: CycleRow, library: Library, now: datetime) -> bool:
    return me.may_manage(row.agency, today_at(row.agency, library, now))


def count(me: Standing, library: Library, now: datetime) -> int:
    """Return how many open tasks wait for the person: at most one query."""
    return len(_open_tasks(me, visible(me, library, now), library, now))


def _tasks_of(me: Standing, agencies: Sequence[str], library: Library, now: datetime) -> list[TaskRow]:
    """Return the open tasks of the person; a collection to check tells which units have not handed in."""
    mine = _open_tasks(me, agencies, library, now)
    missing: dict[str, list[str]] = {}
    for row in trails.missing(sorted({row.cycle for row in mine if row.kind != "serah"})):
        missing.setdefault(row.cycle, []).append(row.title)
    return [task_of(row, () if row.kind == "serah" else missing.get(row.cycle, ())) for row in mine]


def _open_tasks(me: Standing, agencies: Sequence[str], library: Library, now: datetime) -> list[Any]:
    """Return the person's open tasks: of his roles, and the hand-ins of his units. One query at most."""
    held = [one for agency in agencies for one in me.holding(agency, today_at(agency, library, now))]
    handins = [(one.agency, "", one.unit) for one in held if one.unit is not None]
    return trails.waiting([*((one.agency, one.role, one.unit) for one in held), *handins], MOST_TASKS)


def _running(agencies: Sequence[str]) -> tuple[CycleRow, ...]:
    return tuple(row_of(row) for row in trails.running(agencies, PAGE))


def _by_urgency(mine: Sequence[TaskRow], library: Library, now: datetime) -> list[tuple[TaskRow, ...]]:
    """Return late, due today, due within the week, and the rest; each in its agency's own day."""
    groups: tuple[list[TaskRow], ...] = ([], [], [], [])
    for task in mine:
        agency = library.agency(task.agency)
        calendar = Calendar(agency.zona_waktu if agency else "WIB")
        groups[_urgency(task, calendar, now)].append(task)
    return [tuple(group) for group in groups]


def _urgency(task: TaskRow, calendar: Calendar, now: datetime) -> int:
    """Return the group of a task: what waits for the outside is never urgent, but may be late."""
    if task.late(now):
        return 0
    if task.due_at is None or task.waits:
        return 3
    day, today = calendar.local(task.due_at).date(), calendar.local(now).date()
    return 1 if day == today else 2 if day <= end_of_week(today) else 3


def end_of_week(day: date) -> date:
    """Return the Sunday of the week of `day`."""
    return day + timedelta(days=6 - day.weekday())


def note_if_overseer(store: Store, me: Standing, cycle: Cycle, now: datetime) -> None:
    """Note in the journal that an overseer read this cycle today; a second reading of the day is not noted."""
    note_reading(store, me, cycle.agency.id, cycle.id, cycle.calendar.local(now).date(), now)


def note_reading(store: Store, me: Standing, agency: str, read: str, today: date, now: datetime) -> None:
    """Note once a day that somebody who only oversees an agency has read something of its cycles."""
    if not me.only_oversees(agency, today):
        return
    subject = f"{read}/{today.isoformat()}"
    line = tables.Journal
    noted = (line.agency == agency) & (line.subject == subject) & (line.actor_id == me.person.id)
    if line.select().where(noted & (line.kind == "dibaca")).exists():
        return
    with store.writing():
        if not line.select().where(noted & (line.kind == "dibaca")).exists():
            journal.append("dibaca", subject, me.person.id, me.person.nama, now, agency=agency)
