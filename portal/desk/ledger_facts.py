"""The ledger of an agency as programs read it."""

from __future__ import annotations

from portal.cycle.ledger import Entry
from portal.desk.ledger import Book, Register


def register_facts(found: Register) -> dict[str, object]:
    """Return a year's ledger as JSON has it."""
    return {
        "instansi": found.agency.id, "tahun": found.year, "tahun_tersedia": list(found.years),
        "sop": [_book(book) for book in found.books], "belum_dicatat": list(found.unrecorded),
    }  # fmt: skip


def _book(book: Book) -> dict[str, object]:
    window = book.rules.jendela
    return {
        "slug": book.slug, "nama": book.nama, "siklus": book.siklus,
        "jendela": {"buka": window.buka, "tutup": window.tutup} if window else None,
        "dicatat_sejak": book.rules.dicatat_sejak, "dicatat_sampai": book.rules.dicatat_sampai,
        "buka_otomatis": book.rules.buka_otomatis,
        "periode": [_entry(entry) for entry in book.entries],
    }  # fmt: skip


def _entry(entry: Entry) -> dict[str, object]:
    run = entry.run
    finished = run.finished_at if run else None
    return {
        "periode": entry.period.text, "keadaan": entry.fate, "hari_terlambat": entry.days,
        "dibuka": entry.opens.isoformat(), "ditutup": entry.closes.isoformat() if entry.closes else None,
        "siklus": run.id if run else None, "selesai": finished.isoformat() if finished else None,
        "arsip": entry.paper, "dibatalkan": [{"siklus": one.id, "alasan": one.reason} for one in entry.tries],
    }  # fmt: skip
