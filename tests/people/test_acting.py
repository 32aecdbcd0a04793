"""Acting officials: a surat perintah, three months, once three more, and a warning before each end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from portal.people import acting, assignments
from portal.people.assignments import Assignment
from portal.people.model import CONSOLE, Person
from portal.people.standing import Standing
from portal.refusal import NotAllowed, NotThere, Refusal
from portal.store.database import Store
from tests.people.office import MakePerson, journaled

TODAY = date(2026, 10, 6)
DAY = timedelta(days=1)


@pytest.fixture
def ani(person: MakePerson) -> Person:
    return person("ani")


def appoint(store: Store, now: datetime, somebody: Person, **more: Any) -> Assignment:
    terms: dict[str, Any] = {
        "agency": "purwakarta", "role": "kepala", "mulai": TODAY, "capacity": "Plt.", "sampai": date(2027, 1, 6),
        "surat": "SP/1", "surat_tanggal": TODAY, "menggantikan": "Ujang Sumarna",
    }  # fmt: skip
    return assignments.assign(store, CONSOLE, person_id=somebody.id, now=now, **{**terms, **more})


def extend(store: Store, now: datetime, held: Assignment, sampai: date, by: Any = CONSOLE) -> Assignment:
    return assignments.extend(store, by, held.id, sampai=sampai, surat="SP/2", surat_tanggal=TODAY, now=now)


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"surat": None}, "surat"), ({"surat_tanggal": None}, "surat"), ({"sampai": None}, "sampai"),
     ({"capacity": "Plh.", "menggantikan": " "}, "menggantikan"), ({"sampai": date(2027, 1, 7)}, "sampai")],
)  # fmt: skip
def test_an_acting_official_needs_his_surat_and_an_end_within_three_months(
    store: Store, ani: Person, now: datetime, missing: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        appoint(store, now, ani, **missing)
    assert refused.value.field == field
    assert assignments.of_people([ani.id]) == {}


def test_whom_he_replaces_and_his_surat_are_kept(store: Store, ani: Person, now: datetime) -> None:
    appoint(store, now, ani)
    (held,) = assignments.of_people([ani.id])[ani.id]
    assert (held.surat, held.surat_tanggal, held.menggantikan) == ("SP/1", TODAY, "Ujang Sumarna")


def test_a_definitive_official_replaces_nobody_and_needs_no_surat(store: Store, ani: Person, now: datetime) -> None:
    held = appoint(store, now, ani, capacity="definitif", sampai=None, surat=None, surat_tanggal=None)
    assert held.menggantikan is None


def test_he_is_extended_once_by_three_months(store: Store, ani: Person, now: datetime) -> None:
    held = appoint(store, now, ani)
    with pytest.raises(Refusal, match="enam bulan"):
        extend(store, now, held, date(2027, 4, 7))
    longer = extend(store, now, held, date(2027, 4, 6))
    assert (longer.sampai, longer.perpanjangan) == (date(2027, 4, 6), "SP/2")
    assert journaled()[-1] == "penugasan-diperpanjang"


def test_a_second_extension_is_refused_with_the_reason(store: Store, ani: Person, now: datetime) -> None:
    held = extend(store, now, appoint(store, now, ani, sampai=TODAY + 20 * DAY), TODAY + 40 * DAY)
    with pytest.raises(Refusal, match="hanya dapat diperpanjang sekali") as refused:
        extend(store, now, held, TODAY + 60 * DAY)
    assert refused.value.status == 409


def test_a_new_appointment_that_goes_straight_on_counts_from_the_first_day(
    store: Store, ani: Person, now: datetime
) -> None:
    appoint(store, now, ani)
    appoint(store, now, ani, mulai=date(2027, 1, 7), sampai=date(2027, 4, 6), capacity="Plh.")
    with pytest.raises(Refusal, match="Ia bertugas sejak Selasa, 6 Oktober 2026"):
        appoint(store, now, ani, mulai=date(2027, 4, 7), sampai=date(2027, 4, 8))
    appoint(store, now, ani, mulai=date(2027, 5, 3), sampai=date(2027, 8, 3))


def test_an_appointment_ended_on_its_first_day_was_a_mistake_and_does_not_count(
    store: Store, ani: Person, now: datetime
) -> None:
    wrong = appoint(store, now, ani)
    assignments.end(store, CONSOLE, wrong.id, now)
    held = appoint(store, now, ani)
    assert acting.furthest(held, assignments.terms_of(held)) == date(2027, 4, 6)


def test_nobody_extends_his_own_and_none_of_another_office(
    store: Store, office: Standing, elsewhere: Standing, now: datetime
) -> None:
    held = appoint(store, now, office.person)
    with pytest.raises(NotAllowed):
        extend(store, now, held, date(2027, 2, 1), office)
    with pytest.raises(NotThere):
        extend(store, now, held, date(2027, 2, 1), elsewhere)


def test_a_definitive_assignment_is_not_extended(store: Store, ani: Person, now: datetime) -> None:
    held = appoint(store, now, ani, capacity="definitif")
    with pytest.raises(Refusal, match="Hanya penugasan Plt"):
        extend(store, now, held, date(2027, 2, 1))


@pytest.mark.parametrize(("days", "told"), [(15, False), (14, True), (0, True), (-1, False)])
def test_an_end_is_told_from_two_weeks_before(store: Store, ani: Person, now: datetime, days: int, told: bool) -> None:
    held = appoint(store, now, ani)
    assert held.sampai is not None
    today = held.sampai - days * DAY
    found = acting.ending([held], today)
    assert bool(found) == told
    assert [name for name, _ in assignments.ending("purwakarta", today)] == (["Ani"] if told else [])
    assert all(one.extendable for one in found)


def test_the_end_of_any_assignment_is_told(store: Store, ani: Person, now: datetime) -> None:
    held = appoint(store, now, ani, capacity="definitif", sampai=TODAY + 3 * DAY)
    assert acting.ending([held], TODAY) == (acting.Ending(held, TODAY + 3 * DAY, False),)


@pytest.mark.parametrize(
    ("day", "later"), [(date(2026, 11, 30), date(2027, 2, 28)), (date(2026, 10, 31), date(2027, 1, 31))]
)
def test_a_month_ends_on_the_same_date_or_its_last_day(day: date, later: date) -> None:
    assert acting.months_later(day, 3) == later
