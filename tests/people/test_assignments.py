"""Assignments: roles given and ended, day by day, within each admin's reach."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from portal.people import accounts, assignments
from portal.people.assignments import Assignment, Holder
from portal.people.model import ACTING, CONSOLE, Kapasitas, Person
from portal.people.rules import Manager
from portal.people.standing import Standing, standing_of
from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.store.database import Store
from portal.store.tables import Journal
from tests.people.office import MakePerson

TODAY = date(2026, 10, 6)
DAY = timedelta(days=1)


@pytest.fixture
def ani(person: MakePerson) -> Person:
    return person("ani")


def assign(
    store: Store,
    now: datetime,
    somebody: Person,
    role: str = "kasubbag-perencanaan",
    *,
    by: Manager = CONSOLE,
    agency: str = "purwakarta",
    unit: str | None = None,
    mulai: date = TODAY,
    sampai: date | None = None,
    capacity: Kapasitas = "definitif",
) -> Assignment:
    letter: dict[str, Any] = {"surat": "SP/1", "surat_tanggal": TODAY, "menggantikan": "Dadang"}
    return assignments.assign(
        store, by, person_id=somebody.id, agency=agency, role=role, unit=unit, mulai=mulai, sampai=sampai,
        capacity=capacity, now=now, **(letter if capacity in ACTING else {}),
    )  # fmt: skip


def test_the_first_and_the_last_day_belong_to_an_assignment(store: Store, ani: Person, now: datetime) -> None:
    assign(store, now, ani, mulai=TODAY, sampai=TODAY + DAY)
    held = {day: bool(assignments.holders("purwakarta", TODAY + day * DAY)) for day in (-1, 0, 1, 2)}
    assert held == {-1: False, 0: True, 1: True, 2: False}


def test_holders_are_read_in_one_query_definitif_first(store: Store, person: MakePerson, now: datetime) -> None:
    ani, budi, citra = person("ani"), person("budi"), person("citra")
    assign(store, now, ani, "kabid", unit="ekonomi", capacity="Plt.", sampai=TODAY + 30 * DAY)
    assign(store, now, budi, "kabid", unit="sosial")
    assign(store, now, citra, "sekretaris")
    assign(store, now, citra, "kepala", agency="anambas")
    with store.counting() as count:
        found = assignments.holders("purwakarta", TODAY)
    assert int(count) == 1
    assert found == {
        "kabid": (Holder(budi.id, "Budi", "sosial", "definitif"), Holder(ani.id, "Ani", "ekonomi", "Plt.")),
        "sekretaris": (Holder(citra.id, "Citra", None, "definitif"),),
    }


def test_a_closed_account_holds_no_role(store: Store, ani: Person, now: datetime) -> None:
    assign(store, now, ani)
    accounts.disable(store, CONSOLE, ani.id, now)
    assert assignments.holders("purwakarta", TODAY) == {}
    assert standing_of(ani.id, now).holding("purwakarta", TODAY) == ()
    with pytest.raises(Refusal):
        assign(store, now, ani, "sekretaris")


def test_an_ended_assignment_is_over_on_the_next_request(store: Store, ani: Person, now: datetime) -> None:
    held = assign(store, now, ani)
    assignments.end(store, CONSOLE, held.id, now)
    assert assignments.holders("purwakarta", TODAY) == {}
    assert standing_of(ani.id, now).holding("purwakarta", TODAY) == ()
    with pytest.raises(NotThere):
        assignments.end(store, CONSOLE, held.id, now)


def test_one_role_is_held_by_several_people(store: Store, ani: Person, person: MakePerson, now: datetime) -> None:
    assign(store, now, ani)
    assign(store, now, person("budi"))
    assert len(assignments.holders("purwakarta", TODAY)["kasubbag-perencanaan"]) == 2


@pytest.mark.parametrize(("mulai", "sampai"), [(0, None), (3, 4), (-9, 0), (-9, None), (5, 20)])
def test_nobody_holds_one_role_twice_at_a_time(
    store: Store, ani: Person, now: datetime, mulai: int, sampai: int | None
) -> None:
    assign(store, now, ani, sampai=TODAY + 10 * DAY)
    with pytest.raises(Taken):
        assign(store, now, ani, mulai=TODAY + mulai * DAY, sampai=None if sampai is None else TODAY + sampai * DAY)


def test_the_same_role_may_follow_or_be_for_another_unit(store: Store, ani: Person, now: datetime) -> None:
    assign(store, now, ani, sampai=TODAY + 10 * DAY)
    assign(store, now, ani, mulai=TODAY + 11 * DAY)
    assign(store, now, ani, mulai=TODAY - 9 * DAY, sampai=TODAY - DAY)
    assign(store, now, ani, unit="ekonomi")
    assert len(standing_of(ani.id, now).assignments) == 4


@pytest.mark.parametrize(
    "role", ["admin", "Admin", " admin", "semua", "ALL", "pengelola", "admin_instansi", "", "x" * 65]
)
def test_a_role_is_never_named_like_a_right(store: Store, ani: Person, now: datetime, role: str) -> None:
    with pytest.raises(Refusal) as caught:
        assign(store, now, ani, role)
    assert caught.value.field == "peran"


def test_an_end_before_the_beginning_is_refused(store: Store, ani: Person, now: datetime) -> None:
    with pytest.raises(Refusal) as caught:
        assign(store, now, ani, sampai=TODAY - DAY)
    assert caught.value.field == "sampai"


def test_an_unknown_capacity_is_refused(store: Store, ani: Person, now: datetime) -> None:
    with pytest.raises(Refusal):
        assign(store, now, ani, capacity="raja")  # type: ignore[arg-type]


def test_an_office_admin_assigns_in_his_office_only(
    store: Store, ani: Person, office: Standing, elsewhere: Standing, now: datetime
) -> None:
    held = assign(store, now, ani, by=office)
    for attempt in (
        lambda: assign(store, now, ani, "kepala", by=office, agency="anambas"),
        lambda: assign(store, now, ani, "kepala", by=elsewhere),
        lambda: assign(store, now, ani, "kepala", by=elsewhere, agency="anambas"),
        lambda: assignments.end(store, elsewhere, held.id, now),
    ):
        with pytest.raises(NotThere):
            attempt()


def test_nobody_assigns_himself_or_ends_his_own(store: Store, office: Standing, admin: Standing, now: datetime) -> None:
    for me in (office, admin):
        with pytest.raises(NotAllowed):
            assign(store, now, me.person, by=me)
        held = assign(store, now, me.person)
        with pytest.raises(NotAllowed):
            assignments.end(store, me, held.id, now)


def test_who_administers_nothing_assigns_nobody(store: Store, ani: Person, person: MakePerson, now: datetime) -> None:
    with pytest.raises(NotThere):
        assign(store, now, ani, by=standing_of(person("budi").id, now))


def test_every_assignment_stands_in_the_journal_of_its_agency(
    store: Store, ani: Person, office: Standing, now: datetime
) -> None:
    held = assign(store, now, ani, by=office, unit="ekonomi")
    assignments.end(store, office, held.id, now)
    lines = [line for line in Journal.select() if line.kind.startswith("penugasan")]
    assert [(line.kind, line.agency, line.actor_id) for line in lines] == [
        ("penugasan-dibuat", "purwakarta", office.id),
        ("penugasan-diakhiri", "purwakarta", office.id),
    ]


def test_the_assignments_of_a_page_of_people_take_one_query(
    store: Store, ani: Person, person: MakePerson, now: datetime
) -> None:
    budi = person("budi")
    held = [assign(store, now, ani), assign(store, now, ani, "kepala", agency="anambas"), assign(store, now, budi)]
    with store.counting() as count:
        found = assignments.of_people([ani.id, budi.id])
    assert int(count) == 1
    assert {one.id for those in found.values() for one in those} == {one.id for one in held}
    assert [one.agency for one in assignments.of_people([ani.id], "anambas")[ani.id]] == ["anambas"]
