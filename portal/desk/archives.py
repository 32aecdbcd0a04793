"""Archive: periods that were run on paper, outside the portal, each with its reason and the scan that shows it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from portal.canon import sha256
from portal.cycle.acts import LONGEST_TEXT
from portal.cycle.calendar import Calendar
from portal.cycle.evidence import Bukti
from portal.cycle.period import Period, around, known_period, read_period
from portal.desk.capacity import as_manager
from portal.desk.files import BROKEN, Files
from portal.desk.opening import refuse_taken
from portal.library import Library
from portal.people.standing import Standing, standing_of
from portal.refusal import NotThere, Refusal, Taken
from portal.say import say
from portal.sop.model import Agency, Sop
from portal.store import journal, tables
from portal.store.database import Store

EARLIER = 8
"""So many past periods are offered."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A period outside the portal: why, its scan, who recorded it when, and why it was withdrawn, if it was."""

    id: str
    agency: str
    slug: str
    period: Period
    reason: str
    scan: Bukti
    person_name: str
    at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None


@dataclass(frozen=True, slots=True)
class Archivable:
    """What the form asks: the SOP, and the periods that have neither a cycle nor a paper, latest first."""

    agency: Agency
    sop: Sop
    periods: tuple[Period, ...]


class Archives:
    """The periods outside the portal. An act raises Refusal, and then nothing was written."""

    def __init__(self, store: Store, library: Library, files: Files) -> None:
        self._store, self._library, self._files = store, library, files

    def asked(self, me: Standing, agency_id: str, slug: str, now: datetime, period: str | None = None) -> Archivable:
        """Return what the form for a new one asks, `period` among its periods. Refuses all but the pengelola."""
        agency, sop = self._sop(me, agency_id, slug, now)
        today = Calendar(agency.zona_waktu).local(now).date()
        near = [one for one in around(today, sop.siklus, before=EARLIER, after=0) if one.last and one.last < today]
        wanted = read_period(period, sop.siklus) if period else None
        busy = _busy(agency_id, slug)
        found = dict.fromkeys([*([wanted] if wanted and wanted.last and wanted.last < today else []), *near])
        free = sorted((one for one in found if one.text not in busy), key=lambda one: one.text, reverse=True)
        return Archivable(agency, sop, tuple(free))

    def record(
        self, me: Standing, agency_id: str, slug: str, period_text: str, reason: str, scans: Sequence[Bukti],
        now: datetime,
    ) -> Archived:  # fmt: skip
        """Record a period that was run outside the portal, with its scan; the same form again is answered again."""
        agency, sop = self._sop(me, agency_id, slug, now)
        period = _past(read_period(period_text, sop.siklus), Calendar(agency.zona_waktu), now)
        reason, scan = _reason(reason), _one(scans)
        row = tables.Archive(
            id=secrets.token_hex(16), agency=agency_id, slug=slug, period=period.text, reason=reason, name=scan.nama,
            media_type=scan.jenis, size=scan.ukuran, sha256=scan.sha256, at=now, person=me.person.id,
            person_name=me.person.nama,
        )  # fmt: skip
        with self._store.writing():
            as_manager(standing_of(me.person.id, now), agency_id, Calendar(agency.zona_waktu).local(now).date())
            before = _live(agency_id, slug, period.text)
            if before and (before.person, before.reason, before.sha256) == (row.person, row.reason, row.sha256):
                return _archived(before)
            refuse_taken(agency_id, slug, period)
            self._files.admit(agency_id, (scan,))
            row.save(force_insert=True)
            detail = {
                "sop": slug,
                "periode": period.text,
                "sha256": scan.sha256,
                "alasan_sha256": sha256(reason.encode()),
            }
            journal.append("arsip-dicatat", row.id, me.person.id, me.person.nama, now, agency=agency_id, detail=detail)
        return _archived(row)

    def withdraw(self, me: Standing, agency_id: str, archive_id: str, reason: str, now: datetime) -> Archived:
        """Take back what was recorded by mistake: the period can be opened, or recorded anew."""
        one = self.one(me, agency_id, archive_id, now)
        day = self._today(agency_id, now)
        as_manager(me, agency_id, day)
        reason, table = _reason(reason), tables.Archive
        with self._store.writing():
            as_manager(standing_of(me.person.id, now), agency_id, day)
            live = (table.id == archive_id) & table.withdrawn_at.is_null()
            if (
                not table.update(withdrawn_at=now, withdrawn_by=me.person.nama, withdrawn_why=reason)
                .where(live)
                .execute()
            ):
                raise Taken(say("Arsip ini sudah dicabut."))
            detail = {"sop": one.slug, "periode": one.period.text, "alasan_sha256": sha256(reason.encode())}
            journal.append("arsip-dicabut", one.id, me.person.id, me.person.nama, now, agency=agency_id, detail=detail)
        return self.one(me, agency_id, archive_id, now)

    def one(self, me: Standing, agency_id: str, archive_id: str, now: datetime) -> Archived:
        """Return one, to those who may see the agency's cycles. Raises NotThere."""
        table = tables.Archive
        row = None
        if me.may_see(agency_id, self._today(agency_id, now)):
            row = table.get_or_none((table.id == archive_id) & (table.agency == agency_id))
        if row is None:
            raise NotThere(say("Arsip itu tidak ada, atau bukan milik instansi Anda."))
        return _archived(row)

    def opened(self, archived: Archived) -> BinaryIO:
        """Return the scan's bytes, read through and found whole; else refuse."""
        file = self._files.cabinet.open(archived.scan.sha256)
        if file is None:
            raise Refusal(BROKEN, status=409)
        return file

    def _sop(self, me: Standing, agency_id: str, slug: str, now: datetime) -> tuple[Agency, Sop]:
        agency, entry = self._library.agency(agency_id), self._library.composed(slug, agency_id)
        day = self._today(agency_id, now)
        if agency is None or entry is None or entry.sop is None or not me.may_see(agency_id, day):
            raise NotThere(say("SOP itu tidak ada pada instansi ini."))
        as_manager(me, agency_id, day)
        if entry.sop.siklus == "insidental":
            raise Refusal(say("SOP ini insidental: periodenya tidak ditetapkan, jadi tidak ada yang perlu diarsipkan."))
        return agency, entry.sop

    def _today(self, agency_id: str, now: datetime) -> date:
        agency = self._library.agency(agency_id)
        return Calendar(agency.zona_waktu if agency else "WIB").local(now).date()


