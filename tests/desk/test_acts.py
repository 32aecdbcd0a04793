"""Acts on a cycle: who may do what, and what is on record afterwards."""

from __future__ import annotations

import pytest

from portal.desk import capacity
from portal.people import accounts, assignments
from portal.people.model import CONSOLE
from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.store import tables
from tests.desk.office import ACTING, form


def test_a_check_is_on_record_with_person_role_and_capacity(world, cycle):
    event = world.act("check", "kepala", cycle).event
    row = tables.Event.get((tables.Event.cycle == cycle.id) & (tables.Event.seq == 2))
    assert (row.actor_name, row.role, row.capacity, row.hash) == ("Kepala", "kepala", "definitif", event.hash)


def test_the_next_step_appears_in_my_tasks_of_whoever_holds_it(world, cycle):
    assert not world.desk.tasks(world.me("kasubbag"), world.now).count
    world.act("check", "kepala", cycle)
    tasks = world.desk.tasks(world.me("kasubbag"), world.now)
    assert [(row.step, row.kind) for row in tasks.week] == [("himpun", "centang")]
    assert [row.kind for row in world.desk.tasks(world.me("kabid-a"), world.now).week] == ["serah"]
    assert not world.desk.tasks(world.me("kepala"), world.now).count


def test_a_whole_cycle_runs_from_opening_to_closing(world, cycle):
    done = world.until(cycle, "selesai")
    assert done.state.status == "selesai"
    closed = world.act("close", "pengelola", done).cycle
    assert closed.state.status == "ditutup"
    assert not tables.Task.select().where(tables.Task.cycle == cycle.id).exists()


def test_a_step_of_another_role_is_refused_by_name(world, cycle):
    with pytest.raises(NotAllowed, match="milik Kepala; Anda masuk sebagai Sekretaris"):
        world.act("check", "sekretaris", cycle)


def test_an_administrator_of_cycles_holds_no_role_by_that(world, cycle):
    with pytest.raises(NotAllowed, match="tidak ditugaskan"):
        world.act("check", "pengelola", cycle)


def test_another_agencys_cycle_is_as_absent_as_an_unknown_one(world, cycle):
    refusals = []
    for cycle_id in (cycle.id, "0" * 32):
        for act in ("check", "comment", "cancel"):
            with pytest.raises(NotThere) as refused:
                world.act(act, "orang-luar", cycle_id, step="perintah", catatan="x", alasan="x")
            refusals.append(str(refused.value.message))
    assert len(set(refusals)) == 1


def test_a_portal_administrator_sees_no_cycle(world, cycle):
    world.hire("agnes", "satu")
    world.grant("agnes", "admin", None)
    with pytest.raises(NotThere):
        world.desk.cycle(world.me("agnes"), cycle.id, world.now)


def test_an_assignment_that_has_ended_counts_no_more(world, cycle):
    mine = world.me("kepala").assignments[0]
    assignments.end(world.store, CONSOLE, mine.id, world.now)
    with pytest.raises(NotThere):
        world.act("check", "kepala", cycle)


def test_a_disabled_person_can_do_nothing(world, cycle):
    accounts.disable(world.store, CONSOLE, world.people["kepala"].id, world.now)
    with pytest.raises(NotThere):
        world.act("check", "kepala", cycle)


def test_rights_are_looked_at_again_inside_the_transaction(world, cycle):
    me = world.me("kepala")
    assignments.end(world.store, CONSOLE, me.assignments[0].id, world.now)
    with pytest.raises(Refusal):
        world.desk.check(me, cycle.id, form(step="perintah"), world.now)
    assert tables.Event.select().where(tables.Event.cycle == cycle.id).count() == 1


def test_a_form_sent_twice_is_answered_twice_and_written_once(world, cycle):
    sent = form(step="perintah")
    first = world.desk.check(world.me("kepala"), cycle.id, sent, world.now)
    again = world.desk.check(world.me("kepala"), cycle.id, sent, world.now)
    assert (again.again, again.event) == (True, first.event)
    assert tables.Event.select().where(tables.Event.cycle == cycle.id).count() == 2


