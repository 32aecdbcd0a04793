"""Enrolling a staff list: all or none, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from portal.people import assignments, invites
from portal.people.enrolment import compared, enrol
from portal.people.passwords import Passwords
from portal.people.roster import read_roster
from portal.people.standing import Standing
from portal.refusal import NotThere, Refusal
from portal.store.database import Store
from portal.store.tables import Person
from tests.people.office import GOOD, MakePerson, journaled, link_of

LIST = """\
Nama\tNIP\tJabatan\tUnit
Budi Santoso, S.Sos.\t197010231992031007\tKepala Bidang\tEkonomi
Budi Santoso\t198001012005011002\tSekretaris\t
Citra\t\tPengemudi\t
"""
TITLES = {"kabid": "Kepala Bidang", "sekretaris": "Sekretaris"}
UNITS = {"ekonomi": "Bidang Ekonomi"}
ROWS = read_roster(LIST, TITLES, UNITS)


def test_each_person_gets_an_account_a_role_and_a_card(
    store: Store, office: Standing, passwords: Passwords, now: datetime
) -> None:
    cards = enrol(store, office, "purwakarta", ROWS, now, now.date())
    assert [(card.nama, card.username) for card in cards] == [
        ("Budi Santoso, S.Sos.", "budi.santoso"), ("Budi Santoso", "budi.santoso2"), ("Citra", "citra")
    ]  # fmt: skip
    assert {card.expires_at for card in cards} == {now + timedelta(days=14)}
    held = assignments.holders("purwakarta", now.date())
    assert {role: [(one.name, one.unit) for one in those] for role, those in held.items()} == {
        "kabid": [("Budi Santoso, S.Sos.", "ekonomi")],
        "sekretaris": [("Budi Santoso", None)],
    }
    started = invites.redeem(store, passwords, link_of(cards[1]), GOOD, now)
    assert (started.username, started.agency, started.nip) == ("budi.santoso2", "purwakarta", "198001012005011002")


def test_a_role_may_be_chosen_in_the_preview(store: Store, office: Standing, now: datetime) -> None:
    enrol(store, office, "purwakarta", [replace(ROWS[2], role="kepala")], now, now.date())
    assert list(assignments.holders("purwakarta", now.date())) == ["kepala"]


def test_a_row_with_a_problem_stops_the_whole_list(store: Store, office: Standing, now: datetime) -> None:
    rows = (*ROWS, replace(ROWS[2], line=9, problems=("NIP salah.",)))
    with pytest.raises(Refusal) as caught:
        enrol(store, office, "purwakarta", rows, now, now.date())
    assert caught.value.reasons == ("9: NIP salah.",)
    assert Person.select().where(Person.id != office.id).count() == 0
    assert journaled() == ["akun-dibuat", "hak-diberikan"]


def test_a_list_sent_twice_makes_nobody_twice(store: Store, office: Standing, now: datetime) -> None:
    enrol(store, office, "purwakarta", ROWS, now, now.date())
    count = Person.select().count()
    with pytest.raises(Refusal) as caught:
        enrol(store, office, "purwakarta", ROWS, now, now.date())
    assert len(caught.value.reasons) == 3
    assert "budi.santoso" in caught.value.reasons[0]
    assert Person.select().count() == count


def test_the_preview_names_who_is_there_already(store: Store, person: MakePerson) -> None:
    person("ani", nama="Nama Lama", nip="197010231992031007")
    person("citra.lain", nama="CITRA", nip="197010231992031999")
    person("budi", nama="Budi Santoso", nip="199901012020011001")
    with store.counting() as count:
        rows = compared(ROWS, "purwakarta")
    assert int(count) == 1
    assert [[str(problem) for problem in row.problems] for row in rows] == [
        ["Sudah punya akun: ani."], [], ["Sudah punya akun: citra.lain."]
    ]  # fmt: skip
    assert compared(ROWS, "anambas") == ROWS


def test_a_list_is_enrolled_by_the_offices_own_admin_only(store: Store, elsewhere: Standing, now: datetime) -> None:
    with pytest.raises(NotThere):
        enrol(store, elsewhere, "purwakarta", ROWS, now, now.date())
