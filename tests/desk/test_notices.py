"""Notices: whom an act is told to, in the act's own transaction, and read by nobody else."""

from __future__ import annotations

import pytest

from portal.desk import news, notices
from portal.people import assignments
from portal.people.model import CONSOLE
from portal.refusal import Refusal
from portal.store import tables, trails


def told(world, name):
    """Return the kinds of a person's notices, newest first."""
    return [one.kind for one in world.desk.news(world.me(name), world.now).rows]


def told_texts(world, name):
    return [str(one.text) for one in world.desk.news(world.me(name), world.now).rows]


def test_whose_turn_it_is_is_told_when_a_cycle_opens_and_at_each_step(world, cycle):
    assert told(world, "kepala") == ["giliran"] and told(world, "kasubbag") == []
    world.act("check", "kepala", cycle)
    assert told(world, "kasubbag") == ["giliran"]
    assert told(world, "kabid-a") == told(world, "kabid-b") == ["giliran serah"]
    assert told_texts(world, "kasubbag") == ["Giliran Anda sebagai Kasubbag: langkah 2, Menghimpun."]
    assert told_texts(world, "kabid-a") == ["Data Bidang A ditunggu: langkah 2, Menghimpun."]


def test_nobody_is_told_of_his_own_act(world, cycle):
    world.act("comment", "kepala", cycle, catatan="Mulai")
    world.hire("rangkap", "satu", "kepala")
    assignments.assign(world.store, CONSOLE, person_id=world.people["rangkap"].id, agency="satu", role="kasubbag",
                       mulai=world.now.date(), now=world.now)  # fmt: skip
    world.act("check", "rangkap", cycle)
    assert told(world, "kepala") == ["giliran"]
    assert told(world, "rangkap") == []
    assert told(world, "kasubbag") == ["giliran", "komentar"]


def test_the_act_and_its_notices_are_written_together_or_not_at_all(world, cycle, monkeypatch):
    def breaks(*_):
        raise OSError("no more")

    monkeypatch.setattr("portal.desk.writing.record", breaks)
    with pytest.raises(OSError, match="no more"):
        world.act("check", "kepala", cycle)
    assert told(world, "kasubbag") == []
    assert trails.cycle(cycle.id).seq == 1


def test_a_refused_act_leaves_no_notice(world, cycle):
    before = tables.Notice.select().count()
    with pytest.raises(Refusal):
        world.act("check", "kasubbag", cycle)
    with pytest.raises(Refusal):
        world.act("comment", "kepala", cycle)
    assert tables.Notice.select().count() == before


def test_a_return_is_told_to_those_who_must_do_it_again(world, cycle):
    at = world.until(cycle, "koreksi")
    world.act("decide", "kepala", at, pilihan="tidak", alasan="angka tertukar")
    assert told(world, "kasubbag")[0] == told(world, "kabid-a")[0] == "dikembalikan"
    assert told_texts(world, "kasubbag")[0].startswith("Kepala mengembalikan siklus kepada Anda: langkah 2")
    assert "dikembalikan" not in told(world, "sekretaris")


def test_a_return_for_one_unit_is_not_told_to_the_others(world, cycle):
    at = world.until(cycle, "koreksi")
    world.act("send_back", "kepala", at, ke="himpun", unit_diminta=("b",), alasan="angka tertukar")
    assert told(world, "kabid-b")[0] == "dikembalikan"
    assert told(world, "kabid-a")[0] != "dikembalikan"


def test_a_step_recorded_from_paper_is_told_to_its_holder(world, cycle):
    world.act("record", "pengelola", cycle, role="kepala", pejabat="Kepala", kapasitas="definitif",
              tanggal="2026-10-06", bukti=(world.bukti(),))  # fmt: skip
    assert told(world, "kepala") == ["kertas", "giliran"]


@pytest.mark.parametrize(("act", "kind"), [("close", "ditutup"), ("cancel", "dibatalkan")])
def test_an_end_is_told_to_all_who_hold_a_step(world, cycle, act, kind):
    at = world.until(cycle, "selesai") if act == "close" else cycle
    world.act(act, "pengelola", at, alasan="keliru")
    assert {told(world, name)[0] for name in ("kepala", "kasubbag", "sekretaris", "kabid-a", "kabid-b")} == {kind}