def test_the_same_key_with_other_content_is_refused(world, cycle):
    sent = form(step="perintah")
    world.desk.check(world.me("kepala"), cycle.id, sent, world.now)
    other = form(kunci=sent.kunci, step="perintah", catatan="lain")
    with pytest.raises(Taken, match="isi lain"):
        world.desk.check(world.me("kepala"), cycle.id, other, world.now)


def test_a_person_with_two_roles_fills_two_slots_with_two_checks(world, cycle):
    assignments.assign(world.store, CONSOLE, person_id=world.people["kepala"].id, agency="satu", role="kasubbag",
                       mulai=world.now.date(), now=world.now)  # fmt: skip
    at_rapat = world.until(cycle, "rapat")
    one = world.act("check", "kepala", at_rapat)
    assert one.cycle.state.active == "rapat"
    two = world.act("check", "kepala", at_rapat)
    assert {one.event.role, two.event.role} == {"kepala", "kasubbag"}
    assert two.cycle.state.active == "ttd"


def test_a_form_for_one_role_never_fills_the_slot_of_another(world, cycle):
    assignments.assign(world.store, CONSOLE, person_id=world.people["kepala"].id, agency="satu", role="kasubbag",
                       mulai=world.now.date(), now=world.now)  # fmt: skip
    at_rapat = world.until(cycle, "rapat")
    world.act("check", "kepala", at_rapat, role="kepala")
    with pytest.raises(Taken, match="sudah mencatat"):  # from a second window, opened before
        world.act("check", "kepala", at_rapat, role="kepala")
    with pytest.raises(NotAllowed, match="peran yang tidak Anda pegang"):
        world.act("check", "kasubbag", at_rapat, role="sekretaris")
    assert world.act("check", "kepala", at_rapat, role="kasubbag").cycle.state.active == "ttd"


def test_who_heads_two_units_signs_for_the_one_his_form_names(world, cycle):
    assignments.assign(world.store, CONSOLE, person_id=world.people["kabid-a"].id, agency="satu", role="kabid",
                       unit="b", mulai=world.now.date(), now=world.now)  # fmt: skip
    at_ttd = world.until(cycle, "ttd")
    assert world.act("check", "kabid-a", at_ttd, role="kabid", unit="b").event.unit == "b"
    with pytest.raises(Taken, match="sudah mencatat"):
        world.act("check", "kabid-a", at_ttd, role="kabid", unit="b")
    assert world.act("check", "kabid-a", at_ttd, role="kabid", unit="a").event.unit == "a"


def test_who_signs_for_the_whole_office_is_asked_for_which_unit(world, cycle):
    world.hire("kabid-umum", "satu", "kabid")
    at_ttd, me = world.until(cycle, "ttd"), world.me("kabid-umum")
    offered = [held.unit for held, _ in capacity.open_to(me, at_ttd, world.now.date())]
    assert offered == ["a", "b"]
    signed = world.act("check", "kabid-umum", at_ttd, role="kabid", unit="b")
    assert signed.event.unit == "b"
    assert [held.unit for held, _ in capacity.open_to(me, signed.cycle, world.now.date())] == ["a"]


def test_a_head_of_one_unit_cannot_sign_for_another(world, cycle):
    at_ttd = world.until(cycle, "ttd")
    world.act("check", "kabid-a", at_ttd)
    with pytest.raises(Taken, match="Kabid sudah mencatat"):
        world.act("check", "kabid-a", at_ttd)
    with pytest.raises(NotAllowed, match="peran yang tidak Anda pegang"):
        world.act("check", "kabid-a", at_ttd, unit="b", role="kabid")
    with pytest.raises(NotAllowed, match="pegawai unit itu sendiri"):
        world.act("hand_in", "kepala", at_ttd, step="ttd", putaran=1, unit="a")


def test_an_acting_officers_capacity_is_on_record(world, cycle):
    world.hire("plh", "satu", "kepala", **ACTING)
    assert world.act("check", "plh", cycle).event.actor.capacity == "Plh."


def test_a_late_check_asks_for_the_reason_and_keeps_it(world, cycle):
    world.later(days=10)
    with pytest.raises(Refusal, match="lewat tenggat") as refused:
        world.act("check", "kepala", cycle)
    assert refused.value.field == "alasan"
    event = world.act("check", "kepala", cycle, alasan="dinas luar").event
    assert event.payload["alasan"] == "dinas luar"


