"""Small invented files of every kind that is taken."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

CONTENT_TYPES = "[Content_Types].xml"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """Return an archive with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def office(folder: str) -> bytes:
    """Return a document as today's Office writes it."""
    return zipped((CONTENT_TYPES, b"<Types/>"), (f"{folder}/main.xml", b"<main/>"))


def open_document(kind: str) -> bytes:
    """Return a document as LibreOffice writes it."""
    return zipped(("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()), ("content.xml", b"<x/>"))


def old_office(stream: str) -> bytes:
    """Return the beginnings of a document as Office wrote it before 2007."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a PNG that claims this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def jpeg(width: int = 2, height: int = 2, exif: bytes = b"") -> bytes:
    """Return the header of a JPEG that claims this size, with EXIF data."""
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\x00\x00" + exif if exif else b""
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + bytes(9)
    return b"\xff\xd8" + app1 + frame + b"\xff\xd9"


def position(latitude: int = 6) -> bytes:
    """Return EXIF data with a position, or with an empty one."""
    first = struct.pack("<HHHII", 1, 0x8825, 4, 1, 26) + bytes(4)
    place = struct.pack("<HHHII", 1, 2, 5, 3, 44) + bytes(4)
    return (
        b"II*\x00"
        + struct.pack("<I", 8)
        + first
        + place
        + struct.pack("<6I", latitude, 1 if latitude else 0, 0, 0, 0, 0)
    )


def webp(width: int = 2, height: int = 2, exif: bytes = b"") -> bytes:
    """Return a WebP that claims this size."""
    head = (
        b"VP8X"
        + struct.pack("<I", 10)
        + bytes(4)
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    more = b"EXIF" + struct.pack("<I", len(exif)) + exif if exif else b""
    return b"RIFF" + struct.pack("<I", len(head) + len(more) + 4) + b"WEBP" + head + more


def heic(width: int = 2, height: int = 2) -> bytes:
    """Return the beginnings of a HEIC that claims this size."""
    return (
        struct.pack(">I", 24)
        + b"ftypheic"
        + bytes(4)
        + b"mif1heic"
        + b"\x00\x00\x00\x14ispe"
        + struct.pack(">III", 0, width, height)
    )


SAMPLES = {
    "pdf": b"%PDF-1.7\n1 0 obj\n", "doc": old_office("WordDocument"), "docx": office("word"),
    "xls": old_office("Workbook"), "xlsx": office("xl"), "ppt": old_office("PowerPoint Document"),
    "pptx": office("ppt"), "odt": open_document("text"), "ods": open_document("spreadsheet"),
    "odp": open_document("presentation"), "csv": b"indikator;realisasi\nA;1\n", "txt": "Catatan é\n".encode(),
    "jpg": jpeg(), "jpeg": jpeg(), "png": png(), "webp": webp(), "heic": heic(), "heif": heic(),
    "zip": zipped(("data/isi.txt", b"isi")), "rar": b"Rar!\x1a\x07\x01\x00" + bytes(20),
}  # fmt: skip
