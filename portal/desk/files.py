"""The files of cycles: rows beside the event that brought them, within the agency's quota, and given out whole."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from portal.cycle.events import Event
from portal.cycle.evidence import Bukti, bukti_of
from portal.library import Library
from portal.people.standing import Standing
from portal.refusal import NotThere, Refusal, Taken
from portal.say import say
from portal.store import filing, journal
from portal.store.cabinet import Cabinet
from portal.store.database import Store

PURPOSES = {"buka": "bahan", "catat": "kertas"}
"""What the files of an act are for; all others are bukti."""

MEGABYTE = 1024 * 1024
BROKEN = say("Berkas ini hilang atau berubah di penyimpanan portal, sehingga tidak diberikan. Sampaikan kepada "
             "pengelola portal.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file of a cycle: the event that brought it, and who gave it when.

    `tells_place`: the picture tells where it was taken; `broken_at`: since when its bytes are known not to be whole.
    """

    id: str
    cycle: str
    seq: int
    step: str | None
    putaran: int
    unit: str | None
    purpose: str
    name: str
    media_type: str
    size: int
    sha256: str
    person_name: str
    at: datetime
    tells_place: bool = False
    broken_at: datetime | None = None


class Files:
    """The files of all cycles: `keep` and `admit` inside a transaction, all else outside."""

    def __init__(self, store: Store, library: Library, cabinet: Cabinet) -> None:
        self._store, self._library, self.cabinet = store, library, cabinet

    def keep(self, event: Event, agency: str) -> None:
        """Write a row for each file that an event brings, inside the caller's transaction. Raises as `admit`."""
        bukti = bukti_of(event)
        self.admit(agency, bukti)
        for row in rows_of(event, agency):
            filing.insert({"id": secrets.token_hex(16), **row})

    def admit(self, agency: str, bukti: Sequence[Bukti]) -> None:
        """Refuse files whose bytes are not in the cabinet, or that go beyond the agency's quota.

        Inside the transaction that writes their rows, so that no two see the same free space.
        """
        if not bukti:
            return
        for one in bukti:
            if not self.cabinet.has(one.sha256, one.ukuran):
                raise Taken(say("{name}: berkas ini tidak ada lagi di portal. Lampirkan sekali lagi.", name=one.nama))
        quota = self._library.rules(agency).kuota_bukti_mb * MEGABYTE
        known = filing.known(agency, {one.sha256 for one in bukti})
        new = {one.sha256: one.ukuran for one in bukti if one.sha256 not in known}
        free = quota - filing.used(agency)
        if sum(new.values()) > free:
            raise Refusal(
                say("Ruang bukti instansi ini tinggal {free} MB dari {quota} MB. Kurangi atau perkecil berkasnya, atau "
                    "minta pengelola portal menambah kuota.", free=max(0, free) // MEGABYTE, quota=quota // MEGABYTE),
                field="bukti",
            )  # fmt: skip

    def of(self, cycle: str) -> tuple[Berkas, ...]:
        """Return the files of a cycle, in the order they came. One query."""
        return tuple(_berkas(row) for row in filing.of(cycle))

    def one(self, cycle: str, file: str) -> Berkas:
        """Return one file of a cycle. Raises NotThere."""
        row = filing.one(cycle, file)
        if row is None:
            raise NotThere(say("Berkas itu tidak ada pada siklus ini."))
        return _berkas(row)

    def opened(self, me: Standing, berkas: Berkas, now: datetime) -> BinaryIO:
        """Return a file's bytes, read through and found whole; else refuse, and note it in the journal, once."""
        file = self.cabinet.open(berkas.sha256)
        if file is None:
            self.note(me, berkas, now, whole=False)
            raise Refusal(BROKEN, status=409)
        if berkas.broken_at is not None:
            self.note(me, berkas, now, whole=True)
        return file

    def note(self, me: Standing, berkas: Berkas, now: datetime, *, whole: bool) -> None:
        """Note that a file is not whole, or is whole again, where that is news."""
        with self._store.writing():
            if filing.mark(berkas.sha256, None if whole else now):
                journal.append(
                    "berkas-pulih" if whole else "berkas-rusak", berkas.id, me.person.id, me.person.nama, now,
                    agency=filing.agency_of(berkas.id), detail={"siklus": berkas.cycle, "sha256": berkas.sha256},
                )  # fmt: skip


def rows_of(event: Event, agency: str) -> tuple[dict[str, object], ...]:
    """Return the rows of the files that an event brings, but for their ids."""
    return tuple(
        {
            "agency": agency, "cycle": event.cycle, "seq": event.seq, "step": event.step, "putaran": event.putaran,
            "unit": event.unit, "purpose": PURPOSES.get(event.kind, "bukti"), "name": one.nama,
            "media_type": one.jenis, "size": one.ukuran, "sha256": one.sha256, "person": event.actor.id,
            "person_name": event.actor.name, "at": event.time, "located": int(one.lokasi),
        }
        for one in bukti_of(event)
    )  # fmt: skip


def _berkas(row: Any) -> Berkas:
    return Berkas(
        row.id, row.cycle, row.seq, row.step, row.putaran, row.unit, row.purpose, row.name, row.media_type, row.size,
        row.sha256, row.person_name, row.at, bool(row.located), row.broken_at,
    )  # fmt: skip
