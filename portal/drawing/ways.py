"""The way of one link over the grid: the gate it leaves by, its lane, and the straight runs it is made of.

Places are coarse here: a column has three, its left lanes, its middle and its right lanes (`place` = 3 · column + 0, 1
or 2); a row has two heights, the channel at its top and its middle (`level` = 2 · row + 0 or 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from portal.drawing.scene import Link

Gate = Literal["kiri", "kanan", "bawah", "bawah kiri", "bawah kanan", "atas kiri", "atas kanan"]
"""Where a line leaves its symbol. The bottom has two gates only where joins take both sides; the top is a last resort.
"""

SIDES: frozenset[Gate] = frozenset(("kiri", "kanan"))
BOTTOMS: frozenset[Gate] = frozenset(("bawah", "bawah kiri", "bawah kanan"))
TOPS: frozenset[Gate] = frozenset(("atas kiri", "atas kanan"))

Run = tuple[bool, int, int, int]
"""A straight run: is it upright; its place or level; from where to where across."""


@dataclass(slots=True)  # made by the hundred, and freezing doubles what making one costs
class Way:
    """A chosen way. `across`: along its row's middle, then along the middle of an empty column.

    Without it, `lane` is the place of its lane; None if one channel, or a straight line down, is enough.
    """

    link: Link
    gate: Gate
    column: int
    lane: int | None = None
    across: bool = False

    @property
    def falls(self) -> bool:
        """True if it leaves its symbol by the bottom."""
        return self.gate in BOTTOMS

    @property
    def climbs(self) -> bool:
        """True if it leaves its symbol by the top."""
        return self.gate in TOPS

    @property
    def straight(self) -> bool:
        """True if it ends on the middle of the target's column without any channel."""
        return self.across or (self.lane is None and self.link.column == self.column and self.gate in BOTTOMS)

    @property
    def channel(self) -> int:
        """The row whose channel leads to the target."""
        return self.link.target + 1 if self.link.up else self.link.target

    @property
    def first_channel(self) -> int | None:
        """The row of the channel it enters before its lane; None if it leaves sideways."""
        if self.gate in SIDES:
            return None
        return self.link.row + 1 if self.gate in BOTTOMS else self.link.row


def walked(way: Way) -> tuple[Run, ...]:
    """Return the runs of a way, in the order they are walked; its last step down is left out."""
    link, lane, gate = way.link, way.lane, way.gate
    source, target = 3 * link.column + 1, 3 * way.column + 1
    middle, end = 2 * link.row + 1, 2 * (link.target + 1 if link.up else link.target)
    if way.across:
        return (False, middle, source, target), (True, target, *((middle, end - 1) if link.up else (middle + 1, end)))
    if gate in SIDES:
        lane = lane or 0
        return (False, middle, source, lane), (True, lane, middle, end), (False, end, lane, target)
    falls = gate in BOTTOMS
    if lane is None:
        if falls and source == target:
            return ((True, target, middle + 1, end),)
        level = (False, end, source, target)
        return ((True, source, middle + 1, middle + 1), level) if falls else (level,)
    first = middle + 1 if falls else middle - 1
    runs = (False, first, source, lane), (True, lane, first, end), (False, end, lane, target)
    return ((True, source, middle + 1, middle + 1), *runs) if falls else runs
