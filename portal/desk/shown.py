"""What lists and pages show, held against the chains: a cycle's row, its files, and the archive's papers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.canon import sha256
from portal.cycle.events import Event, stamp
from portal.cycle.replay import replay
from portal.desk.files import rows_of
from portal.desk.records import pinned, summary
from portal.say import say
from portal.store import filing, tables

RECORDED, WITHDRAWN = "arsip-dicatat", "arsip-dicabut"


def unlike(row: tables.Cycle, events: Sequence[Event]) -> Iterator[str]:
    """Yield what the portal shows of a cycle otherwise than its trail, which is known to be whole, has it."""
    sop = pinned(row.snapshot_sha256)
    told = {**summary(replay(sop, tuple(events))), "opened_at": events[0].time, "nama": sop.nama}
    other = [column for column, value in told.items() if getattr(row, column) != value]
    if other:
        yield say("Siklus {id}: daftar siklus tidak sama dengan riwayatnya ({columns}).",
                  id=row.id, columns=", ".join(other))  # fmt: skip
    named = [file for event in events for file in rows_of(event, row.agency)]
    columns = named[0] if named else ()
    kept = [{column: getattr(file, column) for column in columns} for file in filing.of(row.id)]
    if sorted(map(_words, named)) != sorted(map(_words, kept)):
        yield say("Siklus {id}: daftar berkas tidak sama dengan riwayatnya.", id=row.id)


def unlike_papers() -> Iterator[str]:
    """Yield the papers of periods outside the portal that are not as the journal, which is whole, has them."""
    line = tables.Journal
    noted: dict[str, list[tables.Journal]] = {}
    for one in line.select().where(line.kind.in_((RECORDED, WITHDRAWN))).order_by(line.seq).iterator():
        noted.setdefault(one.subject, []).append(one)
    for row in tables.Archive.select().iterator():
        if _told(row) != [_noted(one) for one in noted.pop(row.id, [])]:
            yield say(
                "{agency}: arsip periode {period} tidak sama dengan jurnal.", agency=row.agency, period=row.period
            )
    for lost in noted.values():
        yield say("{agency}: arsip periode {period} ada di jurnal, tetapi tidak ada lagi di basis data.",
                  agency=lost[0].agency, period=json.loads(lost[0].detail).get("periode"))  # fmt: skip


def _words(file: Mapping[str, object]) -> str:
    return repr([str(value) for value in file.values()])


def _told(row: tables.Archive) -> list[tuple[Any, ...]]:
    """Return the journal lines that a paper should have: that it was recorded, and perhaps withdrawn."""
    which = (row.agency, row.slug, row.period)
    recorded = (RECORDED, *which, row.sha256, sha256(row.reason.encode()), row.person_name, stamp(row.at))
    if row.withdrawn_at is None:
        return [recorded]
    why = sha256(str(row.withdrawn_why).encode())
    return [recorded, (WITHDRAWN, *which, None, why, row.withdrawn_by, stamp(row.withdrawn_at))]


def _noted(line: tables.Journal) -> tuple[Any, ...]:
    detail = json.loads(line.detail)
    which = (line.agency, detail.get("sop"), detail.get("periode"))
    return (line.kind, *which, detail.get("sha256"), detail.get("alasan_sha256"), line.actor_name, stamp(line.time))
