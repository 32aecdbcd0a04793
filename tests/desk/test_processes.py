"""Several processes on one database: still one winner, and the chain is whole."""

from __future__ import annotations

import multiprocessing
import secrets
from pathlib import Path

from portal.desk import Desk, audit
from portal.desk.values import Form
from portal.library import Library
from portal.people.standing import standing_of
from portal.plugins import find_plugins
from portal.refusal import Refusal
from portal.settings import load
from portal.store import tables
from portal.store.database import Store
from tests.desk.office import NOW

PROCESSES = 3
COMMENTS = 5


def work(url: str, home: str, person: str, cycle: str, start: object) -> tuple[str, str]:
    """Check the first step and then comment, in a process of its own; return what became of the check."""
    settings = load({"PORTAL_HOME": home, "PORTAL_PLUGINS": "satu,dua"}, Path(home))
    plugins = find_plugins(settings)
    store = Store(url).open()
    desk = Desk(store, Library(settings, plugins, lambda: NOW), plugins)
    start.wait(30)  # type: ignore[attr-defined]
    try:
        form = Form(secrets.token_hex(16), step="perintah")
        answer = ("menang", desk.check(standing_of(person, NOW), cycle, form, NOW).event.actor.name)
    except Refusal as no:
        answer = ("kalah", str(no.message))
    for n in range(COMMENTS):
        desk.comment(standing_of(person, NOW), cycle, Form(secrets.token_hex(16), catatan=f"nomor {n}"), NOW)
    store.close()
    return answer


def test_of_many_processes_one_check_wins_and_no_word_is_lost(world, cycle):
    people = [world.hire(f"kepala-{n}", "satu", "kepala").id for n in range(PROCESSES)]
    url, home = f"sqlite:///{world.store.path}", str(world.library.settings.home)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        start = manager.Barrier(PROCESSES)
        answers = pool.starmap(work, [(url, home, person, cycle.id, start) for person in people])
    won = [name for result, name in answers if result == "menang"]
    assert len(won) == 1
    assert all(won[0] in sentence for result, sentence in answers if result == "kalah")
    assert tables.Event.select().where(tables.Event.kind == "komentar").count() == PROCESSES * COMMENTS
    assert audit.verify().faults == ()
