"""The trail over all cycles of an agency: narrowed, newest first, paged by the journal's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from portal.cycle.calendar import Calendar
from portal.cycle.events import Event
from portal.cycle.period import Period, known_period
from portal.cycle.replay import taken_back
from portal.desk.reading import note_reading
from portal.desk.records import agency_of, event_of
from portal.library import Library
from portal.people.standing import Standing
from portal.refusal import NotThere
from portal.say import say
from portal.sop.model import Agency, Sop
from portal.sop.snapshot import from_snapshot
from portal.store import history as store_history
from portal.store.database import Store

PAGE = 50
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a trail; "" asks for nothing. `name` is a part of a name, `role` a role or a right.

    `before` is the `next` of the page before.
    """

    name: str = ""
    role: str = ""
    step: str = ""
    kind: str = ""
    period: str = ""
    slug: str = ""
    before: int | None = None

    @property
    def wanted(self) -> Mapping[str, object]:
        """What the store is asked for."""
        plain = {"role": self.role, "step": self.step, "kind": self.kind, "period": self.period, "slug": self.slug}
        found: dict[str, object] = {name: value for name, value in plain.items() if value}
        if self.name:
            found["name"] = store_history.containing(self.name[:LONGEST])
        return found | ({"before": self.before} if self.before is not None else {})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what happened, in which cycle; `sop` is the one the cycle runs on."""

    event: Event
    slug: str
    nama: str
    period: Period
    label: str | None
    sop: Sop
    undone: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page of an agency's trail, what may be chosen in it, and the key of the next page.

    `names` are the SOPs that were ever opened, by slug; `periods` theirs, or the chosen one's, newest first.
    """

    agency: Agency
    lines: tuple[Line, ...]
    names: Mapping[str, str]
    periods: tuple[Period, ...]
    next: int | None = None


def history(store: Store, library: Library, me: Standing, agency_id: str, asked: Asked, now: datetime) -> History:
    """Return a page of an agency's trail to those who may see its cycles; an overseer's reading is noted, once a day.

    Four queries, however long the page. Raises NotThere.
    """
    agency = agency_of(agency_id, library)
    today = Calendar(agency.zona_waktu).local(now).date()
    if not me.may_see(agency_id, today):
        raise NotThere(say("Instansi itu tidak ada, atau bukan instansi Anda."))
    note_reading(store, me, agency_id, "riwayat", today, now)
    rows = store_history.lines(agency_id, asked.wanted, PAGE + 1)
    shown = rows[:PAGE]
    kept = store_history.kept(agency_id)
    periods = {known_period(period) for slug, _, period in kept if asked.slug in ("", slug)}
    return History(
        agency, _lines(shown), dict(sorted(((slug, nama) for slug, nama, _ in kept), key=lambda one: one[1])),
        tuple(sorted(periods, key=lambda period: (str(period.last or ""), period.text), reverse=True)),
        shown[-1].number if len(rows) > PAGE else None,
    )  # fmt: skip


def _lines(rows: list[store_history.Line]) -> tuple[Line, ...]:
    undoings: dict[str, list[Event]] = {}
    for row in store_history.undoings({row.event.cycle for row in rows}):
        undoings.setdefault(row.cycle, []).append(event_of(row))
    undone = {cycle: taken_back(events) for cycle, events in undoings.items()}
    sops = {
        digest: _sop(content)
        for digest, content in store_history.snapshots({row.snapshot_sha256 for row in rows}).items()
    }
    return tuple(
        Line(
            event_of(row.event), row.slug, row.nama, known_period(row.period), row.label, sops[row.snapshot_sha256],
            row.event.seq in undone.get(row.event.cycle, ()),
        )
        for row in rows
    )  # fmt: skip


@lru_cache(maxsize=128)
def _sop(content: bytes) -> Sop:
    return from_snapshot(content)
