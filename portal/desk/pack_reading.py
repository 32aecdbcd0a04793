"""Reading a pack that anybody may have made: bounded in memory and time, whatever it claims to be."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from portal.evidence.archives import leaves
from portal.refusal import Refusal
from portal.say import say

MOST_MEMBERS = 10_000
MOST_BYTES = 4 * 1024**3
FREELY, RATIO = 256 * 1024**2, 50
"""What a pack may always unfold to, and beyond that how many times its own size."""

LARGEST_DOCUMENT = 8 * 1024**2
"""JSON takes twenty times its size in memory."""

MOST_AT_ONCE = 4 * 1024**2
CHUNK = 256 * 1024
LONGEST = 120

_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The methods that are unpacked piece by piece; of the others 30 KB become gigabytes at once."""

_ENCRYPTED = 1


class _Sips(io.RawIOBase):
    """A file of which nobody gets more at once than is read here: a ZIP's directory is, before it can be judged."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(MOST_AT_ONCE + 1 if size < 0 else min(size, MOST_AT_ONCE + 1))
        if len(data) > MOST_AT_ONCE:
            raise too_large()
        return data


@contextmanager
def opened(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Give a pack whose directory was read and judged; nothing of it is unpacked yet. Raises Refusal."""
    size = file.seek(0, io.SEEK_END)
    with zipfile.ZipFile(_Sips(file)) as archive:
        members = archive.infolist()
        whole = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS or whole > min(MOST_BYTES, max(FREELY, RATIO * size)):
            raise too_large()
        if any(member.compress_type not in _BOUNDED or member.flag_bits & _ENCRYPTED for member in members):
            raise no_pack()
        yield archive


def strange(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what no portal writes: a name that leaves the folder, a link, a name twice, bytes before the first file."""
    members = archive.infolist()
    for member in members:
        if leaves(member.filename) or stat.S_ISLNK(member.external_attr >> 16):
            yield say("{name}: nama atau jenis berkas yang berbahaya bila paket ini diekstrak.",
                      name=plain(member.filename))  # fmt: skip
    if len({member.filename.casefold() for member in members}) != len(members):
        yield say("Ada nama berkas yang dua kali dalam paket.")
    if min((member.header_offset for member in members), default=0):
        yield say("Ada isi di depan berkas pertama paket ini.")


def document(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member that is read as a whole. Raises Refusal where it is too long for that."""
    member = archive.getinfo(name)
    if member.file_size > LARGEST_DOCUMENT:
        raise too_large()
    return b"".join(_pieces(archive, member))


def hash_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """Return the SHA-256 of a member's bytes."""
    seen = hashlib.sha256()
    for piece in _pieces(archive, member):
        seen.update(piece)
    return seen.hexdigest()


def plain(told: object) -> str:
    """Return a word of a pack as it may be shown: one short line without anything that nobody sees."""
    text = str(told)
    shown = "".join(_seen(letter) for letter in text[:LONGEST])
    return shown if len(text) <= LONGEST else f"{shown}…"


def no_pack() -> Refusal:
    """Return the refusal of a file that is no pack."""
    return Refusal(say("Berkas ini bukan paket bukti dari portal, atau rusak."), field="paket")


def too_large() -> Refusal:
    """Return the refusal of a pack beyond what is read."""
    return Refusal(say("Paket ini terlalu besar untuk diperiksa."), field="paket")


def _seen(letter: str) -> str:
    if letter.isspace():
        return " "
    return letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as file:
        while piece := file.read(CHUNK):
            yield piece
