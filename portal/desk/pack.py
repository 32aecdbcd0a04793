"""The evidence pack: one ZIP from which an auditor checks a cycle by himself, with nothing of the portal at hand."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.canon import canonical, sha256
from portal.cycle.events import Event, stamp
from portal.desk.bundle import LEFT_OUT, Opened, Wire, entry_of, paths
from portal.desk.facts import cycle_facts
from portal.desk.files import Berkas
from portal.desk.values import Cycle
from portal.say import say
from portal.store import journal, tables
from portal.store.cabinet import CHUNK

FORMAT = "portal-paket-1"
READ_ME, CHAIN, FACTS, SNAPSHOT, FIRST_SNAPSHOT, MANIFEST, FILES = (
    "BACA-SAYA.txt", "rantai.json", "siklus.json", "naskah-sop.json", "naskah-sop-awal.json", "manifest.sha256",
    "berkas/",
)  # fmt: skip


def pack(cycle: Cycle, files: Sequence[Berkas], opened: Opened, papers: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the pack piece by piece. `papers` are the record's printed forms by file name.

    A file that `opened` does not give is named in a text instead, and the check of the pack will say so.
    """
    wire, hashes, left_out = Wire(), dict[str, str](), list[str]()
    last = cycle.state.events[-1].time
    with zipfile.ZipFile(wire, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:  # type: ignore[call-overload]
        for name, data in {READ_ME: read_me(cycle), **papers, **_documents(cycle)}.items():
            archive.writestr(entry_of(cycle, name, last), data)
            hashes[name] = sha256(data)
            yield wire.taken()
        for path, berkas in zip(paths(cycle, files), files, strict=True):
            file = opened(berkas)
            if file is None:
                left_out.append(f"{FILES}{path} {berkas.sha256}")
                continue
            seen = hashlib.sha256()
            with file, archive.open(entry_of(cycle, FILES + path, berkas.at), "w") as member:
                while piece := file.read(CHUNK):
                    seen.update(piece)
                    member.write(piece)
                    yield wire.taken()
            hashes[FILES + path] = seen.hexdigest()
        if left_out:
            text = ("\r\n".join(left_out) + "\r\n").encode()
            archive.writestr(entry_of(cycle, LEFT_OUT, last), text)
            hashes[LEFT_OUT] = sha256(text)
        lines = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
        archive.writestr(entry_of(cycle, MANIFEST, last), lines.encode())
    yield wire.taken()


def _documents(cycle: Cycle) -> dict[str, bytes]:
    found = {
        CHAIN: _pretty(chain_of(cycle)),
        FACTS: _pretty(cycle_facts(cycle)),
        SNAPSHOT: _snapshot(cycle.snapshot_sha256),
    }
    if cycle.opened_with and cycle.opened_with != cycle.snapshot_sha256:
        found[FIRST_SNAPSHOT] = _snapshot(cycle.opened_with)
    return found


def chain_of(cycle: Cycle) -> dict[str, Any]:
    """Return the cycle's chain with all that its hashes are made of, its journal lines, and the journal's head."""
    head, line = journal.head(), tables.Journal
    ours = (line.agency == cycle.agency.id) & (line.kind == "siklus") & (line.subject == cycle.id)
    lines = line.select().where(ours).order_by(line.seq).limit(len(cycle.state.events))  # more may have come since
    return {
        "format": FORMAT, "siklus": cycle.id, "instansi": cycle.agency.id, "nama_instansi": cycle.agency.nama,
        "sop": cycle.slug, "nama": cycle.sop.nama, "periode": cycle.period.text,
        "naskah_awal": cycle.opened_with or cycle.snapshot_sha256, "naskah": cycle.snapshot_sha256,
        "catatan": [event_facts(event) for event in cycle.state.events],
        "jurnal": [
            {
                "seq": row.seq, "waktu": stamp(row.time), "jenis": row.kind, "instansi": row.agency,
                "perihal": row.subject, "pelaku": row.actor_id, "nama": row.actor_name, "rincian": row.detail,
                "sebelum": row.prev, "sidik": row.hash,
            }
            for row in lines
        ],
        "kepala_jurnal": {"seq": head.seq, "sidik": head.hash},
    }  # fmt: skip


def event_facts(event: Event) -> dict[str, Any]:
    """Return an event with all that its hash is made of; `isi` is its payload's canonical text, null once emptied."""
    text = canonical(dict(event.payload)).decode()
    return {
        "siklus": event.cycle, "seq": event.seq, "jenis": event.kind, "langkah": event.step,
        "putaran": event.putaran, "peran": event.role, "unit": event.unit, "pelaku": event.actor.id,
        "nama": event.actor.name, "kapasitas": event.actor.capacity, "waktu": stamp(event.time),
        "isi": text if sha256(text.encode()) == event.payload_sha256 else None, "isi_sha256": event.payload_sha256,
        "sebelum": event.prev, "sidik": event.hash,
    }  # fmt: skip


def read_me(cycle: Cycle) -> bytes:
    """Return what the pack is and how it is checked, for a reader who has only what Windows brings."""
    text = say(READ_ME_TEXT, sop=cycle.sop.nama, instansi=cycle.agency.nama, periode=cycle.period.words,
               seq=cycle.state.seq, sidik=cycle.state.events[-1].hash)  # fmt: skip
    return str(text).replace("\n", "\r\n").encode()


READ_ME_TEXT = """\
PAKET BUKTI SIKLUS

SOP      : {sop}
Instansi : {instansi}
Periode  : {periode}
Catatan  : sampai nomor {seq}, sidik {sidik}

Isi paket
  rekaman.pdf (atau rekaman.html)  catatan siklus: langkah, siapa menyatakan apa, riwayat
  siklus.json                      fakta yang sama untuk program lain
  rantai.json                      riwayat dengan rantai sidiknya, dan barisnya dalam jurnal portal
  naskah-sop.json                  naskah SOP yang dipakai siklus ini, huruf demi huruf
  naskah-sop-awal.json             naskah waktu siklus dibuka, bila sesudahnya pindah versi
  berkas                           bukti dukung, satu folder tiap langkah
  manifest.sha256                  sidik SHA-256 setiap berkas dalam paket ini

Memeriksa berkas dengan Windows saja
  1. Buka paket ini ke sebuah folder (klik kanan, Ekstrak Semua).
  2. Buka Command Prompt di folder itu.
  3. Ketik:  certutil -hashfile "rekaman.pdf" SHA256
  4. Bandingkan hasilnya dengan baris berkas itu di manifest.sha256. Harus sama, huruf demi huruf;
     spasi yang ditulis Windows lama di antaranya tidak dihitung.
  Di Linux atau macOS cukup:  sha256sum -c manifest.sha256

Memeriksa semuanya sekaligus, termasuk rantai riwayat
  portal audit verify PAKET.zip     (tidak memerlukan basis data), atau
  halaman Periksa paket pada portal.

Yang terikat pada rantai: riwayat, naskah SOP, bukti dukung, dan siklus.json. Rekaman disusun dari riwayat itu;
bila ragu akan isinya, bandingkan dengan rekaman yang diunduh langsung dari portal asalnya.

Persetujuan di dalamnya adalah persetujuan internal, bukan tanda tangan elektronik tersertifikasi.
"""


def _snapshot(digest: str) -> bytes:
    return bytes(tables.Snapshot.get_by_id(digest).content)


def _pretty(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n"
