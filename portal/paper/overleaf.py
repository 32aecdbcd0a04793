"""Overleaf: how high a row of text becomes, and how one that is higher than a page goes on over the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.drawing.grid import GridColumn
from portal.drawing.type import lines

LEADING = 1.25
PAD_X, PAD_Y, BORDER = 4.0, 3.0, 1.0
"""The distance of lines in sizes of type; the space in a cell, and its border, in pixels at full scale."""

SLACK = 0.97
"""The part of a line that is counted on: kerning and rounding differ from one printer of pages to another."""

GOES_ON = "(lanjutan)"
"""What a step's text begins with where it only goes on."""

Cells = tuple[tuple[str, ...], ...]
"""The paragraphs of each cell of a row; a drawn cell has none."""

Piece = tuple[str, int, int]
"""A line as a part of its paragraph: the paragraph, its spaces single, and where in it the line begins and ends."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The columns of a table with their widths, the size of its type in pixels, and the scale of the space around."""

    columns: tuple[GridColumn, ...]
    widths: tuple[float, ...]
    px: float
    scale: float

    def row(self, cells: Cells) -> float:
        """Return how high a row of text is."""
        return max(self.cell(texts, at) for at, texts in enumerate(cells))

    def cell(self, paragraphs: Sequence[str], at: int, *, bold: bool = False) -> float:
        """Return how high the cell of a column is with this text."""
        count = sum(len(lines(text, self._room(at), self.px, bold)) for text in paragraphs)
        return count * self.px * LEADING + self._around

    def parts(self, cells: Cells, first: float, following: float) -> Iterator[Cells]:
        """Yield a row's parts: what has room in a height of `first`, then page by page what has room in `following`.

        Each further part begins with the step's number and says that it goes on.
        """
        keys = [column.key for column in self.columns]
        left = [deque(self._pieces(texts, at)) for at, texts in enumerate(cells)]
        said = len(lines(GOES_ON, self._room(keys.index("uraian")), self.px))
        again: dict[str, tuple[str, ...]] = {}
        high = first
        while any(left):
            count = max(said + 1, int((high - self._around) / (self.px * LEADING)))
            taken = (_taken(one, count - said * (key in again)) for key, one in zip(keys, left, strict=True))
            yield tuple((*again.get(key, ()), *texts) for key, texts in zip(keys, taken, strict=True))
            again, high = {"no": cells[keys.index("no")] if "no" in keys else (), "uraian": (GOES_ON,)}, following

    def _pieces(self, paragraphs: Sequence[str], at: int) -> Iterator[Piece]:
        """Yield a cell's lines as pieces of its text."""
        for text in (line for paragraph in paragraphs for line in paragraph.split("\n")):
            words, end = " ".join(text.split()), 0
            for line in lines(text, self._room(at), self.px):
                start = words.index(line, end)
                end = start + len(line)
                yield words, start, end

    def _room(self, at: int) -> float:
        return (self.widths[at] - 2 * PAD_X * self.scale - BORDER) * SLACK

    @property
    def _around(self) -> float:
        """The height of a cell without its lines."""
        return 2 * PAD_Y * self.scale + BORDER


def _taken(pieces: deque[Piece], count: int) -> tuple[str, ...]:
    """Take the first lines from a cell's, and return them as paragraphs."""
    found: list[Piece] = []
    for _ in range(min(count, len(pieces))):
        words, start, end = pieces.popleft()
        if found and start > 0:
            found[-1] = words, found[-1][1], end
        else:
            found.append((words, start, end))
    return tuple(words[start:end] for words, start, end in found)
