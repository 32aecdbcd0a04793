"""Fitting: the size of type with which an identity page stays one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from portal.drawing.type import lines
from portal.hooks import Around
from portal.paper.front import Front
from portal.paper.measure import MM, Space
from portal.paper.overleaf import SLACK

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type in points, the largest that fits is taken; with none of them the page goes on overleaf."""

LEADING, LARGER = 1.3, 1.2
POINT = 96 / 72
TITLE, ROW, BOX, ROOM, CODE = 9.5 * MM, 2.7 * MM, 4.5 * MM, 17 * MM, 32 * MM
LOGO, KOP, NOTICE, COLOPHON = 27 * MM, 8 * MM, 7.2 * MM, 5.5 * MM
"""In pixels: the title above the frame, the padding of a row and of a box, room to sign, the code with its words; the
logo, what surrounds the kop, the notice above a sheet that nobody may follow, and the line below the frame."""


def size(said: Front, around: Around, *, notice: bool) -> tuple[float, bool]:
    """Return the size of type for an identity page, in points, and whether it goes on overleaf all the same."""
    space = Space.of(around.paper)
    more = (NOTICE if notice else 0) + (COLOPHON if around.naskah_sha256 else 0)
    room = space.height - TITLE - more - 2 * MM
    fitting = (points for points in SIZES if _height(said, around, space.width / 2, points * POINT) <= room)
    found = next(fitting, None)
    return found or SIZES[0], found is None


def _height(said: Front, around: Around, half: float, px: float) -> float:
    lines = sum(_block((line.text,), half - KOP, px * LARGER) + MM for line in said.office)
    kop = KOP + (LOGO if around.logo else 0) + lines
    return max(kop, _numbers(said, around, half - 45 * MM, px)) + sum(_pairs(said, half, px))


def _numbers(said: Front, around: Around, values: float, px: float) -> float:
    rows = sum(_block((words,), values, px) + ROW for _, words in (*said.before, *said.after))
    if said.signed is None:
        return rows
    signature, line = said.signed[1], px * LEADING
    room, code = (values - 29 * MM, CODE) if around.address else (values, 0.0)
    hand = ROOM + _block((signature.title or "",), room, px) + line * (1 + len(signature.below))
    return rows + ROW + max(line * 2 if signature.instead else hand, code)


def _pairs(said: Front, half: float, px: float) -> Iterator[float]:
    boxes = [_block(items, half - 9 * MM, px) for _, items in said.boxes]
    for one, other in zip_longest(boxes[::2], boxes[1::2], fillvalue=0.0):
        yield px * LEADING + max(one, other) + BOX


def _block(texts: Iterable[str], room: float, px: float) -> float:
    return sum(len(lines(text, room * SLACK, px)) for text in texts) * px * LEADING
