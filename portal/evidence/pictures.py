"""Pictures by their headers alone: how many pixels they claim, and whether they tell where they were taken."""

from __future__ import annotations

import re
import struct

from portal.evidence.data import Data

MOST_PIXELS = 80_000_000
"""Below what image libraries warn of; more than the usual camera of a phone makes."""

_MOST_SEGMENTS = 2_000
_MOST_FIELDS = 500
_TIFF = re.compile(rb"(?:Exif\x00\x00|EXIF....|eXIf)(?=II\*\x00|MM\x00\*)", re.DOTALL)
_GPS, _LATITUDE = 0x8825, 0x0002


def pixels(data: Data) -> int:
    """Return how many pixels a picture claims to have; 0 where its header does not say."""
    if data[:3] == b"\xff\xd8\xff":
        width, height = _jpeg(data)
    elif data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
        width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    elif data[:4] == b"RIFF":
        width, height = _webp(data)
    else:
        return _heic(data)
    return width * height


def tells_place(data: Data) -> bool:
    """True if the picture's EXIF data hold a position."""
    return any(_has_position(data, found.end()) for found in _TIFF.finditer(data))


def _jpeg(data: Data) -> tuple[int, int]:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if data[at : at + 1] != b"\xff":
            break
        marker = data[at + 1] if at + 1 < len(data) else 0
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        head = data[at + 2 : at + 9]
        if marker == 0xDA or len(head) < 7:
            break
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[3:7])
            return width, height
        at += 2 + int.from_bytes(head[:2], "big")
    return 0, 0


def _webp(data: Data) -> tuple[int, int]:
    head = data[12:30]
    if len(head) < 18:
        return 0, 0
    if head[:4] == b"VP8X":
        return 1 + int.from_bytes(head[12:15], "little"), 1 + int.from_bytes(head[15:18], "little")
    if head[:4] == b"VP8L":
        bits = int.from_bytes(head[9:13], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[14:18])
    return width & 0x3FFF, height & 0x3FFF


def _heic(data: Data) -> int:
    head = data[: 1024 * 1024]
    found = (head[at.end() + 4 : at.end() + 12] for at in re.finditer(rb"ispe", head))
    return max((_product(size) for size in found if len(size) == 8), default=0)


def _product(size: bytes) -> int:
    width, height = struct.unpack(">II", size)
    return int(width) * int(height)


def _has_position(data: Data, start: int) -> bool:
    order = "<" if data[start : start + 2] == b"II" else ">"
    first = _number(data, start + 4, order)
    place = _field(data, start, first, _GPS, order) if first else None
    latitude = _field(data, start, place, _LATITUDE, order) if place else None
    return latitude is not None and any(data[start + latitude : start + latitude + 24])


def _field(data: Data, start: int, directory: int, tag: int, order: str) -> int | None:
    """Return the value, or the place of the value, of a tag in one of the directories of a TIFF header."""
    raw = data[start + directory : start + directory + 2]
    count = struct.unpack(f"{order}H", raw)[0] if len(raw) == 2 else 0
    for number in range(min(count, _MOST_FIELDS)):
        at = start + directory + 2 + 12 * number
        raw = data[at : at + 2]
        if len(raw) == 2 and struct.unpack(f"{order}H", raw)[0] == tag:
            return _number(data, at + 8, order)
    return None


def _number(data: Data, at: int, order: str) -> int | None:
    raw = data[at : at + 4]
    return int(struct.unpack(f"{order}I", raw)[0]) if len(raw) == 4 else None