def test_the_event_that_activates_a_step_carries_its_due_moment_and_why(world, cycle):
    event = world.act("check", "kepala", cycle).event
    due = event.payload["aktif"]
    assert (due["langkah"], due["jatuh_tempo"]) == ("himpun", "2026-10-08T16:59:59.000000Z")
    assert "2 hari" in due["penjelasan"] and "Kamis, 8 Oktober 2026" in due["penjelasan"]


def test_a_return_that_names_a_unit_asks_only_that_unit_again(world, cycle):
    at_rapat = world.until(cycle, "rapat")
    returned = world.act("send_back", "kepala", at_rapat, ke="himpun", alasan="angka tertukar", unit_diminta=("b",))
    assert [(h.unit, h.event is None) for h in returned.cycle.state.steps["himpun"].handins] == [
        ("a", False),
        ("b", True),
    ]
    tasks = tables.Task.select().where((tables.Task.cycle == cycle.id) & (tables.Task.kind == "serah"))
    assert [task.unit for task in tasks] == ["b"]


def test_a_no_with_a_reason_sends_the_cycle_back(world, cycle):
    at_koreksi = world.until(cycle, "koreksi")
    with pytest.raises(Refusal, match="mengembalikan siklus ke langkah 2"):
        world.act("decide", "kepala", at_koreksi, pilihan="tidak")
    back = world.act("decide", "kepala", at_koreksi, pilihan="tidak", alasan="belum cocok").cycle
    assert (back.state.active, back.state.putaran) == ("himpun", 2)


def test_undoing_gives_the_step_back(world, cycle):
    event = world.act("check", "kepala", cycle).event
    undone = world.act("undo", "kepala", cycle, seq=event.seq).cycle
    assert undone.state.active == "perintah"
    assert [task.step for task in tables.Task.select()] == ["perintah"]


def test_nobody_undoes_anothers_act(world, cycle):
    event = world.act("check", "kepala", cycle).event
    with pytest.raises(NotAllowed, match="Hanya Kepala"):
        world.act("undo", "kasubbag", cycle, seq=event.seq)


def test_only_the_pengelola_skips_closes_reopens_and_cancels(world, cycle):
    for act in ("skip", "close", "reopen", "cancel"):
        with pytest.raises(NotAllowed, match="Hanya pengelola"):
            world.act(act, "kepala", cycle, alasan="x", step="perintah", salah="y")


def test_after_closing_nothing_is_written(world, cycle):
    closed = world.act("close", "pengelola", world.until(cycle, "selesai")).cycle
    before = closed.state.seq
    for act, who in (("check", "kepala"), ("comment", "kepala"), ("cancel", "pengelola"), ("close", "pengelola")):
        with pytest.raises(Taken, match="ditutup"):
            world.act(act, who, closed, step="perintah", catatan="x", alasan="x")
    assert tables.Cycle.get_by_id(cycle.id).seq == before


def test_a_reopened_cycle_runs_again_from_where_it_is_told(world, cycle):
    closed = world.act("close", "pengelola", world.until(cycle, "selesai")).cycle
    again = world.act(
        "reopen", "pengelola", closed, alasan="temuan", salah="realisasi", lama="90", baru="96", ke="himpun"
    )
    assert (again.cycle.state.active, again.event.payload["baru"]) == ("himpun", "96")


@pytest.mark.parametrize(
    "bad", [{"catatan": "a\x00b"}, {"catatan": "x" * 4001}, {"kunci": "pendek"}, {"kunci": "a b" * 10}]
)
def test_what_cannot_be_kept_is_refused_before_anything_is_read(bad):
    with pytest.raises(Refusal):
        form(**bad)


def test_who_is_late_and_goes_on_without_some_units_is_asked_for_both_reasons(world, cycle):
    at = world.until(cycle, "himpun")
    world.act("hand_in", "kabid-a", at, unit="a")
    world.later(days=7)
    with pytest.raises(Refusal, match=r"lewat tenggat, dan belum masuk: Bidang B\..*tanpa mereka") as refused:
        world.act("check", "kasubbag", at)
    assert refused.value.field == "alasan"
    assert world.act("check", "kasubbag", at, alasan="Bidang B tidak menjawab").cycle.state.active == "rapat"
