"""Is the record whole? Every cycle's chain, the journal's chain, whether the two agree, and what is shown of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from string import hexdigits

from portal.canon import sha256
from portal.cycle.events import Event, first_link, link
from portal.desk import shown
from portal.desk.records import event_of
from portal.refusal import Refusal
from portal.say import say
from portal.store import filing, journal, tables
from portal.store.cabinet import Cabinet
from portal.store.journal import Head

HASH = 64
"""So many digits has a SHA-256."""

LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification read, and what it found wrong; an empty `faults` means the record is whole."""

    cycles: int
    events: int
    journal_lines: int
    faults: tuple[str, ...]
    files: int = 0


def verify(known: Head | None = None, cabinet: Cabinet | None = None) -> Report:
    """Check all chains. `known` is a head noted elsewhere, which shows a cut end and a rewritten whole too.

    With `cabinet`, every file that a row names is read, too.
    """
    verdict = journal.verify(known)
    faults = [verdict.fault] if verdict.fault else []
    noted = dict(_noted())
    cycles = events = 0
    for row in tables.Cycle.select().order_by(tables.Cycle.opened_at).iterator():
        count, found = chain(row)
        cycles, events = cycles + 1, events + count
        faults += found or _against_trail(row)
        faults += _against_journal(row, noted)
        noted.pop(row.id, None)
    faults += [say("Siklus {id}: ada di jurnal, tetapi tidak ada lagi di basis data.", id=gone) for gone in noted]
    faults += shown.unlike_papers()
    files = list(filing.every()) if cabinet else []
    faults += [
        say("{place}: berkas {name} hilang atau berubah ({sha}).", place=place, name=name, sha=sha256[:12])
        for sha256, name, place in files
        if cabinet and not cabinet.is_whole(sha256)
    ]
    return Report(cycles, events, verdict.lines, tuple(faults), len(files))


def chain(row: tables.Cycle) -> tuple[int, list[str]]:
    """Return how many events of a cycle were read, and the first fault of its chain, if any."""
    return judged(row, _events(row.id), {digest for digest in snapshots_of(row) if _whole(digest)})


def snapshots_of(row: tables.Cycle) -> set[str]:
    """Return the snapshots a cycle is bound to: today's, and that of its opening."""
    return {row.opened_with or row.snapshot_sha256, row.snapshot_sha256}


def judged(
    row: tables.Cycle, events: Iterable[tuple[Event, str | None]], whole: Collection[str]
) -> tuple[int, list[str]]:
    """Return what `chain` does, of events with their payloads as kept; `whole` are the snapshots known to be so."""
    opened_with = row.opened_with or row.snapshot_sha256
    if not snapshots_of(row) <= set(whole):
        return 0, [say("Siklus {id}: naskah SOP yang dipakainya hilang atau berubah.", id=row.id)]
    prev, count = first_link(row.agency, row.slug, row.period, opened_with), 0
    for event, payload in events:
        if event.seq != count + 1 or event.prev != prev or event.hash != link(event):
            return count, [say("Siklus {id}: catatan {seq} telah diubah atau hilang.", id=row.id, seq=count + 1)]
        if payload is not None and sha256(payload.encode()) != event.payload_sha256:
            return count, [say("Siklus {id}: isi catatan {seq} telah diubah.", id=row.id, seq=event.seq)]
        prev, count = event.hash, count + 1
    if (row.seq, row.head_hash) != (count, prev):
        return count, [say("Siklus {id}: riwayat terpotong sesudah catatan {seq}.", id=row.id, seq=count)]
    return count, []


def _whole(snapshot_sha256: str) -> bool:
    row = tables.Snapshot.get_or_none(tables.Snapshot.sha256 == snapshot_sha256)
    return row is not None and sha256(bytes(row.content)) == snapshot_sha256


def _events(cycle_id: str) -> Iterator[tuple[Event, str | None]]:
    rows = tables.Event.select().where(tables.Event.cycle == cycle_id).order_by(tables.Event.seq)
    return ((event_of(row), row.payload) for row in rows)


def _noted() -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield each cycle's last event as the journal has it."""
    line = tables.Journal
    rows = line.select(line.subject, line.detail).where(line.kind == "siklus").order_by(line.seq).tuples().iterator()
    for subject, detail in rows:
        noted = json.loads(detail)
        yield subject, (noted["seq"], noted["hash"])


def _against_journal(row: tables.Cycle, noted: dict[str, tuple[int, str]]) -> list[str]:
    if noted.get(row.id) == (row.seq, row.head_hash):
        return []
    return [say("Siklus {id}: riwayatnya tidak sama dengan jurnal.", id=row.id)]


def _against_trail(row: tables.Cycle) -> list[str]:
    """Return what of a whole chain is empty, or else is shown otherwise than it has it."""
    events = list(_events(row.id))
    emptied = [event.seq for event, payload in events if payload is None]
    if emptied:
        return [say("Siklus {id}: isi catatan {seq} dikosongkan.", id=row.id, seq=", ".join(map(str, emptied)))]
    return list(shown.unlike(row, [event for event, _ in events]))


def read_head(text: str) -> Head:
    """Return the head that somebody noted: "number hash", the hash whole or in groups as it is printed."""
    number, *words = text.split() or [""]
    hash_ = ""
    while words and len(hash_) < HASH:
        hash_ += words.pop(0).casefold()
    counts = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    if not counts or len(hash_) != HASH or not set(hash_) <= set(hexdigits):
        raise Refusal(say("Kepala jurnal ditulis sebagai nomor, spasi, lalu 64 huruf sidik."))
    return Head(int(number), hash_, None)
