"""A running cycle beside the SOP its agency follows now: what differs, and what keeps it from moving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.cycle import versions
from portal.desk.opening import corrected
from portal.desk.values import Cycle, Pinned
from portal.library import Library
from portal.people.standing import Standing
from portal.sop.difference import difference


@dataclass(frozen=True, slots=True)
class Correction:
    """What a pengelola looks at before a cycle moves: the new SOP, what changes, and the obstacles, empty if none."""

    cycle: Cycle
    after: Pinned
    changes: tuple[str, ...]
    obstacles: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True if the cycle follows this very SOP already."""
        return self.after.sha256 == self.cycle.snapshot_sha256


def offered(library: Library, cycle: Cycle) -> bool:
    """True if the cycle runs and its agency follows another SOP by now: a look at the library, no query."""
    if cycle.state.status not in ("berjalan", "selesai"):
        return False
    entry = library.composed(cycle.slug, cycle.agency.id)
    return entry is not None and entry.usable and entry.digest != cycle.digest


def correction(library: Library, me: Standing, cycle: Cycle, now: datetime) -> Correction:
    """Return what moving this cycle would mean. Raises Refusal for others than its pengelola, or without an SOP."""
    after = corrected(library, me, cycle, now)
    return Correction(cycle, after, difference(cycle.sop, after.sop), versions.obstacles(cycle.state, after.sop))
