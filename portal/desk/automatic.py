"""Opening by itself: the cycle of a period whose window begins, where the agency has set `buka_otomatis`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from portal.canon import canonical, sha256
from portal.cycle.calendar import Calendar
from portal.cycle.events import PORTAL, Event
from portal.cycle.ledger import Entry
from portal.days.kept import Days
from portal.desk import opening
from portal.desk.files import Files
from portal.desk.ledger import Book, lately
from portal.desk.values import Form
from portal.library import Library
from portal.refusal import Refusal, Taken
from portal.say import say
from portal.sop.model import Agency
from portal.store import tables, trails
from portal.store.database import Store

log = logging.getLogger("portal.desk")

AGAIN = timedelta(minutes=10)
"""So long after a failure it is tried once more."""


class Opener:
    """Opens what is to open by itself, each agency apart; what could not be opened is left alone for a while."""

    def __init__(self, store: Store, library: Library, days: Days, files: Files, tell: Callable[[Event], None]) -> None:
        self._store, self._library, self._days, self._files, self._tell = store, library, days, files, tell
        self._failed: dict[tuple[str, ...], datetime] = {}

    def open_due(self, now: datetime) -> tuple[Event, ...]:
        """Open every cycle that is to open by itself now and has not; return what happened.

        However often and in however many processes it is called: each period is opened once, and one that was
        cancelled stays so. What `held_back` names is left to people. Plugins hear of each opening after it is on disk.
        """
        found: list[Event] = []
        for agency in self._library.agencies():
            with self._apart(now, agency.id) as rests:
                if not rests:
                    found += self._of(agency, now)
        return tuple(found)

    def _of(self, agency: Agency, now: datetime) -> Iterator[Event]:
        for book, due in tuple(waiting(self._library, agency, self._days.calendar(agency), now)):
            with self._apart(now, agency.id, book.slug, due.period.text) as rests:
                event = None if rests else self._open(agency, book, due, now)
                if event:
                    self._tell(event)
                    yield event

    @contextmanager
    def _apart(self, now: datetime, *what: str) -> Iterator[bool]:
        """Keep what fails in the block from everything else and in the log; True while it rests after a failure."""
        failed = self._failed.get(what)
        try:
            yield failed is not None and abs(now - failed) < AGAIN
        except Taken:
            pass
        except Refusal as no:
            self._failed[what] = now
            log.warning("%s: %s", " ".join(what), no)
        except Exception:
            self._failed[what] = now
            log.exception("opening by itself failed: %s", " ".join(what))

    def _open(self, agency: Agency, book: Book, due: Entry, now: datetime) -> Event | None:
        """Open one cycle, None where it is held back or was opened before. Raises Taken where somebody was quicker."""
        entry = self._library.composed(book.slug, agency.id)
        if held_back(self._library, agency, book, now) or entry is None or entry.sop is None:
            return None
        form = Form(kunci=sha256(canonical([agency.id, book.slug, due.period.text]))[:32])
        office = self._days.calendar(agency, book.slug)
        cycle = opening.begin(agency, entry.sop, entry, due.period, _counts(agency.id, book.slug), office, now)
        event = opening.opened(cycle, PORTAL, now)
        with self._store.writing():
            if trails.sent(PORTAL.id, form.kunci):
                return None
            opening.refuse_taken(agency.id, book.slug, due.period)
            opening.write(cycle, event, form, self._files)
        return event


def waiting(library: Library, agency: Agency, calendar: Calendar, now: datetime) -> Iterator[tuple[Book, Entry]]:
    """Yield the periods of an agency that are to open by themselves and have not: none where none is set."""
    if not any(sop.buka_otomatis for sop in library.rules(agency.id).given.values()):
        return
    for book in lately(library, agency, calendar, now):
        if book.rules.buka_otomatis:
            yield from ((book, entry) for entry in book.entries
                        if entry.fate == "terbuka" and not entry.tries and book.follows(entry))  # fmt: skip


def held_back(library: Library, agency: Agency, book: Book, now: datetime) -> str | None:
    """Return why the next cycle of an SOP does not open by itself; None where it will, or need not."""
    if not book.rules.buka_otomatis:
        return None
    entry = library.composed(book.slug, agency.id)
    if entry is None:
        return say(
            "Dokumen SOP ini tidak ada lagi. Kembalikan dokumennya, atau matikan pembukaan otomatisnya dalam aturan "
            "instansi."
        )
    if entry.sop is None or not entry.usable:
        return say("SOP ini belum dapat dijalankan; perbaiki dahulu dokumennya.")
    if not entry.sop.in_force(Calendar(agency.zona_waktu).local(now).date()):
        return say("SOP ini belum atau tidak lagi berlaku. Siklusnya dibuka lagi begitu SOP-nya berlaku.")
    if opening.counts_back(entry.sop):
        return say("Tenggat SOP ini dihitung mundur dari hari H. Siklusnya dibuka oleh pengelola, yang mengisi hari H.")
    if book.digest is None:
        return say("SOP ini belum pernah dijalankan di portal. Siklus pertamanya dibuka oleh pengelola.")
    if book.digest != entry.digest:
        return say("SOP ini berubah sejak siklus terakhir. Siklus berikutnya dibuka oleh pengelola yang menyetujuinya.")
    return None


def _counts(agency: str, slug: str) -> dict[str, int]:
    """Return the counts of the last cycle: nobody is there to ask."""
    cycle = tables.Cycle
    last = cycle.select(cycle.counts).where((cycle.agency == agency) & (cycle.slug == slug))
    row = last.order_by(cycle.opened_at.desc(), cycle.id.desc()).first()
    return dict(row.counts or {}) if row else {}
