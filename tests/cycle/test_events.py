"""The chain: whoever alters a line of the trail breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from portal.cycle.events import Actor, link


def test_every_field_of_an_event_is_in_its_hash(line):
    event = line.check("kepala", catatan="sudah")
    altered = [
        replace(event, seq=9), replace(event, kind="lewati"), replace(event, step="himpun"), replace(event, putaran=2),
        replace(event, role="kasubbag"), replace(event, unit="a"), replace(event, actor=Actor("x", event.actor.name)),
        replace(event, actor=Actor(event.actor.id, "Lain")),
        replace(event, actor=Actor(event.actor.id, event.actor.name, "Plt.")),
        replace(event, time=event.time + timedelta(microseconds=1)), replace(event, payload_sha256="0"),
        replace(event, prev="0"), replace(event, cycle="d"),
    ]  # fmt: skip
    assert link(event) == event.hash
    assert event.hash not in {link(other) for other in altered}


def test_each_event_carries_the_hash_of_the_one_before(line):
    first, second = line.events[0], line.check("kepala")
    assert second.prev == first.hash
