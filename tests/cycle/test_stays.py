"""Stays: how long each step was held, each time it was held, with its waits."""

from __future__ import annotations

from datetime import timedelta

from portal.cycle import waiting
from portal.cycle.acts import Typed
from portal.cycle.replay import stays


def test_each_stay_has_its_beginning_and_what_ended_it(line):
    line.clock += timedelta(hours=2)
    line.check("kepala")
    line.clock += timedelta(hours=3)
    line.check("kasubbag")
    first, second = stays(line.sop, line.events)
    assert (first.step, first.since, first.until) == ("perintah", line.events[0].time, line.events[1].time)
    assert (second.step, second.since, second.until) == ("himpun", line.events[1].time, line.events[2].time)


def test_a_step_that_was_held_twice_has_two_stays(line):
    line.check("kepala")
    line.check("kasubbag")
    line.send_back("sekretaris", "himpun")
    line.check("kasubbag", putaran=2)
    found = [(stay.step, stay.putaran, stay.end.kind) for stay in stays(line.sop, line.events)]
    assert found == [
        ("perintah", 1, "centang"), ("himpun", 1, "centang"), ("periksa", 1, "kembalikan"), ("himpun", 2, "centang"),
    ]  # fmt: skip


def test_waits_and_the_beginning_of_work_stand_apart(line):
    line.check("kepala")
    started = line.write(waiting.start(line.state, "himpun", 1, "kasubbag", None), "kasubbag")
    paused = line.write(waiting.pause(line.state, "himpun", 1, "kasubbag", Typed(alasan="BPS")), "kasubbag")
    done = line.check("kasubbag")
    stay = stays(line.sop, line.events)[1]
    assert stay.started == started.time
    assert stay.pauses == ((paused.time, done.time),)


def test_what_was_taken_back_ended_nothing(line):
    event = line.check("kepala")
    line.undo(event)
    assert stays(line.sop, line.events) == ()
