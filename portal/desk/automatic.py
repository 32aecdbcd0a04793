"""Opening by itself: the cycle of a period whose window begins, where the agency has set `buka_otomatis`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from portal.canon import canonical, sha256
from portal.cycle.calendar import Calendar
from portal.cycle.events import Actor, Event
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

PORTAL = Actor("otomatis", "Portal (otomatis)", "pengelola")
"""Who opens such a cycle: nobody has this id."""


def open_due(
    store: Store, library: Library, days: Days, files: Files, tell: Callable[[Event], None], now: datetime
) -> tuple[Event, ...]:
    """Open every cycle that is to open by itself now and has not; return what happened.

    However often and in however many processes it is called: each period is opened once, and one that was cancelled
    stays so. What `held_back` names is left to people. `tell` hears of each opening after it is on disk.
    """
    found = []
    for agency in library.agencies():
        for book, entry in waiting(library, agency, days.calendar(agency), now):
            event = _open(store, library, days, files, agency, book, entry, now)
            if event:
                tell(event)
                found.append(event)
    return tuple(found)


def waiting(library: Library, agency: Agency, calendar: Calendar, now: datetime) -> Iterator[tuple[Book, Entry]]:
    """Yield the periods of an agency that are to open by themselves and have not: none where none is set."""
    if not any(sop.buka_otomatis for sop in library.rules(agency.id).given.values()):
        return
    for book in lately(library, agency, calendar, now):
        if book.rules.buka_otomatis:
            yield from ((book, entry) for entry in book.entries if entry.fate == "terbuka" and not entry.tries)


def held_back(library: Library, agency: Agency, book: Book, now: datetime) -> str | None:
    """Return why the next cycle of an SOP does not open by itself; None where it will, or need not."""
    if not book.rules.buka_otomatis:
        return None
    entry = library.composed(book.slug, agency.id)
    if entry is None or entry.sop is None or not entry.usable:
        return say("SOP ini sedang tidak dapat dijalankan; perbaiki dahulu dokumennya.")
    if not entry.sop.in_force(Calendar(agency.zona_waktu).local(now).date()):
        return say("SOP ini belum atau tidak lagi berlaku.")
    if book.digest is None:
        return say("SOP ini belum pernah dijalankan di portal. Siklus pertamanya dibuka oleh pengelola.")
    if book.digest != entry.digest:
        return say("SOP ini berubah sejak siklus terakhir. Siklus berikutnya dibuka oleh pengelola yang menyetujuinya.")
    return None


def _open(
    store: Store, library: Library, days: Days, files: Files, agency: Agency, book: Book, due: Entry, now: datetime
) -> Event | None:
    """Open one cycle, None where it is held back or somebody was quicker."""
    entry = library.composed(book.slug, agency.id)
    if held_back(library, agency, book, now) or entry is None or entry.sop is None:
        return None
    form = Form(kunci=sha256(canonical([agency.id, book.slug, due.period.text]))[:32])
    office = days.calendar(agency, book.slug)
    cycle = opening.begin(agency, entry.sop, entry, due.period, _counts(agency.id, book.slug), office, now)
    event = opening.opened(cycle, PORTAL, now)
    try:
        with store.writing():
            if trails.sent(PORTAL.id, form.kunci):
                return None
            opening.refuse_taken(agency.id, book.slug, due.period)
            opening.write(cycle, event, form, files)
    except Taken:
        return None
    except Refusal as no:  # what one office is short of must not keep the others from their cycles
        log.warning("%s %s %s: %s", agency.id, book.slug, due.period.text, no)
        return None
    return event


def _counts(agency: str, slug: str) -> dict[str, int]:
    """Return the counts of the last cycle: nobody is there to ask."""
    cycle = tables.Cycle
    last = cycle.select(cycle.counts).where((cycle.agency == agency) & (cycle.slug == slug))
    row = last.order_by(cycle.opened_at.desc(), cycle.id.desc()).first()
    return dict(row.counts or {}) if row else {}