def _archived(row: tables.Archive) -> Archived:
    scan = Bukti(row.name, row.media_type, row.size, row.sha256)
    return Archived(
        row.id, row.agency, row.slug, known_period(row.period), row.reason, scan, row.person_name, row.at,
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why,
    )  # fmt: skip


def _live(agency: str, slug: str, period: str) -> Any | None:
    table = tables.Archive
    here = (table.agency == agency) & (table.slug == slug) & (table.period == period)
    return table.get_or_none(here & table.withdrawn_at.is_null())


def _busy(agency: str, slug: str) -> set[str]:
    """Return the periods of an SOP that have a cycle or a paper."""
    cycle, paper = tables.Cycle, tables.Archive
    run = cycle.select(cycle.period).where(
        (cycle.agency == agency) & (cycle.slug == slug) & (cycle.status != "dibatalkan")
    )
    kept = paper.select(paper.period).where(
        (paper.agency == agency) & (paper.slug == slug) & paper.withdrawn_at.is_null()
    )
    return {row.period for row in run} | {row.period for row in kept}


def _past(period: Period, calendar: Calendar, now: datetime) -> Period:
    if period.last is None or period.last >= calendar.local(now).date():
        raise Refusal(say("Hanya periode yang sudah lewat yang dapat dicatat di luar portal."), field="periode")
    return period


def _reason(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refusal(say("Tulis alasannya."), field="alasan")
    if len(text) > LONGEST_TEXT or "\x00" in text:
        raise Refusal(
            say("Tulisan terlalu panjang atau memuat huruf yang tidak sah; paling panjang {n} huruf.", n=LONGEST_TEXT),
            field="alasan",
        )
    return text


def _one(scans: Sequence[Bukti]) -> Bukti:
    if len(scans) != 1:
        raise Refusal(say("Lampirkan satu berkas pindaian; beberapa lembar digabung dahulu dalam satu berkas."),
                      field="bukti")  # fmt: skip
    return scans[0]
