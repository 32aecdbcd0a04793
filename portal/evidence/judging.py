"""May this file be taken? Its extension, its size, its first bytes and its own table of contents decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portal.evidence import archives, pictures
from portal.evidence.data import Data, looked_at
from portal.evidence.kinds import KINDS, Kind
from portal.evidence.names import ending
from portal.refusal import Refusal
from portal.say import say

TAKEN = "pdf, doc(x), xls(x), ppt(x), odt, ods, odp, csv, txt, jpg, png, webp, heic, zip, rar"
"""The kinds of files as people are told them."""

ACCEPT = ",".join(f".{end}" for end in KINDS)
"""The same for a file field."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that may be taken: the type it is served as, and whether the picture tells where it was taken."""

    media_type: str
    tells_place: bool = False


def judge(path: Path, name: str, size: int) -> Judged:
    """Look at a file of that name; refuse it, with its name, where its kind is not taken or it is not what it says."""
    kind = kind_of(name)
    if not size:
        raise _no(say("{name}: berkas ini kosong.", name=name))
    with looked_at(path) as data:
        try:
            _must_fit(kind, data, ending(name))
        except Refusal as no:
            raise _no(say("{name}: {why}", name=name, why=no.message)) from None
        return Judged(kind.media_type, kind.picture and pictures.tells_place(data))


def kind_of(name: str) -> Kind:
    """Return the kind that a name says; refuse one that is not taken."""
    kind = KINDS.get(ending(name))
    if kind is None:
        raise _no(say("{name}: jenis berkas ini tidak diterima. Yang diterima: {taken}.", name=name, taken=TAKEN))
    return kind


def _must_fit(kind: Kind, data: Data, end: str) -> None:
    if not kind.fits(data):
        raise _no(say("isinya bukan {kind}, atau berkasnya dikunci kata sandi. Simpan ulang dari aplikasinya, lalu "
                      "kirim lagi.", kind=end))  # fmt: skip
    if kind.zipped:
        archives.judge(data)
    if kind.picture:
        claimed = pictures.pixels(data)
        if not claimed:
            raise _no(say("gambar ini rusak atau terpotong."))
        if claimed > pictures.MOST_PIXELS:
            raise _no(say("gambar ini terlalu besar; perkecil sampai paling banyak {n} juta piksel.",
                          n=pictures.MOST_PIXELS // 1_000_000))  # fmt: skip


def _no(why: str) -> Refusal:
    return Refusal(why, field="bukti")
