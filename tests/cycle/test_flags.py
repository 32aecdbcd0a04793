"""What is flagged, and what is not: flags tell, and stop nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.cycle import acts, paper, waiting
from portal.cycle.acts import Typed
from portal.cycle.events import Actor
from portal.cycle.evidence import Bukti
from portal.cycle.explained import Due
from portal.cycle.flags import flags
from portal.cycle.tallies import is_late
from portal.cycle.units import gathered
from tests.cycle.trail import START, Trail, row

SCAN = (Bukti("disposisi.pdf", "application/pdf", 12, "ab" * 32),)


def kinds(trail: Trail) -> list[str]:
    return [flag.kind for flag in flags(trail.state)]


def test_a_cycle_done_by_each_in_his_role_has_no_flags(line):
    for role in ("kepala", "kasubbag", "sekretaris"):
        line.check(role)
    assert flags(line.state) == ()


def test_who_made_a_step_and_checks_the_next_in_another_role_is_flagged(line):
    line.check("kepala")
    made = line.check("kasubbag", who="dewi")
    checked = line.check("sekretaris", who="dewi")
    [flag] = flags(line.state)
    assert (flag.kind, flag.seqs) == ("satu orang", (made.seq, checked.seq))
    assert str(flag.text) == "Dewi menyelesaikan langkah 2 sebagai Kasubbag dan langkah 3 sebagai Sekretaris."


def test_two_steps_of_the_same_role_in_a_row_are_no_flag(trail):
    twice = trail(row("satu", "kasubbag", "dua"), row("dua", "kasubbag"))
    twice.check("kasubbag")
    twice.check("kasubbag")
    assert flags(twice.state) == ()


def test_a_skipped_step_between_hides_no_maker(trail):
    three = trail(row("satu", "kasubbag", "dua"), row("dua", "kepala", "tiga"), row("tiga", "sekretaris"))
    three.check("kasubbag", who="dewi")
    three.skip()
    three.check("sekretaris", who="dewi")
    assert kinds(three) == ["dilewati", "satu orang"]


def test_both_slots_of_one_step_by_one_person_are_flagged(trail):
    meeting = trail(row("rapat", ("kepala", "kasubbag")))
    meeting.check("kepala", who="dewi")
    meeting.check("kasubbag", who="dewi")
    assert kinds(meeting) == ["satu orang"]


def test_who_hands_in_and_checks_the_collection_is_flagged(trail):
    collection = trail(row("himpun", himpun="unit"), units=("a", "b"))
    collection.hand_in("a", who="dewi")
    collection.hand_in("b")
    collection.check("kasubbag", who="dewi")
    assert kinds(collection) == ["satu orang"]


@pytest.mark.parametrize("capacity", ["Plt.", "Plh."])
def test_a_check_by_an_acting_official_is_flagged_with_his_capacity(line, capacity):
    check = line.check("kepala", who="udin")
    line.events[-1] = replace(check, actor=Actor("udin", "Udin", capacity))
    [flag] = flags(line.state)
    assert flag.kind == "pejabat sementara"
    assert str(flag.text) == f"Udin menyelesaikan langkah 1 sebagai {capacity} Kepala."


def test_a_paper_is_flagged_and_its_official_counts_by_name(line):
    on_paper = paper.Paper("Dewi", "Plh.", "2026-10-01")
    draft = paper.record(line.state, "perintah", 1, "kepala", None, None, Typed(bukti=SCAN), on_paper,
                         START.date(), line.clock)  # fmt: skip
    line.write(draft, "pengelola")
    line.check("kasubbag", who="dewi")
    assert kinds(line) == ["kertas", "pejabat sementara", "satu orang"]


def test_a_check_that_was_opened_again_is_no_longer_flagged(line):
    line.check("kepala", who="dewi")
    line.check("kasubbag", who="dewi")
    assert kinds(line) == ["satu orang"]
    line.send_back("sekretaris", "perintah")
    assert kinds(line) == []


def test_a_clock_that_went_back_is_told_with_both_numbers(line):
    line.check("kepala")
    line.clock -= timedelta(hours=3)
    line.check("kasubbag")
    [flag] = flags(line.state)
    assert (flag.kind, flag.seqs) == ("jam mundur", (2, 3))


def test_a_step_done_while_it_waits_for_the_outside_is_not_late(line):
    line.check("kepala")
    due = Due(line.clock + timedelta(hours=1), "")
    line.write(waiting.retime(line.state, "himpun", 1, Typed(alasan="libur"), due), "pengelola")
    line.write(waiting.pause(line.state, "himpun", 1, "kasubbag", Typed(alasan="BPS")), "kasubbag")
    line.clock += timedelta(days=9)
    check = line.check("kasubbag")
    assert not is_late(line.state.steps["himpun"], check)


# units ------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(trail):
    """A collection, a signature of each unit, and a decision that may lead back."""
    return trail(
        row("himpun", to="ttd", himpun="unit"), row("ttd", "kabid", "koreksi", per="unit"),
        row("koreksi", "kepala", bentuk="keputusan", ya="arsip", tidak="himpun"), row("arsip", "sekretaris"),
        units=("a", "b", "c"),
    )  # fmt: skip


def at(trail: Trail, step: str):
    found = trail.sop.step(step)
    return gathered(trail.sop, found, trail.state.steps[step])


def until_the_decision(asked: Trail) -> None:
    for unit in ("a", "b", "c"):
        asked.hand_in(unit)
    asked.check("kasubbag")
    for unit in ("a", "b", "c"):
        asked.check("kabid", unit=unit)


def test_hand_ins_and_unit_checks_tell_who_is_missing(asked):
    asked.hand_in("b")
    assert (at(asked, "himpun").come, at(asked, "himpun").missing) == (("Bidang B",), ("Bidang A", "Bidang C"))
    assert at(asked, "ttd") is None and at(asked, "koreksi") is None
    asked.check("kasubbag", alasan="dua bidang menyusul")
    asked.check("kabid", unit="a")
    assert (at(asked, "ttd").come, at(asked, "ttd").missing) == (("Bidang A",), ("Bidang B", "Bidang C"))


def test_unit_checks_that_were_closed_without_the_rest_still_tell_who_is_missing(asked):
    for unit in ("a", "b", "c"):
        asked.hand_in(unit)
    asked.check("kasubbag")
    asked.check("kabid", unit="c")
    asked.skip("dua kabid cuti; disetujui lisan")
    assert at(asked, "ttd").missing == ("Bidang A", "Bidang B")


def test_a_decision_that_leads_back_may_name_the_units_and_the_others_stand(asked):
    until_the_decision(asked)
    draft = acts.decide(asked.state, "koreksi", 1, "kepala", "tidak", Typed(alasan="keliru"), asked.clock, ("b",))
    asked.write(draft, "kepala")
    assert at(asked, "himpun").missing == ("Bidang B",)
    asked.hand_in("b")
    asked.check("kasubbag")
    assert at(asked, "ttd").missing == ("Bidang B",)


def test_a_decision_that_goes_on_asks_no_unit_again(asked):
    until_the_decision(asked)
    draft = acts.decide(asked.state, "koreksi", 1, "kepala", "ya", Typed(), asked.clock, ("b",))
    assert "unit_diminta" not in draft.payload
