"""Gaps: what a pengelola is reminded of between cycles, as nothing there waits for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.cycle.calendar import Calendar
from portal.cycle.ledger import Entry
from portal.days.kept import Days
from portal.desk.automatic import held_back
from portal.desk.ledger import lately
from portal.library import Library
from portal.people.standing import Standing
from portal.sop.model import Agency


@dataclass(frozen=True, slots=True)
class Gap:
    """A period of an SOP without a cycle: missed, open now, or (`why`) one that should have opened by itself."""

    agency: Agency
    slug: str
    nama: str
    entry: Entry
    why: str | None = None

    @property
    def urgent(self) -> bool:
        """True if it was missed, or does not open as it should; False while somebody may open it in time."""
        return self.why is not None or self.entry.fate != "terbuka"


def gaps(library: Library, days: Days, me: Standing, now: datetime) -> tuple[Gap, ...]:
    """Return the gaps of last year and this at the agencies the person manages; three queries an agency at most."""
    found: list[Gap] = []
    for agency_id in me.known:
        agency = library.agency(agency_id)
        if agency and me.may_manage(agency_id, Calendar(agency.zona_waktu).local(now).date()):
            found += _of_agency(library, agency, days.calendar(agency), now)
    return tuple(found)


def _of_agency(library: Library, agency: Agency, calendar: Calendar, now: datetime) -> list[Gap]:
    found = []
    for book in lately(library, agency, calendar, now):
        found += [Gap(agency, book.slug, book.nama, entry) for entry in book.missed]
        due = [entry for entry in book.entries if entry.fate == "terbuka" and not entry.tries and book.follows(entry)]
        if book.usable and not book.rules.buka_otomatis:
            found += [Gap(agency, book.slug, book.nama, entry) for entry in due]
        why = held_back(library, agency, book, now) if due else None
        found += [Gap(agency, book.slug, book.nama, entry, why) for entry in due if why]
    return found
