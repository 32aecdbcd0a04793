"""Several processes on one database: still one winner, and the chain is whole."""

from __future__ import annotations

import multiprocessing
import secrets
from datetime import UTC, datetime
from pathlib import Path

from portal.agency_changes import write_agency_settings
from portal.agency_settings import AgencySettings, SopSettings, Window
from portal.desk import Desk, audit
from portal.desk.values import Form
from portal.library import Library
from portal.people.standing import standing_of
from portal.plugins import find_plugins
from portal.refusal import Refusal
from portal.settings import load
from portal.store import tables
from portal.store.database import Store
from tests.desk.office import NOW, SLUG

PROCESSES = 3
COMMENTS = 5
FIRST_DAY = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
"""The first morning of the window of 2026-TW4."""


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


def open_due(url: str, home: str, start: object) -> int:
    """Open what is to open by itself, in a process of its own; return how many cycles it was."""
    settings = load({"PORTAL_HOME": home, "PORTAL_PLUGINS": "satu,dua"}, Path(home))
    plugins = find_plugins(settings)
    store = Store(url).open()
    desk = Desk(store, Library(settings, plugins, lambda: FIRST_DAY), plugins)
    start.wait(30)  # type: ignore[attr-defined]
    opened = len(desk.open_due(FIRST_DAY))
    store.close()
    return opened


def test_of_many_processes_one_opens_what_opens_by_itself(world, cycle):
    sop = SopSettings(jendela=Window(1, 10), buka_otomatis=True)
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(sop={SLUG: sop}))
    world.library.look()
    url, home = f"sqlite:///{world.store.path}", str(world.library.settings.home)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        start = manager.Barrier(PROCESSES)
        opened = pool.starmap(open_due, [(url, home, start)] * PROCESSES)
    assert sorted(opened) == [0, 0, 1]
    assert audit.verify().faults == ()
