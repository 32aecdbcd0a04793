"""The one write path: judge, ask, then in one transaction look again, append, project and journal; then tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from portal.cycle.calendar import due
from portal.cycle.events import Event, chained, stamp
from portal.cycle.replay import replay
from portal.cycle.state import CycleState
from portal.desk.objections import heard
from portal.desk.records import cycle_of, event_of, project, write_event
from portal.desk.rulings import Rule, Ruling, Scene
from portal.desk.values import Cycle, Done, Form
from portal.library import Library
from portal.people.standing import Standing, standing_of
from portal.plugins import Plugins
from portal.refusal import NotThere, Taken
from portal.say import say
from portal.store import journal, tables
from portal.store.database import Store

ATTEMPTS = 8
"""How often an act is judged anew because somebody else wrote in between."""


class Writer:
    """Writes acts on cycles, one transaction each."""

    def __init__(self, store: Store, library: Library, plugins: Plugins) -> None:
        self._store, self._library, self._plugins = store, library, plugins

    def act(self, kind: str, rule: Rule, me: Standing, cycle_id: str, form: Form, now: datetime) -> Done:
        """Judge the act by `rule` and write it. Raises Refusal; then nothing was written."""
        for _ in range(ATTEMPTS):
            cycle = self.load(me, cycle_id, now)
            if before := self.answered(kind, me, cycle.id, form):
                return Done(cycle, before, again=True)
            scene = Scene(me, cycle, form, now)
            ruling = heard(scene, rule(scene), self._plugins)
            done = self._write(kind, rule, scene, ruling)
            if done:
                self.tell(done.event)
                return done
        raise Taken(say("Siklus ini sedang dicatat oleh banyak orang. Coba sekali lagi."))

    def load(self, me: Standing, cycle_id: str, now: datetime) -> Cycle:
        """Return the cycle if the person may see it; the same refusal for another agency's and none at all."""
        row = tables.Cycle.get_or_none(tables.Cycle.id == cycle_id)
        cycle = cycle_of(row, self._library) if row else None
        if cycle is None or not me.may_see(cycle.agency.id, cycle.calendar.local(now).date()):
            raise NotThere(say("Siklus itu tidak ada, atau bukan siklus instansi Anda."))
        return cycle

    def answered(self, kind: str, me: Standing, subject: str, form: Form) -> Event | None:
        """Return the event of a form that was sent before; refuse its key with other content."""
        row = tables.Event.get_or_none((tables.Event.actor_id == me.person.id) & (tables.Event.kunci == form.kunci))
        if row is None:
            return None
        if row.body_sha256 != form.digest(kind, subject):
            raise Taken(say("Formulir ini sudah pernah dikirim dengan isi lain. Muat ulang halaman."))
        return event_of(row)

    def tell(self, event: Event) -> None:
        """Tell the plugins what is on disk now."""
        self._plugins.tell(event)

    def _write(self, kind: str, rule: Rule, scene: Scene, ruling: Ruling) -> Done | None:
        """Write, or return None where the cycle moved on meanwhile."""
        cycle, form = scene.cycle, scene.form
        event, state = numbered(cycle, ruling, scene.now)
        with self._store.writing():
            row = tables.Cycle.get_by_id(cycle.id)
            if row.seq != cycle.state.seq or self.answered(kind, scene.me, cycle.id, form):
                return None
            again = rule(replace(scene, me=standing_of(scene.me.person.id, scene.now)))
            if (again.actor, again.draft.role, again.draft.unit) != (event.actor, event.role, event.unit):
                return None
            write_event(event, form.kunci, form.digest(kind, cycle.id))
            after = replace(cycle, state=state)
            project(after, state)
            record(event, cycle.agency.id)
        return Done(after, event)


def numbered(cycle: Cycle, ruling: Ruling, now: datetime) -> tuple[Event, CycleState]:
    """Return the event with its number, chain and due date, and the cycle's state after it."""
    draft, events = ruling.draft, cycle.state.events
    event = Event(
        cycle.id, cycle.state.seq + 1, draft.kind, ruling.actor, now.astimezone(UTC), draft.step, draft.putaran,
        draft.role, draft.unit, dict(draft.payload),
    )  # fmt: skip
    prev = events[-1].hash
    event = with_due(cycle, event)
    event = chained(event, prev)
    return event, replay(cycle.sop, (*events, event))


def with_due(cycle: Cycle, event: Event) -> Event:
    """Return the event with the due moment of the step it activates, if it activates one."""
    if event.kind in ("komentar", "urungkan", "serah", "tutup", "batalkan"):
        return event
    after = replay(cycle.sop, (*cycle.state.events, event))
    before = cycle.state.active_step
    now = after.active_step
    step = cycle.sop.step(now.id) if now else None
    if now is None or step is None or (before and (before.id, before.putaran) == (now.id, now.putaran)):
        return event
    found = due(step.waktu, step.tenggat, event.time, cycle.calendar)
    activated = {
        "langkah": step.id,
        "jatuh_tempo": stamp(found.at) if found.at else None,
        "penjelasan": str(found.why),
    }
    return replace(event, payload={**event.payload, "aktif": activated})


def record(event: Event, agency: str) -> None:
    """Note an event in the portal-wide journal: its hash only."""
    journal.append(
        "siklus", event.cycle, event.actor.id, event.actor.name, event.time, agency=agency,
        detail={"seq": event.seq, "hash": event.hash},
    )  # fmt: skip
