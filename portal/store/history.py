"""What happened in all cycles of an agency, newest first: the journal's order, each line with its event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from portal.store.statements import maker, places, select
from portal.store.tables import Cycle, Event, Snapshot

HASH_AT = len('{"hash":"') + 1
"""Where the event's hash begins in the detail of a journal line (`desk.writing.record`), counted from 1."""

WHERE: Mapping[str, str] = {
    "before": 'j."seq" < ?',
    "name": "lower(e.\"actor_name\") LIKE ? ESCAPE '!'",
    "role": 'coalesce(e."role", e."capacity") = ?',
    "step": 'e."step" = ?',
    "kind": 'e."kind" = ?',
    "period": 'c."period" = ?',
    "slug": 'c."slug" = ?',
}
"""What may be asked for, and the condition of it."""


class Line(NamedTuple):
    """One line: its number in the journal, what is to know of its cycle, and the event's row."""

    number: int
    slug: str
    nama: str
    period: str
    label: str | None
    snapshot_sha256: str
    event: Any


def lines(agency: str, wanted: Mapping[str, object], limit: int) -> list[Line]:
    """Return the newest lines of an agency that fit what is `wanted` (keys of WHERE). One query."""
    names = tuple(name for name in WHERE if name in wanted)
    database = Event._meta.database
    sql = _sql(names, limit).replace("?", database.param)
    rows = database.execute_sql(sql, (agency, *(wanted[name] for name in names))).fetchall()
    make = maker(Event)
    return [Line._make((*row[:6], make(row[6:]))) for row in rows]


def containing(text: str) -> str:
    """Return the pattern of names that contain `text`."""
    for special in "!%_":
        text = text.replace(special, f"!{special}")
    return f"%{text.lower()}%"


def undoings(cycles: Collection[str]) -> list[Any]:
    """Return the events of some cycles by which others were taken back."""
    if not cycles:
        return []
    return select(Event, f'WHERE "cycle" IN ({places(len(cycles))}) AND "kind" = \'urungkan\'', tuple(cycles))


def snapshots(digests: Collection[str]) -> dict[str, bytes]:
    """Return the bytes of some snapshots."""
    if not digests:
        return {}
    rows = select(Snapshot, f'WHERE "sha256" IN ({places(len(digests))})', tuple(digests))
    return {row.sha256: bytes(row.content) for row in rows}


def kept(agency: str) -> list[tuple[str, str, str]]:
    """Return (slug, name, period) of all that was ever opened in an agency."""
    database = Cycle._meta.database
    sql = 'SELECT DISTINCT "slug", "nama", "period" FROM "cycle" WHERE "agency" = ?'.replace("?", database.param)
    return [tuple(row) for row in database.execute_sql(sql, (agency,)).fetchall()]


@cache
def _sql(names: tuple[str, ...], limit: int) -> str:
    event = ", ".join(f'e."{field.column_name}"' for field in Event._meta.sorted_fields)
    conditions = "".join(f" AND {WHERE[name]}" for name in names)
    return (
        f'SELECT j."seq", c."slug", c."nama", c."period", c."label", c."snapshot_sha256", {event} '  # noqa: S608
        'FROM "journal" j JOIN "cycle" c ON c."id" = j."subject" '
        f'JOIN "event" e ON e."hash" = substr(j."detail", {HASH_AT}, 64) '
        f'WHERE j."agency" = ? AND j."kind" = \'siklus\'{conditions} ORDER BY j."seq" DESC LIMIT {int(limit)}'
    )
