"""Assignments: who holds which role of an agency, and since when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from portal.people import acting, keys
from portal.people.acting import Term
from portal.people.model import ACTING, CAPACITIES, RIGHTS, Kapasitas
from portal.people.model import Assignment as Assignment
from portal.people.names import clean
from portal.people.rules import Manager, day_of, require_office, require_other, require_visible
from portal.refusal import NotThere, Refusal, Taken
from portal.say import say
from portal.store import journal, lookups, tables
from portal.store.database import Store
from portal.store.rows import add

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_ROLES = frozenset({*RIGHTS, "admin-instansi", "all", "semua", "known", "system", "sistem", "selesai"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds a role today: for one unit or (unit None) the whole office."""

    person_id: str
    name: str
    unit: str | None
    capacity: Kapasitas


def assign(
    store: Store,
    by: Manager,
    *,
    person_id: str,
    agency: str,
    role: str,
    mulai: date,
    now: datetime,
    unit: str | None = None,
    capacity: Kapasitas = "definitif",
    sampai: date | None = None,
    surat: str | None = None,
    surat_tanggal: date | None = None,
    menggantikan: str | None = None,
) -> Assignment:
    """Give a person a role. `role` and `unit` are ids that the caller has found in the agency's SOPs and units.

    An acting official needs his surat perintah and an end at most three months away; `menggantikan` is in whose place.

    Raises NotThere (agency or person beyond the manager's reach), NotAllowed (oneself), Taken (holds it
    already), Refusal (field named).
    """
    _require_ids(role, unit)
    _require_terms(capacity, mulai, sampai)
    row = tables.Assignment(
        id=keys.new_id(), person=person_id, agency=agency, role=role, unit=unit or None, capacity=capacity,
        mulai=mulai, sampai=sampai, surat=clean(surat, "surat"), surat_tanggal=surat_tanggal, created_at=now,
        menggantikan=clean(menggantikan, "menggantikan") if capacity in ACTING else None,
    )  # fmt: skip
    _require_surat(row)
    with store.writing():
        require_office(by, agency, now)
        person = require_visible(by, person_id, now).person
        require_other(by, person_id)
        if person.disabled:
            raise Refusal(say("Akun {nama} dinonaktifkan. Aktifkan dahulu.", nama=person.nama))
        for other in _held(row):
            if other.on(mulai) or (mulai <= other.mulai and (sampai is None or other.mulai <= sampai)):
                raise Taken(say("{nama} sudah memegang peran ini pada masa itu.", nama=person.nama))
        if capacity in ACTING:
            acting.require_term(mulai, sampai, terms_of(Assignment.of(row)))
        add(row)
        detail = {"peran": role, "unit": unit, "kapasitas": capacity, "orang": person_id}
        journal.append("penugasan-dibuat", row.id, by.id, by.nama, now, agency=agency, detail=detail)
    return Assignment.of(row)


def end(store: Store, by: Manager, assignment_id: str, now: datetime) -> None:
    """End an assignment; the person may not act by it from the next request on. Raises NotThere, NotAllowed."""
    table = tables.Assignment
    with store.writing():
        row = _managed(by, assignment_id, now)
        table.update(ended_at=now).where(table.id == assignment_id).execute()
        detail = {"peran": row.role, "unit": row.unit, "orang": row.person}
        journal.append("penugasan-diakhiri", row.id, by.id, by.nama, now, agency=row.agency, detail=detail)


def holders(agency: str, day: date) -> Mapping[str, tuple[Holder, ...]]:
    """Return who holds which role of an agency on `day`, by role, definitif first: one query."""
    found: dict[str, list[Holder]] = {}
    rows = cast(Iterable[tuple[str, str, str, str | None, Kapasitas]], lookups.holders_on(agency, day))
    for role, person_id, name, unit, capacity in rows:
        found.setdefault(role, []).append(Holder(person_id, name, unit, capacity))
    return {role: tuple(sorted(those, key=lambda one: one.capacity != "definitif")) for role, those in found.items()}


def of_people(people: Collection[str], agency: str | None = None) -> Mapping[str, tuple[Assignment, ...]]:
    """Return the assignments that were not ended of several people (in one agency), by person: one query."""
    held = tables.Assignment
    query = held.select().where(held.person.in_(list(people)) & held.ended_at.is_null()).order_by(held.mulai, held.id)
    if agency is not None:
        query = query.where(held.agency == agency)
    found: dict[str, list[Assignment]] = {}
    for row in query:
        found.setdefault(row.person, []).append(Assignment.of(row))
    return {person: tuple(those) for person, those in found.items()}


