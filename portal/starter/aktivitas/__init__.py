"""JUDUL_PLUGIN: satu kegiatan sebagai langkah SOP, dengan isian dan aturannya."""

from __future__ import annotations

from collections.abc import Mapping

from portal import Activity, Add, Agency, FormField, Sop, hookimpl, say


def judge(values: Mapping[str, str]) -> list[str]:
    """Refuse a form whose result is too short to tell anything."""
    return [] if len(values.get("hasil", "").strip()) >= 10 else [say("Tulis hasilnya sedikitnya sepuluh huruf.")]


def results(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what the step shows ever after."""
    return [(say("Hasil"), values["hasil"])]


KEGIATAN = Activity(
    name="NAMA_PLUGIN.kegiatan",
    title="JUDUL_PLUGIN",
    template={
        "uraian": "Melaksanakan JUDUL_PLUGIN",
        "kelengkapan": ["Bahan kegiatan"],
        "waktu": "1 hari",
        "output": ["Hasil kegiatan"],
    },
    form=(FormField("hasil", "Hasil kegiatan", kind="paragraf", required=True),),
    validate=judge,
    produce=results,
)


@hookimpl
def activities() -> list[Activity]:
    """Offer the activity; a document names it with `aktivitas: NAMA_PLUGIN.kegiatan`."""
    return [KEGIATAN]


@hookimpl
def sop_edits(sop: Sop, agency: Agency) -> list[Add]:
    """Put the activity after the first step, in agencies that switch this plugin on."""
    first = sop.langkah[0]
    return [Add({"aktivitas": KEGIATAN.name, "pelaksana": list(first.pelaksana)}, after=(first.id,))]
