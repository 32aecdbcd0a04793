"""Opening a cycle: once a period, by the pengelola, with the SOP that is followed today."""

from __future__ import annotations

import pytest

from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.store import tables
from tests.desk.office import PERIOD, SLUG, form


def test_a_cycle_is_bound_to_the_bytes_it_was_opened_with(world, cycle):
    path = next((world.library.settings.home / "plugins" / "satu" / "sop").glob("*.md"))
    path.write_text(path.read_text("utf-8").replace("Memerintahkan", "Mengubah"), "utf-8")
    again = world.desk.cycle(world.me("pengelola"), cycle.id, world.now)
    assert again.sop.langkah[0].uraian == "Memerintahkan"


def test_a_period_has_one_cycle_and_the_refusal_names_who_opened_it(world, cycle):
    with pytest.raises(Taken, match=r"Triwulan III 2026 .* dibuka oleh Pengelola"):
        world.open()
    assert tables.Cycle.select().count() == 1


def test_a_cancelled_cycle_frees_its_period(world, cycle):
    world.act("cancel", "pengelola", cycle, alasan="periode salah")
    assert world.open().id != cycle.id


@pytest.mark.parametrize("period", ["2062-TW3", "2029-TW1", "2015-TW4", "1999-TW1"])
def test_a_slip_of_the_year_opens_nothing(world, period):
    with pytest.raises(Refusal, match=f"Tahun periode “{period}” terlalu jauh.*2016 sampai 2028") as no:
        world.open(period=period)
    assert no.value.field == "periode" and tables.Cycle.select().count() == 0
    assert world.open(period="2016-TW1").period.text == "2016-TW1"


def test_only_the_pengelola_opens(world):
    with pytest.raises(NotAllowed, match="Hanya pengelola"):
        world.open(who="kepala")
    with pytest.raises(NotThere):
        world.open(who="orang-luar")


def test_a_changed_sop_shows_what_changed_and_waits_for_a_yes(world, cycle):
    path = next((world.library.settings.home / "plugins" / "satu" / "sop").glob("*.md"))
    path.write_text(path.read_text("utf-8").replace("waktu: 2 hari", "waktu: 5 hari"), "utf-8")
    with pytest.raises(Refusal) as refused:
        world.open("2026-TW4")
    assert refused.value.reasons == ("Langkah 2 berubah: waktu.",)
    digest = world.desk.opening(world.me("pengelola"), "satu", SLUG, world.now).digest
    assert world.open("2026-TW4", confirmed=digest).sop.langkah[1].waktu.maks == 5


def test_a_broken_sop_opens_no_cycle_and_is_never_replaced_by_another(world):
    path = next((world.library.settings.home / "plugins" / "satu" / "sop").glob("*.md"))
    path.write_text(path.read_text("utf-8").replace("pelaksana: sekretaris", "pelaksana: sekretariat"), "utf-8")
    with pytest.raises(Refusal) as refused:
        world.open()
    assert refused.value.status == 409
    assert any("sekretariat" in reason for reason in refused.value.reasons)
    assert tables.Cycle.select().count() == 0


@pytest.mark.parametrize("status", ["status: konsep", "status: dicabut", "tanggal_efektif: 2030-01-01"])
def test_an_sop_that_is_not_in_force_opens_no_cycle(world, status):
    path = next((world.library.settings.home / "plugins" / "satu" / "sop").glob("*.md"))
    path.write_text(path.read_text("utf-8").replace("siklus: triwulan", f"siklus: triwulan\n{status}"), "utf-8")
    with pytest.raises(Refusal, match="berlaku"):
        world.open()


def test_an_opening_sent_twice_opens_once(world):
    sent = form()
    first = world.desk.open(world.me("pengelola"), "satu", SLUG, PERIOD, sent, world.now)
    again = world.desk.open(world.me("pengelola"), "satu", SLUG, PERIOD, sent, world.now)
    assert again.again and again.cycle.id == first.cycle.id


def test_the_form_offers_the_period_that_has_just_ended_first(world, cycle):
    asked = world.desk.opening(world.me("pengelola"), "satu", SLUG, world.now)
    assert PERIOD in asked.taken
    assert asked.suggested == "2026-TW4"
