"""Accounts: made, found, listed, changed, closed; by whom they may be."""

from __future__ import annotations

from datetime import datetime

import peewee
import pytest

from portal.people import accounts, grants, invites, sessions, tokens
from portal.people.model import CONSOLE
from portal.people.passwords import Passwords
from portal.people.standing import Standing
from portal.refusal import NotAllowed, NotThere, Refusal
from portal.store.database import Store
from portal.store.tables import Journal, Person
from tests.people.office import GOOD, As, MakePerson, journaled, link_of


def test_a_new_portal_has_no_account_at_all(store: Store) -> None:
    assert Person.select().count() == 0


def test_an_account_begins_without_a_password(person: MakePerson) -> None:
    ani = person("Ani.Suryani")
    assert (ani.username, ani.has_password, ani.disabled) == ("ani.suryani", False, False)
    assert accounts.find(" ANI.suryani ") == ani
    assert accounts.find("budi") is None


def test_a_user_name_is_given_once(person: MakePerson) -> None:
    person("ani")
    with pytest.raises(Refusal) as caught:
        person("ANI")
    assert caught.value.field == "username"
    assert journaled() == ["akun-dibuat"]


def test_what_the_journal_cannot_take_is_not_done(store: Store, person: MakePerson) -> None:
    store.database.execute_sql("CREATE TRIGGER uji BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    with pytest.raises(peewee.IntegrityError):
        person("ani")
    assert Person.select().count() == 0


def test_neither_the_journal_nor_a_printed_value_holds_a_nip(person: MakePerson) -> None:
    ani = person("ani", nip="197010231992031007")
    assert "1970" not in repr(ani)
    assert all("1970" not in line.detail for line in Journal.select())


def test_people_are_listed_by_name_page_by_page(person: MakePerson, office: Standing, now: datetime) -> None:
    for number, nama in enumerate(["Budi", "ani", "Ani", "Citra", "Ani"]):
        person(f"p.{number}", nama=nama)
    person("lain", "anambas")
    seen, after = [], None
    while True:
        page = accounts.listed(office, now, agency="purwakarta", after=after, limit=2)
        seen += [one.nama for one in page.people]
        after = page.after
        if after is None:
            break
    assert [name.casefold() for name in seen] == ["ani", "ani", "ani", "budi", "citra", "tata.usaha"]


def test_a_page_costs_the_same_however_many_people_there_are(
    store: Store, person: MakePerson, office: Standing, now: datetime
) -> None:
    def queries() -> int:
        with store.counting() as count:
            accounts.listed(office, now, agency="purwakarta")
        return int(count)

    before = queries()
    for number in range(20):
        person(f"p.{number}")
    assert queries() == before


def test_people_are_found_by_a_part_of_the_name(person: MakePerson, office: Standing, now: datetime) -> None:
    person("ani", nama="Ani Suryani")
    person("budi", nama="Budi 100% Santoso")
    for text, found in (("SURYA", ["ani"]), ("100%", ["budi"]), ("_", []), ("", ["ani", "budi", "tata.usaha"])):
        page = accounts.listed(office, now, agency="purwakarta", text=text)
        assert [one.username for one in page.people] == found


def test_who_holds_a_right_in_an_office_is_listed_there(
    store: Store, person: MakePerson, office: Standing, now: datetime
) -> None:
    guest = person("tamu", "anambas")
    grants.give(store, CONSOLE, person_id=guest.id, right="pengelola", agency="purwakarta", now=now)
    page = accounts.listed(office, now, agency="purwakarta")
    assert guest in page.people


def test_an_office_admin_lists_only_his_own_office(elsewhere: Standing, now: datetime) -> None:
    with pytest.raises(NotThere):
        accounts.listed(elsewhere, now, agency="purwakarta")
    with pytest.raises(NotAllowed):
        accounts.listed(elsewhere, now)


def test_who_administers_nothing_lists_nobody(person: MakePerson, standing: As, now: datetime) -> None:
    with pytest.raises(NotThere):
        accounts.listed(standing(person("ani")), now, agency="purwakarta")


def test_the_portals_admin_lists_everybody(person: MakePerson, admin: Standing, now: datetime) -> None:
    person("ani")
    person("budi", "anambas")
    assert [one.username for one in accounts.listed(admin, now).people] == ["ani", "budi", "pengurus"]


def test_another_offices_person_and_nobody_get_one_answer(
    person: MakePerson, elsewhere: Standing, now: datetime
) -> None:
    answers = []
    for person_id in (person("ani").id, "0" * 32):
        with pytest.raises(NotThere) as caught:
            accounts.get(elsewhere, person_id, now)
        answers.append(str(caught.value.message))
    assert answers[0] == answers[1]


def test_a_change_is_journaled_without_its_values(
    store: Store, person: MakePerson, office: Standing, now: datetime
) -> None:
    ani = person("ani")
    changed = accounts.amend(
        store, office, ani.id, nama="Ani S.", nip="19701023 199203 1 007", jabatan="Kasubbag Perencanaan", now=now
    )
    assert (changed.nama, changed.nip, changed.jabatan) == ("Ani S.", "197010231992031007", "Kasubbag Perencanaan")
    accounts.amend(store, office, ani.id, nama="Ani S.", nip=changed.nip, jabatan=changed.jabatan, now=now)
    lines = [line.detail for line in Journal.select().where(Journal.kind == "akun-diubah")]
    assert lines == ['{"diubah":["nama","nip","jabatan"]}']


def test_closing_an_account_ends_everything_at_once(
    store: Store, member: MakePerson, office: Standing, now: datetime
) -> None:
    ani = member("ani")
    cookie = sessions.begin(store, ani.id, now)
    _, token = tokens.make(store, ani, "rekap", now)
    link = link_of(invites.issue(store, office, ani.id, "sandi", now))
    accounts.disable(store, office, ani.id, now)
    assert sessions.who(store, cookie, now) is None
    assert tokens.who(store, token, now) is None
    with pytest.raises(NotThere):
        invites.look(link, now)
    accounts.enable(store, office, ani.id, now)
    assert accounts.get(office, ani.id, now).disabled is False
    assert (sessions.who(store, cookie, now), tokens.who(store, token, now)) == (None, None)
    with pytest.raises(NotThere):
        invites.look(link, now)


def test_closing_twice_is_noted_once(store: Store, person: MakePerson, office: Standing, now: datetime) -> None:
    ani = person("ani")
    accounts.disable(store, office, ani.id, now)
    accounts.disable(store, office, ani.id, now)
    accounts.enable(store, office, ani.id, now)
    accounts.enable(store, office, ani.id, now)
    assert journaled()[-2:] == ["akun-dinonaktifkan", "akun-diaktifkan"]


def test_nobody_closes_his_own_account(store: Store, admin: Standing, office: Standing, now: datetime) -> None:
    for me in (admin, office):
        with pytest.raises(NotAllowed):
            accounts.disable(store, me, me.id, now)


def test_another_offices_admin_may_not_touch_an_account(
    store: Store, person: MakePerson, elsewhere: Standing, now: datetime
) -> None:
    ani = person("ani")
    with pytest.raises(NotThere):
        accounts.disable(store, elsewhere, ani.id, now)
    with pytest.raises(NotThere):
        accounts.amend(store, elsewhere, ani.id, nama="X", nip=None, jabatan=None, now=now)
    with pytest.raises(NotThere):
        invites.issue(store, elsewhere, ani.id, "sandi", now)
    with pytest.raises(NotThere):
        accounts.create(store, elsewhere, username="susupan", nama="X", agency="purwakarta", now=now)


@pytest.mark.parametrize("right", ["admin", "admin_instansi", "pengelola"])
def test_an_office_admin_may_not_take_over_a_mightier_account(
    store: Store, person: MakePerson, office: Standing, now: datetime, right: str
) -> None:
    mighty = person("perkasa")
    agency = {"admin": None, "admin_instansi": "purwakarta", "pengelola": "anambas"}[right]
    grants.give(store, CONSOLE, person_id=mighty.id, right=right, agency=agency, now=now)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        invites.issue(store, office, mighty.id, "sandi", now)
    with pytest.raises(NotAllowed):
        accounts.disable(store, office, mighty.id, now)
    accounts.disable(store, CONSOLE, mighty.id, now)
    with pytest.raises(NotAllowed):
        accounts.enable(store, office, mighty.id, now)


def test_a_right_that_was_taken_meanwhile_no_longer_counts(
    store: Store, person: MakePerson, office: Standing, now: datetime
) -> None:
    ani = person("ani")
    grants.revoke(store, CONSOLE, office.grants[0].id, now)
    with pytest.raises(NotThere):
        accounts.disable(store, office, ani.id, now)


def test_the_console_is_named_in_the_journal(person: MakePerson) -> None:
    person("ani")
    assert Journal.get().actor_name == "Baris perintah"


def test_a_password_is_changed_only_by_who_knows_the_old_one(
    store: Store, passwords: Passwords, member: MakePerson, now: datetime
) -> None:
    ani = member("ani")
    with pytest.raises(Refusal) as caught:
        accounts.change_password(store, passwords, ani.id, "salah sekali ini", "payung merah jambu", now)
    assert caught.value.field == "sandi_lama"
    with pytest.raises(Refusal):
        accounts.change_password(store, passwords, ani.id, GOOD, "ani12345", now)
    accounts.change_password(store, passwords, ani.id, GOOD, "payung merah jambu", now)
    assert passwords.matches(Person.get_by_id(ani.id).password_hash, "payung merah jambu")
    assert journaled()[-1] == "sandi-diganti"


def test_a_new_password_ends_every_session_and_link(
    store: Store, passwords: Passwords, member: MakePerson, office: Standing, now: datetime
) -> None:
    ani = member("ani")
    cookies = [sessions.begin(store, ani.id, now) for _ in range(2)]
    link = link_of(invites.issue(store, office, ani.id, "sandi", now))
    accounts.change_password(store, passwords, ani.id, GOOD, "payung merah jambu", now)
    assert [sessions.who(store, cookie, now) for cookie in cookies] == [None, None]
    with pytest.raises(NotThere):
        invites.look(link, now)


def test_guessing_the_old_password_is_limited_too(
    store: Store, passwords: Passwords, member: MakePerson, now: datetime
) -> None:
    ani = member("ani")
    statuses = []
    for _ in range(7):
        with pytest.raises(Refusal) as caught:
            accounts.change_password(store, passwords, ani.id, "salah sekali ini", "payung merah jambu", now)
        statuses.append(caught.value.status)
    assert statuses == [422] * 5 + [429] * 2
