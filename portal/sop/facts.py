"""Facts: an SOP as the JSON that other programs are promised, and the digest that names its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, overload

from portal.canon import canonical, sha256
from portal.sop.model import Pengesahan, Sop, Step, Waktu

VERSION = 1
NOT_IN_DIGEST = frozenset({"versi", "asal", "dihapus", "digest", "unit", "zona_waktu", "hari_kerja"})
"""What may change without making a printed sheet old."""

_DEFAULTS: Mapping[str, object] = {
    "status": "berlaku",
    "siklus": "insidental",
    "cukup": "semua",
    "bentuk": "proses",
    "jenis": "bebas",
}
_NAMES = ("nama", "pangkat", "nip")


def as_json(sop: Sop) -> dict[str, Any]:
    """Return the promised JSON of an SOP, names included, with its digest."""
    facts = _facts(sop)
    return {**facts, "digest": _digest(facts)}


def digest(sop: Sop) -> str:
    """Return the SHA-256 that names an SOP's content: the same for the same form, whatever the units or origins."""
    return _digest(_facts(sop))


def differs_from_signed(sop: Sop) -> bool:
    """True if the SOP says which digest was signed, and it is another one today."""
    return sop.digest_disahkan is not None and sop.digest_disahkan != digest(sop)


@overload
def without_names(sop: Sop) -> Sop: ...
@overload
def without_names(sop: Mapping[str, Any]) -> dict[str, Any]: ...
def without_names(sop: Sop | Mapping[str, Any]) -> Sop | dict[str, Any]:
    """Return an SOP, or its JSON, as visitors may see it: of the one who signed only the title."""
    if isinstance(sop, Sop):
        return replace(sop, disahkan_oleh=sop.disahkan_oleh and Pengesahan(jabatan=sop.disahkan_oleh.jabatan))
    signed = sop["disahkan_oleh"]
    return {**sop, "disahkan_oleh": signed and {**signed, **dict.fromkeys(_NAMES)}}


def _facts(sop: Sop) -> dict[str, Any]:
    return {
        "versi": VERSION,
        "slug": sop.slug,
        "instansi": sop.instansi,
        "nama": sop.nama,
        "nomor": sop.nomor,
        "satuan_kerja": sop.satuan_kerja,
        "status": sop.status,
        "tanggal_pembuatan": sop.tanggal_pembuatan and sop.tanggal_pembuatan.isoformat(),
        "tanggal_revisi": sop.tanggal_revisi and sop.tanggal_revisi.isoformat(),
        "tanggal_efektif": sop.tanggal_efektif and sop.tanggal_efektif.isoformat(),
        "disahkan_oleh": sop.disahkan_oleh and asdict(sop.disahkan_oleh),
        "dasar_hukum": list(sop.dasar_hukum),
        "kualifikasi_pelaksana": list(sop.kualifikasi_pelaksana),
        "keterkaitan": [asdict(link) for link in sop.keterkaitan],
        "peralatan_perlengkapan": list(sop.peralatan_perlengkapan),
        "peringatan": list(sop.peringatan),
        "pencatatan_pendataan": list(sop.pencatatan_pendataan),
        "siklus": sop.siklus,
        "tag": list(sop.tag),
        "label": dict(sop.label),
        "unit": [asdict(unit) for unit in sop.unit],
        "zona_waktu": sop.zona_waktu,
        "hari_kerja": sop.hari_kerja,
        "pelaksana": [asdict(role) for role in sop.pelaksana],
        "langkah": [{"no": no, **_step(step)} for no, step in enumerate(sop.langkah, 1)],
        "dihapus": list(sop.dihapus),
        "isi": sop.isi,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "uraian": step.uraian,
        "pelaksana": list(step.pelaksana),
        "peserta": list(step.peserta),
        "cukup": step.cukup,
        "bentuk": step.bentuk,
        **({"bentuk_peran": dict(step.bentuk_peran)} if step.bentuk_peran else {}),
        "kelengkapan": list(step.kelengkapan),
        "waktu": step.waktu and _time(step.waktu),
        "tenggat": step.tenggat and _time(step.tenggat),
        "output": list(step.output),
        "keterangan": step.keterangan and asdict(step.keterangan),
        "berikut": step.berikut,
        "ya": step.ya,
        "tidak": step.tidak,
        "label_ya": step.label_ya,
        "label_tidak": step.label_tidak,
        "himpun": step.himpun,
        "per": step.per,
        "wajib_bukti": step.wajib_bukti,
        "terima": step.terima,
        "aktivitas": step.aktivitas,
        "asal": {"sumber": step.asal.sumber, "nama": step.asal.nama, "diubah": list(step.asal.diubah)},
    }


def _time(waktu: Waktu) -> dict[str, Any]:
    facts = asdict(waktu)
    bulan = facts.pop("bulan")
    return facts if bulan is None else {**facts, "bulan": bulan}


def _digest(facts: Mapping[str, Any]) -> str:
    return sha256(canonical(_essential(facts)))


def _essential(value: Any) -> Any:
    """Return JSON without what is null, empty or default; labels stay whole, because a null there hides one."""
    if isinstance(value, list):
        return [_essential(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: item if key == "label" else _essential(item)
        for key, item in value.items()
        if key not in NOT_IN_DIGEST and not _is_empty(item) and item != _DEFAULTS.get(key)
    }


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
