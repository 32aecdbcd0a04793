"""The table of days off: what a new portal begins with, who writes what, and who reads it when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.cycle.holidays import Holiday
from portal.days import changes
from portal.days.kept import Days
from portal.people.model import CONSOLE
from portal.refusal import NotAllowed, NotThere, Refusal
from portal.settings.agency import AgencySettings, SopSettings
from portal.settings.agency_changes import write_agency_settings
from portal.store import tables
from tests.desk.office import SLUG, SOP, World, form

LOCAL = Holiday(date(2026, 10, 7), "Hari Jadi Kabupaten", "lokal", "Kep. Bupati 12/2026")


def agency(world: World, name: str = "satu"):
    return world.library.agency(name)


def test_a_new_portal_knows_the_decreed_years(world):
    off = world.desk.days.off("satu")
    assert off.by_day[date(2026, 3, 18)].name == "Cuti Bersama Hari Suci Nyepi"
    assert off.decreed == frozenset(range(2022, 2028))
    assert off.in_ramadan(date(2026, 2, 19))
    assert not off.in_ramadan(date(2026, 3, 21))


def test_every_shipped_day_names_its_source(world):
    sources = [row.holiday.source for row in world.desk.days.rows()]
    assert len(sources) > 100 and all(sources)


def test_a_day_that_is_added_counts_at_once_and_at_its_own_agency_only(world):
    days = world.desk.days
    assert days.calendar(agency(world)).is_workday(date(2026, 10, 7))
    changes.add(world.store, world.me("pengelola"), LOCAL, world.now, "satu")
    assert not days.calendar(agency(world)).is_workday(date(2026, 10, 7))
    assert days.calendar(agency(world, "dua")).is_workday(date(2026, 10, 7))


def test_another_process_sees_the_day_too(world):
    other = Days(world.store, world.library)
    assert date(2026, 10, 7) not in other.off("satu").by_day
    changes.add(world.store, world.me("pengelola"), LOCAL, world.now, "satu")
    assert date(2026, 10, 7) in other.off("satu").by_day


def test_days_are_read_once_however_often_they_are_asked_for(world):
    days = world.desk.days
    days.off("satu")
    with world.store.counting() as count:
        for _ in range(50):
            days.calendar(agency(world)).is_workday(date(2026, 10, 7))
    assert int(count) == 0


def test_a_withdrawn_day_counts_no_longer_and_stays_in_the_table(world):
    row = changes.add(world.store, world.me("admin-satu"), LOCAL, world.now, "satu")
    changes.withdraw(world.store, world.me("admin-satu"), row.id, world.now, "satu")
    assert date(2026, 10, 7) not in world.desk.days.off("satu").by_day
    assert tables.Holiday.get_by_id(row.id).withdrawn_at == world.now


def test_what_was_changed_stands_in_the_journal(world):
    row = changes.add(world.store, world.me("pengelola"), LOCAL, world.now, "satu")
    changes.withdraw(world.store, world.me("pengelola"), row.id, world.now, "satu")
    lines = list(tables.Journal.select().order_by(tables.Journal.seq.desc()).limit(2))
    assert [line.kind for line in lines] == ["kalender-dicabut", "kalender-ditambah"]
    assert {line.agency for line in lines} == {"satu"}
    assert "Kep. Bupati 12/2026" in lines[1].detail


@pytest.mark.parametrize("who", ["kepala", "orang-luar", "agnes"])
def test_an_agencys_own_days_are_written_by_those_who_answer_for_it(world, who):
    if who == "agnes":
        changes.add(world.store, world.me(who), LOCAL, world.now, "satu")
        return
    with pytest.raises(NotThere):
        changes.add(world.store, world.me(who), LOCAL, world.now, "satu")


@pytest.mark.parametrize("who", ["kepala", "pengelola", "admin-satu"])
def test_the_nations_days_are_written_by_the_portals_administrator(world, who):
    wanted = Holiday(date(2026, 10, 7), "Pemilu", "libur", "Keppres 1/2026")
    with pytest.raises(NotAllowed):
        changes.add(world.store, world.me(who), wanted, world.now)
    changes.add(world.store, world.me("agnes"), wanted, world.now)
    assert date(2026, 10, 7) in world.desk.days.off("dua").by_day


def test_an_agencys_manager_cannot_withdraw_the_nations_day(world):
    with pytest.raises(NotThere):
        changes.withdraw(world.store, world.me("pengelola"), "2026-12-25-libur", world.now, "satu")


def test_a_day_stands_once(world):
    changes.add(world.store, CONSOLE, LOCAL, world.now, "satu")
    with pytest.raises(Refusal, match="Rabu, 7 Oktober 2026 sudah ada di kalender: Hari Jadi Kabupaten") as no:
        changes.add(world.store, CONSOLE, Holiday(date(2026, 10, 5), "X", "lokal", "x", date(2026, 10, 8)), world.now,
                    "satu")  # fmt: skip
    assert no.value.status == 409


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Holiday(date(1999, 1, 1), "X", "lokal", "x"), "tanggal"),
        (Holiday(date(2026, 1, 2), "X", "lokal", "x", date(2026, 1, 1)), "sampai"),
        (Holiday(date(2026, 1, 2), "X", "lokal", "x", date(2026, 12, 1)), "sampai"),
        (Holiday(date(2026, 1, 2), "  ", "lokal", "x"), "nama"),
        (Holiday(date(2026, 1, 2), "a\x00b", "lokal", "x"), "nama"),
        (Holiday(date(2026, 1, 2), "X", "lokal", " "), "sumber"),
        (Holiday(date(2026, 1, 2), "X", "libur", "x"), "jenis"),
    ],
)
def test_what_is_no_day_off_is_refused_with_its_field(world, wanted, field):
    with pytest.raises(Refusal) as no:
        changes.add(world.store, CONSOLE, wanted, world.now, "satu")
    assert no.value.field == field


def test_a_cycle_counts_in_the_days_of_its_office(world):
    changes.add(world.store, world.me("pengelola"), LOCAL, world.now, "satu")
    cycle = world.open()
    assert cycle.calendar.local(cycle.state.active_step.due).date() == date(2026, 10, 8)
    assert cycle.state.active_step.due_facts["lewat"] == [["2026-10-07", "Hari Jadi Kabupaten"]]


def test_a_cycle_reads_its_deadlines_as_its_agency_does(world):
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(menit="tanpa batas"))
    cycle = world.open()
    assert cycle.state.active_step.due is None
    plain = AgencySettings(hari="kerja", sop={SLUG: SopSettings(hari="kalender")})
    write_agency_settings(world.library.settings.home, "satu", plain)
    assert world.desk.days.calendar(agency(world), SLUG).habits.hari == "kalender"
    assert world.desk.days.calendar(agency(world)).habits.hari == "kerja"


def test_an_agency_may_work_six_days(world):
    write_agency_settings(world.library.settings.home, "satu", AgencySettings(hari_kerja=6))
    assert world.open().calendar.workweek == 6


def test_a_new_day_off_moves_nothing_by_itself_and_says_what_it_would_move(world):
    before = world.open().state.active_step.due
    changes.add(world.store, world.me("agnes"), Holiday(date(2026, 10, 7), "Pemilu", "libur", "Keppres 1"), world.now)
    cycle = world.desk.cycles(world.me("pengelola"), world.now).rows[0]
    assert cycle.due_at == before
    (moving,) = world.desk.moving(world.me("pengelola"), agency(world), world.now)
    assert (moving.cycle, moving.no, moving.step.id, moving.before) == (cycle.id, 1, "perintah", before)
    assert moving.due.day == date(2026, 10, 8)
    assert world.desk.moving(world.me("kepala"), agency(world), world.now) == ()


def test_the_pengelola_confirms_and_the_due_moment_moves(world):
    cycle = world.open()
    changes.add(world.store, world.me("pengelola"), LOCAL, world.now, "satu")
    sent = form(step="perintah", putaran=1, alasan="Kep. Bupati 12/2026")
    after = world.desk.retime(world.me("pengelola"), cycle.id, sent, world.now).cycle
    assert after.calendar.local(after.state.active_step.due).date() == date(2026, 10, 8)
    told = after.state.events[-1].payload
    assert told["alasan"] == "Kep. Bupati 12/2026"
    assert told["aktif"]["lewat"] == [["2026-10-07", "Hari Jadi Kabupaten"]]
    assert told["aktif"]["lama"] == cycle.state.active_step.due_facts["jatuh_tempo"]
    assert world.desk.moving(world.me("pengelola"), agency(world), world.now) == ()


def test_a_step_that_has_waited_is_not_taken_for_one_that_moves(world):
    cycle = world.open()
    world.act("pause", "kepala", cycle, alasan="Menunggu Bappeda", step="perintah", putaran=1)
    world.later(days=1)
    world.act("resume", "kepala", cycle, step="perintah", putaran=1)
    assert world.desk.moving(world.me("pengelola"), agency(world), world.now) == ()


def test_a_past_due_moment_is_never_computed_again(world):
    cycle = world.open()
    world.now = datetime(2026, 10, 20, 2, tzinfo=UTC)
    changes.add(world.store, world.me("pengelola"), LOCAL, world.now, "satu")
    assert world.desk.cycle(world.me("pengelola"), cycle.id, world.now).state.active_step.due == (
        cycle.state.active_step.due
    )


def test_h_minus_n_counts_back_from_the_day_that_was_named_at_the_opening(world):
    sop = SOP.replace("waktu: 5 menit", "tenggat: H-3 hari kerja")
    (world.library.settings.home / "plugins" / "satu" / "sop" / f"{SLUG}.md").write_text(sop.format(agency="satu"))
    assert world.desk.opening(world.me("pengelola"), "satu", SLUG, world.now).counts_back
    with pytest.raises(Refusal):
        world.open(counts={"hari H": "besok"})
    cycle = world.open(counts={"hari H": "2026-12-29"})
    assert cycle.calendar.local(cycle.state.active_step.due).date() == date(2026, 12, 22)
    again = world.desk.cycle(world.me("pengelola"), cycle.id, world.now)
    assert again.calendar.event_day == date(2026, 12, 29)
    assert world.open("2026-TW2").state.active_step.due is None
