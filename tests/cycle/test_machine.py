"""Whatever people do in whatever order, and wherever the clock goes, the promises of a cycle hold."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.canon import canonical, sha256
from portal.cycle import acts, tallies, waiting
from portal.cycle.acts import Typed
from portal.cycle.events import first_link, link
from portal.cycle.explained import Due
from portal.cycle.flags import flags
from portal.cycle.replay import replay
from portal.cycle.units import gathered
from portal.desk.values import is_past
from portal.refusal import Refusal
from tests.cycle.machine import OFFICE, ROLES, TABLE, VERSIONS, Running

steps = st.sampled_from([step.id for step in TABLE.langkah])
roles = st.sampled_from(ROLES)
units = st.sampled_from([None, "a", "b"])
named = st.sets(st.sampled_from(["a", "b"])).map(tuple)
choices = st.sampled_from(["ya", "tidak", None])
reasons = st.sampled_from([None, "alasan"])
CHECKS = ("centang", "putuskan", "catat")
MOVES_DUE = ("lanjutkan", "tenggat", "pindah-versi")


class Cycle(RuleBasedStateMachine):
    """Random acts by random people; what is refused changes nothing."""

    def __init__(self):
        super().__init__()
        self.trail = Running(TABLE)
        self.returns = []

    def attempt(self, make, who):
        """Let the rules judge an act, write what they allow, and compare the cycle before and after."""
        before = self.trail.state
        try:
            draft = make(before)
        except Refusal:
            return None
        event = self.trail.write(draft, who)
        self.due_moves_only_where_an_event_says_so(before, event)
        self.a_late_check_has_its_reason(before, event)
        after = self.trail.state
        if after.putaran > before.putaran:
            above = before.path[: before.path.index(after.active)]
            self.returns.append((event.seq, above, event.payload.get("unit_diminta")))
        return event

    # acts -------------------------------------------------------------------------------------------------

    @rule(step=steps, role=roles, unit=units, putaran=st.integers(1, 3), reason=reasons)
    def check(self, step, role, unit, putaran, reason):
        self.attempt(lambda s: acts.check(s, step, putaran, role, unit, Typed(alasan=reason), self.trail.clock), role)

    @rule(unit=units, role=roles, reason=reasons, again=named)
    def check_the_active_step(self, unit, role, reason, again):
        typed = Typed(alasan=reason)
        self.attempt(
            lambda s: acts.check(s, s.active, s.putaran, role, unit, typed, self.trail.clock, again), role
        )  # fmt: skip

    @rule(choice=choices, role=roles, reason=reasons, again=named)
    def decide(self, choice, role, reason, again):
        typed = Typed(alasan=reason)
        self.attempt(
            lambda s: acts.decide(s, s.active, s.putaran, role, choice, typed, self.trail.clock, again), role
        )  # fmt: skip

    @rule(
        turns=st.lists(
            st.tuples(st.sampled_from(["rapat", "koreksi"]), st.sampled_from(["himpun", "rapat"]), named),
            min_size=2,
            max_size=4,
        )
    )
    def everybody_works_until_it_is_sent_back(self, turns):
        """Bring the cycle further, and back more often, than single acts of random people would."""
        for until, to, again in turns:
            while (now := self.trail.state.active_step) and now.id != until:
                if self.attempt(self.trail.go_on, now.open[0].roles[0]) is None:
                    return
            self.what_stands_was_made_since_it_was_sent_back()
            self.send_back(to, again)

    @rule(unit=units)
    def hand_in(self, unit):
        self.attempt(lambda s: acts.hand_in(s, s.active, s.putaran, "kabid", unit, Typed()), "kabid")

    def send_back(self, to, again):
        self.attempt(lambda s: acts.send_back(s, s.active, s.putaran, "kepala", to, again, Typed(alasan="x")), "kepala")

    @rule(to=steps, again=named)
    def send_it_back(self, to, again):
        self.send_back(to, again)

    @rule(choice=choices)
    def skip(self, choice):
        self.attempt(lambda s: acts.skip(s, s.active, s.putaran, choice, Typed(alasan="x")), "pengelola")

    @rule(role=roles, unit=units, choice=choices, reason=reasons)
    def record_a_paper(self, role, unit, choice, reason):
        self.attempt(lambda s: self.trail.record(s, role, unit, choice, reason), "pengelola")

    @rule(role=roles, unit=units)
    def start(self, role, unit):
        self.attempt(lambda s: waiting.start(s, s.active, s.putaran, role, unit), role)

    @rule()
    def pause(self):
        self.attempt(lambda s: waiting.pause(s, s.active, s.putaran, "kasubbag", Typed(alasan="BPS")), "kasubbag")

    @rule()
    def resume(self):
        self.attempt(self.trail.resume, "kasubbag")

    @rule(later=st.one_of(st.none(), st.integers(-72, 240)))
    def retime(self, later):
        moment = Due(None, "") if later is None else Due(self.trail.clock + timedelta(hours=later), "kalender baru")
        self.attempt(lambda s: self.trail.retime(s, moment), "pengelola")

    @rule(version=st.sampled_from(sorted(VERSIONS)))
    def move(self, version):
        before = self.trail.state
        if self.attempt(lambda s: self.trail.move(s, version), "pengelola"):
            self.trail.version, self.trail.sop = version, VERSIONS[version]
            after = self.trail.state
            assert (after.active, after.path, after.putaran) == (before.active, before.path, before.putaran)
            assert [after.steps[step].filled for step in after.path] == [before.steps[s].filled for s in before.path]

    @rule(back=st.integers(0, 4), who=st.sampled_from([*ROLES, "pengelola"]))
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

    # the clock --------------------------------------------------------------------------------------------

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours):
        self.trail.clock += timedelta(hours=hours)

    @rule(minutes=st.integers(1, 600))
    def the_clock_is_set_back(self, minutes):
        self.trail.clock -= timedelta(minutes=minutes)

    # promises ---------------------------------------------------------------------------------------------

    def due_moves_only_where_an_event_says_so(self, before, event):
        was, now = before.active_step, self.trail.state.active_step
        if was is None or now is None or event.kind in (*MOVES_DUE, "urungkan"):
            return
        if (was.id, was.putaran, was.since) == (now.id, now.putaran, now.since) and "aktif" not in event.payload:
            assert (was.due, was.due_facts) == (now.due, now.due_facts)

    def a_late_check_has_its_reason(self, before, event):
        if event.kind in ("centang", "putuskan") and before.steps[event.step].late(event.time):
            assert event.payload.get("alasan")

    @invariant()
    def every_finished_step_has_its_checks_or_a_visible_reason(self):
        for step in self.trail.state.steps.values():
            if step.state == "selesai":
                assert step.filled and not step.open
            if step.state == "dilewati":
                assert step.skipped is not None and step.skipped.payload["alasan"]

    @invariant()
    def what_stands_was_made_since_it_was_sent_back(self):
        """Only what lies before a return's target stands, and what units made that it did not name."""
        state = self.trail.state
        standing = [(step.id, filled) for step in state.steps.values() for filled in step.filled]
        for seq, above, asked in self.returns:
            for step, filled in standing:
                if filled.event.seq < seq and seq not in state.undone and step not in above:
                    assert asked and filled.slot.unit and filled.slot.unit not in asked

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
        again = replay(self.trail.sop, left)
        assert (again.active, again.path, again.status) == (state.active, state.path, state.status)
        assert {step.id: step.due for step in again.steps.values()} == {s.id: s.due for s in state.steps.values()}

    @invariant()
    def the_chain_is_whole_wherever_the_clock_went(self):
        head = first_link("kantor", "uji", "2026-TW3", "asli")
        for number, event in enumerate(self.trail.events, 1):
            assert (event.seq, event.prev) == (number, head)
            assert event.payload_sha256 == sha256(canonical(dict(event.payload))) and event.hash == link(event)
            head = event.hash

    @invariant()
    def late_is_past_its_due_moment_and_not_waiting(self):
        for step in self.trail.state.steps.values():
            paused = step.paused.time if step.paused else None
            late = step.state == "aktif" and is_past(step.due, paused, self.trail.clock)
            assert step.late(self.trail.clock) == late
            assert not late or step.due

    @invariant()
    def a_wait_ends_after_it_began_and_is_kept(self):
        for step in self.trail.state.steps.values():
            assert all(first.seq < last.seq for first, last in step.pauses)
            assert step.paused is None or step.paused.payload["alasan"]

    @invariant()
    def the_counts_are_those_of_the_checks_that_stand(self):
        state = self.trail.state
        standing = [filled.event for step in state.steps.values() for filled in step.filled]
        assert len({event.seq for event in standing}) == len(standing)
        assert {event.seq for event in standing}.isdisjoint(state.undone)
        assert tallies.on_paper(state) == sum(event.kind == "catat" for event in standing)
        assert tallies.skipped(state) == sum(step.state == "dilewati" for step in state.steps.values())
        assert 0 <= tallies.late(state) <= len(standing) <= sum(event.kind in CHECKS for event in state.events)
        assert (tallies.finished_at(state) is None) == (state.status in ("berjalan", "dibatalkan"))

    @invariant()
    def what_is_flagged_is_in_the_trail_and_a_clock_that_went_back_is(self):
        state = self.trail.state
        found = flags(state)
        assert all(0 < seq <= state.seq for flag in found for seq in flag.seqs)
        back = sum(later.time < event.time for event, later in pairwise(state.events))
        assert sum(flag.kind == "jam mundur" for flag in found) == back

    @invariant()
    def units_are_told_whole_or_not_at_all(self):
        state = self.trail.state
        for step in state.sop.langkah:
            told = gathered(state.sop, step, state.steps[step.id])
            assert told is None or told.all == len(state.sop.unit)

    @invariant()
    def the_due_moment_is_the_end_of_a_day_of_the_office(self):
        active = self.trail.state.active_step
        if active and active.due and not any(event.kind == "tenggat" for event in self.trail.events):
            assert OFFICE.local(active.due).strftime("%H:%M:%S") == "23:59:59"


TestCycle = Cycle.TestCase
TestCycle.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
