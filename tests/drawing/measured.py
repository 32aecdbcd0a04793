"""Measure the vendored font and write `portal/drawing/widths.py` anew: `python -m tests.drawing.measured`."""

from __future__ import annotations

from textwrap import fill

from fontTools.ttLib import TTFont

from tests.house.source import ROOT

FONTS = ROOT / "portal/paper/fonts"
TARGET = ROOT / "portal/drawing/widths.py"
BEYOND = "‐‒–—―‘’‚“”„•…‰′″‹›€™−≈≠≤≥←↑→↓"
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + BEYOND

MODULE = '''"""Widths: how wide the letters of Liberation Sans 2.1.5 are; measured by `tests/drawing/measured.py`."""

from __future__ import annotations

UNITS = {units}
"""How many units make one size of type."""

LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + ("{beyond}")
"""The letters that were measured."""

REGULAR = (
{regular},
)  # fmt: skip

BOLD = (
{bold},
)  # fmt: skip
'''


def widths(style: str) -> list[int]:
    """Return the width of each of LETTERS in one style of the font, in its units."""
    font = TTFont(FONTS / f"LiberationSans-{style}.ttf")
    names = font.getBestCmap()
    return [font["hmtx"][names[ord(letter)]][0] for letter in LETTERS]


def units() -> int:
    """Return how many of the font's units make one size of type."""
    return int(TTFont(FONTS / "LiberationSans-Regular.ttf")["head"].unitsPerEm)


def measured() -> str:
    """Return the module of widths as it must be."""
    regular, bold = (
        fill(", ".join(map(str, widths(style))), 116, initial_indent="    ", subsequent_indent="    ")
        for style in ("Regular", "Bold")
    )
    return MODULE.format(units=units(), beyond=BEYOND, regular=regular, bold=bold)


if __name__ == "__main__":
    TARGET.write_text(measured(), "utf-8")
