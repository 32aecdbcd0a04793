"""Acting officials at the desk: both names stay, and what the agency forbids them is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.cycle.flags import flags
from portal.desk import capacity, rulings
from portal.desk.rulings import Scene
from portal.people import assignments, grants
from portal.people.assignments import Assignment
from portal.people.model import CONSOLE
from portal.refusal import NotAllowed
from portal.settings.agency import AgencySettings
from portal.settings.agency_changes import write_agency_settings
from portal.store import tables
from tests.desk.office import ACTING, form

ONE_DAY = timedelta(days=1)
FORBIDDEN = AgencySettings(plh_tidak_boleh=("centang", "urungkan", "komentar"))


@pytest.fixture
def plh(world):
    world.hire("plh", "satu", "kepala", **ACTING)
    return "plh"


def test_in_whose_place_somebody_acts_stays_in_the_trail(world, cycle, plh):
    done = world.act("check", plh, cycle)
    assert (done.event.actor.capacity, done.event.payload["menggantikan"]) == ("Plh.", "Kepala Lama")
    assert "menggantikan Kepala Lama" in next(flag.text for flag in flags(done.cycle.state))
    undone = world.act("undo", plh, cycle, seq=done.event.seq).event
    assert undone.payload["menggantikan"] == "Kepala Lama"
    assert world.act("comment", plh, cycle, catatan="Baik").event.payload["menggantikan"] == "Kepala Lama"


def test_a_definitive_official_replaces_nobody(world, cycle):
    assert "menggantikan" not in world.act("check", "kepala", cycle).event.payload


def test_what_the_agency_forbids_an_acting_official_is_refused_with_a_sentence(world, cycle, plh):
    done = world.act("check", plh, cycle)
    write_agency_settings(world.library.settings.home, "satu", FORBIDDEN)
    for act, typed in (("undo", {"seq": done.event.seq}), ("comment", {"catatan": "Baik"})):
        with pytest.raises(NotAllowed, match=r"Menurut aturan instansi ini, Plh\. tidak boleh"):
            world.act(act, plh, cycle, **typed)
    assert world.desk.cycle(world.me("pengelola"), cycle.id, world.now).state.seq == 2


def test_who_acts_no_more_takes_nothing_back(world, cycle, plh):
    done = world.act("check", plh, cycle)
    world.grant(plh, "pemantau", "satu")
    world.later(days=6)
    assert world.me(plh).may_see("satu", world.now.date())
    with pytest.raises(NotAllowed, match="Anda tidak lagi memegang peran Kepala"):
        world.act("undo", plh, cycle, seq=done.event.seq)


def test_who_was_appointed_meanwhile_takes_back_as_what_he_is_now(world, cycle, plh):
    done = world.act("check", plh, cycle)
    world.later(days=6)
    assignments.assign(world.store, CONSOLE, person_id=world.people[plh].id, agency="satu", role="kepala",
                       mulai=world.now.date(), now=world.now)  # fmt: skip
    undone = world.act("undo", plh, cycle, seq=done.event.seq).event
    assert undone.actor.capacity == "definitif" and "menggantikan" not in undone.payload


def test_who_manages_no_more_takes_back_nothing_that_he_did_as_manager(world, cycle):
    done = world.act("skip", "pengelola", cycle, alasan="kepala cuti")
    (held,) = grants.of_people([world.people["pengelola"].id])[world.people["pengelola"].id]
    grants.revoke(world.store, CONSOLE, held.id, world.now)
    world.grant("pengelola", "pemantau", "satu")
    with pytest.raises(NotAllowed, match="Hanya pengelola"):
        world.act("undo", "pengelola", cycle, seq=done.event.seq)


def test_an_act_that_is_not_forbidden_stays_allowed(world, cycle, plh):
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(plh_tidak_boleh=("putuskan",)))
    assert world.act("check", plh, cycle).cycle.state.active == "himpun"


def test_who_became_acting_meanwhile_is_refused_inside_the_transaction(world, cycle, monkeypatch):
    """He was definitive when he was judged; when it is written he stands in for another, and may not."""
    write_agency_settings(world.library.settings.home, "satu", FORBIDDEN)
    kepala = world.people["kepala"]
    judged = rulings.check

    def once_then_acting(scene: Scene):
        ruling = judged(scene)
        if once_then_acting.first:
            once_then_acting.first = False
            (held,) = assignments.of_people([kepala.id])[kepala.id]
            assignments.end(world.store, CONSOLE, held.id, world.now)
            assignments.assign(world.store, CONSOLE, person_id=kepala.id, agency="satu", role="kepala",
                               mulai=world.now.date(), now=world.now, **ACTING)  # fmt: skip
        return ruling

    once_then_acting.first = True
    with pytest.raises(NotAllowed, match=r"Plh\. tidak boleh menyelesaikan langkah"):
        world.desk._writer.act("centang", once_then_acting, world.me("kepala"), cycle.id,
                               form(step="perintah"), world.now)  # fmt: skip
    assert tables.Event.select().where(tables.Event.cycle == cycle.id).count() == 1


def test_a_seat_nobody_holds_is_named_with_its_unit(world, cycle):
    held = dict(assignments.holders("satu", world.now.date()))
    assert capacity.vacant(cycle.sop, held) == ()
    without = {**held, "kabid": tuple(one for one in held["kabid"] if one.unit == "a"), "sekretaris": ()}
    assert set(capacity.vacant(cycle.sop, without)) == {"Bidang B", "Kabid, Bidang B", "Sekretaris"}
    everywhere = {**held, "kabid": (replace(held["kabid"][0], unit=None),)}
    assert "Kabid, Bidang B" not in capacity.vacant(cycle.sop, everywhere)


def test_a_seat_that_only_finished_steps_needed_is_missed_no_more(world, cycle):
    at = world.until(cycle, "koreksi")
    held = {"kepala": assignments.holders("satu", world.now.date())["kepala"]}
    assert set(capacity.vacant(at.sop, held, at.state)) == {"Sekretaris"}
    back = world.act("send_back", "kepala", at, ke="ttd", alasan="belum ditandatangani").cycle
    assert "Kabid" in capacity.vacant(back.sop, held, back.state)


def test_an_assignment_tells_that_it_is_acting(world, plh):
    (held,) = assignments.of_people([world.people["plh"].id])[world.people["plh"].id]
    assert isinstance(held, Assignment) and held.acting and not held.extended


@pytest.fixture
def in_wita(world, tmp_path):
    """The office lies in WITA, an hour before WIB."""
    path = tmp_path / "rumah" / "plugins" / "satu" / "instansi.md"
    path.write_text(path.read_text("utf-8").replace("unit:", "zona_waktu: WITA\nunit:"), "utf-8")
    return world


def test_an_acting_official_begins_and_ends_at_midnight_of_his_office(in_wita):
    world = in_wita
    cycle = world.open()
    world.hire("plh", "satu", "kepala", **{**ACTING, "sampai": date(2026, 10, 7)})
    row = tables.Assignment.get(tables.Assignment.person == world.people["plh"].id)
    tables.Assignment.update(mulai=date(2026, 10, 7)).where(tables.Assignment.id == row.id).execute()
    last, first = datetime(2026, 10, 6, 15, 59, 59, tzinfo=UTC), datetime(2026, 10, 6, 16, 0, tzinfo=UTC)
    for begins, there in ((last, False), (first, True), (last + ONE_DAY, True), (first + ONE_DAY, False)):
        world.now = begins
        me = world.me("plh")
        assert world.desk.count(me, world.now) == int(there)
        assert world.desk.tasks(me, world.now).count == int(there)
        assert bool(world.desk.cycles(me, world.now).rows) is there
        assert bool(world.desk.agencies(me, world.now)) is there
    world.now = last + ONE_DAY
    assert world.act("check", "plh", cycle).event.actor.capacity == "Plh."
