"""Front matter: bytes in, a mapping with line numbers and the body out, or a refusal with line and remedy."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from portal.say import say
from portal.sop.faults import Faults
from portal.sop.nodes import Mapped, build
from portal.sop.unseen import unseen, unseen_message

MAX_DOCUMENT = 1 << 20
MAX_HEADER = 64 << 10
MAX_BODY = 64 << 10

FENCE = "---"
_NO_SPACES = re.compile(r"\t|^ *\u00a0", re.MULTILINE)
_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Front:
    """The two parts of a document; `body_line` is the line after the closing fence."""

    mapping: Mapped
    body: str
    body_line: int


def split(data: bytes, faults: Faults) -> Front:
    """Take a document apart, the cheapest check first; raise `Unreadable` at the first that fails."""
    header, body = _parts(_text(data, faults).split("\n"), faults)
    body_line = header.count("\n") + 4
    if len(header.encode()) > MAX_HEADER:
        raise faults.refusal(1, say("Front matter lebih dari 64 KiB. Pindahkan uraian panjang ke isi di bawahnya."))
    if len(body.encode()) > MAX_BODY:
        raise faults.refusal(body_line, say("Isi dokumen lebih dari 64 KiB. Ringkas, atau pecah menjadi beberapa SOP."))
    if found := _NO_SPACES.search(header):
        line = header.count("\n", 0, found.start()) + 2
        raise faults.refusal(line, say("Ada tab atau spasi khusus di front matter. Ganti dengan spasi biasa."))
    return Front(build(header, 2, faults), body_text(body), body_line)


def body_text(text: str) -> str:
    """Return a body without the blank lines around it."""
    return _BLANK_LINES.sub("", text).rstrip()


def _text(data: bytes, faults: Faults) -> str:
    if len(data) > MAX_DOCUMENT:
        raise faults.refusal(None, say("Berkas lebih dari 1 MiB. Ringkas dokumennya, dan simpan lampiran terpisah."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise faults.refusal(line, say("Berkas ini bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.")) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if found := unseen(text):
        raise faults.refusal(text.count("\n", 0, found.start()) + 1, unseen_message(found))
    return text


def _parts(lines: list[str], faults: Faults) -> tuple[str, str]:
    if lines[0].rstrip() != FENCE:
        raise faults.refusal(1, say("Dokumen harus dimulai dengan baris --- yang membuka front matter."))
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    raise faults.refusal(1, say("Front matter tidak ditutup. Tambahkan baris --- sesudah kunci terakhir."))
