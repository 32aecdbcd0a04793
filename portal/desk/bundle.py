"""All files of a cycle as one ZIP archive, made while it is sent: a folder for each step, names for every disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from portal.desk.files import Berkas
from portal.desk.values import Cycle
from portal.evidence.names import for_disk, shortened
from portal.say import say
from portal.store.cabinet import CHUNK

LEFT_OUT = "TIDAK-DISERTAKAN.txt"
LONGEST_NAME, LONGEST_FOLDER = 64, 40
"""In letters: Windows unpacks no path beyond 260, the user's own folder and the archive's name included."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)

Opened = Callable[[Berkas], BinaryIO | None]


class Wire:
    """What the archive is written to: holds only what has not been sent yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take bytes that are to be sent."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> bytes:
        """Return what came since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def bundle(cycle: Cycle, files: Sequence[Berkas], opened: Opened) -> Iterator[bytes]:
    """Yield the archive piece by piece; a file that `opened` does not give is named in a text instead."""
    wire, left_out = Wire(), []
    with zipfile.ZipFile(wire, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:  # type: ignore[call-overload]
        for path, berkas in zip(paths(cycle, files), files, strict=True):
            file = opened(berkas)
            if file is None:
                left_out.append(say("{path}: hilang atau berubah di penyimpanan portal ({sha}).",
                                    path=path, sha=berkas.sha256))  # fmt: skip
                continue
            with file, archive.open(entry_of(cycle, path, berkas.at), "w") as member:
                while piece := file.read(CHUNK):
                    member.write(piece)
                    yield wire.taken()
        if left_out:
            archive.writestr(zipfile.ZipInfo(LEFT_OUT, FIRST_DAY), "\r\n".join(left_out) + "\r\n")
    yield wire.taken()


def paths(cycle: Cycle, files: Sequence[Berkas]) -> Iterator[str]:
    """Yield where each file lies in the archive: the folder of its step, and a name that is not there yet."""
    used: set[str] = set()
    for berkas in files:
        folder = folder_of(cycle, berkas)
        name = for_disk(shortened(berkas.name, LONGEST_NAME))
        stem, dot, end = name.rpartition(".")
        path, number = f"{folder}/{name}", 1
        while path.casefold() in used:
            number += 1
            path = f"{folder}/{stem} ({number}){dot}{end}" if dot else f"{folder}/{name} ({number})"
        used.add(path.casefold())
        yield path


def folder_of(cycle: Cycle, berkas: Berkas) -> str:
    """Return the folder of a file: `00 bahan`, or the number and first words of its step, and the unit's name."""
    step = cycle.sop.step(berkas.step or "")
    if step is None:
        return "00 bahan"
    folder = for_disk(
        f"{cycle.sop.number(step.id):02} {shortened(step.uraian, LONGEST_FOLDER).replace('…', '')}".strip()
    )
    unit = next((unit.nama for unit in cycle.sop.unit if unit.id == berkas.unit), None)
    if berkas.putaran > 1:
        folder = f"{folder} (perbaikan {berkas.putaran - 1})"
    return f"{folder}/{for_disk(shortened(unit, LONGEST_FOLDER).replace('…', ''))}" if unit else folder


def entry_of(cycle: Cycle, path: str, at: datetime) -> zipfile.ZipInfo:
    """Return an archive's line for a file of the moment `at`, told in the agency's zone."""
    entry = zipfile.ZipInfo(path, cycle.calendar.local(at).timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry
