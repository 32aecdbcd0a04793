"""Days off and Ramadan: rows of a table, put in order for counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

from portal.say import say

Kind = Literal["libur", "cuti bersama", "lokal", "ramadan"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off, or a row of days up to and including `until`; of kind `ramadan`: days with shorter hours.

    `libur` and `cuti bersama` are the nation's by decree, `lokal` is an agency's own. `source` names the decree.
    """

    day: date
    name: str
    kind: Kind = "libur"
    source: str = ""
    until: date | None = None

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.until or self.day

    @property
    def days(self) -> Iterator[date]:
        """Each of its days, in order."""
        return (self.day + timedelta(days=n) for n in range((self.last - self.day).days + 1))


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off that count for an agency.

    `listed` are the years whose national holidays are known, `decreed` those whose cuti bersama is: a year that is in
    neither is not a year without holidays, and whoever counts in it says so.
    """

    by_day: Mapping[date, Holiday] = field(default_factory=dict)
    ramadan: tuple[Holiday, ...] = ()
    listed: frozenset[int] = frozenset()
    decreed: frozenset[int] = frozenset()

    def in_ramadan(self, day: date) -> bool:
        """True if the office keeps the hours of Ramadan on `day`."""
        return any(row.day <= day <= row.last for row in self.ramadan)

    def unknown(self, year: int) -> str | None:
        """Return in words what is not known yet of a year, None where all of it is."""
        if year not in self.listed:
            return say("Hari libur dan cuti bersama {year} belum ada di kalender, jadi belum dihitung.", year=year)
        if year not in self.decreed:
            return say("Cuti bersama {year} belum ditetapkan, jadi belum dihitung.", year=year)
        return None


RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def days_off(rows: Iterable[Holiday]) -> DaysOff:
    """Return rows in order for counting; where two fall on one day the national one gives it its name."""
    known = sorted(rows, key=lambda row: (RANK[row.kind], row.day))
    by_day: dict[date, Holiday] = {}
    for row in known:
        if row.kind != "ramadan":
            for day in row.days:
                by_day.setdefault(day, row)
    return DaysOff(
        by_day,
        tuple(row for row in known if row.kind == "ramadan"),
        frozenset(row.day.year for row in known if row.kind == "libur"),
        frozenset(row.day.year for row in known if row.kind == "cuti bersama"),
    )