def extend(
    store: Store,
    by: Manager,
    assignment_id: str,
    *,
    sampai: date,
    surat: str | None,
    now: datetime,
    surat_tanggal: date | None = None,
) -> Assignment:
    """Let an acting official act longer, once: three months more at most, six in all.

    Raises NotThere, NotAllowed (oneself), Refusal (field named; 409 where it may not be extended any more).
    """
    table = tables.Assignment
    number = clean(surat, "surat")
    if number is None or surat_tanggal is None:
        raise Refusal(say("Isi nomor dan tanggal surat perintah perpanjangannya."), field="surat")
    with store.writing():
        row = _managed(by, assignment_id, now)
        held = Assignment.of(row)
        acting.require_extension(held, sampai, terms_of(held))
        values = {"sampai": sampai, "perpanjangan": number, "perpanjangan_tanggal": surat_tanggal}
        table.update(**values).where(table.id == assignment_id).execute()
        detail = {"peran": row.role, "unit": row.unit, "orang": row.person, "sampai": sampai.isoformat()}
        journal.append("penugasan-diperpanjang", row.id, by.id, by.nama, now, agency=row.agency, detail=detail)
    return Assignment.of(table.get_by_id(assignment_id))


def terms_of(held: Assignment) -> tuple[Term, ...]:
    """Return the days that the holder has acted in the same place before or after this assignment: one query."""
    table = tables.Assignment
    same = (table.person == held.person) & (table.agency == held.agency) & (table.role == held.role)
    unit = table.unit.is_null() if held.unit is None else table.unit == held.unit
    others = table.select().where(same & unit & table.capacity.in_(ACTING) & (table.id != held.id))
    found = (Term(one.mulai, _last_day(one)) for one in others)
    return tuple(term for term in found if term.mulai < term.sampai)


def ending(agency: str, day: date) -> tuple[tuple[str, acting.Ending], ...]:
    """Return (name, assignment) of those whose days at an agency end soon: two queries at most."""
    held, person = tables.Assignment, tables.Person
    near = held.sampai.between(day, day + acting.NOTICED) | (held.sampai.is_null() & held.capacity.in_(ACTING))
    here = (held.agency == agency) & held.ended_at.is_null() & (held.mulai <= day)
    found = acting.ending(map(Assignment.of, held.select().where(here & near)), day)
    if not found:
        return ()
    wanted = person.id.in_([one.held.person for one in found]) & person.disabled_at.is_null()
    names = {row.id: str(row.nama) for row in person.select(person.id, person.nama).where(wanted)}
    return tuple((names[one.held.person], one) for one in found if one.held.person in names)


def _managed(by: Manager, assignment_id: str, now: datetime) -> tables.Assignment:
    """Return an assignment that stands, if `by` manages its office and does not hold it himself."""
    table = tables.Assignment
    row: tables.Assignment | None = table.get_or_none((table.id == assignment_id) & table.ended_at.is_null())
    if row is None:
        raise NotThere(say("Yang Anda cari tidak ada."))
    require_office(by, row.agency, now)
    require_other(by, row.person)
    return row


def _last_day(row: tables.Assignment) -> date:
    """Return the day on which an assignment was over, by its end or because it was ended."""
    ended = day_of(row.ended_at) if row.ended_at else date.max
    return min(row.sampai or date.max, ended)


def _held(row: tables.Assignment) -> list[Assignment]:
    held = tables.Assignment
    same = (held.person == row.person) & (held.agency == row.agency) & (held.role == row.role)
    unit = held.unit.is_null() if row.unit is None else held.unit == row.unit
    return [Assignment.of(other) for other in held.select().where(same & unit & held.ended_at.is_null())]


def _require_ids(role: str, unit: str | None) -> None:
    if not _ID.fullmatch(role) or len(role) > 64 or role in _NO_ROLES:
        raise Refusal(say("Peran “{role}” bukan peran dalam SOP.", role=role[:64]), field="peran")
    if unit and (not _ID.fullmatch(unit) or len(unit) > 64):
        raise Refusal(say("Unit “{unit}” tidak dikenal.", unit=unit[:64]), field="unit")


def _require_surat(row: tables.Assignment) -> None:
    if row.capacity not in ACTING:
        return
    if row.surat is None or row.surat_tanggal is None:
        raise Refusal(say("Plt. dan Plh. ditunjuk dengan surat perintah: isi nomor dan tanggalnya."), field="surat")
    if row.capacity == "Plh." and row.menggantikan is None:
        raise Refusal(say("Tulis nama pejabat yang sedang digantikan Plh. ini."), field="menggantikan")


def _require_terms(capacity: str, mulai: date, sampai: date | None) -> None:
    if capacity not in CAPACITIES:
        raise Refusal(say("Kapasitas adalah definitif, Plt. atau Plh."), field="kapasitas")
    if sampai is not None and sampai < mulai:
        raise Refusal(say("Tanggal selesai mendahului tanggal mulai."), field="sampai")
