"""The pieces every drawing is made of, as SVG: the symbols, the heads of arrows, the words beside lines, the pen."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import count

from portal.drawing.model import Label, Metrics, Shape, Symbol
from portal.drawing.shapes import rise

NAMESPACE = "http://www.w3.org/2000/svg"
STROKE = 1.25
"""How wide a line is, in pixels."""

HEAD, LETTER = 0.46, 0.4
"""Half the width of an arrow's head, in its lengths; the size of a connector's letter, in heights of its symbol."""

BASE = 0.1
"""How far below a connector's middle its letter's base lies, in heights of its symbol: the point below has no room."""

LEADING, ASCENT = 1.15, 0.9
"""The height of a label's line, and how far its base lies below its top, in sizes of its type."""

FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"
DASHES = "3 4"
"""How the outline of a guest is broken."""


def attributes(metrics: Metrics, *, letters: bool) -> str:
    """Return the attributes that lines, and words where there are any, are drawn with."""
    type_ = f' font-family="{FAMILY}" font-size="{number(metrics.label)}"' if letters else ""
    return f'fill="none" stroke="currentColor" stroke-width="{number(STROKE)}" stroke-linecap="square"{type_}'


def outline(shape: Shape, metrics: Metrics) -> str:
    """Return the path of a shape around its middle."""
    half, high = metrics.symbol_width / 2, metrics.symbol_height / 2
    if shape == "belah ketupat":
        return f"M{number(-half)} 0L0 {number(-high)}L{number(half)} 0L0 {number(high)}z"
    if shape == "kapsul":
        flat, arc = half - high, f"a{number(high)} {number(high)} 0 0 1 0"
        return (
            f"M{number(-flat)} {number(-high)}h{number(2 * flat)}{arc} {number(2 * high)}"
            f"h{number(-2 * flat)}{arc} {number(-2 * high)}z"
        )
    if shape == "segi lima":
        half = high
        return f"M{number(-half)} {number(-high)}h{number(2 * half)}v{number(high)}L0 {number(high)}L{number(-half)} 0z"
    return f"M{number(-half)} {number(-high)}h{number(2 * half)}v{number(2 * high)}h{number(-2 * half)}z"


def head(shape: Shape, metrics: Metrics, at: float) -> str:
    """Return the path of an arrow's head that ends on a shape, `at` pixels beside its middle."""
    tip, half = f"{number(at)} {number(-rise(shape, at, metrics))}", HEAD * metrics.arrow
    return f"M{tip}l{number(-half)} {number(-metrics.arrow)}h{number(2 * half)}z"


def arrows(symbol: Symbol, metrics: Metrics) -> str:
    """Return the heads of the arrows that end on a symbol, around its middle; from below where it stands above."""
    heads = "".join(head(symbol.shape, metrics, at) for at in symbol.arrows)
    turned = ' transform="scale(1 -1)"' if symbol.up else ""
    return f'<path class="head" d="{heads}"{turned} fill="currentColor" stroke="none"/>' if heads else ""


def figure(symbol: Symbol, metrics: Metrics) -> str:
    """Return a symbol around its middle, with its letter if it has one; filled, to cover the lines that end in it."""
    dashes = f' stroke-dasharray="{DASHES}"' if symbol.guest else ""
    shape = f'<path class="shape" fill="#fff"{dashes} d="{outline(symbol.shape, metrics)}"/>'
    if not symbol.letter:
        return shape
    size = number(metrics.symbol_height * LETTER)
    return (
        f'{shape}<text y="{number(metrics.symbol_height * BASE)}" text-anchor="middle" font-family="{FAMILY}" '
        f'font-size="{size}" fill="currentColor" stroke="none">{escape(symbol.letter)}</text>'
    )


def words(label: Label, metrics: Metrics, x: str, y: str) -> str:
    """Return a label whose box hangs at (x, y), a text a line: not every reader aligns each line of one text."""
    anchor = ' text-anchor="end"' if label.side == "end" else ""
    place, pen = f'x="{x}" y="{y}" dx="{number(label.dx)}"', f'{anchor} fill="currentColor" stroke="none"'
    bases = (label.dy + metrics.label * (ASCENT + at * LEADING) for at in count())
    return "".join(
        f'<text {place} dy="{number(base)}"{pen}>{escape(line)}</text>'
        for base, line in zip(bases, label.text.split("\n"), strict=False)
    )


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Return a number as short as it goes, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
