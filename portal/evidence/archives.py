"""What a ZIP archive says of itself: its directory is read, its contents never."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from portal.evidence.data import Data
from portal.refusal import Refusal
from portal.say import say

MOST_ENTRIES = 10_000
MOST_BYTES = 512 * 1024 * 1024
"""What an archive may unpack to, as it says itself."""

_DIRECTORY_BYTES = 4 * 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LONGEST_COMMENT = 0xFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an archive's directory."""

    name: str
    size: int
    encrypted: bool
    mode: int


def judge(data: Data) -> None:
    """Refuse an archive that cannot be checked or that would harm whoever unpacks it."""
    total = 0
    for entry in directory(data):
        total += entry.size
        if entry.encrypted:
            raise _no(say("berkas ini dikunci kata sandi, sehingga tidak dapat diperiksa. Buka kuncinya lebih dahulu."))
        if leaves(entry.name) or stat.S_ISLNK(entry.mode):
            raise _no(say("arsip ini memuat nama berkas yang menunjuk ke luar arsip."))
    if total > MOST_BYTES:
        raise _no(say("isi arsip ini terlalu besar bila dibuka; kirim isinya terpisah."))


def names(data: Data) -> frozenset[str]:
    """Return the names in an archive; none where it is no archive."""
    try:
        return frozenset(entry.name for entry in directory(data))
    except Refusal:
        return frozenset()


def directory(data: Data) -> Iterator[Entry]:
    """Yield the lines of an archive's directory. Raises Refusal where it is damaged, too long or of ZIP64."""
    start, count = _found(data)
    for _ in range(count):
        head = data[start : start + _ENTRY.size]
        if len(head) < _ENTRY.size or head[:4] != b"PK\x01\x02":
            raise damaged()
        (_, _, _, flags, _, _, _, _, _, size, name_size, extra, comment, _, _, attributes, _) = _ENTRY.unpack(head)
        raw = data[start + _ENTRY.size : start + _ENTRY.size + name_size]
        name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        yield Entry(name, size, bool(flags & 1), attributes >> 16)
        start += _ENTRY.size + name_size + extra + comment


def damaged() -> Refusal:
    """Return the refusal of an archive whose directory is not whole."""
    return _no(say("arsip ini rusak atau terpotong."))


def _found(data: Data) -> tuple[int, int]:
    """Return where the directory begins and how many lines it has."""
    length = len(data)
    at = data.rfind(b"PK\x05\x06", max(0, length - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > length:
        raise damaged()
    _, disk, first, here, count, size, _, _ = _END.unpack(data[at : at + _END.size])
    if data[max(0, at - 20) : at][:4] == b"PK\x06\x07" or 0xFFFF in (here, count):  # a small archive needs no ZIP64
        raise _no(say("arsip ini memuat terlalu banyak berkas."))
    if count > MOST_ENTRIES or size > _DIRECTORY_BYTES:
        raise _no(say("arsip ini memuat terlalu banyak berkas."))
    if disk or first or here != count or not count or size > at:
        raise damaged()
    return at - size, count


def leaves(name: str) -> bool:
    """True if a name points outside the folder that an archive is unpacked into."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name


def _no(why: str) -> Refusal:
    return Refusal(why, field="bukti")
