"""Checking an evidence pack: its files against its manifest, its chain by itself, its journal lines. No database."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from portal.canon import sha256
from portal.cycle.events import Actor, Event, first_link, link
from portal.desk.bundle import LEFT_OUT
from portal.desk.pack import CHAIN, FACTS, FILES, FIRST_SNAPSHOT, FORMAT, MANIFEST, SNAPSHOT
from portal.desk.pack_reading import MOST_MEMBERS, document, hash_of, no_pack, opened, plain, strange, too_large
from portal.refusal import Refusal
from portal.say import say
from portal.store import journal, tables
from portal.store.journal import Head

SAME = ("seq", "jenis", "langkah", "putaran", "peran", "unit", "nama", "kapasitas", "waktu")
"""What a record and the facts for programs call alike."""

LARGEST_NUMBER = 2**63 - 1
"""Beyond it a database knows no number."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pack tells of itself, and what is wrong with it; no `faults` means that it is whole.

    `lines` are the journal lines it carries, by number and hash, the journal's `head` among them: a pack that was
    made up as a whole shows only where one of them is held against what is kept elsewhere.
    """

    sop: str
    agency: str
    period: str
    events: int
    files: int
    last: str
    head: tuple[int, str]
    lines: Mapping[int, str]
    faults: tuple[str, ...]


def compared(verdict: Verdict, known: Head) -> str | None:
    """Return what speaks against a pack from a journal head that was noted elsewhere, None where they agree."""
    line = verdict.lines.get(known.seq)
    if line is None:
        return say("Kepala yang dicatat bernomor {known}, sedangkan paket ini tidak memuat baris jurnal itu (kepalanya "
                   "nomor {seq}). Minta paket baru, atau bandingkan di portal asalnya.",
                   known=known.seq, seq=verdict.head[0])  # fmt: skip
    if line != known.hash:
        return say("Jurnal: baris {seq} tidak sama dengan kepala yang dicatat.", seq=known.seq)
    return None


def check(file: IO[bytes]) -> Verdict:
    """Check a pack. Raises Refusal where the file is no pack, or beyond what is read."""
    try:
        with opened(file) as archive:
            return _checked(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, zlib.error) as fault:
        raise no_pack() from fault
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
        raise Refusal(say("Paket ini rusak: rantainya tidak dapat dibaca."), field="paket") from fault


def _checked(archive: zipfile.ZipFile) -> Verdict:
    names = archive.namelist()
    if MANIFEST not in names or CHAIN not in names:
        raise no_pack()
    chain = json.loads(document(archive, CHAIN))
    if chain["format"] != FORMAT:
        raise no_pack()
    listed = _listed(document(archive, MANIFEST).decode())
    files = [one for one in archive.infolist() if one.filename != MANIFEST and not one.is_dir()]
    found = {one.filename: hash_of(archive, one) for one in files}
    events = [_event(one) for one in chain["catatan"]]
    faults = [
        *strange(archive), *_against_manifest(found, listed), *_chain_faults(chain, events),
        *_snapshot_faults(chain, found), *_evidence_faults(chain, found), *_journal_faults(chain, events),
        *_told_faults(archive, chain, found),
    ]  # fmt: skip
    head = _number(chain["kepala_jurnal"]["seq"]), plain(chain["kepala_jurnal"]["sidik"])
    lines = {_number(told["seq"]): plain(told["sidik"]) for told in chain["jurnal"]}
    if lines.get(head[0], head[1]) != head[1]:
        faults.append(say("Jurnal: kepalanya tidak sama dengan barisnya."))
    return Verdict(
        plain(chain["nama"]), plain(chain["nama_instansi"]), plain(chain["periode"]), len(events),
        sum(name.startswith(FILES) for name in found), plain(events[-1].hash) if events else "",
        head, {head[0]: head[1], **lines}, tuple(faults),
    )  # fmt: skip


# the parts of the check ----------------------------------------------------------------------------------------


def _against_manifest(found: Mapping[str, str], listed: Mapping[str, str]) -> Iterator[str]:
    for name, digest in listed.items():
        if name not in found:
            yield say("{name}: hilang dari paket.", name=plain(name))
        elif found[name] != digest:
            yield say("{name}: isinya berubah.", name=plain(name))
    for name in found:
        if name not in listed:
            yield say("{name}: tidak tercantum dalam manifest.", name=plain(name))
    if LEFT_OUT in found:
        yield say("Ada berkas yang sudah hilang atau rusak ketika paket dibuat; lihat {name}.", name=LEFT_OUT)


def _chain_faults(chain: Mapping[str, Any], events: Sequence[Event]) -> Iterator[str]:
    prev = first_link(chain["instansi"], chain["sop"], chain["periode"], chain["naskah_awal"])
    if not events:
        yield say("Riwayatnya kosong.")
    for number, (event, told) in enumerate(zip(events, chain["catatan"], strict=True), 1):
        if event.seq != number or event.cycle != chain["siklus"] or event.prev != prev or event.hash != link(event):
            yield say("Riwayat: catatan {seq} telah diubah atau hilang.", seq=number)
            return
        if told["isi"] is not None and sha256(str(told["isi"]).encode()) != event.payload_sha256:
            yield say("Riwayat: isi catatan {seq} telah diubah.", seq=number)
        if told["isi"] is None:
            yield say("Riwayat: isi catatan {seq} dikosongkan.", seq=number)
        prev = event.hash


def _snapshot_faults(chain: Mapping[str, Any], found: Mapping[str, str]) -> Iterator[str]:
    if found.get(SNAPSHOT) != chain["naskah"]:
        yield say("{name}: bukan naskah yang dipakai siklus ini.", name=SNAPSHOT)
    if chain["naskah_awal"] != chain["naskah"] and found.get(FIRST_SNAPSHOT) != chain["naskah_awal"]:
        yield say("{name}: bukan naskah waktu siklus ini dibuka.", name=FIRST_SNAPSHOT)


def _told_faults(archive: zipfile.ZipFile, chain: Mapping[str, Any], found: Mapping[str, str]) -> Iterator[str]:
    """Yield what is told of the cycle beside its chain, and otherwise: the SOP's name, and the facts for programs."""
    whole = found.get(SNAPSHOT) == chain["naskah"]
    if whole and json.loads(document(archive, SNAPSHOT)).get("nama") != chain["nama"]:
        yield say("{name}: nama SOP bukan yang tertulis pada riwayat.", name=SNAPSHOT)
    if FACTS in found and not _agrees(document(archive, FACTS), chain):
        yield say("{name}: tidak sama dengan riwayatnya.", name=FACTS)


