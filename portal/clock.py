"""The portal's one clock; everybody else is handed the time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.refusal import Refusal
from portal.say import say

Clock = Callable[[], datetime]

AHEAD = "jam-demo"
"""The file in the demo's folder that says by how many seconds its clock is ahead."""

FURTHEST = timedelta(days=3 * 366)
"""So far ahead a demo can be set: further on nobody knows a holiday."""


def utcnow() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DemoClock:
    """A clock that runs ahead of `base`: by how much stands in a file, so that every process follows at once."""

    file: Path
    base: Clock = utcnow

    def __call__(self) -> datetime:
        """Return the moment it is in the demo."""
        return self.base() + self.lead()

    def lead(self) -> timedelta:
        """Return by how much the demo is ahead; not at all where the file cannot be read."""
        try:
            return timedelta(seconds=float(self.file.read_text("ascii")))
        except (OSError, ValueError):
            return timedelta()

    def forward(self, to: datetime) -> None:
        """Move on to a later moment. Raises Refusal: the demo's clock never goes back, its trail would tell."""
        lead = to - self.base()
        if to <= self():
            raise Refusal(say("Jam demo hanya dapat dimajukan. Mulai lagi dengan portal demo --baru untuk mundur."))
        if lead > FURTHEST:
            raise Refusal(say("Jam demo dapat dimajukan paling jauh tiga tahun."))
        fresh = self.file.with_name(f"{self.file.name}.baru")
        fresh.write_text(str(lead.total_seconds()), "ascii")
        os.replace(fresh, self.file)  # noqa: PTH105 (replaces on Windows too)


def clock_of(home: Path, *, demo: bool) -> Clock:
    """Return the clock of a portal: the machine's, and for the demo one that can be moved on."""
    return DemoClock(home / AHEAD) if demo else utcnow
