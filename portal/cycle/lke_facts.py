"""What the LKE page is judged from: an SOP, its periods of a year, and who holds its roles, as recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.cycle.ledger import Fate
from portal.cycle.period import Period
from portal.sop.model import Siklus

AHEAD: tuple[Fate, ...] = ("belum waktunya", "terbuka")
"""The fates of a period that nobody can be blamed for yet."""


@dataclass(frozen=True, slots=True)
class LateCheck:
    """A check that came after its step's due moment, and the reason that was given."""

    no: int
    title: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What a cycle's record holds. `sources` of its `files` came with checks and hand-ins, `broken` are not whole.

    `entries` are the lines of its trail; `roles` how many jabatan did its steps; `both_sides` how often one person
    made and checked; `corrections` are those after it was closed.
    """

    entries: int = 0
    whole: bool = True
    returns: int = 0
    corrections: int = 0
    on_paper: int = 0
    skipped: int = 0
    files: int = 0
    sources: int = 0
    broken: int = 0
    roles: int = 0
    both_sides: int = 0
    late: tuple[LateCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One period: its fate, and the cycle (`run`) or the paper (`paper`) that shows it.

    `days` is how many working days after its window it was done; `current`: on the SOP as it is now; `waits_late`: it
    runs, and its step is late.
    """

    period: Period
    fate: Fate
    days: int = 0
    closes: date | None = None
    finished: date | None = None
    run: str | None = None
    paper: str | None = None
    current: bool = True
    waits_late: bool = False
    counts: Counts = Counts()

    @property
    def done(self) -> bool:
        """True if its flow has come to its end in the portal."""
        return self.run is not None and self.finished is not None


@dataclass(frozen=True, slots=True)
class Text:
    """The SOP itself today. `reviewed` is the last day that it says it was looked at, or made, or revised.

    `readable`: it can be shown; `differs` from what was signed; `untimed` are the numbers of the steps without a time;
    `returns`: it draws a way back.
    """

    status: str
    in_force: bool
    readable: bool = True
    differs: bool = False
    reviewed: date | None = None
    steps: int = 0
    untimed: tuple[int, ...] = ()
    returns: bool = False
    nomor: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a year of one SOP is judged from. `window`: first and last day after the period, None where not set.

    `roles` are the titles of the SOP's roles, `vacant` the seats that nobody holds on `today`: a title, with the unit
    where each unit must act.
    """

    year: int
    today: date
    siklus: Siklus
    text: Text
    turns: tuple[Turn, ...] = ()
    window: tuple[int, int] | None = None
    roles: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()

    def held(self, role: str) -> bool:
        """True if every seat of a role is held."""
        return not any(seat == role or seat.startswith(f"{role}, ") for seat in self.vacant)

    @property
    def owed(self) -> tuple[Turn, ...]:
        """The periods that are over, or were begun."""
        return tuple(turn for turn in self.turns if turn.fate not in AHEAD)

    @property
    def run(self) -> tuple[Turn, ...]:
        """The periods with a cycle in the portal."""
        return tuple(turn for turn in self.turns if turn.run)

    @property
    def done(self) -> tuple[Turn, ...]:
        """The periods whose cycle came to its end."""
        return tuple(turn for turn in self.turns if turn.done)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A year in the auditor's numbers. `owed` periods, of which `run` in the portal; `late_days` in working days."""

    owed: int
    run: int
    in_time: int
    late: int
    late_days: int
    missed: int
    papers: int
    returns: int
    corrections: int
    on_paper: int
    skipped: int
    late_checks: int
    files: int
    cycles: int
    whole: int
    entries: int


def numbers(facts: Facts) -> Numbers:
    """Return the auditor's numbers of a year; what runs past its window counts as late."""
    counts = [turn.counts for turn in facts.run]
    late = [turn for turn in facts.run if turn.days]
    return Numbers(
        owed=len(facts.owed), run=sum(turn.run is not None for turn in facts.owed),
        in_time=sum(turn.fate == "tepat waktu" for turn in facts.turns), late=len(late),
        late_days=sum(turn.days for turn in late), missed=sum(turn.fate == "terlewat" for turn in facts.turns),
        papers=sum(turn.fate == "di luar portal" for turn in facts.turns),
        returns=sum(one.returns for one in counts), corrections=sum(one.corrections for one in counts),
        on_paper=sum(one.on_paper for one in counts),
        skipped=sum(one.skipped for one in counts), late_checks=sum(len(one.late) for one in counts),
        files=sum(one.files for one in counts), cycles=len(counts), whole=sum(one.whole for one in counts),
        entries=sum(one.entries for one in counts),
    )  # fmt: skip
