"""Finding Indonesian that was left on a page in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from portal.library import Library, Query
from tests.web import html

SPOKEN = frozenset(
    re.findall(
        r"\w+",
        """
        ada adalah akan alasan anda apa atau bagi bahwa baru beri berjalan berlaku bila boleh buat buka
        bukan cari catatan dalam dapat dari dengan di diubah dibuka diri ganti hanya hapus harus hari ini
        instansi isi itu jangan juga jumlah kata ke kembali kembalikan kirim lain lagi langkah lebih lewat
        lewati lihat lupa masalah masuk melihat mengubah menunggu muat nama nanti oleh orang pada paling
        perbaikan peran periksa perlu pilih pukul pustaka riwayat salah sampai sandi saya sebagai sebelum
        sedang sejak selesai semua serahan sesudah setiap siklus silakan simpan sudah tanggal telah tenggat
        terakhir terlambat tiap tidak tugas tulis tutup untuk urungkan waktu yang januari februari maret mei
        juni juli agustus oktober desember senin selasa rabu kamis jumat sabtu minggu
        """,
    )
)
"""Words that pages of the portal say in Indonesian, and no page in English does."""

TERMS = re.compile(r"(uraian|kelengkapan|waktu|keterangan|definitif) \([a-z]+\)", re.IGNORECASE)
"""Official words of the form stay, beside their English."""

SAID_IN = ("aria-label", "title", "placeholder", "alt", "data-label")


def left_over(page: str, names: Iterable[str]) -> list[str]:
    """Return the texts of a page that hold Indonesian words; what is marked as Indonesian, and `names`, may."""
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    known = re.compile(rf"(?<!\w)({longest_first})(?!\w)")
    return [
        text
        for text in texts(html.parse(page), "")
        if SPOKEN & set(re.findall(r"[\w.-]*\w", known.sub(" ", TERMS.sub(" ", text)).lower()))
    ]


def texts(element: Element, language: str) -> Iterator[str]:
    """Yield what an element and its parts say in other languages than Indonesian."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "textarea"):
        return
    language = element.get("lang", language)
    if language != "id":
        yield from (element.get(name, "") for name in SAID_IN)
        yield (element.text or "").strip()
    for part in element:
        yield from texts(part, language)
        if language != "id":
            yield (part.tail or "").strip()


def names_in(library: Library) -> set[str]:
    """Return what the documents call things: they keep their names in every language."""
    found: set[str] = set()
    for agency in library.agencies():
        found |= {agency.nama, agency.pemda or "", agency.alamat or "", *(unit.nama for unit in agency.unit)}
    for row in library.search(Query(in_force=False, limit=100)).rows:
        entry = library.composed(row.slug, row.agency) if row.agency else library.base(row.slug)
        if entry is None or entry.sop is None:
            continue
        found |= {entry.sop.nama, *entry.sop.tag, *(column.jabatan for column in entry.sop.pelaksana)}
        for step in entry.sop.langkah:
            found |= {step.uraian, step.label_ya or "", step.label_tidak or "", step.waktu.teks if step.waktu else ""}
    return {name for name in found if name}
