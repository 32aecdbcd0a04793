"""Letterhead: what stands around an SOP on paper, from its agency's plugin folder and the portal's own address."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from portal.hooks import Around, Paper
from portal.library.entries import Entry
from portal.library.files import LARGEST, read_bytes
from portal.library.scans import scan_sha256
from portal.library.shelves import Shelves
from portal.sop.document import Unreadable

LOGOS = ("logo.svg", "logo.png")
"""The files of a plugin's `static/` that may be its agency's logo, the first one found."""


def around(shelves: Shelves, entry: Entry, *, staff: bool, paper: Paper = "A4") -> Around:
    """Return what a format is told beside the SOP itself; `staff` is False for visitors."""
    return Around(
        staff=staff,
        agency=entry.agency,
        logo=_logo(shelves, entry),
        address=_address(shelves.settings.url, entry),
        naskah_sha256=entry.naskah_sha256,
        paper=paper,
    )


def scan(shelves: Shelves, entry: Entry) -> Path | None:
    """Return the file of the signed scan that the entry's hash is of; None where there is none, or it has changed."""
    seat = shelves.seats.get(entry.agency.id) if entry.agency else None
    if seat is None or entry.sop is None or entry.sop.naskah is None or entry.naskah_sha256 is None:
        return None
    path = seat.folder / "sop" / entry.sop.naskah
    return path if scan_sha256(path) == entry.naskah_sha256 else None


def _logo(shelves: Shelves, entry: Entry) -> bytes | None:
    seat = shelves.seats.get(entry.agency.id) if entry.agency else None
    if seat is None:
        return None
    for name in LOGOS:
        path = seat.folder / "static" / name
        with suppress(Unreadable):
            data = read_bytes(path, name)
            if len(data) <= LARGEST:
                return data
    return None


def _address(url: str | None, entry: Entry) -> str | None:
    """Return where a sheet with this content can be looked up; a base is never in force anywhere."""
    if url is None or entry.agency is None or not entry.digest:
        return None
    return f"{url}/instansi/{entry.agency.id}/sop/{entry.slug}/sidik/{entry.digest}"
