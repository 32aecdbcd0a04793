"""Days off written down and withdrawn: the nation's by the administrator, an agency's own by its managers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from portal.cycle.day_words import in_words
from portal.cycle.holidays import Holiday
from portal.days import rows
from portal.days.rows import Row
from portal.people.model import Console
from portal.people.rules import Manager, day_of, require_admin
from portal.people.standing import Standing, standing_of
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.store import journal
from portal.store.database import Store
from portal.store.statements import insert, update
from portal.store.tables import Holiday as Table

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
LONGEST = timedelta(days=60)
LONGEST_NAME, LONGEST_SOURCE = 120, 200


def may_change(me: Standing, agency: str | None, day: date) -> bool:
    """True if the person writes the days off of an agency, or for None those of the nation."""
    if agency is None:
        return me.is_admin(day)
    return me.may_administer(agency, day) or me.may_manage(agency, day)


def checked(wanted: Holiday, agency: str | None) -> Holiday:
    """Return a row that may be written, its words trimmed; raises Refusal for one that may not."""
    name, source = " ".join(wanted.name.split()), " ".join(wanted.source.split())
    if not EARLIEST <= wanted.day <= LATEST:
        raise Refusal(say("Tanggal terletak antara tahun 2000 dan 2199."), field="tanggal")
    if not wanted.day <= wanted.last <= wanted.day + LONGEST:
        raise Refusal(say("“Sampai” tidak mendahului tanggalnya dan paling jauh 60 hari sesudahnya."), field="sampai")
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise Refusal(say("Tulis nama hari itu, paling panjang {n} huruf.", n=LONGEST_NAME), field="nama")
    if not source or not source.isprintable() or len(source) > LONGEST_SOURCE:
        raise Refusal(say("Tulis dasarnya, misalnya nomor keputusan; paling panjang {n} huruf.", n=LONGEST_SOURCE),
                      field="sumber")  # fmt: skip
    if (wanted.kind == "lokal") != (agency is not None):
        raise Refusal(say("Libur lokal milik satu instansi; jenis lainnya berlaku untuk semua."), field="jenis")
    return Holiday(wanted.day, name, wanted.kind, source, wanted.until if wanted.last != wanted.day else None)


def add(store: Store, by: Manager, wanted: Holiday, now: datetime, agency: str | None = None) -> Row:
    """Write a day off down. Raises NotThere or NotAllowed, Refusal (409 where such a day stands already)."""
    wanted = checked(wanted, agency)
    with store.writing():
        _require(by, agency, now)
        _refuse_taken(rows.live(), wanted, agency)
        row = _write(by, wanted, agency, now)
        journal.append("kalender-ditambah", row.id, by.id, by.nama, now, agency=agency, detail=_told(wanted))
    return row


def withdraw(store: Store, by: Manager, row_id: str, now: datetime, agency: str | None = None) -> Row:
    """Let a row of the nation's, or of an `agency`, count no longer. It stays in the table. Raises NotThere."""
    with store.writing():
        _require(by, agency, now)
        row = rows.one(row_id)
        if row is None or row.agency != agency:
            raise NotThere(say("Hari libur itu tidak ada di kalender ini, atau sudah dicabut."))
        _take_back([row], now)
        journal.append("kalender-dicabut", row.id, by.id, by.nama, now, agency=agency, detail=_told(row.holiday))
    return row


def bring_in(
    store: Store, by: Manager, new: Sequence[Holiday], gone: Iterable[str], now: datetime, agency: str | None = None
) -> tuple[int, int]:
    """Write all rows of an imported table and withdraw the rows `gone` (ids); return how many of each.

    All or nothing. What was written down meanwhile by somebody else refuses it (409).
    """
    wanted = [checked(one, agency) for one in new]
    with store.writing():
        _require(by, agency, now)
        leaving = [row for row in rows.live() if row.id in set(gone) and row.agency == agency]
        _take_back(leaving, now)
        known = rows.live()
        for one in wanted:
            _refuse_taken(known, one, agency)
            known.append(_write(by, one, agency, now))
        told = {"baru": [_told(one) for one in wanted], "dicabut": [row.id for row in leaving]}
        journal.append("kalender-diimpor", agency or "nasional", by.id, by.nama, now, agency=agency, detail=told)
    return len(wanted), len(leaving)


def _require(by: Manager, agency: str | None, now: datetime) -> None:
    """Refuse whoever may not write these days, as his rights are inside this transaction."""
    if agency is None:
        require_admin(by, now)
    elif not isinstance(by, Console) and not may_change(standing_of(by.id, now), agency, day_of(now)):
        raise NotThere(say("Kalender itu tidak ada, atau bukan kalender instansi Anda."))


def _refuse_taken(known: Sequence[Row], wanted: Holiday, agency: str | None) -> None:
    for row in rows.touching(known, wanted, agency):
        day = in_words(max(row.holiday.day, wanted.day))
        raise Refusal(say("{day} sudah ada di kalender: {name}.", day=day, name=row.holiday.name), status=409,
                      field="tanggal")  # fmt: skip


def _write(by: Manager, wanted: Holiday, agency: str | None, now: datetime) -> Row:
    row = Row(secrets.token_hex(16), wanted, agency, by.nama, now)
    values = {
        "id": row.id, "day": wanted.day, "sampai": wanted.until, "nama": wanted.name, "kind": wanted.kind,
        "agency": agency, "source": wanted.source, "created_at": now, "created_by": by.nama,
    }  # fmt: skip
    insert(Table, values)
    return row


def _take_back(leaving: Iterable[Row], now: datetime) -> None:
    for row in leaving:
        update(Table, {"withdrawn_at": now}, 'WHERE "id" = ?', (row.id,))


def _told(holiday: Holiday) -> dict[str, object]:
    """Return what the journal keeps of a day off."""
    told = {"tanggal": holiday.day.isoformat(), "nama": holiday.name, "jenis": holiday.kind, "sumber": holiday.source}
    return {**told, "sampai": holiday.until.isoformat()} if holiday.until else {**told}
