"""The three activities of e-kejab: what each asks and keeps. The application itself is outside and keyed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal import Activity, FormField, in_words, say


def keyed(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Keep that, and when, the data were keyed."""
    return [("Sudah diinput ke e-kejab", in_words(date.fromisoformat(values["tanggal"])))]


def documented(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Keep when the data were documented."""
    return [("Didokumentasikan", in_words(date.fromisoformat(values["tanggal"])))] if "tanggal" in values else []


INPUT = Activity(
    name="ekejab.input",
    title=say("Input e-kejab"),
    template={
        "uraian": "Menginput data kinerja ke dalam aplikasi e-kejab untuk dikoreksi",
        "pelaksana": "kasubbag-perencanaan",
        "kelengkapan": ["Data kinerja", "Komputer, internet"],
        "waktu": "1 hari",
        "output": ["Data realisasi kinerja"],
    },
    form=(
        FormField("sudah_diinput", say("Data sudah diinput ke e-kejab"), "centang", required=True),
        FormField("tanggal", say("Tanggal input"), "tanggal", required=True),
    ),
    produce=keyed,
)

CORRECTION = Activity(
    name="ekejab.koreksi",
    title=say("Koreksi e-kejab"),
    template={
        "uraian": "Mengoreksi dan memeriksa hasil input data kinerja pada aplikasi e-kejab",
        "pelaksana": "sekretaris",
        "bentuk": "keputusan",
        "kelengkapan": ["Komputer, internet"],
        "waktu": "90 menit",
        "output": ["Data realisasi kinerja"],
        "ya": "ekejab-dokumentasi",
        "tidak": "ekejab-input",
    },
)

DOCUMENTATION = Activity(
    name="ekejab.dokumentasi",
    title=say("Dokumentasi e-kejab"),
    template={
        "uraian": "Mendokumentasikan laporan realisasi kinerja melalui aplikasi e-kejab",
        "pelaksana": "admin-ekejab",
        "kelengkapan": ["Komputer, internet"],
        "waktu": "30 menit",
        "output": ["Laporan realisasi kinerja"],
    },
    form=(FormField("tanggal", say("Tanggal dokumentasi"), "tanggal"),),
    produce=documented,
)
