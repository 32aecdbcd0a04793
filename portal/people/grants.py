"""Grants: the rights of the portal, given and taken; they are not roles in the procedure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from portal.people import keys
from portal.people.model import RIGHTS, Right
from portal.people.model import Grant as Grant
from portal.people.rules import Manager, require_office, require_other, require_right, require_visible
from portal.refusal import NotThere, Refusal, Taken
from portal.say import say
from portal.store import journal, lookups, tables
from portal.store.database import Store
from portal.store.rows import add


def give(
    store: Store,
    by: Manager,
    *,
    person_id: str,
    right: Right,
    now: datetime,
    agency: str | None = None,
    mulai: date | None = None,
    sampai: date | None = None,
) -> Grant:
    """Give a person a right. An admin gives every right, an admin_instansi `pengelola` and `pemantau` of his office.

    A pemantau's right has a first and a last day. Raises NotThere, NotAllowed (oneself, a higher right),
    Taken (has it already), Refusal.
    """
    _require_terms(right, agency, mulai, sampai)
    row = tables.Grant(
        id=keys.new_id(), person=person_id, right=right, agency=agency, mulai=mulai, sampai=sampai,
        given_by=by.id, given_at=now,
    )  # fmt: skip
    with store.writing():
        require_office(by, agency, now)
        require_right(by, right, now)
        person = require_visible(by, person_id, now).person
        require_other(by, person_id)
        if person.disabled:
            raise Refusal(say("Akun {nama} dinonaktifkan. Aktifkan dahulu.", nama=person.nama))
        if any(held.right == right and held.agency == agency for held in _not_over(person_id, mulai or now.date())):
            raise Taken(say("{nama} sudah mempunyai hak ini.", nama=person.nama))
        add(row)
        detail = {"hak": right, "orang": person_id}
        journal.append("hak-diberikan", row.id, by.id, by.nama, now, agency=agency, detail=detail)
    return Grant.of(row)


def revoke(store: Store, by: Manager, grant_id: str, now: datetime) -> None:
    """Take a right; it is gone from the next request on. Raises NotThere, NotAllowed."""
    table = tables.Grant
    with store.writing():
        row = table.get_or_none((table.id == grant_id) & table.ended_at.is_null())
        if row is None:
            raise NotThere(say("Yang Anda cari tidak ada."))
        held = Grant.of(row)
        require_office(by, held.agency, now)
        require_right(by, held.right, now)
        require_other(by, held.person)
        table.update(ended_at=now).where(table.id == grant_id).execute()
        detail = {"hak": held.right, "orang": held.person}
        journal.append("hak-dicabut", grant_id, by.id, by.nama, now, agency=held.agency, detail=detail)


def of_people(people: Collection[str], agency: str | None = None) -> Mapping[str, tuple[Grant, ...]]:
    """Return the rights that were not revoked of several people (in one agency), by person: one query."""
    table = tables.Grant
    query = table.select().where(table.person.in_(list(people)) & table.ended_at.is_null()).order_by(table.given_at)
    if agency is not None:
        query = query.where(table.agency == agency)
    found: dict[str, list[Grant]] = {}
    for row in query:
        found.setdefault(row.person, []).append(Grant.of(row))
    return {person: tuple(those) for person, those in found.items()}


def managers(agency: str, day: date) -> tuple[str, ...]:
    """Return the ids of the pengelola of an agency on `day`: one query."""
    return tuple(str(person) for (person,) in lookups.granted_on(agency, "pengelola", day))


def _not_over(person_id: str, day: date) -> list[Grant]:
    given = of_people([person_id]).get(person_id, ())
    return [grant for grant in given if grant.sampai is None or grant.sampai >= day]


def _require_terms(right: str, agency: str | None, mulai: date | None, sampai: date | None) -> None:
    if right not in RIGHTS:
        raise Refusal(say("Hak “{right}” tidak dikenal.", right=right[:64]), field="hak")
    if (right == "admin") != (agency is None):
        raise Refusal(say("Hak admin berlaku untuk seluruh portal, hak lain untuk satu instansi."), field="instansi")
    if right == "pemantau" and (mulai is None or sampai is None):
        raise Refusal(say("Hak pemantau memerlukan tanggal mulai dan tanggal selesai."), field="sampai")
    if mulai and sampai and sampai < mulai:
        raise Refusal(say("Tanggal selesai mendahului tanggal mulai."), field="sampai")
