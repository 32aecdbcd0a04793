"""The files of cycles as rows: which event brought which."""

from __future__ import annotations

import secrets

from portal.cycle.events import Event
from portal.cycle.evidence import bukti_of
from portal.store.statements import insert
from portal.store.tables import File

PURPOSES = {"buka": "bahan", "catat": "kertas"}
"""What the files of an act are for; all others are bukti."""


def keep_files(event: Event, agency: str) -> None:
    """Write a row for each file that an event brings, inside the caller's transaction."""
    for bukti in bukti_of(event):
        insert(File, {
            "id": secrets.token_hex(16), "agency": agency, "cycle": event.cycle, "seq": event.seq, "step": event.step,
            "putaran": event.putaran, "unit": event.unit, "purpose": PURPOSES.get(event.kind, "bukti"),
            "name": bukti.nama, "media_type": bukti.jenis, "size": bukti.ukuran, "sha256": bukti.sha256,
            "person": event.actor.id, "person_name": event.actor.name, "at": event.time,
        })  # fmt: skip
