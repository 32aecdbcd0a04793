"""What the index keeps of one SOP: columns for lists, words for search, and no name of a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.library.entries import Entry
from portal.say import Said, say
from portal.sop.model import Problem, Sop, Step

MARKUP = re.compile(r"[#*_`|>\[\]]+")
NIP = re.compile(r"\b\d{8}\s?\d{6}\s?\d\s?\d{3}\b")

COLUMNS = (
    "place", "state", "mark", "agency", "slug", "origin", "readable", "usable", "errors", "advice", "urut", "nama",
    "nomor", "instansi", "status", "siklus", "tag", "zona", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif",
    "langkah", "pelaksana", "jabatan",
)  # fmt: skip
WORDS = ("nama", "nomor", "instansi", "langkah", "identitas", "isi")

Value = str | int | None


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document in the index."""

    columns: Mapping[str, Value]
    words: tuple[str, ...]
    tags: tuple[str, ...]
    problems: tuple[Problem, ...]


def index_row(entry: Entry, place: str, state: str, mark: str) -> IndexRow:
    """Return what the index keeps of an entry; `place` is its file on this machine."""
    sop, agency = entry.sop, entry.agency
    name = sop.nama if sop else entry.slug
    columns: dict[str, Value] = {
        "place": place, "state": state, "mark": mark, "agency": agency.id if agency else "", "slug": entry.slug,
        "origin": entry.varian_dari, "readable": sop is not None, "usable": entry.usable,
        "errors": len(entry.errors), "advice": len(entry.advice), "urut": name.casefold(), "nama": name,
        "nomor": sop.nomor if sop else None, "instansi": agency.nama if agency else None,
        "status": sop.status if sop else None, "siklus": sop.siklus if sop else None,
        "tag": json.dumps(sop.tag if sop else ()), "zona": sop.zona_waktu if sop else None,
        "langkah": len(sop.langkah) if sop else 0, "pelaksana": len(sop.pelaksana) if sop else 0,
        "jabatan": json.dumps({role.id: role.jabatan for role in sop.pelaksana} if sop else {}, ensure_ascii=False),
    }  # fmt: skip
    for key in ("tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif"):
        day = getattr(sop, key, None)
        columns[key] = day.isoformat() if day else None
    return IndexRow(columns, _words(entry, name), sop.tag if sop else (), entry.problems)


def as_json(message: str) -> str:
    """Return a sentence so that it can be said again in another language."""
    if isinstance(message, Said):
        values = {key: value if isinstance(value, int) else str(value) for key, value in message.values.items()}
        return json.dumps([message.template, values], ensure_ascii=False)
    return json.dumps([message, {}], ensure_ascii=False)


def from_json(text: str) -> Said:
    """Return the sentence that `as_json` wrote."""
    template, values = json.loads(text)
    return say(template, **values)


def _words(entry: Entry, name: str) -> tuple[str, ...]:
    sop, agency = entry.sop, entry.agency
    if sop is None:
        return (name, "", agency.nama if agency else "", "", "", "")
    steps = (_step(no, step) for no, step in enumerate(sop.langkah, 1))
    office = (agency.nama, agency.pemda, sop.satuan_kerja) if agency else (sop.satuan_kerja,)
    texts = (
        name,
        _joined((sop.nomor, sop.menggantikan)),
        _joined((*office, *(role.jabatan for role in sop.pelaksana))),
        "; ".join(steps),
        _joined((*sop.dasar_hukum, *sop.kualifikasi_pelaksana, *(one.teks for one in sop.keterkaitan),
                 *sop.peralatan_perlengkapan, *sop.peringatan, *sop.pencatatan_pendataan, *sop.tag)),
        MARKUP.sub(" ", sop.isi),
    )  # fmt: skip
    signer = _signer(sop)
    return tuple(" ".join(NIP.sub(" ", signer.sub(" ", text)).split()) for text in texts)


def _step(no: int, step: Step) -> str:
    extra = _joined((*step.kelengkapan, *step.output, step.keterangan.teks if step.keterangan else None))
    return f"Langkah {no}: {step.uraian} ({extra})" if extra else f"Langkah {no}: {step.uraian}"


def _joined(texts: Iterable[str | None]) -> str:
    return "; ".join(text for text in texts if text)


def _signer(sop: Sop) -> re.Pattern[str]:
    """Return a pattern of the signer's name, with and without degrees, and NIP: visitors can search the index."""
    who = sop.disahkan_oleh
    names = [who.nama, who.nama.split(",")[0], who.nip] if who and who.nama else [who.nip] if who else []
    parts = [r"\s+".join(map(re.escape, name.split())) for name in names if name and len(name) > 2]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
