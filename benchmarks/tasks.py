"""Tugas saya in a crowd: the same person's page with 10 open tasks in the database, and with 10,000."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from benchmarks.content import ROLES
from benchmarks.measure import cpu_ms
from benchmarks.office import AGENCY, Office, open_cycles
from portal.store import statements
from portal.store.tables import Cycle, Table, Task

MINE = 10
CROWD = 10_000
OFFICES = 40
"""The others' tasks are of so many offices."""

BESIDE = 25
"""So many of others' tasks wait in each of the reader's cycles."""

A_CYCLE = 4
"""So many open tasks has each of the others' cycles."""

TIMES = 20

Row = Mapping[str, object]


def tasks(office: Office, period: str, tell: Callable[..., None]) -> None:
    """Open the reader's tasks, measure his page, let the others come, and measure it again."""
    mine = [cycle for cycle, _ in open_cycles(office, [f"sop-{n:03}" for n in range(1, MINE + 1)], period)]
    few = cpu_ms(lambda: office.caller.get("/"), TIMES)
    cycle, task = _row(Cycle, "id", mine[0]), _row(Task, "cycle", mine[0])
    with office.rooms.store.writing():
        for number in range((CROWD - MINE - BESIDE * MINE) // A_CYCLE):
            other = {
                "id": secrets.token_hex(16),
                "agency": f"dinas-{number % OFFICES + 2:03}",
                "slug": f"lain-{number}",
            }
            statements.insert(Cycle, {**cycle, **other})
            for role in list(ROLES)[:A_CYCLE]:
                _wait(task, other["id"], other["agency"], role, "centang")
        for known in mine:
            for number in range(BESIDE):
                _wait(task, known, AGENCY, "" if number % 2 else f"lain-{number}", "serah" if number % 2 else "centang")
    many = cpu_ms(lambda: office.caller.get("/"), TIMES)
    count = Task.select().count()
    tell("Tugas saya, CPU", f"{many:.2f} ms", f"{count:,} tasks", f"{few:.2f} ms with {MINE}", f"{many / few:.2f} ×",
         "at most 1.5 ×")  # fmt: skip


def _wait(task: Row, cycle: str, agency: str, role: str, kind: str) -> None:
    """Let another open task like `task` wait in a cycle."""
    key = f"{cycle}.{secrets.token_hex(4)}"
    unit = None if role else "bidang-lain"
    statements.insert(
        Task, {**task, "id": key, "cycle": cycle, "agency": agency, "role": role, "kind": kind, "unit": unit}
    )


def _row(table: type[Table], key: str, value: str) -> Row:
    row = statements.first(table, f'WHERE "{key}" = ? LIMIT 1', (value,))
    assert row is not None
    return {name: getattr(row, name) for name in row._fields}
