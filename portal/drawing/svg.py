"""A drawing as SVG, cell by cell: inline in the table of a page, or as pictures that stand behind its cells.

Nothing but presentation attributes and `currentColor`: it needs no style sheet, and a page's may colour it by the
classes `shape`, `head`, `mark` and `trodden` and by `data-state`. Lines end in the middle of their symbols, which
cover them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape

from portal.drawing.model import Cell, Drawing, Metrics, Segment, Symbol, Y
from portal.drawing.pen import NAMESPACE, arrows, attributes, figure, number, words

HEIGHTS = {"tengah": "50%", "bawah": "100%"}
TRODDEN = ' class="trodden"'
MARK = 20.0
"""The size of a mark inside a symbol, in pixels."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What a page adds to a symbol: its words, its link, its state, and a mark (a path in a box of 24 by 24)."""

    says: str = ""
    link: str | None = None
    state: str | None = None
    mark: str | None = None


Wardrobe = Callable[[Symbol], Dress]
UNDRESSED = Dress()


def plain(_symbol: Symbol) -> Dress:
    """Dress no symbol."""
    return UNDRESSED


def inline(drawing: Drawing, row: int, column: int, dress: Wardrobe = plain, trodden: Collection[int] = ()) -> str:
    """Return the SVG that fills one cell of a page's table; nothing for an empty cell.

    It speaks as one picture, with the words of its symbols; where they are links, each speaks for itself.
    `trodden` are the numbers of the edges to be drawn as gone.
    """
    cell = drawing.rows[row].cells[column]
    if not (cell.segments or cell.symbols or cell.labels):
        return ""
    dressed = [dress(symbol) for symbol in cell.symbols]
    inner = _inside(cell, drawing.metrics, dressed, trodden)
    said = "; ".join(one.says for one in dressed if one.says)
    speaks = f' role="img" aria-label="{escape(said)}"' if said else ' aria-hidden="true"'
    if any(one.link for one in dressed):
        speaks = ""
    return f'<svg class="flow"{speaks} {attributes(drawing.metrics, letters=bool(cell.labels))}>{inner}</svg>'


def picture(drawing: Drawing, row: int, column: int) -> str:
    """Return one cell as a picture of its own, to be stretched over the cell; nothing for an empty cell."""
    cell = drawing.rows[row].cells[column]
    inner = _inside(cell, drawing.metrics, [UNDRESSED] * len(cell.symbols), ())
    return (
        f'<svg xmlns="{NAMESPACE}" color="#000" {attributes(drawing.metrics, letters=bool(cell.labels))}>{inner}</svg>'
        if inner
        else ""
    )


def _inside(cell: Cell, metrics: Metrics, dressed: list[Dress], trodden: Collection[int]) -> str:
    parts = [_line(segment, segment.edge in trodden) for segment in cell.segments]
    parts += [_symbol(symbol, metrics, dress) for symbol, dress in zip(cell.symbols, dressed, strict=True)]
    parts += [words(label, metrics, _x(label.x), _y(label.y)) for label in cell.labels]
    return "".join(parts)


def _line(segment: Segment, trodden: bool) -> str:
    ends = {"x1": _x(segment.x1), "y1": _y(segment.y1), "x2": _x(segment.x2), "y2": _y(segment.y2)}
    places = "".join(f' {name}="{place}"' for name, place in ends.items() if place != "0")
    return f"<line{TRODDEN if trodden else ''}{places}/>"


def _symbol(symbol: Symbol, metrics: Metrics, dress: Dress) -> str:
    shape = figure(symbol, metrics)
    if dress.mark:
        shape += f'<path class="mark" transform="scale({number(MARK / 24)}) translate(-12 -12)" d="{dress.mark}"/>'
    if dress.link:
        shape = f'<a href="{escape(dress.link)}" aria-label="{escape(dress.says)}">{shape}</a>'
    state = f' data-state="{escape(dress.state)}"' if dress.state else ""
    return f'<svg x="{_x(symbol.x)}" y="50%" overflow="visible"{state}>{arrows(symbol, metrics)}{shape}</svg>'


def _x(thousandths: float) -> str:
    return f"{number(thousandths / 10)}%" if thousandths else "0"


def _y(place: Y) -> str:
    return number(place.px) if place.anchor == "atas" else HEIGHTS[place.anchor]
