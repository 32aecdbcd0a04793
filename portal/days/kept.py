"""The days that count at each office, kept in memory and read again when the table has changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from portal.cycle.calendar import Calendar, Habits
from portal.cycle.holidays import DaysOff, days_off
from portal.days import rows
from portal.days.rows import Row
from portal.library.shelves import Shelves
from portal.sop.model import Agency
from portal.store.database import Store


@dataclass(slots=True)
class _Known:
    """The table as it was read: its rows, and in order for counting by agency."""

    mark: tuple[object, ...]
    rows: tuple[Row, ...]
    off: dict[str | None, DaysOff] = field(default_factory=dict)


class Days:
    """The days of every office. One is shared by all threads; each looks at its own connection."""

    def __init__(self, store: Store, library: Shelves) -> None:
        self._store, self._library = store, library
        self._known = _Known((), ())
        self._seen = threading.local()

    def rows(self, agency: str | None = None) -> tuple[Row, ...]:
        """Return the rows that count at an agency, the nation's included; of None the nation's alone."""
        return tuple(row for row in self._now().rows if row.agency in (None, agency))

    def off(self, agency: str | None = None) -> DaysOff:
        """Return the days off that count at an agency, in order for counting."""
        known = self._now()
        if agency not in known.off:
            known.off[agency] = days_off(row.holiday for row in known.rows if row.agency in (None, agency))
        return known.off[agency]

    def calendar(self, agency: Agency, slug: str | None = None) -> Calendar:
        """Return an agency's days and habits as they are now; those of one SOP where it has its own."""
        rules = self._library.rules(agency.id)
        plain = rules.of(slug).hari if slug else rules.hari
        habits = Habits(rules.geser, plain, rules.menit)
        return Calendar(agency.zona_waktu, agency.hari_kerja, off=self.off(agency.id), habits=habits)

    def _now(self) -> _Known:
        """Return the table as it is now: looked at only after something was written, read only if it has changed."""
        moment = self._store.database.moment()
        known: _Known | None = getattr(self._seen, "known", None)
        if known is not None and known is self._known and self._seen.moment == moment:
            return known
        mark = rows.mark()
        if mark != self._known.mark:
            self._known = _Known(mark, tuple(rows.live()))
        self._seen.moment, self._seen.known = moment, self._known
        return self._known
