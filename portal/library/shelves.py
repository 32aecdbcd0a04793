"""The library read straight from its folders: every SOP looked up by its name, no index needed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime

from portal.library.catalogue import FolderCatalogue, documents_in
from portal.library.entries import Entry, read_entry
from portal.library.files import Documents
from portal.library.seats import Seats
from portal.library.sources import Source, Sources
from portal.plugins import Plugins
from portal.settings import Settings
from portal.settings.agency_rules import AgencyRules
from portal.sop.model import Agency, Problem

KEPT = 256


class Shelves:
    """The folders of base SOPs, and the agencies with the SOPs they follow.

    An SOP is composed from its own few files, and again when one of them changes.
    """

    def __init__(self, settings: Settings, plugins: Plugins, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.plugins = plugins
        self.clock = clock
        self.seats = Seats(settings, plugins)
        self.documents = Documents()
        self.sources = Sources(settings.library_dirs, self.documents, FolderCatalogue(self.documents))
        self._kept: OrderedDict[tuple[str, str], Entry] = OrderedDict()
        self._lock = threading.Lock()

    def agencies(self) -> tuple[Agency, ...]:
        """Return all agencies, by name."""
        return tuple(sorted((seat.agency for seat in self.seats.all()), key=lambda agency: agency.nama))

    def agency(self, agency_id: str) -> Agency | None:
        """Return one agency."""
        seat = self.seats.get(agency_id)
        return seat.agency if seat else None

    def rules(self, agency_id: str) -> AgencyRules:
        """Return what the operator has set for an agency, and what holds where nothing is set."""
        return self.seats.rules(agency_id)

    def unread_rules(self, agency_id: str) -> tuple[Problem, ...]:
        """Return why what the operator has set for an agency cannot be read; until then none of its SOPs can be run."""
        seat = self.seats.get(agency_id)
        return seat.problems if seat else ()

    def base(self, slug: str) -> Entry | None:
        """Return a base SOP, None if the library has none of this slug."""
        return self._entry(self.sources.base(slug))

    def composed(self, slug: str, agency_id: str) -> Entry | None:
        """Return the SOP an agency follows, None if it has none of this slug."""
        seat = self.seats.get(agency_id)
        return self._entry(self.sources.agency(slug, seat)) if seat else None

    def variants(self, slug: str) -> tuple[Entry, ...]:
        """Return every agency's variant of a base SOP, by agency."""
        return self._entries(
            self.sources.agency(own, seat)
            for seat in self.seats.all()
            for own in self.sources.catalogue.variants_of(seat, slug)
        )

    def of_agency(self, agency_id: str) -> tuple[Entry, ...]:
        """Return everything an agency follows, by slug."""
        seat = self.seats.get(agency_id)
        if seat is None:
            return ()
        return self._entries(self.sources.agency(slug, seat) for slug, _ in documents_in(seat.folder / "sop"))

    def _entries(self, sources: Iterable[Source | None]) -> tuple[Entry, ...]:
        return tuple(entry for source in sources if (entry := self._entry(source)))

    def _entry(self, source: Source | None) -> Entry | None:
        """Return the entry of a source, composed again only where a file of it has changed."""
        if source is None:
            return None
        key = (source.seat.agency.id if source.seat else "", source.slug)
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept.fingerprint == source.mark:
            return kept
        entry = read_entry(source, self.plugins)
        if not source.mark.endswith("~"):
            with self._lock:
                self._kept[key] = entry
                self._kept.move_to_end(key)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return entry
