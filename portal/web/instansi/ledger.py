"""The ledger as pages show it: each period a cell with its fate in words, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.cycle.ledger import Entry, Fate
from portal.cycle.period import PATTERNS
from portal.desk.ledger import Book
from portal.say import say
from portal.sop.model import Agency
from portal.web.addresses import url_for

MONTHS_A_YEAR = 12

STATES: Mapping[Fate, tuple[str, str, str]] = {
    "tepat waktu": ("tutup", say("Tepat"), say("tepat waktu")),
    "terlambat": ("terlambat", say("Lambat"), say("terlambat {n} hari kerja")),
    "selesai": ("tutup", say("Selesai"), say("selesai")),
    "berjalan": ("berjalan", say("Jalan"), say("berjalan")),
    "terbuka": ("hari-ini", say("Terbuka"), say("terbuka")),
    "belum waktunya": ("belum", say("Belum"), say("belum waktunya")),
    "dibatalkan": ("dilewati", say("Batal"), say("dibatalkan")),
    "di luar portal": ("arsip", say("Arsip"), say("di luar portal")),
    "terlewat": ("terlewat", say("Luput"), say("terlewat")),
}
"""For each fate: its tone, the word of a narrow cell, and the words of a wide one."""

LEGEND = (
    ("tutup", say("Tepat"), say("selesai di dalam jendelanya")),
    ("terlambat", say("Lambat"), say("selesai sesudah jendelanya, atau berjalan dan terlambat")),
    ("berjalan", say("Jalan"), say("siklusnya berjalan")),
    ("hari-ini", say("Terbuka"), say("jendelanya terbuka, belum ada siklus")),
    ("terlewat", say("Luput"), say("jendelanya ditutup tanpa siklus")),
    ("dilewati", say("Batal"), say("siklusnya dibatalkan")),
    ("arsip", say("Arsip"), say("dijalankan di luar portal, dengan pindaian")),
    ("belum", say("Belum"), say("jendelanya belum dibuka")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One period: its entry, tone, words, width in months, and addresses: of what shows it, and of what may be done."""

    entry: Entry
    state: str
    short: str
    words: str
    months: int
    anchor: str
    url: str | None = None
    opens: str | None = None
    archives: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One SOP's periods of a year. `held_back`: why its next cycle does not open by itself."""

    book: Book
    cells: tuple[Cell, ...]
    held_back: str | None = None

    @property
    def row(self) -> Iterator[tuple[Cell | None, int]]:
        """The twelve months: each cell with its width, None for months that are not recorded."""
        month = 1
        for cell in self.cells:
            first = cell.entry.period.first.month if cell.entry.period.first else month
            if first > month:
                yield None, first - month
            yield cell, cell.months
            month = first + cell.months
        if month <= MONTHS_A_YEAR:
            yield None, MONTHS_A_YEAR + 1 - month


def lines(
    agency: Agency, books: Sequence[Book], *, manages: bool, held: Mapping[str, str] | None = None
) -> tuple[Line, ...]:
    """Return the lines of a ledger; `manages`: the reader opens and archives; `held`: by slug, why nothing opens."""
    return tuple(
        Line(book, tuple(_cell(agency, book, entry, manages=manages) for entry in book.entries),
             (held or {}).get(book.slug))
        for book in books
    )  # fmt: skip


def fate_words(fate: Fate, days: int, *, waits_late: bool) -> tuple[str, str, str]:
    """Return the tone, the short and the long words of a period that is `days` working days late.

    `waits_late`: its cycle runs, and the step is late.
    """
    if fate == "terlambat":
        return "terlambat", STATES[fate][1], say("terlambat {n} hari kerja", n=days)
    if days:
        return "terlambat", say("Lambat"), say("berjalan, lewat {n} hari kerja", n=days)
    if waits_late:
        return "terlambat", say("Lambat"), say("berjalan, langkahnya terlambat")
    return STATES[fate]


def _cell(agency: Agency, book: Book, entry: Entry, *, manages: bool) -> Cell:
    state, short, words = fate_words(entry.fate, entry.days, waits_late=entry.run is not None and entry.run.late)
    place = {"agency": agency.id, "sop": book.slug, "periode": entry.period.text}
    ended = entry.fate in ("terlewat", "dibatalkan", "terbuka") and book.follows(entry)
    return Cell(
        entry, state, short, words, PATTERNS[entry.period.siklus][1], f"{book.slug}-{entry.period.text}".lower(),
        url=_shown(agency, entry),
        opens=url_for("siklus.opening", instansi=agency.id, sop=book.slug, periode=entry.period.text)
        if manages and book.usable and entry.wanted and book.follows(entry) else None,
        archives=url_for("arsip.form", **place) if manages and book.readable and ended and not entry.run else None,
    )  # fmt: skip


def _shown(agency: Agency, entry: Entry) -> str | None:
    """Return the address of the cycle or the paper of a period."""
    if entry.run:
        return url_for("siklus.show", cycle_id=entry.run.id)
    if entry.paper:
        return url_for("arsip.show", agency=agency.id, archive_id=entry.paper)
    return None
