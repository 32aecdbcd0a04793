"""Fitting: the size of type with which an identity page stays one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from portal.drawing.type import lines
from portal.paper.front import Front
from portal.paper.measure import MM, SLACK, Space

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type in points, the largest that fits is taken; with none of them the page goes on overleaf."""

LEADING = 1.3
POINT = 96 / 72
TITLE, ROW, BOX, ROOM, CODE = 9.5 * MM, 2.7 * MM, 4.5 * MM, 17 * MM, 32 * MM
"""In pixels: the title above the frame, the padding of a row and of a box, room to sign, the code with its words."""


def size(said: Front, space: Space, *, code: bool) -> float:
    """Return the size of type for an identity page, in points."""
    fitting = (points for points in SIZES if _height(said, space, points * POINT, code=code) <= space.height)
    return next(fitting, SIZES[0])


def _height(said: Front, space: Space, px: float, *, code: bool) -> float:
    half = space.width / 2
    line = px * LEADING
    values = half - 45 * MM
    rows = sum(_block((words,), values, px) + ROW for _, words in (*said.before, *said.after))
    signed = 0.0
    if said.signed is not None:
        signature = said.signed[1]
        room = values - (29 * MM if code else 0)
        hand = ROOM + _block((signature.title or "",), room, px) + line * (1 + len(signature.below))
        signed = ROW + max(line * 2 if signature.instead else hand, CODE if code else 0.0)
    return TITLE + rows + signed + sum(_pairs(said, half, px)) + 2 * MM


def _pairs(said: Front, half: float, px: float) -> Iterator[float]:
    boxes = [_block(items, half - 9 * MM, px) for _, items in said.boxes]
    for one, other in zip_longest(boxes[::2], boxes[1::2], fillvalue=0.0):
        yield px * LEADING + max(one, other) + BOX


def _block(texts: Iterable[str], room: float, px: float) -> float:
    return sum(len(lines(text, room * SLACK, px)) for text in texts) * px * LEADING
