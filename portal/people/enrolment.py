"""Enrolling a staff list: accounts, their roles and their one-time links, all or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from portal.people import accounts, assignments, invites
from portal.people.invites import Card
from portal.people.names import folded, username_for
from portal.people.roster import RosterRow
from portal.people.rules import Manager, require_office
from portal.refusal import Refusal
from portal.say import say
from portal.store import tables
from portal.store.database import Store


def compared(rows: Sequence[RosterRow], agency: str) -> tuple[RosterRow, ...]:
    """Return the rows with a problem added where the agency has such a person already: one query.

    A NIP tells people apart; a name alone does so only where one of the two has no NIP.
    """
    person = tables.Person
    known = list(person.select(person.username, person.nip, person.nama_key).where(person.agency == agency))
    return tuple(_compared(row, known) for row in rows)


def enrol(
    store: Store, by: Manager, agency: str, rows: Sequence[RosterRow], now: datetime, mulai: date
) -> tuple[Card, ...]:
    """Make an account for each row, an assignment where it has a role, and a link; return the cards to print.

    All rows or none. Raises Refusal with the reasons if a row has a problem, NotThere beyond the manager's reach.
    """
    with store.writing():
        require_office(by, agency, now)
        checked = compared(rows, agency)
        reasons = [f"{row.line}: {problem}" for row in checked for problem in row.problems]
        if reasons:
            message = say("Daftar ini belum dapat didaftarkan. Perbaiki baris berikut atau hapus dari daftar.")
            raise Refusal(message, reasons=tuple(reasons))
        return tuple(_enrolled(store, by, agency, row, now, mulai) for row in checked)


def _enrolled(store: Store, by: Manager, agency: str, row: RosterRow, now: datetime, mulai: date) -> Card:
    person = accounts.create(
        store, by, username=_free_username(row.nama), nama=row.nama, nip=row.nip, jabatan=row.jabatan,
        agency=agency, now=now,
    )  # fmt: skip
    if row.role:
        assignments.assign(
            store, by, person_id=person.id, agency=agency, role=row.role, unit=row.unit, mulai=mulai, now=now
        )
    return invites.issue(store, by, person.id, "undangan", now)


def _free_username(nama: str) -> str:
    wanted = username_for(nama)
    taken = {row.username for row in tables.Person.select().where(tables.Person.username.startswith(wanted))}
    return _first_free(wanted, taken)


def _first_free(wanted: str, taken: Collection[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name


def _compared(row: RosterRow, known: Sequence[tables.Person]) -> RosterRow:
    for other in known:
        same_name = other.nama_key == folded(row.nama) and not (row.nip and other.nip)
        if same_name or (row.nip and row.nip == other.nip):
            problem = say("Sudah punya akun: {username}.", username=other.username)
            return replace(row, problems=(*row.problems, problem))
    return row
