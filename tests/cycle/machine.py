"""What the machine of random acts works on: a table with every kind of step, its corrections, and a clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from portal.cycle import acts, paper, versions, waiting
from portal.cycle.acts import Draft, Typed
from portal.cycle.calendar import Calendar
from portal.cycle.due import due
from portal.cycle.events import Actor, Event, first_link
from portal.cycle.evidence import Bukti
from portal.cycle.explained import Due
from portal.cycle.holidays import Holiday, days_off
from portal.cycle.replay import activation, advance, replay
from portal.cycle.state import CycleState
from portal.sop.model import Pelaksana, Sop, Step, Unit
from portal.sop.waktu import parse_waktu
from tests.cycle.trail import Trail

ROLES = ("kepala", "kasubbag", "kabid")
HOLIDAYS = days_off(Holiday(date(2026, month, 12), f"Libur {month}") for month in (10, 11, 12))
OFFICE = Calendar(period_last=date(2026, 9, 30), off=HOLIDAYS)
SCAN = (Bukti("kertas.pdf", "application/pdf", 9, "ab" * 32),)


def days(text: str):
    """Return how long a step may take."""
    return parse_waktu(text)


TABLE = Sop(
    slug="uji", nama="Uji", instansi="kantor", siklus="triwulan", unit=(Unit("a", "A"), Unit("b", "B")),
    pelaksana=tuple(Pelaksana(role, role) for role in ROLES),
    langkah=(
        Step("perintah", "Memerintahkan", ("kepala",), berikut="himpun", waktu=days("5 menit")),
        Step("himpun", "Menghimpun", ("kasubbag",), berikut="rapat", himpun="unit", waktu=days("2 hari")),
        Step("rapat", "Rapat", ("kepala", "kasubbag"), berikut="ttd"),
        Step("ttd", "Menandatangani", ("kabid",), berikut="koreksi", per="unit", waktu=days("3 hari kerja")),
        Step("koreksi", "Mengoreksi", ("kepala",), bentuk="keputusan", ya="arsip", tidak="perbaiki",
             waktu=days("1 minggu")),
        Step("perbaiki", "Memperbaiki", ("kasubbag",), berikut="himpun", waktu=days("1 hari")),
        Step("arsip", "Mengarsipkan", ("kasubbag",), tenggat=days("paling lambat tanggal 10 bulan berikutnya")),
    ),
)  # fmt: skip


def corrected(**changes: dict[str, object]) -> Sop:
    """Return the table with some steps corrected."""
    steps = tuple(replace(step, **changes.get(step.id, {})) for step in TABLE.langkah)  # type: ignore[arg-type]
    return replace(TABLE, langkah=steps)


VERSIONS = {
    "asli": TABLE,
    "ejaan": corrected(arsip={"uraian": "Mengarsipkan berkas"}),
    "waktu": corrected(himpun={"waktu": days("6 hari")}, ttd={"waktu": None}),
    "peran": corrected(koreksi={"pelaksana": ("kasubbag",)}, perbaiki={"uraian": "Memperbaiki data"}),
}
"""The table as it may be corrected while a cycle runs."""


@dataclass
class Running(Trail):
    """A trail whose steps become due, with a version of its SOP; its clock may go anywhere."""

    version: str = "asli"
    seen: tuple[int, Sop, CycleState] | None = None

    @property
    def state(self) -> CycleState:
        """The state after the last event, computed once for all that look at it."""
        if self.seen is None or self.seen[:2] != (len(self.events), self.sop):
            self.seen = (len(self.events), self.sop, replay(self.sop, self.events))
        return self.seen[2]

    def write(self, draft: Draft, who: str) -> Event:
        """Append as the desk does: with the due moment of the step that the act activates."""
        prev = "" if self.events else first_link("kantor", "uji", "2026-TW3", self.version)
        event = Event(
            "c", len(self.events) + 1, draft.kind, Actor(who, who.title()), self.clock, draft.step, draft.putaran,
            draft.role, draft.unit, dict(draft.payload), prev=prev,
        )  # fmt: skip
        event, _ = advance(self.sop, self.events, event, lambda step, at: due(step.waktu, step.tenggat, at, OFFICE))
        self.events.append(event)
        return event

    def resume(self, state: CycleState) -> Draft:
        """Lanjutkan: the wait is over, its working days are added."""
        step, now = acts.active(state, state.active, state.putaran)
        over = Event("c", 0, "lanjutkan", Actor("kasubbag", "Kasubbag"), self.clock)
        moved = waiting.after_wait(now, now.paused, over, OFFICE) if now.paused else None
        return waiting.resume(state, step.id, now.putaran, "kasubbag", Typed(), moved)

    def go_on(self, state: CycleState) -> Draft:
        """Judge the next check, or the yes, of whoever the active step waits for."""
        now, typed = state.steps[state.active or ""], Typed(alasan="alasan")
        slot, step = now.open[0], self.sop.step(state.active or "")
        if step and step.is_decision:
            return acts.decide(state, state.active, state.putaran, slot.roles[0], "ya", typed, self.clock)
        return acts.check(state, state.active, state.putaran, slot.roles[0], slot.unit, typed, self.clock)

    def record(self, state: CycleState, role: str, unit: str | None, choice: str | None, reason: str | None) -> Draft:
        """Catat: a paper of the day."""
        today = OFFICE.local(self.clock).date()
        signed = paper.Paper("Pejabat", "Plt.", today.isoformat())
        typed = Typed(alasan=reason, bukti=SCAN)
        return paper.record(state, state.active, state.putaran, role, unit, choice, typed, signed, today, self.clock)

    def move(self, state: CycleState, version: str) -> Draft:
        """Pindah versi: to another version of the table, with a new time where the active step has one."""
        after, now = VERSIONS[version], state.active_step
        step = after.step(now.id) if now else None
        before = self.sop.step(now.id) if now else None
        fresh = None
        if step and before and now and (step.waktu, step.tenggat) != (before.waktu, before.tenggat):
            fresh = activation(step, due(step.waktu, step.tenggat, now.since or self.clock, OFFICE))
        return versions.move_on(
            state, after, Typed(alasan="diperbaiki"), (self.version, self.version), (version, version), (), fresh
        )

    def retime(self, state: CycleState, moment: Due) -> Draft:
        """Tenggat: the calendar has changed."""
        return waiting.retime(state, state.active, state.putaran, Typed(alasan="libur baru"), moment)
