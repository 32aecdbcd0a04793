"""The three activities of a meeting: what each asks, refuses and keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal import Activity, FormField, in_words, say


def kept(*lines: tuple[str, str | None]) -> list[tuple[str, str]]:
    """Return the lines that have a text."""
    return [(label, text) for label, text in lines if text]


def when(values: Mapping[str, str]) -> str | None:
    """Return "Rabu, 14 Oktober 2026 pukul 09.00", or as much of it as was typed."""
    day = in_words(date.fromisoformat(values["tanggal"])) if "tanggal" in values else None
    return f"{day} pukul {values['pukul'].replace(':', '.')}" if day and "pukul" in values else day


def judge_invitation(values: Mapping[str, str]) -> list[str]:
    """Refuse an hour without a day."""
    if "pukul" in values and "tanggal" not in values:
        return [say("Isi juga hari dan tanggal rapat; pukul saja belum cukup untuk mengundang.")]
    return []


def judge_meeting(values: Mapping[str, str]) -> list[str]:
    """Refuse an attendance that is not a number."""
    if not values.get("hadir", "1").isdecimal():
        return [say("Jumlah hadir berupa angka, misalnya 24.")]
    return []


INVITATION = Activity(
    name="rapat.undangan",
    title=say("Undangan rapat"),
    template={
        "uraian": "Mengundang peserta rapat pembahasan pengumpulan data kinerja",
        "pelaksana": "sekretaris",
        "kelengkapan": ["Konsep undangan rapat"],
        "waktu": "30 menit",
        "output": ["Undangan rapat"],
    },
    form=(
        FormField("nomor", say("Nomor undangan")),
        FormField("tanggal", say("Hari dan tanggal rapat"), "tanggal"),
        FormField("pukul", say("Pukul"), "jam"),
        FormField("tempat", say("Tempat")),
        FormField("acara", say("Acara"), "paragraf"),
        FormField("yth", say("Yang diundang"), "paragraf", hint=say("Satu jabatan setiap baris.")),
    ),
    validate=judge_invitation,
    produce=lambda values: kept(
        ("Nomor undangan", values.get("nomor")),
        ("Waktu rapat", when(values)),
        ("Tempat", values.get("tempat")),
        ("Acara", values.get("acara")),
        ("Yang diundang", values.get("yth")),
    ),
)

MEETING = Activity(
    name="rapat.pelaksanaan",
    title=say("Pelaksanaan rapat"),
    template={
        "uraian": "Melaksanakan rapat pembahasan pengumpulan data kinerja",
        "pelaksana": "kasubbag-perencanaan",
        "kelengkapan": ["Undangan rapat", "Bahan rapat"],
        "waktu": "120 menit",
        "output": ["Daftar hadir", "Notula rapat"],
    },
    form=(
        FormField("tanggal", say("Hari dan tanggal rapat"), "tanggal"),
        FormField("pimpinan", say("Pimpinan rapat"), hint=say("Jabatan pimpinan rapat.")),
        FormField("hadir", say("Jumlah hadir"), hint=say("Sesuai daftar hadir.")),
        FormField("pokok", say("Pokok pembahasan"), "paragraf"),
    ),
    validate=judge_meeting,
    produce=lambda values: kept(
        ("Waktu rapat", when(values)),
        ("Pimpinan rapat", values.get("pimpinan")),
        ("Jumlah hadir", values.get("hadir")),
        ("Pokok pembahasan", values.get("pokok")),
    ),
)

MINUTES = Activity(
    name="rapat.notula",
    title=say("Notula rapat"),
    template={
        "uraian": "Menyusun notula rapat",
        "pelaksana": "kasubbag-perencanaan",
        "kelengkapan": ["Daftar hadir"],
        "waktu": "1 hari kerja",
        "output": ["Notula rapat"],
    },
    form=(
        FormField("notulis", say("Notulis"), hint=say("Jabatan notulis.")),
        FormField("keputusan", say("Keputusan"), "paragraf"),
        FormField("tindak_lanjut", say("Tindak lanjut"), "paragraf", hint=say("Apa, oleh siapa, dan kapan.")),
    ),
    produce=lambda values: kept(
        ("Notulis", values.get("notulis")),
        ("Keputusan rapat", values.get("keputusan")),
        ("Tindak lanjut", values.get("tindak_lanjut")),
    ),
)
