"""Pindah versi: a running cycle goes on with a corrected SOP, and both versions stay in its trail."""

from __future__ import annotations

import pytest

from portal.desk import audit
from portal.refusal import NotAllowed, Refusal, Taken
from portal.store import tables
from tests.desk.office import SLUG, SOP


def correct(world, tmp_path, old: str, new: str) -> None:
    """Correct the office's document, and let the library see it."""
    path = next((tmp_path / "rumah" / "plugins" / "satu" / "sop").glob(f"{SLUG}.md"))
    text = SOP.format(agency="satu")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_cycle_goes_on_with_the_corrected_text_of_a_step_to_come(world, cycle, tmp_path):
    world.act("check", "kepala", cycle)
    correct(world, tmp_path, "uraian: Mengarsipkan", "uraian: Mengarsipkan berkas kinerja")
    moved = world.act("move", "pengelola", cycle, alasan="salah ketik").cycle
    assert moved.sop.step("arsip").uraian == "Mengarsipkan berkas kinerja"
    assert moved.state.active == "himpun" and moved.state.steps["perintah"].state == "selesai"
    event = moved.state.events[-1]
    assert (event.payload["digest_lama"], event.payload["digest_baru"]) == (cycle.digest, moved.digest)
    assert event.payload["dari"] == cycle.snapshot_sha256 != moved.snapshot_sha256
    again = world.desk.cycle(world.me("kepala"), cycle.id, world.now)
    assert again.sop == moved.sop
    assert not world.desk.faults(cycle.id) and not audit.verify().faults


def test_a_new_time_of_the_active_step_moves_its_due_moment(world, cycle, tmp_path):
    world.act("check", "kepala", cycle)
    correct(world, tmp_path, "himpun: unit, waktu: 2 hari", "himpun: unit, waktu: 5 hari")
    moved = world.act("move", "pengelola", cycle, alasan="waktu diperbaiki").cycle
    assert moved.calendar.local(moved.state.active_step.due).date().isoformat() == "2026-10-13"


def test_a_step_that_was_done_may_not_have_changed(world, cycle, tmp_path):
    world.act("check", "kepala", cycle)
    correct(world, tmp_path, "uraian: Memerintahkan", "uraian: Memerintahkan dan menugaskan")
    with pytest.raises(Refusal) as refused:
        world.act("move", "pengelola", cycle, alasan="x")
    assert "Langkah 1 sudah dikerjakan" in str(refused.value.reasons[0])
    assert tables.Event.select().where(tables.Event.cycle == cycle.id).count() == 2


def test_a_cycle_that_is_there_already_does_not_move(world, cycle):
    with pytest.raises(Taken, match="sudah memakai versi"):
        world.act("move", "pengelola", cycle, alasan="x")


def test_only_the_manager_moves_a_cycle(world, cycle, tmp_path):
    correct(world, tmp_path, "uraian: Mengarsipkan", "uraian: Menyimpan")
    with pytest.raises(NotAllowed):
        world.act("move", "kepala", cycle, alasan="x")


def test_a_snapshot_of_the_opening_that_was_changed_shows(world, cycle, tmp_path):
    correct(world, tmp_path, "uraian: Mengarsipkan", "uraian: Menyimpan")
    world.act("move", "pengelola", cycle, alasan="x")
    row = tables.Cycle.get_by_id(cycle.id)
    tables.Cycle.update(opened_with=row.snapshot_sha256).where(tables.Cycle.id == cycle.id).execute()
    assert world.desk.faults(cycle.id)


def test_who_reads_while_a_cycle_moves_sees_it_of_one_moment(world, cycle, tmp_path, monkeypatch):
    correct(world, tmp_path, "uraian: Mengarsipkan", "uraian: Menyimpan")
    known, moved = world.library.agency, []

    def meanwhile(agency_id):
        """The cycle moves on between the reading of its row and of its trail."""
        if not moved:
            moved.append(True)
            world.act("move", "pengelola", cycle, alasan="salah ketik")
        return known(agency_id)

    monkeypatch.setattr(world.library, "agency", meanwhile)
    seen = world.desk.cycle(world.me("kepala"), cycle.id, world.now)
    assert (seen.state.events[-1].kind, seen.sop.step("arsip").uraian) == ("pindah-versi", "Menyimpan")


def add_unit(tmp_path) -> None:
    path = tmp_path / "rumah" / "plugins" / "satu" / "instansi.md"
    path.write_text(path.read_text("utf-8").replace("b: Bidang B", "b: Bidang B Baru, c: Bidang C"), "utf-8")


def test_a_unit_that_is_new_does_not_open_again_what_all_had_done(world, cycle, tmp_path):
    at = world.until(cycle, "koreksi")
    add_unit(tmp_path)
    with pytest.raises(Refusal) as refused:
        world.act("move", "pengelola", at, alasan="bidang baru")
    assert "Langkah 2 sudah dikerjakan tanpa Bidang C" in str(refused.value.reasons[0])
    assert world.desk.cycle(world.me("pengelola"), cycle.id, world.now).state.active == "koreksi"


def test_a_unit_that_is_new_joins_a_cycle_that_has_not_asked_the_units(world, cycle, tmp_path):
    add_unit(tmp_path)
    moved = world.act("move", "pengelola", cycle, alasan="bidang baru").cycle
    assert [unit.nama for unit in moved.sop.unit] == ["Bidang A", "Bidang B Baru", "Bidang C"]
    at = world.act("check", "kepala", moved).cycle
    assert len(at.state.active_step.handins) == 3
