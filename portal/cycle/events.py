"""The trail's one line: what happened in a cycle, by whom, in which capacity, chained by hashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from portal.canon import canonical, sha256

Kind = Literal[
    "buka", "serah", "centang", "putuskan", "kembalikan", "urungkan", "lewati",
    "catat", "mulai", "tunda", "lanjutkan", "tenggat", "pindah-versi", "komentar", "tutup", "buka-kembali", "batalkan",
]  # fmt: skip
"""The acts of a cycle."""

Capacity = Literal["definitif", "Plt.", "Plh.", "pengelola", "pemantau", "pelaksana"]

FORMAT = "portal-1"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, and the capacity in which he does (an assignment's, or his right's)."""

    id: str
    name: str
    capacity: Capacity = "definitif"


PORTAL = Actor("otomatis", "Portal (otomatis)", "pengelola")
"""Who acts where nobody does: no person has this id."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a cycle's trail.

    `time` is UTC; `seq` (from 1) is the only order that counts. `payload` is the act's own data:

    - `alasan`: reason of a return, skip, lateness, cancellation; `catatan`: a note; `isian`: an activity's form
    - `pilihan`: "ya" | "tidak" (putuskan; lewati of a decision)
    - `ke`: target of kembalikan and buka-kembali; `unit_diminta`: the units a return names;
      `di_luar_alur`: the table draws no such arrow
    - `seq`: the event an urungkan takes back
    - `salah`, `lama`, `baru`: what a buka-kembali corrects
    - `bukti`: the files it brings, each {"nama", "jenis", "ukuran" (bytes), "sha256"}, and "lokasi" (true) where a
      picture tells where it was taken
    - `pejabat`, `kapasitas`, `tanggal` (ISO): who signed the paper that a catat records, as what, and when
    - `menggantikan`: the official in whose place a Plt. or Plh. acts
    - `dari`, `ke_versi` (SHA-256 of snapshots), `digest_lama`, `digest_baru`, `perubahan`: of a pindah-versi
    - `aktif`: {"langkah", "jatuh_tempo" (ISO UTC or null), "penjelasan", …} of the step this event activates, or
      whose due moment it moves (lanjutkan, tenggat, pindah-versi)

    After retention has emptied a payload it is {} and `payload_sha256` still stands.
    """

    cycle: str
    seq: int
    kind: Kind
    actor: Actor
    time: datetime
    step: str | None = None
    putaran: int = 1
    role: str | None = None
    unit: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    payload_sha256: str = ""
    prev: str = ""
    hash: str = ""


def first_link(agency: str, slug: str, period: str, snapshot_sha256: str) -> str:
    """Return what the first event of a cycle is chained to."""
    return sha256(canonical([agency, slug, period, snapshot_sha256]))


def stamp(time: datetime) -> str:
    """Return the one text of an instant: UTC, microseconds, `Z`."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(event: Event) -> str:
    """Return the hash that `event` must carry, from its own fields and `prev`."""
    return sha256(
        canonical(
            [FORMAT, event.cycle, event.seq, event.kind, event.step, event.putaran, event.role, event.unit,
             event.actor.id, event.actor.name, event.actor.capacity, stamp(event.time),
             event.payload_sha256, event.prev]
        )
    )  # fmt: skip


def chained(event: Event, prev: str) -> Event:
    """Return `event` with its payload's hash, its predecessor and its own hash filled in."""
    event = replace(event, payload_sha256=sha256(canonical(dict(event.payload))), prev=prev)
    return replace(event, hash=link(event))
