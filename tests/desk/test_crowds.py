"""Eight processes, four clients each, one slot: one winner, everybody else is told who, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from portal.desk import audit
from portal.desk.sweeping import sweep
from portal.store import tables
from tests.desk.crowd import CROWD, Answer, Sending, at_once, told_who
from tests.desk.office import SLUG, SOP, form

PAPER = {"pejabat": "Kepala Lama", "kapasitas": "definitif", "tanggal": "2026-10-06"}


def hire(world, role=None, unit=None, right=None):
    """Return the names of a crowd who all hold the same."""
    names = [f"{role or right}-{unit or ''}{n}" for n in range(CROWD)]
    for name in names:
        world.hire(name, "satu", role, unit)
        if right:
            world.grant(name, right, "satu")
    return names


def pdf(name):
    return f"%PDF-1.7 {name}".encode()


def one_winner(answers: list[Answer]) -> Answer:
    """Return the only one who won, after looking that all others were told of him."""
    won = [answer for answer in answers if answer.won]
    assert len(won) == 1, [(answer.name, answer.text) for answer in answers if answer.won or answer.status != 409]
    assert told_who(answers, won[0].name.title()), [answer.text for answer in answers]
    return won[0]


@pytest.fixture
def whole(world, cycle):
    """Look afterwards that chains, files and notices are whole."""
    yield
    cabinet = world.desk.files.cabinet
    assert audit.verify(None, cabinet).faults == ()
    events = {(row.cycle, row.seq): row.kind for row in tables.Event.select()}
    notices = Counter((row.person, row.cycle, row.seq) for row in tables.Notice.select())
    assert set(notices.values()) <= {1}
    assert {(of, seq) for _, of, seq in notices} <= set(events)
    sweep(world.store, cabinet, world.now + timedelta(days=3650))
    assert {path.name for path in cabinet.kept()} == {row.sha256 for row in tables.File.select()}


def told_of(event):
    """Return how many were told of an event."""
    return tables.Notice.select().where(tables.Notice.seq == event.seq).count()


pytestmark = pytest.mark.usefixtures("whole")


def test_one_check_with_a_file_for_each_unit_wins(world, cycle):
    at = world.until(cycle, "ttd")
    halves = {unit: [f"{unit}-{n}" for n in range(CROWD // 2)] for unit in "ab"}
    for unit, names in halves.items():
        for name in names:
            world.hire(name, "satu", "kabid", unit)
    sendings = [
        Sending("check", name, form(step="ttd", unit=unit), pdf(name))
        for pair in zip(*halves.values(), strict=True) for name, unit in zip(pair, halves, strict=True)
    ]  # fmt: skip
    answers = at_once(world, at.id, sendings)
    winners = [one_winner([one for one in answers if one.name in names]) for names in halves.values()]
    kept = {row.sha256 for row in tables.File.select().where(tables.File.step == "ttd")}
    assert kept == {winner.sha256 for winner in winners}
    assert told_of(max(winners, key=lambda one: one.seq)) == 1


def test_hand_ins_with_files_and_the_closing_of_the_step_have_one_order(world, cycle):
    at = world.until(cycle, "himpun")
    names = hire(world, "petugas", "a")[1:]
    sendings = [Sending("hand_in", name, form(step="himpun", unit="a"), pdf(name)) for name in names]
    sendings.insert(CROWD // 2, Sending("check", "kasubbag", form(step="himpun", alasan="Bidang B sakit")))
    answers = at_once(world, at.id, sendings)
    closing = next(answer for answer in answers if answer.act == "check")
    handed = [answer for answer in answers if answer.won and answer.act == "hand_in"]
    assert closing.won and told_who(answers, "Kasubbag"), [answer.text for answer in answers]
    assert all(answer.seq < closing.seq for answer in handed)
    kept = {row.sha256 for row in tables.File.select().where(tables.File.step == "himpun")}
    assert kept == {answer.sha256 for answer in handed}


def test_a_step_is_recorded_from_paper_or_checked_once(world, cycle):
    heads, managers = hire(world, "kepala"), hire(world, right="pengelola")
    sendings = [
        Sending("record", name, form(step="perintah", role="kepala", **PAPER), pdf(name)) if n % 2
        else Sending("check", heads[n], form(step="perintah"), pdf(heads[n]))
        for n, name in enumerate(managers)
    ]  # fmt: skip
    winner = one_winner(at_once(world, cycle.id, sendings))
    (row,) = tables.File.select()
    assert (row.sha256, row.seq) == (winner.sha256, winner.seq)
    assert tables.Task.select().where(tables.Task.step == "perintah").count() == 0


def test_one_moves_a_cycle_to_the_corrected_sop(world, cycle):
    path = world.library.settings.home / "plugins" / "satu" / "sop" / f"{SLUG}.md"
    path.write_text(SOP.format(agency="satu").replace("uraian: Mengarsipkan", "uraian: Menyimpan"), "utf-8")
    names = hire(world, right="pengelola")
    winner = one_winner(at_once(world, cycle.id, [Sending("move", name, form(alasan="dibetulkan")) for name in names]))
    assert world.desk.cycle(world.me(winner.name), cycle.id, world.now).sop.step("arsip").uraian == "Menyimpan"
    assert tables.Event.select().where(tables.Event.kind == "pindah-versi").count() == 1


def test_one_lets_a_step_wait_and_one_lets_it_go_on(world, cycle):
    names = hire(world, "kepala")
    one_winner(at_once(world, cycle.id, [
        Sending("pause", name, form(step="perintah", alasan=f"menunggu {name}")) for name in names
    ]))  # fmt: skip
    world.later(days=1)
    one_winner(at_once(world, cycle.id, [Sending("resume", name, form(step="perintah")) for name in names]))
    state = world.desk.cycle(world.me("pengelola"), cycle.id, world.now).state
    assert state.active_step.paused is None and len(state.active_step.pauses) == 1


def test_one_return_wins_with_the_units_it_names(world, cycle):
    at = world.until(cycle, "koreksi")
    names = hire(world, "kepala")
    back = {"step": "koreksi", "ke": "himpun", "alasan": "angka tertukar"}
    sendings = [
        Sending("send_back", name, form(unit_diminta=("ab"[n % 2],), **back)) for n, name in enumerate(names)
    ]  # fmt: skip
    winner = one_winner(at_once(world, at.id, sendings))
    state = world.desk.cycle(world.me("pengelola"), cycle.id, world.now).state
    asked = {handin.unit for handin in state.active_step.handins if handin.asked_again}
    assert (state.putaran, state.active) == (2, "himpun")
    assert asked == {"ab"[names.index(winner.name) % 2]}


@pytest.mark.parametrize(("act", "at"), [("cancel", "perintah"), ("close", "selesai")])
def test_one_ends_a_cycle(world, cycle, act, at):
    if at == "selesai":
        world.until(cycle, "selesai")
    names = hire(world, right="pengelola")
    one_winner(at_once(world, cycle.id, [Sending(act, name, form(alasan="sudah")) for name in names]))
    assert tables.Task.select().count() == 0
