"""Packs as somebody would make them who wants to break the one that checks them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from portal.desk.pack import CHAIN, FILES, MANIFEST

CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
MEGABYTE = 1024 * 1024

Hostile = Callable[[bytes], bytes]


def built(
    packed: bytes, *, instead: dict[str, bytes] | None = None, more: Iterable[tuple[str | zipfile.ZipInfo, bytes]] = (),
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:  # fmt: skip
    """Return the pack anew, with other bytes under some names and more members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, (instead or {}).get(name, old.read(name)))
        for entry, data in more:
            new.writestr(entry, data)
    return out.getvalue()


def told(change: Callable[[dict[str, Any]], object]) -> Hostile:
    """Return what changes the chain of a pack."""

    def make(packed: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            chain = json.loads(archive.read(CHAIN))
        change(chain)
        return built(packed, instead={CHAIN: json.dumps(chain).encode()})

    return make


def chain(text: bytes) -> Hostile:
    """Return what puts another text in the chain's place."""
    return lambda packed: built(packed, instead={CHAIN: text})


def manifest(text: bytes) -> Hostile:
    """Return what puts another text in the manifest's place."""
    return lambda packed: built(packed, instead={MANIFEST: text})


def written(mark: bytes, offset: int, form: str, value: int) -> Hostile:
    """Return what writes a number into each record of a ZIP that begins with `mark`."""

    def make(packed: bytes) -> bytes:
        data, at = bytearray(packed), -1
        while (at := data.find(mark, at + 1)) >= 0:
            struct.pack_into(form, data, at + offset, value)
        return bytes(data)

    return make


def claiming(size: int) -> Hostile:
    """Return what adds a file that claims to unfold to `size` bytes."""

    def make(packed: bytes) -> bytes:
        data = bytearray(built(packed, more=[(f"{FILES}nol", b"0")]))
        struct.pack_into("<L", data, data.rfind(CENTRAL) + 24, size)
        return bytes(data)

    return make


def crowded(count: int) -> Hostile:
    """Return what makes a pack of nothing but the lines of a directory."""
    line = CENTRAL + bytes(24) + struct.pack("<5H2L", 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4s4H2LH", END, 0, 0, count & 0xFFFF, count & 0xFFFF, len(line) * count, 0, 0)
    return lambda _: line * count + end


def garbled(packed: bytes) -> bytes:
    """Return the pack with the first member's packed bytes turned over."""
    names, extra = struct.unpack_from("<2H", packed, 26)
    start = 30 + names + extra
    return packed[:start] + bytes(255 - one for one in packed[start : start + 40]) + packed[start + 40 :]


def unfolding(packed: bytes) -> bytes:
    """Return the pack with a few bytes that become sixty megabytes at once."""
    return built(packed, more=[(f"{FILES}b", bytes(60 * MEGABYTE))], method=zipfile.ZIP_BZIP2)


def link(packed: bytes) -> bytes:
    """Return the pack with a symbolic link in it."""
    entry = zipfile.ZipInfo(f"{FILES}tautan")
    entry.external_attr = 0o120777 << 16
    return built(packed, more=[(entry, b"/etc/passwd")])


REFUSED: dict[str, Hostile] = {
    "a member that becomes sixty megabytes at once": unfolding,
    "sizes that no pack of this length has": claiming(300 * MEGABYTE),
    "a directory of four hundred thousand lines": crowded(400_000),
    "a directory that reaches beyond the file": written(END, 12, "<L", 0xFFFFFFFE),
    "a directory elsewhere": written(END, 16, "<L", 5),
    "members elsewhere": written(CENTRAL, 42, "<L", 7),
    "a method nobody knows": written(CENTRAL, 10, "<H", 99),
    "members with a password": written(CENTRAL, 8, "<H", 1),
    "a name that is no UTF-8": lambda packed: written(CENTRAL, 46, "B", 0xFF)(written(CENTRAL, 8, "<H", 0x800)(packed)),
    "packed bytes that are none": garbled,
    "half of it": lambda packed: packed[: len(packed) // 2],
    "its end alone": lambda packed: packed[-200:],
    "a manifest of a million lines": manifest(b"\n" * 1_000_000),
    "a manifest of nine megabytes": manifest(b"x" * 9 * MEGABYTE),
    "a manifest that is no text": manifest(b"\xff\xfe"),
    "a chain of nine megabytes": chain(b"[" + b"[]," * 3 * MEGABYTE + b"[]]"),
    "a chain a million deep": chain(b"[" * 1_000_000),
    "a chain that is a list": chain(b"[]"),
    "a chain that is nothing": chain(b"null"),
    "a chain that is no text": chain(b'{"format": "\xff"}'),
    "an infinite number": told(lambda chain: chain["kepala_jurnal"].update(seq=float("inf"))),
    "a number that no database knows": told(lambda chain: chain["kepala_jurnal"].update(seq=10**30)),
    "a number with ten thousand digits": chain(b'{"format": ' + b"9" * 10_000 + b"}"),
    "a moment before all moments": told(lambda chain: chain["catatan"][0].update(waktu="0001-01-01T00:00:00+23:59")),
    "a moment after all moments": told(lambda chain: chain["catatan"][0].update(waktu="9999-12-31T23:59:59-23:59")),
    "words where entries should be": told(lambda chain: chain.update(catatan={"a": 1})),
    "a payload a million deep": told(lambda chain: chain["catatan"][0].update(isi="[" * 1_000_000)),
}  # fmt: skip

TOO_LARGE = frozenset({
    "sizes that no pack of this length has", "a directory of four hundred thousand lines",
    "a manifest of a million lines", "a manifest of nine megabytes", "a chain of nine megabytes",
})  # fmt: skip