def _agrees(data: bytes, chain: Mapping[str, Any]) -> bool:
    """True if the facts for programs tell of the same cycle, and each act as its chain does."""
    same = (("id", "siklus"), ("instansi", "instansi"), ("sop", "sop"), ("periode", "periode"), ("nama", "nama"))
    chained = [
        {**{key: told[key] for key in SAME}, "hash": told["sidik"], "isi": json.loads(told["isi"] or "{}")}
        for told in chain["catatan"]
    ]
    try:
        facts = json.loads(data)
        acts = [{key: act[key] for key in (*SAME, "hash", "isi")} for act in facts["riwayat"]]
        return acts == chained and all(facts[fact] == chain[link] for fact, link in same)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _evidence_faults(chain: Mapping[str, Any], found: Mapping[str, str]) -> Iterator[str]:
    """Yield the files that the trail names and the pack does not have, and those that it does not name."""
    here = {digest: name for name, digest in found.items() if name.startswith(FILES)}
    for told in chain["catatan"]:
        for bukti in json.loads(told["isi"] or "{}").get("bukti", ()):
            if bukti["sha256"] not in here:
                yield say("Catatan {seq}: berkas {name} tidak ada dalam paket.",
                          seq=plain(told["seq"]), name=plain(bukti["nama"]))  # fmt: skip
    if all(told["isi"] is not None for told in chain["catatan"]):  # what was emptied may have named some
        named = {one["sha256"] for told in chain["catatan"] for one in json.loads(told["isi"]).get("bukti", ())}
        for digest, name in here.items():
            if digest not in named:
                yield say("{name}: tidak disebut riwayat siklus ini.", name=plain(name))


def _journal_faults(chain: Mapping[str, Any], events: Sequence[Event]) -> Iterator[str]:
    noted = []
    for told in chain["jurnal"]:
        line = tables.Journal(
            seq=told["seq"], time=datetime.fromisoformat(told["waktu"]), kind=told["jenis"], agency=told["instansi"],
            subject=told["perihal"], actor_id=told["pelaku"], actor_name=told["nama"], detail=told["rincian"],
            prev=told["sebelum"],
        )  # fmt: skip
        if journal.link(line) != told["sidik"]:
            yield say("Jurnal: baris {seq} telah diubah.", seq=plain(told["seq"]))
        noted.append(json.loads(told["rincian"]).get("hash"))
    if noted != [event.hash for event in events]:
        yield say("Riwayat siklus tidak sama dengan barisnya dalam jurnal.")


# reading -------------------------------------------------------------------------------------------------------


def _event(told: Mapping[str, Any]) -> Event:
    return Event(
        cycle=told["siklus"], seq=told["seq"], kind=told["jenis"], step=told["langkah"], putaran=told["putaran"],
        role=told["peran"], unit=told["unit"], actor=Actor(told["pelaku"], told["nama"], told["kapasitas"]),
        time=datetime.fromisoformat(told["waktu"]), payload_sha256=told["isi_sha256"], prev=told["sebelum"],
        hash=told["sidik"],
    )  # fmt: skip


def _listed(manifest: str) -> dict[str, str]:
    if manifest.count("\n") > MOST_MEMBERS:
        raise too_large()
    pairs = (line.partition("  ") for line in manifest.splitlines() if line.strip())
    return {name: digest.casefold() for digest, _, name in pairs}


def _number(told: object) -> int:
    number = int(str(told))
    if not 0 <= number <= LARGEST_NUMBER:
        raise ValueError("no number of a line")
    return number
