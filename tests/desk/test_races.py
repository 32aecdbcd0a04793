"""Many at once: one wins, everybody else is told who."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from portal.desk import audit
from portal.refusal import Refusal
from portal.store import tables
from tests.desk.office import PERIOD, SLUG, form

CROWD = 8


def together(work, count=CROWD):
    """Run `work(n)` in many threads that start at once; return what each returned, refusals included."""
    barrier = threading.Barrier(count)

    def run(n):
        barrier.wait()
        try:
            return work(n)
        except Refusal as no:
            return no

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_one_of_many_checks_on_a_slot_wins_and_the_others_learn_who(world, cycle):
    for n in range(CROWD):
        world.hire(f"kepala-{n}", "satu", "kepala")
    answers = together(lambda n: world.desk.check(world.me(f"kepala-{n}"), cycle.id, form(step="perintah"), world.now))
    won = [answer for answer in answers if not isinstance(answer, Refusal)]
    lost = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(won) == 1 and len(lost) == CROWD - 1
    assert all(won[0].event.actor.name in str(no.message) for no in lost)
    assert tables.Event.select().where(tables.Event.kind == "centang").count() == 1


def test_one_of_many_openings_of_a_period_wins(world):
    answers = together(lambda n: world.desk.open(world.me("pengelola"), "satu", SLUG, PERIOD, form(), world.now))
    assert sum(not isinstance(answer, Refusal) for answer in answers) == 1
    assert tables.Cycle.select().count() == 1


def test_the_same_form_from_many_tabs_is_written_once(world, cycle):
    sent = form(step="perintah")
    answers = together(lambda _: world.desk.check(world.me("kepala"), cycle.id, sent, world.now))
    assert len({answer.event.seq for answer in answers}) == 1
    assert sum(not answer.again for answer in answers) == 1


def test_comments_of_many_all_stand_and_the_chain_is_whole(world, cycle):
    together(lambda n: world.desk.comment(world.me("kepala"), cycle.id, form(catatan=f"nomor {n}"), world.now))
    assert tables.Event.select().where(tables.Event.kind == "komentar").count() == CROWD
    assert audit.verify().faults == ()
