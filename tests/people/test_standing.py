"""Standing and grants: what a person may do today, and who may give and take it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from portal.people import accounts, assignments, grants
from portal.people.model import CONSOLE, Grant, Person, Right
from portal.people.rules import Manager
from portal.people.standing import Standing, standing_of
from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.store.database import Store
from tests.people.office import MakePerson, journaled

TODAY = date(2026, 10, 6)
DAY = timedelta(days=1)


@pytest.fixture
def ani(person: MakePerson) -> Person:
    return person("ani")


def give(
    store: Store,
    now: datetime,
    somebody: Person,
    right: Right,
    agency: str | None = "purwakarta",
    *,
    by: Manager = CONSOLE,
    mulai: date | None = None,
    sampai: date | None = None,
) -> Grant:
    return grants.give(
        store, by, person_id=somebody.id, right=right, agency=agency, mulai=mulai, sampai=sampai, now=now
    )  # fmt: skip


def able(me: Standing, agency: str = "purwakarta", day: date = TODAY) -> set[str]:
    questions = {
        "see": me.may_see(agency, day),
        "oversee": me.only_oversees(agency, day),
        "manage": me.may_manage(agency, day),
        "administer": me.may_administer(agency, day),
        "admin": me.is_admin(day),
    }
    return {word for word, yes in questions.items() if yes}


def test_a_standing_is_read_in_two_queries(store: Store, ani: Person, now: datetime) -> None:
    for role in ("kepala", "sekretaris", "kabid"):
        assignments.assign(store, CONSOLE, person_id=ani.id, agency="purwakarta", role=role, mulai=TODAY, now=now)
    give(store, now, ani, "pengelola")
    with store.counting() as count:
        me = standing_of(ani.id, now)
    assert int(count) <= 2
    assert (len(me.assignments), len(me.grants)) == (3, 1)


def test_a_stranger_may_nothing(ani: Person, now: datetime) -> None:
    assert able(standing_of(ani.id, now)) == set()
    with pytest.raises(NotThere):
        standing_of("0" * 32, now)


@pytest.mark.parametrize(
    ("right", "agency", "may"),
    [
        ("admin", None, {"admin", "administer"}),
        ("admin_instansi", "purwakarta", {"administer"}),
        ("pengelola", "purwakarta", {"see", "manage"}),
        ("pemantau", "purwakarta", {"see", "oversee"}),
    ],
)
def test_each_right_gives_just_what_it_says(
    store: Store, ani: Person, now: datetime, right: Right, agency: str | None, may: set[str]
) -> None:
    give(store, now, ani, right, agency, mulai=TODAY, sampai=TODAY + DAY)
    me = standing_of(ani.id, now)
    assert able(me) == may
    assert able(me, "anambas") == may & {"admin"} | ({"administer"} if right == "admin" else set())
    assert able(me, day=TODAY + 2 * DAY) == set()
    assert able(me, day=TODAY - DAY) == set()


def test_an_admin_without_a_right_in_an_agency_sees_no_cycle(admin: Standing) -> None:
    assert not admin.may_see("purwakarta", TODAY)
    assert admin.agencies(TODAY) == ()


def test_a_holder_sees_his_agency_and_no_other(store: Store, ani: Person, now: datetime) -> None:
    assignments.assign(store, CONSOLE, person_id=ani.id, agency="purwakarta", role="kabid", mulai=TODAY, now=now)
    me = standing_of(ani.id, now)
    assert able(me) == {"see"}
    assert (me.may_see("anambas", TODAY), me.agencies(TODAY)) == (False, ("purwakarta",))
    assert me.agencies(TODAY - DAY) == ()


def test_who_oversees_and_holds_a_role_does_not_only_oversee(store: Store, ani: Person, now: datetime) -> None:
    give(store, now, ani, "pemantau", mulai=TODAY, sampai=TODAY)
    assignments.assign(store, CONSOLE, person_id=ani.id, agency="purwakarta", role="kabid", mulai=TODAY, now=now)
    assert able(standing_of(ani.id, now)) == {"see"}


def test_definitif_comes_before_acting(store: Store, ani: Person, now: datetime) -> None:
    for capacity, role in (("Plt.", "kepala"), ("definitif", "sekretaris"), ("Plh.", "kabid")):
        assignments.assign(
            store, CONSOLE, person_id=ani.id, agency="purwakarta", role=role, mulai=TODAY, now=now,
            capacity=capacity, sampai=TODAY + DAY, surat="SP/1", surat_tanggal=TODAY,  # type: ignore[arg-type]
            menggantikan="Budi",
        )  # fmt: skip
    assert standing_of(ani.id, now).holding("purwakarta", TODAY)[0].role == "sekretaris"


def test_a_day_that_is_over_in_one_zone_still_counts_in_another(store: Store, ani: Person) -> None:
    late = datetime.fromisoformat("2026-10-06T16:30:00Z")  # 00.30 of the 7th in WITA, 23.30 of the 6th in WIB
    assignments.assign(
        store, CONSOLE, person_id=ani.id, agency="purwakarta", role="kabid", mulai=TODAY, sampai=TODAY, now=late
    )
    me = standing_of(ani.id, late + timedelta(hours=9))
    assert me.holding("purwakarta", TODAY)
    assert not me.holding("purwakarta", TODAY + DAY)


def test_a_closed_account_may_nothing(store: Store, admin: Standing, now: datetime) -> None:
    accounts.disable(store, CONSOLE, admin.id, now)
    assert able(standing_of(admin.id, now)) == set()


def test_a_taken_right_is_gone_on_the_next_request(store: Store, ani: Person, now: datetime) -> None:
    held = give(store, now, ani, "pengelola")
    grants.revoke(store, CONSOLE, held.id, now)
    assert able(standing_of(ani.id, now)) == set()
    assert journaled()[-2:] == ["hak-diberikan", "hak-dicabut"]
    with pytest.raises(NotThere):
        grants.revoke(store, CONSOLE, held.id, now)


def test_an_office_admin_gives_the_rights_of_his_office(
    store: Store, ani: Person, office: Standing, now: datetime
) -> None:
    held = give(store, now, ani, "pengelola", by=office)
    give(store, now, ani, "pemantau", by=office, mulai=TODAY, sampai=TODAY)
    grants.revoke(store, office, held.id, now)
    assert [grant.right for grant in standing_of(ani.id, now).grants] == ["pemantau"]


@pytest.mark.parametrize(("right", "agency"), [("admin", None), ("admin_instansi", "purwakarta")])
def test_an_office_admin_gives_and_takes_no_right_above_his_own(
    store: Store, ani: Person, office: Standing, now: datetime, right: Right, agency: str | None
) -> None:
    with pytest.raises(NotAllowed):
        give(store, now, ani, right, agency, by=office)
    held = give(store, now, ani, right, agency)
    with pytest.raises(NotAllowed):
        grants.revoke(store, office, held.id, now)


def test_an_office_admin_gives_nothing_in_another_office(
    store: Store, ani: Person, office: Standing, elsewhere: Standing, now: datetime
) -> None:
    held = give(store, now, ani, "pengelola")
    for attempt in (
        lambda: give(store, now, ani, "pengelola", "anambas", by=office),
        lambda: give(store, now, ani, "pengelola", "anambas", by=elsewhere),
        lambda: give(store, now, ani, "pengelola", by=elsewhere),
        lambda: grants.revoke(store, elsewhere, held.id, now),
    ):
        with pytest.raises(NotThere):
            attempt()


def test_nobody_gives_himself_a_right_or_takes_his_own(
    store: Store, admin: Standing, office: Standing, now: datetime
) -> None:
    for me in (admin, office):
        with pytest.raises(NotAllowed):
            give(store, now, me.person, "pengelola", by=me)
    with pytest.raises(NotAllowed):
        grants.revoke(store, admin, admin.grants[0].id, now)


def test_a_pengelola_gives_no_rights(store: Store, ani: Person, person: MakePerson, now: datetime) -> None:
    give(store, now, ani, "pengelola")
    with pytest.raises(NotThere):
        give(store, now, person("budi"), "pengelola", by=standing_of(ani.id, now))


def test_an_overseer_has_a_first_and_a_last_day(store: Store, ani: Person, now: datetime) -> None:
    for mulai, sampai in ((None, None), (TODAY, None), (None, TODAY), (TODAY, TODAY - DAY)):
        with pytest.raises(Refusal) as caught:
            give(store, now, ani, "pemantau", mulai=mulai, sampai=sampai)
        assert caught.value.field == "sampai"


def test_a_right_is_given_once(store: Store, ani: Person, now: datetime) -> None:
    give(store, now, ani, "pengelola")
    with pytest.raises(Taken):
        give(store, now, ani, "pengelola")
    give(store, now, ani, "pengelola", "anambas")


@pytest.mark.parametrize(("right", "agency"), [("admin", "purwakarta"), ("pengelola", None), ("raja", "purwakarta")])
def test_a_right_that_does_not_exist_is_refused(
    store: Store, ani: Person, now: datetime, right: Right, agency: str | None
) -> None:
    with pytest.raises(Refusal):
        give(store, now, ani, right, agency)


def test_a_person_with_two_hats_sees_all_his_agencies(store: Store, ani: Person, now: datetime) -> None:
    give(store, now, ani, "pemantau", "luwu-timur", mulai=TODAY, sampai=TODAY)
    give(store, now, ani, "pengelola", "anambas")
    give(store, now, ani, "admin_instansi", "purwakarta")
    me = standing_of(ani.id, now)
    assert me.agencies(TODAY) == ("anambas", "luwu-timur")
    assert me.administered(TODAY) == ("purwakarta",)
    assert grants.of_people([ani.id], "anambas")[ani.id][0].right == "pengelola"
