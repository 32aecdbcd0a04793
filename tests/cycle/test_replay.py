"""What a cycle's events add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.cycle import acts
from portal.cycle.acts import Typed
from portal.cycle.replay import replay
from portal.refusal import NotAllowed, Refusal, Taken


def words(trail):
    return {step: state.state for step, state in trail.state.steps.items()}


def test_a_cycle_begins_at_the_first_row(line):
    assert line.state.active == "perintah"
    assert (line.state.done, line.state.total) == (0, 3)


def test_a_check_starts_the_next_step(line):
    line.check("kepala")
    assert line.state.active == "himpun"
    assert words(line) == {"perintah": "selesai", "himpun": "aktif", "periksa": "belum"}


def test_the_last_check_ends_the_flow_but_does_not_close(line):
    for role in ("kepala", "kasubbag", "sekretaris"):
        line.check(role)
    assert line.state.status == "selesai"
    assert line.state.active is None
    assert (line.state.done, line.state.total) == (3, 3)


def test_a_step_that_is_not_active_cannot_be_checked(line):
    with pytest.raises(Taken, match="menunggu Kepala"):
        line.check("sekretaris", "periksa")


def test_a_second_check_names_who_was_first(line):
    line.check("kepala", who="ana")
    with pytest.raises(Taken, match="sudah diselesaikan oleh Ana"):
        line.check("kepala", "perintah", who="budi")


def test_a_clerk_may_not_check_the_secretarys_step(line):
    line.check("kepala")
    line.check("kasubbag")
    with pytest.raises(NotAllowed, match="menunggu Sekretaris"):
        line.check("kasubbag")


def test_every_role_of_a_step_must_check(trail, step):
    shared = trail(step("rapat", ("kepala", "sekretaris"), "arsip"), step("arsip"))
    shared.check("sekretaris")
    assert shared.state.active == "rapat"
    with pytest.raises(Taken, match="Sekretaris sudah mencatat langkah 1"):
        shared.check("sekretaris")
    shared.check("kepala")
    assert shared.state.active == "arsip"


def test_one_of_several_roles_is_enough_where_the_table_says_so(trail, step):
    shared = trail(step("rapat", ("kepala", "sekretaris"), "arsip", cukup="satu"), step("arsip"))
    shared.check("sekretaris")
    assert shared.state.active == "arsip"


def test_a_step_per_unit_waits_for_every_units_own_check(trail, step):
    signed = trail(step("ttd", "kabid", "arsip", per="unit"), step("arsip"), units=("a", "b"))
    signed.check("kabid", unit="a")
    with pytest.raises(Taken):
        signed.check("kabid", unit="a")
    assert signed.state.active == "ttd"
    signed.check("kabid", unit="b")
    assert signed.state.active == "arsip"


def test_a_step_per_unit_is_a_plain_step_in_an_agency_without_units(trail, step):
    plain = trail(step("ttd", "kabid", "arsip", per="unit"), step("arsip"))
    plain.check("kabid")
    assert plain.state.active == "arsip"


def test_a_collecting_step_knows_who_has_not_handed_in(trail, step):
    collecting = trail(step("himpun", "kasubbag", himpun="unit"), units=("a", "b"))
    collecting.hand_in("a")
    assert [(h.unit, h.event is not None) for h in collecting.state.steps["himpun"].handins] == [
        ("a", True),
        ("b", False),
    ]
    with pytest.raises(Refusal, match="Belum masuk: Bidang B"):
        collecting.check("kasubbag")
    collecting.check("kasubbag", alasan="Bidang B menyusul")
    assert collecting.state.status == "selesai"


def test_a_hand_in_may_be_replaced_until_the_step_is_checked(trail, step):
    collecting = trail(step("himpun", "kasubbag", himpun="unit"), units=("a",))
    collecting.hand_in("a")
    second = collecting.hand_in("a")
    assert collecting.state.steps["himpun"].handins[0].event == second


@pytest.fixture
def decision(trail, step):
    """Rows 9 to 12 of a real table: yes jumps over the correction, no goes through it and back."""
    return trail(
        step("sampaikan", "sekretaris", "koreksi"),
        step("koreksi", "kepala", bentuk="keputusan", ya="ttd", tidak="perbaiki"),
        step("perbaiki", "kasubbag", "sampaikan"),
        step("ttd", "kepala"),
    )


def test_yes_leaves_the_correction_not_taken(decision):
    decision.check("sekretaris")
    assert words(decision)["perbaiki"] == "belum"
    decision.decide("kepala", "ya")
    assert words(decision) == {
        "sampaikan": "selesai", "koreksi": "selesai", "perbaiki": "tidak ditempuh", "ttd": "aktif",
    }  # fmt: skip
    assert (decision.state.done, decision.state.total) == (2, 3)


def test_a_row_that_points_up_to_a_finished_step_is_a_return(decision):
    decision.check("sekretaris")
    decision.decide("kepala", "tidak")
    assert decision.state.putaran == 1, "moving to a step never visited is forward"
    with pytest.raises(Refusal, match="mengembalikan siklus ke langkah 1"):
        decision.check("kasubbag")
    decision.check("kasubbag", alasan="angka TW II tertukar")
    state = decision.state
    assert (state.putaran, state.active) == (2, "sampaikan")
    assert words(decision) == {
        "sampaikan": "aktif", "koreksi": "dibuka lagi", "perbaiki": "dibuka lagi", "ttd": "belum",
    }  # fmt: skip


def test_a_check_of_an_earlier_round_is_told_that_the_step_was_opened_again(decision):
    decision.check("sekretaris")
    decision.decide("kepala", "tidak")
    decision.check("kasubbag", alasan="perbaiki")
    with pytest.raises(Taken, match="sudah dibuka lagi"):
        decision.check("sekretaris", "sampaikan", putaran=1)


def test_a_return_opens_again_what_was_done_since(line):
    line.check("kepala")
    line.check("kasubbag")
    line.send_back("sekretaris", "himpun")
    assert words(line) == {"perintah": "selesai", "himpun": "aktif", "periksa": "belum"}
    assert line.state.putaran == 2
    assert line.state.steps["himpun"].earlier, "the first check is remembered"


def test_a_return_that_the_table_does_not_draw_is_marked(line):
    line.check("kepala")
    line.check("kasubbag")
    assert line.send_back("sekretaris", "himpun").payload["di_luar_alur"] is True


def test_a_return_needs_a_reason_and_a_finished_step(line):
    line.check("kepala")
    with pytest.raises(Refusal, match="apa yang perlu diperbaiki"):
        line.send_back("kasubbag", "perintah", reason="")
    with pytest.raises(Refusal, match="sudah selesai"):
        line.send_back("kasubbag", "periksa")


def test_a_return_that_names_units_lets_the_others_stand(trail, step):
    collecting = trail(step("himpun", "kasubbag", "periksa", himpun="unit"), step("periksa", "kepala"),
                       units=("a", "b"))  # fmt: skip
    collecting.hand_in("a")
    collecting.hand_in("b")
    collecting.check("kasubbag")
    collecting.send_back("kepala", "himpun", "b")
    assert [(h.unit, h.event is not None, h.asked_again) for h in collecting.state.steps["himpun"].handins] == [
        ("a", True, False),
        ("b", False, True),
    ]


def test_undoing_the_last_check_makes_its_step_active_again(line):
    event = line.check("kepala")
    line.undo(event)
    assert line.state.active == "perintah"
    assert event.seq in line.state.undone
    line.check("kepala")
    assert line.state.active == "himpun"


def test_only_the_same_person_may_undo(line):
    event = line.check("kepala", who="ana")
    with pytest.raises(NotAllowed, match="Hanya Ana"):
        line.undo(event, who="budi")


def test_a_check_that_others_built_upon_cannot_be_undone(line):
    event = line.check("kepala")
    line.check("kasubbag")
    with pytest.raises(Taken, match="sesudahnya"):
        line.undo(event)


def test_another_slot_of_the_same_active_step_does_not_hinder_undoing(trail, step):
    shared = trail(step("rapat", ("kepala", "sekretaris", "kasubbag")))
    event = shared.check("kepala")
    shared.check("sekretaris")
    shared.undo(event)
    assert [slot.roles for slot in shared.state.steps["rapat"].open] == [("kepala",), ("kasubbag",)]


def test_a_skipped_step_is_shown_as_skipped_for_ever(line):
    line.skip()
    assert words(line)["perintah"] == "dilewati"
    assert line.state.active == "himpun"
    with pytest.raises(Taken, match="dilewati oleh Pengelola"):
        line.check("kepala", "perintah", putaran=1)


def test_skipping_a_decision_names_its_exit(decision):
    decision.check("sekretaris")
    with pytest.raises(Refusal, match="pilih ke mana"):
        decision.skip()
    decision.skip(choice="ya")
    assert decision.state.active == "ttd"


def test_a_closed_cycle_takes_nothing_more(line):
    for role in ("kepala", "kasubbag", "sekretaris"):
        line.check(role)
    line.write(acts.close(line.state), "pengelola")
    for act in (
        lambda: line.check("kepala", "perintah", putaran=1),
        lambda: acts.comment(line.state, Typed(catatan="halo")),
        lambda: acts.cancel(line.state, Typed(alasan="salah")),
        lambda: acts.close(line.state),
    ):
        with pytest.raises(Taken, match="ditutup"):
            act()


def test_a_cycle_is_closed_only_when_its_flow_has_ended(line):
    with pytest.raises(Taken, match="masih menunggu Kepala"):
        acts.close(line.state)


def test_a_reopened_cycle_says_what_was_wrong_and_goes_back(line):
    for role in ("kepala", "kasubbag", "sekretaris"):
        line.check(role)
    line.write(acts.close(line.state), "pengelola")
    with pytest.raises(Refusal, match="apa yang salah"):
        acts.reopen(line.state, "himpun", None, None, None, Typed(alasan="temuan"))
    line.write(acts.reopen(line.state, "himpun", "realisasi TW III", "90", "96", Typed(alasan="temuan")), "pengelola")
    assert (line.state.status, line.state.active, line.state.putaran) == ("berjalan", "himpun", 2)


def test_a_cancelled_cycle_has_no_open_slot(line):
    line.write(acts.cancel(line.state, Typed(alasan="periode salah")), "pengelola")
    assert line.state.status == "dibatalkan"
    assert line.state.active is None
    assert not any(step.open for step in line.state.steps.values())


def test_a_late_check_without_a_reason_is_refused_with_a_question(trail, step):
    late = trail(step("himpun", "kasubbag"))
    opened = late.events[0]
    due = {"langkah": "himpun", "jatuh_tempo": "2026-01-01T00:00:00+00:00", "penjelasan": "x"}
    late.events[0] = replace(opened, payload={"aktif": due})
    with pytest.raises(Refusal, match="alasan keterlambatan"):
        late.check("kasubbag")
    late.check("kasubbag", alasan="data bidang terlambat")
    assert late.state.status == "selesai"


def test_replaying_a_trail_again_gives_the_same_state(decision):
    decision.check("sekretaris")
    decision.decide("kepala", "tidak")
    decision.check("kasubbag", alasan="perbaiki")
    assert replay(decision.sop, decision.events) == decision.state
