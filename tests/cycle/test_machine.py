"""Whatever people do in whatever order, the promises of a cycle hold."""

from __future__ import annotations

import contextlib

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.cycle import acts
from portal.cycle.acts import Typed
from portal.cycle.replay import replay
from portal.refusal import Refusal
from portal.sop.model import Pelaksana, Sop, Step, Unit
from tests.cycle.trail import Trail

ROLES = ("kepala", "kasubbag", "kabid")
TABLE = Sop(
    slug="uji", nama="Uji", instansi="kantor", siklus="triwulan", unit=(Unit("a", "A"), Unit("b", "B")),
    pelaksana=tuple(Pelaksana(role, role) for role in ROLES),
    langkah=(
        Step("perintah", "Memerintahkan", ("kepala",), berikut="himpun"),
        Step("himpun", "Menghimpun", ("kasubbag",), berikut="rapat", himpun="unit"),
        Step("rapat", "Rapat", ("kepala", "kasubbag"), berikut="ttd"),
        Step("ttd", "Menandatangani", ("kabid",), berikut="koreksi", per="unit"),
        Step("koreksi", "Mengoreksi", ("kepala",), bentuk="keputusan", ya="arsip", tidak="perbaiki"),
        Step("perbaiki", "Memperbaiki", ("kasubbag",), berikut="himpun"),
        Step("arsip", "Mengarsipkan", ("kasubbag",)),
    ),
)  # fmt: skip
steps = st.sampled_from([step.id for step in TABLE.langkah])
roles = st.sampled_from(ROLES)
units = st.sampled_from([None, "a", "b"])
choices = st.sampled_from(["ya", "tidak", None])
reasons = st.sampled_from([None, "alasan"])


class Cycle(RuleBasedStateMachine):
    """Random acts by random people; what is refused changes nothing."""

    def __init__(self):
        super().__init__()
        self.trail = Trail(TABLE)

    def attempt(self, make, who):
        before = self.trail.state
        with contextlib.suppress(Refusal):
            self.trail.write(make(before), who)

    @rule(step=steps, role=roles, unit=units, putaran=st.integers(1, 3), reason=reasons)
    def check(self, step, role, unit, putaran, reason):
        self.attempt(lambda s: acts.check(s, step, putaran, role, unit, Typed(alasan=reason), self.trail.clock), role)

    @rule(unit=units, role=roles, reason=reasons)
    def check_the_active_step(self, unit, role, reason):
        self.attempt(
            lambda s: acts.check(s, s.active, s.putaran, role, unit, Typed(alasan=reason), self.trail.clock), role
        )

    @rule(choice=choices, role=roles, reason=reasons)
    def decide(self, choice, role, reason):
        self.attempt(
            lambda s: acts.decide(s, s.active, s.putaran, role, choice, Typed(alasan=reason), self.trail.clock), role
        )

    @rule(unit=units)
    def hand_in(self, unit):
        self.attempt(lambda s: acts.hand_in(s, s.active, s.putaran, "kabid", unit, Typed()), "kabid")

    @rule(to=steps, named=st.sets(st.sampled_from(["a", "b"])))
    def send_back(self, to, named):
        self.attempt(
            lambda s: acts.send_back(s, s.active, s.putaran, "kepala", to, tuple(named), Typed(alasan="x")), "kepala"
        )

    @rule(choice=choices)
    def skip(self, choice):
        self.attempt(lambda s: acts.skip(s, s.active, s.putaran, choice, Typed(alasan="x")), "pengelola")

    @rule(back=st.integers(0, 4), who=roles)
    def undo(self, back, who):
        self.attempt(lambda s: acts.undo(s, s.seq - back, who), who)

    @rule()
    def comment(self):
        self.attempt(lambda s: acts.comment(s, Typed(catatan="halo")), "kabid")

    @precondition(lambda self: self.trail.state.status == "selesai")
    @rule()
    def close(self):
        self.attempt(acts.close, "pengelola")

    @rule(to=st.one_of(st.none(), steps))
    def reopen(self, to):
        self.attempt(lambda s: acts.reopen(s, to, "angka", None, None, Typed(alasan="x")), "pengelola")

    @invariant()
    def every_finished_step_has_its_checks_or_a_visible_reason(self):
        for step in self.trail.state.steps.values():
            if step.state == "selesai":
                assert step.filled and not step.open
            if step.state == "dilewati":
                assert step.skipped is not None and step.skipped.payload["alasan"]

    @invariant()
    def no_slot_is_filled_twice(self):
        for step in self.trail.state.steps.values():
            slots = [(filled.slot.roles, filled.slot.unit) for filled in step.filled]
            assert len(slots) == len(set(slots))

    @invariant()
    def one_step_is_active_exactly_while_the_cycle_runs(self):
        state = self.trail.state
        active = [step for step in state.steps.values() if step.state == "aktif"]
        assert len(active) == (1 if state.status == "berjalan" else 0)
        assert (state.active is not None) == (state.status == "berjalan")
        if active:
            assert active[0].open, "an active step waits for somebody"

    @invariant()
    def progress_never_exceeds_the_whole(self):
        state = self.trail.state
        assert 0 <= state.done <= state.total <= len(TABLE.langkah)
        if state.status in ("selesai", "ditutup"):
            assert state.done == state.total

    @invariant()
    def putaran_counts_the_returns(self):
        state = self.trail.state
        assert state.putaran >= max(step.putaran for step in state.steps.values() if step.state != "belum")

    @invariant()
    def taking_everything_back_is_leaving_it_out(self):
        state = self.trail.state
        left = [e for e in state.events if e.seq not in state.undone and e.kind != "urungkan"]
        again = replay(TABLE, left)
        assert (again.active, again.path, again.status) == (state.active, state.path, state.status)


TestCycle = Cycle.TestCase
TestCycle.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
