"""The texts to copy into the office's chat, with the addresses at which this portal is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import request

from portal.cycle.calendar import Calendar
from portal.desk.reminders import Late, of_cycle, of_late
from portal.desk.values import Cycle, CycleRow, TaskRow
from portal.people.assignments import Holder
from portal.sop.model import Agency
from portal.web.addresses import url_for
from portal.web.rooms import now, rooms, today

Agencies = Mapping[str, Agency]


def address(cycle_id: str) -> str:
    """Return the whole address of a cycle's page: the portal's own, else the one this request came to."""
    base = rooms().settings.url or request.host_url
    return base.rstrip("/") + url_for("siklus.show", cycle_id=cycle_id)


def reminder(cycle: Cycle, holders: Mapping[str, Sequence[Holder]]) -> str:
    """Return the text of a cycle; empty for one that is closed or cancelled."""
    if cycle.state.status not in ("berjalan", "selesai"):
        return ""
    return of_cycle(cycle, holders, now(), address(cycle.id))


def late_reminder(tasks: Iterable[TaskRow], rows: Iterable[CycleRow], agencies: Agencies) -> str:
    """Return the text of all that is late in a list: one line a cycle, tasks before rows."""
    found: dict[str, Late] = {}
    for task in tasks:
        if task.due_at and task.late(now()) and task.kind != "serah":
            found.setdefault(task.cycle, _late(task, task.cycle, task.title, agencies, task.missing))
    for task in tasks:
        if task.due_at and task.late(now()):
            found.setdefault(task.cycle, _late(task, task.cycle, task.title, agencies, ()))
    for row in rows:
        if row.due_at and row.late(now()):
            found.setdefault(row.id, _late(row, row.id, row.held_by or "", agencies, ()))
    first = next(iter(agencies.values()), None)
    return of_late(tuple(found.values()), today(first.zona_waktu if first else "WIB"))


def _late(row: TaskRow | CycleRow, cycle: str, held_by: str, agencies: Agencies, missing: tuple[str, ...]) -> Late:
    agency = agencies.get(row.agency)
    calendar = rooms().desk.days.calendar(agency) if agency else Calendar()
    no, uraian = (row.no, row.uraian) if isinstance(row, TaskRow) else (row.active_no or 0, row.active_uraian or "")
    due = calendar.local(row.due_at or now()).date()
    days = calendar.workdays_between(due, calendar.local(now()).date())
    return Late(row.nama, row.period, agency.nama if agency else row.agency, no, uraian, due, days, held_by, missing,
                address(cycle))  # fmt: skip
