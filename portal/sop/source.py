"""Source: an SOP written back as one full document, which reads to the same SOP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import yaml

from portal.sop.model import END, Kaitan, Pengesahan, Sop, Step, Waktu

_BEFORE_STEPS = (
    "instansi", "nama", "nomor", "satuan_kerja", "status", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif",
    "ditinjau", "disahkan_oleh", "menggantikan", "naskah", "digest_disahkan", "dasar_hukum", "kualifikasi_pelaksana",
    "keterkaitan", "peralatan_perlengkapan", "peringatan", "pencatatan_pendataan", "siklus", "tag", "satuan_waktu",
    "nomor_kolom", "label",
)  # fmt: skip
_OF_STEP = (
    "uraian", "pelaksana", "peserta", "cukup", "bentuk", "kelengkapan", "waktu", "tenggat", "output", "keterangan",
    "label_ya", "label_tidak", "himpun", "per", "wajib_bukti", "terima",
)  # fmt: skip
_PLAIN: Mapping[str, object] = {"cukup": "semua", "bentuk": "proses"}


def as_markdown(sop: Sop) -> str:
    """Return an SOP as a document of its own: read again for the same agency it is equal, but for origin and drops."""
    front: dict[str, object] = {}
    for name in _BEFORE_STEPS:
        if (value := _written(getattr(sop, name))) not in (None, [], {}):
            front[name] = value
    front["pelaksana"] = {role.id: role.jabatan for role in sop.pelaksana}
    following = [*(step.id for step in sop.langkah[1:]), None]
    front["langkah"] = [_item(step, after) for step, after in zip(sop.langkah, following, strict=True)]
    header = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2**20)
    return f"---\n{header}---\n" + (f"\n{sop.isi}\n" if sop.isi else "")


def _item(step: Step, following: str | None) -> dict[str, object]:
    """Return one row: what is not empty; of an activity's step everything, lest its template fill the gaps."""
    item: dict[str, object] = {"id": step.id}
    for name in _OF_STEP:
        value = _written(getattr(step, name))
        if step.aktivitas or (value not in (None, [], False) and value != _PLAIN.get(name)):
            item[name] = value
    if step.bentuk_peran:
        item["bentuk"] = dict(step.bentuk_peran)
    item |= _exits(step, following)
    if step.aktivitas:
        item["aktivitas"] = step.aktivitas
    return item


def _exits(step: Step, following: str | None) -> dict[str, str | None]:
    if step.is_decision:
        return {"ya": step.ya, "tidak": step.tidak}
    if step.bentuk == "selesai" or (step.berikut == following and not step.aktivitas):
        return {}
    return {"berikut": step.berikut or END}


def _written(value: Any) -> Any:
    match value:
        case Waktu():
            return value.teks
        case Kaitan():
            return {"teks": value.teks, "sop": value.sop} if value.sop else value.teks
        case Pengesahan():
            return {name: text for name, text in asdict(value).items() if text}
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case str():
            return value
        case Sequence():
            return [_written(item) for item in value]
        case _:
            return value
