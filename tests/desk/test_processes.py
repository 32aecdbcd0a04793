"""Eight processes on one database: words are not lost, and what opens by itself opens once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from portal.desk import audit
from portal.people.standing import standing_of
from portal.refusal import Refusal
from portal.settings.agency import AgencySettings, SopSettings, Window
from portal.settings.agency_changes import write_agency_settings
from portal.store import tables
from tests.desk.crowd import CROWD, PROCESSES, Office, Sending, at_once, desk_of, in_processes, office_of
from tests.desk.office import SLUG, form

FIRST_DAY = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
"""The first morning of the window of 2026-TW4."""


def test_the_words_of_a_crowd_all_stand_and_the_chain_is_whole(world, cycle):
    sendings = [Sending("comment", "kepala", form(catatan=f"nomor {n}")) for n in range(CROWD)]
    answers = at_once(world, cycle.id, sendings)
    assert sorted(answer.seq for answer in answers) == list(range(2, CROWD + 2)), [one.text for one in answers]
    assert tables.Event.select().where(tables.Event.kind == "komentar").count() == CROWD
    assert audit.verify().faults == ()


def open_due(office: Office, start: Any) -> int:
    """Open what is to open by itself, in a process of its own; return how many cycles it was."""
    store, desk = desk_of(office)
    start.wait(30)
    opened = len(desk.open_due(office.now))
    store.close()
    return opened


@pytest.fixture
def opens_by_itself(world, cycle):
    """The first morning of the next window of an office that lets its cycles open by themselves."""
    sop = SopSettings(jendela=Window(1, 10), buka_otomatis=True)
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(sop={SLUG: sop}))
    world.library.look()
    world.now = FIRST_DAY


def test_of_many_processes_one_opens_what_opens_by_itself(world, opens_by_itself):
    opened = in_processes(world, open_due, [(office_of(world),)] * PROCESSES)
    assert sorted(opened) == [0] * (PROCESSES - 1) + [1]
    assert tables.Cycle.select().where(tables.Cycle.period == "2026-TW4").count() == 1
    assert audit.verify().faults == ()


def open_by_hand(office: Office, start: Any) -> tuple[int, str]:
    """Open the same period as the pengelola; return whether that was a cycle, and what was said if not."""
    store, desk = desk_of(office)
    me = standing_of(office.people["pengelola"], office.now)
    sent = form()
    start.wait(30)
    try:
        desk.open(me, "satu", SLUG, "2026-TW4", sent, office.now)
    except Refusal as no:
        return 0, str(no)
    finally:
        store.close()
    return 1, ""


def open_either_way(office: Office, by_hand: bool, start: Any) -> tuple[int, str]:
    """Open by hand, or without anybody."""
    return open_by_hand(office, start) if by_hand else (open_due(office, start), "")


def test_people_and_the_portal_open_a_period_once_between_them(world, opens_by_itself):
    answers = in_processes(world, open_either_way, [(office_of(world), n % 2 == 0) for n in range(PROCESSES)])
    assert sum(opened for opened, _ in answers) == 1
    row = tables.Event.select().where(tables.Event.kind == "buka").order_by(tables.Event.time.desc()).get()
    assert all(f"sudah dibuka oleh {row.actor_name}" in told for _, told in answers if told)
