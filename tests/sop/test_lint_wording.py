"""Wording: good sentences pass, bad ones are found, and the finding quotes them."""

from __future__ import annotations

import pytest

from portal.sop.lint.words import akin, stem
from portal.sop.model import Pelaksana
from tests.sop.linted import rules, said, sop, step

GOOD = [
    "Menghimpun data kinerja dari masing-masing bidang dan sekretariat",
    "Memeriksa konsep yang telah diparaf oleh Sekretaris",
    "Menyampaikan dokumen untuk disetujui oleh Kepala Dinas",
    "Meneruskan berkas kepada petugas arsip",
    "Menyerahkan surat ke kepala seksi untuk proses selanjutnya",
    "Merekap realisasi tahun lalu dan menyusun perbandingannya",
    "Memberi nomor, mengirimkan surat, dan menyimpan salinannya",
    "Melakukan verifikasi dan validasi berkas permohonan",
    "Berkoordinasi dengan perangkat daerah terkait",
    "Apabila lengkap, meneruskan berkas",
    "Pastikan berkas lengkap",
    "Persiapkan ruang rapat",
    "Kembalikan berkas yang belum lengkap",
    "Mengundang kepala bidang",
    "Mengetik surat",
    "1. Menelaah permohonan",
    "Memerintahkan pelaksana untuk menyiapkan formulir",
    "",
]

ACTORS = [
    "Kepala Badan mengoreksi dokumen",
    "Sekretaris menyampaikan dokumen",
    "Kasubag perencanaan menginput data kinerja",
    "Petugas loket menerima berkas",
    "Tim menyusun laporan",
    "Ka.Subbag Umum memeriksa surat",
    "Penandatanganan dokumen oleh Kepala Dinas",
    "Ditandatangani oleh Sekretaris",
    "Pengendali Teknis mereviu kertas kerja",
]

NOUNS = [
    "Penandatanganan surat pengantar",
    "Pembuatan surat pengantar",
    "Penggandaan dokumen",
    "Pengarsipan dokumen",
    "Pengecekan kelengkapan berkas",
    "Perbaikan konsep surat",
    "Pelaksanaan rapat",
    "Kegiatan pengumpulan data",
    "Verifikasi berkas permohonan",
    "Koordinasi dengan bidang",
    "Koreksi dokumen",
    "Rapat pembahasan",
    "Surat masuk dicatat dalam agenda",
    "Diserahkan kepada pemohon",
    "Disposisi kepada kasubbag",
    "2) Penyerahan berkas",
    "Tanda tangan surat",
    "Salinan surat disimpan",
    "Instruksi kepada bidang",
]

SEVERAL = [
    "Membuat surat pengantar sekaligus penomoran surat",
    "Memeriksa surat kemudian meneruskannya",
    "Mencatat surat lalu menyimpan salinannya",
    "Menerima, mencatat, memeriksa, dan meneruskan surat",
]

WORDING = {"pelaku-dalam-uraian", "bukan-kata-kerja", "beberapa-kegiatan", "uraian-panjang", "uraian-berulang"}


@pytest.mark.parametrize("uraian", GOOD)
def test_a_good_sentence_is_left_alone(uraian: str) -> None:
    assert not WORDING.intersection(rules(sop(step(uraian))))


@pytest.mark.parametrize("uraian", ACTORS)
def test_an_actor_in_the_sentence_is_found(uraian: str) -> None:
    columns = (Pelaksana("kasubbag", "Pengendali Teknis / Kasubbag Umum"),)
    assert said(sop(step(uraian), pelaksana=columns), "pelaku-dalam-uraian") == [
        f'Uraian langkah 1 menyebut pelakunya: "{uraian}".'
    ]


@pytest.mark.parametrize("uraian", NOUNS)
def test_a_noun_or_a_passive_in_place_of_a_verb_is_found(uraian: str) -> None:
    (message,) = said(sop(step(uraian)), "bukan-kata-kerja")
    assert message.endswith(f'bukan kata kerja aktif: "{uraian}".')


@pytest.mark.parametrize("uraian", SEVERAL)
def test_several_activities_in_a_row_are_found(uraian: str) -> None:
    assert said(sop(step(uraian)), "beberapa-kegiatan") == [f'Uraian langkah 1 memuat beberapa kegiatan: "{uraian}".']


def test_thirty_words_are_enough() -> None:
    assert said(sop(step("Memeriksa " + "surat " * 29)), "uraian-panjang") == []
    (message,) = said(sop(step("Memeriksa " + "surat " * 30)), "uraian-panjang")
    assert message.startswith("Uraian langkah 1 terdiri atas 31 kata: ") and message.endswith(' …".')


def test_the_same_row_twice_is_found() -> None:
    rows = (step(id="a"), step(id="b", pelaksana="kepala"), step("memeriksa  surat.", id="c"))
    assert said(sop(*rows), "uraian-berulang") == [
        'Uraian dan pelaksana langkah 3 sama dengan langkah 1: "memeriksa surat.".'
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("mengumpulkan", "pengumpulan"), ("menyusun", "disusun"), ("terbit", "penerbitan"), ("mengarsipkan", "arsip"),
     ("evaluasi", "mengevaluasi"), ("menerima", "penerimaan"), ("kepegawaian", "pegawai")],
)  # fmt: skip
def test_words_of_one_root_are_akin(one: str, other: str) -> None:
    assert akin(stem(one), stem(other))


@pytest.mark.parametrize(("one", "other"), [("surat", "rapat"), ("kinerja", "belanja"), ("evaluasi", "realisasi")])
def test_words_of_other_roots_are_not(one: str, other: str) -> None:
    assert not akin(stem(one), stem(other))
