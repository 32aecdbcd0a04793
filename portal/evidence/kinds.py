"""The kinds of files that are taken: by extension, with the type they are served as, and how their bytes begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.evidence import archives
from portal.evidence.data import Data

Fits = Callable[[Data], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the media type it is served as, and a look at its bytes. `picture` has a number of pixels."""

    media_type: str
    fits: Fits
    picture: bool = False
    zipped: bool = False


def _begins(*signatures: bytes) -> Fits:
    return lambda data: any(data[: len(signature)] == signature for signature in signatures)


def _is_pdf(data: Data) -> bool:
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")


def _is_webp(data: Data) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_heic(data: Data) -> bool:
    brands = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
    return data[4:8] == b"ftyp" and any(brand in data[8:64] for brand in brands)


def _ole(*streams: str) -> Fits:
    """Return what knows an old Office file: its container, and the stream that only this program writes."""
    marks = [stream.encode("utf-16-le") for stream in streams]

    def fits(data: Data) -> bool:
        return data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and any(data.find(mark) > 0 for mark in marks)

    return fits


def _office(folder: str) -> Fits:
    def fits(data: Data) -> bool:
        names = archives.names(data)
        return "[Content_Types].xml" in names and any(name.startswith(f"{folder}/") for name in names)

    return fits


def _open_document(media_type: str) -> Fits:
    told = b"mimetype" + media_type.encode()
    return lambda data: data[:4] == b"PK\x03\x04" and data[30 : 30 + len(told)] == told


_FOREIGN = (
    b"MZ",
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
)


def _is_text(data: Data) -> bool:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return not data[:8].startswith(_FOREIGN) and (wide or data.find(b"\x00") < 0)


_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
_JPEG = Kind("image/jpeg", _begins(b"\xff\xd8\xff"), picture=True)
_HEIC = Kind("image/heic", _is_heic, picture=True)

KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", _is_pdf),
    "doc": Kind("application/msword", _ole("WordDocument")),
    "docx": Kind(f"{_OOXML}wordprocessingml.document", _office("word"), zipped=True),
    "xls": Kind("application/vnd.ms-excel", _ole("Workbook", "Book")),
    "xlsx": Kind(f"{_OOXML}spreadsheetml.sheet", _office("xl"), zipped=True),
    "ppt": Kind("application/vnd.ms-powerpoint", _ole("PowerPoint Document")),
    "pptx": Kind(f"{_OOXML}presentationml.presentation", _office("ppt"), zipped=True),
    "odt": Kind(f"{_ODF}text", _open_document(f"{_ODF}text"), zipped=True),
    "ods": Kind(f"{_ODF}spreadsheet", _open_document(f"{_ODF}spreadsheet"), zipped=True),
    "odp": Kind(f"{_ODF}presentation", _open_document(f"{_ODF}presentation"), zipped=True),
    "csv": Kind("text/csv", _is_text),
    "txt": Kind("text/plain", _is_text),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Kind("image/png", _begins(b"\x89PNG\r\n\x1a\n"), picture=True),
    "webp": Kind("image/webp", _is_webp, picture=True),
    "heic": _HEIC,
    "heif": _HEIC,
    "zip": Kind("application/zip", _begins(b"PK\x03\x04"), zipped=True),
    "rar": Kind("application/vnd.rar", _begins(b"Rar!\x1a\x07")),
}
"""Every extension that is taken; nothing else is."""

SERVED = frozenset(kind.media_type for kind in KINDS.values())
"""The types a file is ever served as."""
