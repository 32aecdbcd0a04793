"""Indonesian words as the rules look at them: who acts, what is a verb, which words belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


POSITIONS = _set(
    """
    admin administrator analis anggota arsiparis asisten atasan auditor bendahara bupati camat direktur gubernur
    inspektur ka kabag kabid kadis kasi kasie kasubag kasubbag kasubid kasubbid kaur kepala ketua koordinator lurah
    notulis operator panitia pegawai pejabat pelaksana pemohon pengadministrasi pengelola perencana petugas pimpinan
    pranata sekcam sekda sekdis sekretaris staf staff subkoordinator tim verifikator wakil walikota
    """
)
"""Words that begin the name of a position."""

NOUNS = _set(
    """
    arsip berkas catatan cek data dokumen draf draft ekspedisi entri format formulir hasil input instruksi kajian
    kegiatan konsep laporan mekanisme monev notula nota paraf perintah permohonan proses rapat rekap revisi salinan
    surat tagihan tanda undangan update usulan
    """
)
"""Nouns that uraian begin with where a verb belongs."""

_ORDERS = _set(
    """
    perhatikan persiapkan pertimbangkan pertahankan perintahkan perkirakan pergunakan perbandingkan perlihatkan
    perkenalkan perjuangkan perbincangkan permasalahkan pertanyakan pertanggungjawabkan
    """
)
"""Orders that look like nouns: they begin with per- and end in -kan."""

_NOT_VERBS = _set("media mekanisme meja memo mengenai menteri menu menurut merek mereka mesin meter metode")
_NOMINAL = re.compile(r"pe\w{3,}an|ke\w{3,}(?<!k)an|\w{2,}(?:isasi|asi|eksi|usi)(?:nya)?")
_PREFIX = re.compile(r"(?:meng|meny|mem|men|me|peng|peny|pem|pen|per|pel|pe|di)(?=\w{3})|(?:ber|ter|ke|se)(?=\w{4})")
_SUFFIX = re.compile(r"(?<=\w{3})(?:kannya|annya|inya|kan|an|nya|i)$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

EMPTY = _set(
    """
    ada agar akan antara apabila atas atau bagi bahan bahwa beserta bulan cara dalam dan dapat dari daftar data dengan
    di dinas diri dokumen format guna hari hasil ini itu jadwal jika ke kegiatan kepada kerja kepala konsep lain
    laporan masing masing-masing mekanisme mulai nama oleh pada para pedoman pelaksanaan pelayanan pembuatan penanganan
    pengelolaan penyelenggaraan penyusunan per prosedur proses sampai sebagai sekretariat sekretaris selaku seluruh
    semua sesuai setiap sop standar sub subbagian sudah surat tahun tata telah terhadap terkait tersebut tiap untuk
    yang bagian berkas bidang seksi unit badan kantor kecamatan kabupaten kota daerah kasubag kasubbag kabid camat
    """
)
"""Words that say nothing about what an SOP is for."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without numbers and punctuation; every rule asks for them again."""
    return tuple(_WORD.findall(text.casefold()))


def is_verb(word: str) -> bool:
    """True if a word (in small letters) looks like an active verb: memeriksa, menyusun."""
    return len(word) > 4 and word.startswith("me") and word not in _NOT_VERBS


def is_nominal(word: str) -> bool:
    """True if a word (in small letters) names an act instead of doing it: penandatanganan, verifikasi, diserahkan."""
    if word in _ORDERS or is_verb(word) or (word.startswith("ber") and word not in NOUNS):
        return False
    passive = word.startswith("di") and len(word) > 4
    return word in NOUNS or passive or _NOMINAL.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return roughly the root of a word: mengumpulkan and pengumpulan give the same."""
    return _PREFIX.sub("", _SUFFIX.sub("", word), count=1)


def akin(one: str, other: str) -> bool:
    """True if two stems are of one word: the first letter of a root may be lost (kumpul, umpul)."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and short in long)


def stems(text: str) -> set[str]:
    """Return the stems of the words that say something."""
    return {stem(word) for word in words(text) if word not in EMPTY and len(word) > 2}


def told(stem_: str, others: Iterable[str]) -> bool:
    """True if a stem is akin to one of others."""
    return any(akin(stem_, other) for other in others)
