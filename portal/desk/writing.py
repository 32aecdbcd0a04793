"""The one write path: judge, ask, then in one transaction look again, append, project and journal; then tell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

from peewee import IntegrityError

from portal.cycle.due import due
from portal.cycle.events import Event
from portal.cycle.explained import Due
from portal.cycle.replay import advance, replay
from portal.cycle.state import CycleState
from portal.days.kept import Days
from portal.desk.files import Files
from portal.desk.notices import notify
from portal.desk.objections import heard
from portal.desk.reading import no_such_cycle
from portal.desk.records import cycle_of, event_of, pin, project, write_event
from portal.desk.rulings import Rule, Ruling, Scene
from portal.desk.values import Cycle, Done, Form, Pinned
from portal.library import Library
from portal.people.standing import Standing, standing_of
from portal.plugins import Plugins
from portal.refusal import Refusal, Taken
from portal.say import say
from portal.sop.model import Step
from portal.store import journal, trails
from portal.store.database import Store

ATTEMPTS = 4
"""How often an act is judged because somebody else wrote in between; the last time nobody else writes meanwhile."""


class Writer:
    """Writes acts on cycles, one transaction each."""

    def __init__(self, store: Store, library: Library, plugins: Plugins, days: Days, files: Files) -> None:
        self._store, self._library, self._plugins, self._days, self._files = store, library, plugins, days, files

    def act(self, kind: str, rule: Rule, me: Standing, cycle_id: str, form: Form, now: datetime) -> Done:
        """Judge the act by `rule` and write it. Raises Refusal; then nothing was written."""
        for attempt in range(1, ATTEMPTS + 1):
            with self._store.queue.turn() if attempt == ATTEMPTS else nullcontext():
                done = self._attempt(kind, rule, me, cycle_id, form, now)
            if done:
                if not done.again:
                    self.tell(done.event)
                return done
            me = standing_of(me.person.id, now)
        raise Taken(say("Siklus ini sedang dicatat oleh banyak orang. Coba sekali lagi."))

    def _attempt(self, kind: str, rule: Rule, me: Standing, cycle_id: str, form: Form, now: datetime) -> Done | None:
        """Judge and write once; None where somebody else wrote in between. A form sent twice is written once."""
        cycle = self.load(me, cycle_id, now)
        scene = Scene(me, cycle, form, now, self._library.rules(cycle.agency.id))
        try:
            return self._write(kind, rule, scene, heard(scene, rule(scene), self._plugins))
        except (Refusal, IntegrityError):
            before = self.answered(kind, me, cycle.id, form)
            if before is None:
                raise
            return Done(cycle, before, again=True)

    def load(self, me: Standing, cycle_id: str, now: datetime) -> Cycle:
        """Return the cycle if the person may see it; the same refusal for another agency's and none at all."""
        cycle = self._read(cycle_id)
        if cycle is None or not me.may_see(cycle.agency.id, cycle.calendar.local(now).date()):
            raise no_such_cycle()
        return cycle

    def _read(self, cycle_id: str) -> Cycle | None:
        """Return a cycle, its row and its trail of one moment: an act may have come between reading the two."""
        cycle = None
        for _ in range(ATTEMPTS):
            row = trails.cycle(cycle_id)
            cycle = cycle_of(row, self._library, self._days) if row else None
            if row is None or cycle is None or cycle.state.seq == row.seq:
                break
        return cycle

    def answered(self, kind: str, me: Standing, subject: str, form: Form) -> Event | None:
        """Return the event of a form that was sent before; refuse its key with other content."""
        row = trails.sent(me.person.id, form.kunci)
        if row is None:
            return None
        if row.body_sha256 != form.digest(kind, subject):
            raise Taken(say("Formulir ini sudah pernah dikirim dengan isi lain. Muat ulang halaman."))
        return event_of(row)

    def tell(self, event: Event) -> None:
        """Tell the plugins what is on disk now."""
        self._plugins.tell(event)

    def _write(self, kind: str, rule: Rule, scene: Scene, ruling: Ruling) -> Done | None:
        """Write, or return None where the cycle moved on, or the person's standing, meanwhile."""
        form = scene.form
        cycle = rebound(scene.cycle, ruling.moved) if ruling.moved else scene.cycle
        event, state = numbered(cycle, ruling, scene.now)
        after = replace(cycle, state=state)
        with self._store.writing():
            row = trails.cycle(cycle.id)
            if row is None or (row.seq, row.snapshot_sha256) != (cycle.state.seq, scene.cycle.snapshot_sha256):
                return None
            again = rule(replace(scene, me=standing_of(scene.me.person.id, scene.now)))
            if _signed(again) != _signed(ruling):
                return None
            if ruling.moved:
                pin(after, ruling.moved)
            write_event(event, form.kunci, form.digest(kind, cycle.id))
            self._files.keep(event, cycle.agency.id)
            project(after)
            notify(scene.cycle.state, after, event)
            record(event, cycle.agency.id)
        return Done(after, event)


def _signed(ruling: Ruling) -> tuple[object, ...]:
    """Return who answers for an act, as what, and in whose place."""
    draft = ruling.draft
    return ruling.actor, draft.role, draft.unit, draft.payload.get("menggantikan")


def rebound(cycle: Cycle, moved: Pinned) -> Cycle:
    """Return the cycle as it goes on with another SOP."""
    return replace(
        cycle, snapshot_sha256=moved.sha256, digest=moved.digest, state=replay(moved.sop, cycle.state.events),
        opened_with=cycle.opened_with or cycle.snapshot_sha256,
    )  # fmt: skip


def numbered(cycle: Cycle, ruling: Ruling, now: datetime) -> tuple[Event, CycleState]:
    """Return the event with its number, due date and chain, and the cycle's state after it."""
    draft, events = ruling.draft, cycle.state.events
    event = Event(
        cycle.id, cycle.state.seq + 1, draft.kind, ruling.actor, now.astimezone(UTC), draft.step, draft.putaran,
        draft.role, draft.unit, dict(draft.payload),
    )  # fmt: skip
    return advance(cycle.sop, events, event, due_by(cycle))


def due_by(cycle: Cycle) -> Callable[[Step, datetime], Due]:
    """Return how this cycle's steps become due."""
    return lambda step, start: due(step.waktu, step.tenggat, start, cycle.calendar)


def record(event: Event, agency: str) -> None:
    """Note an event in the portal-wide journal: its hash only."""
    journal.append(
        "siklus", event.cycle, event.actor.id, event.actor.name, event.time, agency=agency,
        detail={"seq": event.seq, "hash": event.hash},
    )  # fmt: skip
