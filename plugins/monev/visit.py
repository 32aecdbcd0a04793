"""The three activities of monev: what each asks, refuses and keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal import Activity, FormField, in_words, say


def kept(*lines: tuple[str, str | None]) -> list[tuple[str, str]]:
    """Return the lines that have a text."""
    return [(label, text) for label, text in lines if text]


def day(values: Mapping[str, str], name: str) -> str | None:
    """Return a typed day in words."""
    return in_words(date.fromisoformat(values[name])) if name in values else None


def judge_schedule(values: Mapping[str, str]) -> list[str]:
    """Refuse a schedule that ends before it begins."""
    if "mulai" in values and values.get("sampai", values["mulai"]) < values["mulai"]:
        return [say("Monev tidak dapat berakhir sebelum dimulai; periksa kedua tanggalnya.")]
    return []


def judge_result(values: Mapping[str, str]) -> list[str]:
    """Refuse a deadline for nothing."""
    if "batas" in values and "tindak_lanjut" not in values:
        return [say("Tulis tindak lanjut yang harus selesai pada tanggal itu.")]
    return []


SCHEDULE = Activity(
    name="monev.jadwal",
    title=say("Jadwal monev"),
    template={
        "uraian": "Menyusun jadwal monev capaian kinerja",
        "pelaksana": "kasubbag-perencanaan",
        "kelengkapan": ["Data kinerja yang terhimpun"],
        "waktu": "1 minggu",
        "output": ["Jadwal monev"],
    },
    form=(
        FormField("mulai", say("Mulai"), "tanggal"),
        FormField("sampai", say("Sampai"), "tanggal"),
        FormField("sasaran", say("Unit yang dikunjungi"), "paragraf", hint=say("Satu unit setiap baris.")),
        FormField("petugas", say("Petugas monev"), "paragraf", hint=say("Satu jabatan setiap baris.")),
    ),
    validate=judge_schedule,
    produce=lambda values: kept(
        ("Mulai", day(values, "mulai")),
        ("Sampai", day(values, "sampai")),
        ("Unit yang dikunjungi", values.get("sasaran")),
        ("Petugas monev", values.get("petugas")),
    ),
)

VISIT = Activity(
    name="monev.pelaksanaan",
    title=say("Pelaksanaan monev"),
    template={
        "uraian": "Melaksanakan monev capaian kinerja",
        "pelaksana": "kepala",
        "kelengkapan": ["Jadwal monev", "Data kinerja yang terhimpun"],
        "waktu": "3 hari",
        "output": ["Dokumen hasil monev"],
    },
    form=(
        FormField("tanggal", say("Tanggal monev"), "tanggal"),
        FormField("masalah", say("Masalah yang ditemukan"), "paragraf"),
        FormField("rekomendasi", say("Rekomendasi"), "paragraf"),
    ),
    produce=lambda values: kept(
        ("Tanggal monev", day(values, "tanggal")),
        ("Masalah yang ditemukan", values.get("masalah")),
        ("Rekomendasi", values.get("rekomendasi")),
    ),
)

RESULT = Activity(
    name="monev.hasil",
    title=say("Hasil monev"),
    template={
        "uraian": "Mengumpulkan dan mengolah data kinerja hasil monev",
        "pelaksana": "kasubbag-perencanaan",
        "kelengkapan": ["Dokumen hasil monev"],
        "waktu": "2 hari",
        "output": ["Dokumen data kinerja"],
    },
    form=(
        FormField("berita_acara", say("Nomor berita acara")),
        FormField("kesimpulan", say("Kesimpulan"), "paragraf"),
        FormField("tindak_lanjut", say("Tindak lanjut"), "paragraf", hint=say("Apa dan oleh siapa.")),
        FormField("batas", say("Tindak lanjut selesai paling lambat"), "tanggal"),
    ),
    validate=judge_result,
    produce=lambda values: kept(
        ("Nomor berita acara", values.get("berita_acara")),
        ("Kesimpulan", values.get("kesimpulan")),
        ("Tindak lanjut", values.get("tindak_lanjut")),
        ("Tindak lanjut selesai paling lambat", day(values, "batas")),
    ),
)
