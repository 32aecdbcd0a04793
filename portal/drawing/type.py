"""Type: how wide words are in Liberation Sans (and in Arial, whose metrics it shares), and where they wrap."""

from __future__ import annotations

from portal.drawing.widths import BOLD, LETTERS, REGULAR, UNITS

NORMAL, STRONG = dict(zip(LETTERS, REGULAR, strict=True)), dict(zip(LETTERS, BOLD, strict=True))
OTHERS = UNITS
"""The width taken for a character that has none in the tables: too wide rather than too narrow."""


def width(text: str, px: float, bold: bool = False) -> float:
    """Return how wide a text on one line is, in pixels, at a size of `px` pixels; kerning is left out."""
    table = STRONG if bold else NORMAL
    return sum(table.get(letter, OTHERS) for letter in text) * px / UNITS


def lines(text: str, room: float, px: float, bold: bool = False) -> tuple[str, ...]:
    """Return a text wrapped to lines no wider than `room` pixels; a word wider than that is broken where it must be.

    Breaks at spaces and after hyphens only: a page that also breaks elsewhere needs fewer lines, never more.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph):
            if not line or width(f"{line}{word}".rstrip(), px, bold) <= room:
                line += word
            else:
                found.append(line.rstrip())
                line = word
            while (fits := _fitting(line, room, px, bold)) < len(line.rstrip()):
                found.append(line[:fits])
                line = line[fits:]
        found.append(line.rstrip())
    return tuple(found)


def _words(paragraph: str) -> list[str]:
    """Return the pieces between which a line may break, each with the space or hyphen that ends it."""
    pieces: list[str] = []
    for word in paragraph.split():
        *starts, end = word.split("-")
        pieces += [f"{start}-" for start in starts]
        pieces.append(f"{end} ")
    return [piece for piece in pieces if piece != " "] if pieces else []


def _fitting(line: str, room: float, px: float, bold: bool) -> int:
    """Return how many letters of a line fit into the room, one at least; of a longer line no more are looked at."""
    table, wide = STRONG if bold else NORMAL, 0
    for count, letter in enumerate(line):
        wide += table.get(letter, OTHERS)
        if wide * px / UNITS > room:
            return max(1, count)
    return max(1, len(line))