def test_a_flow_that_has_ended_is_told_to_the_pengelola(world, cycle):
    world.until(cycle, "selesai")
    assert told(world, "pengelola") == ["selesai"]


def test_an_undone_act_gives_the_turn_back(world, cycle):
    world.hire("kepala-dua", "satu", "kepala")
    done = world.act("check", "kepala", cycle)
    world.act("undo", "kepala", cycle, seq=done.event.seq)
    assert told(world, "kepala-dua") == ["giliran"]


def test_a_person_is_told_one_thing_of_one_act(world, cycle):
    world.until(cycle, "selesai")
    rows = [(row.person, row.cycle, row.seq) for row in tables.Notice.select()]
    assert len(rows) == len(set(rows))


def test_who_lost_the_right_to_see_the_cycle_sees_no_notice_of_it(world, cycle):
    assert world.desk.unread_count(world.me("kepala"), world.now) == 1
    (held,) = assignments.of_people([world.people["kepala"].id])[world.people["kepala"].id]
    assignments.end(world.store, CONSOLE, held.id, world.now)
    assert told(world, "kepala") == []
    assert world.desk.unread_count(world.me("kepala"), world.now) == 0


def test_other_offices_are_told_nothing(world, cycle):
    world.until(cycle, "selesai")
    assert told(world, "orang-luar") == []


def test_notices_are_read_one_by_one_by_cycle_or_all_and_by_their_person_alone(world, cycle):
    for name in ("a", "b", "c"):
        world.act("comment", "kasubbag", cycle, catatan=name)
    mine = world.desk.news(world.me("kepala"), world.now).rows
    assert [one.unread for one in mine] == [True] * 4
    world.desk.read_news(world.me("sekretaris"), world.now, notice=mine[0].id)
    assert world.desk.unread_count(world.me("kepala"), world.now) == 4
    world.desk.read_news(world.me("kepala"), world.now, notice=mine[0].id)
    assert world.desk.unread_count(world.me("kepala"), world.now) == 3
    world.desk.read_news(world.me("kepala"), world.now, cycle="0" * 32)
    assert world.desk.unread_count(world.me("kepala"), world.now) == 3
    world.desk.read_news(world.me("kepala"), world.now, cycle=cycle.id)
    assert world.desk.unread_count(world.me("kepala"), world.now) == 0
    assert world.desk.unread_count(world.me("sekretaris"), world.now) == 3


def test_a_list_of_notices_is_paged_by_key(world, cycle, monkeypatch):
    monkeypatch.setattr("portal.desk.news.PAGE", 2)
    for name in ("a", "b", "c", "d"):
        world.act("comment", "kasubbag", cycle, catatan=name)
    pages, before = [], None
    while True:
        found = world.desk.news(world.me("kepala"), world.now, before)
        pages.append([one.kind for one in found.rows])
        before = found.next
        if before is None:
            break
    assert pages == [["komentar", "komentar"], ["komentar", "komentar"], ["giliran"]]


def test_a_notice_repeats_nothing_that_somebody_typed(world, cycle):
    world.act("comment", "kasubbag", cycle, catatan="rahasia kantor")
    world.act("cancel", "pengelola", cycle, alasan="rahasia kantor")
    assert not [row for row in tables.Notice.select() if "rahasia" in str(row.detail)]


def test_acts_that_concern_nobody_else_read_no_holders(world, cycle):
    assert not {"mulai", "tunda", "lanjutkan", "tenggat"} & set(notices.TELLING)


def test_a_step_whose_text_ends_with_a_stop_is_told_with_one():
    told = news.sentence("giliran", {"sebagai": "Kasubbag", "no": 2, "uraian": "Menghimpun data kinerja."})
    assert str(told) == "Giliran Anda sebagai Kasubbag: langkah 2, Menghimpun data kinerja."
