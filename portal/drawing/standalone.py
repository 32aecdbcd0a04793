"""The whole flowchart table as one SVG that stands alone: head, steps, symbols, lines and mutu baku, black on white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from portal.drawing import pen, telling
from portal.drawing.grid import GridColumn
from portal.drawing.model import MIDDLE, Cell, Metrics, Symbol, Y
from portal.drawing.pen import number
from portal.drawing.setting import LEADING, MARGIN, PAD, SIZE, SMALL, TITLE, Sheet, set_in_type, spans
from portal.sop.model import Agency, Sop
from portal.sop.numbering import number_row

ASCENT = 0.98
"""How far the base of a line lies below its top, in sizes of its type."""

HAIR = 0.75
METRICS = Metrics()


def standalone(sop: Sop, agency: Agency | None = None, metrics: Metrics = METRICS) -> str:
    """Return the flowchart table of an SOP as an SVG document; the same SOP gives the same text."""
    sheet = set_in_type(sop, metrics)
    wide, high = number(sheet.lefts[-1] + MARGIN), number(sheet.tops[-1] + MARGIN)
    facts = [part for part in (agency.nama if agency else None, sop.nomor) if part]
    parts = (
        f'<svg xmlns="{pen.NAMESPACE}" lang="id" role="img" aria-labelledby="judul" aria-describedby="alur" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'font-family="{pen.FAMILY}" font-size="{number(SIZE)}" color="#000">',
        f'<title id="judul">{escape(", ".join((sop.nama, *facts)))}</title>',
        f'<desc id="alur">{escape(". ".join(_told(sop)))}.</desc>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        *_caption(sop.nama, facts),
        *_rules(sheet),
        *_head(sheet),
        *_texts(sheet),
        *_flow(sheet),
        "</svg>\n",
    )
    return "\n".join(parts)


def _told(sop: Sop) -> Iterator[str]:
    for step in sop.langkah:
        first, *others = (*step.pelaksana, *step.peserta)
        who = ", ".join((*telling.symbol(sop, step, first), *(sop.title(role) for role in others)))
        yield "; ".join((f"{who}: {step.uraian}", *telling.flow(sop, step)))


# the table -----------------------------------------------------------------------------------------------------


def _caption(nama: str, facts: Sequence[str]) -> Iterator[str]:
    left, size = number(MARGIN), number(TITLE)
    yield f'<text x="{left}" y="{number(MARGIN + TITLE)}" font-size="{size}" font-weight="bold">{escape(nama)}</text>'
    if facts:
        yield f'<text x="{left}" y="{number(MARGIN + 2 * TITLE)}">{escape(", ".join(facts))}</text>'


def _rules(sheet: Sheet) -> Iterator[str]:
    """Draw the table's lines: one path for all."""
    left, right, top, middle = sheet.lefts[0], sheet.lefts[-1], *sheet.heads[:2]
    pieces = [f"M{number(left)} {number(y)}H{number(right)}" for y in (top, *sheet.heads[2:], *sheet.tops[1:])]
    pairs = zip((None, *sheet.columns), (*sheet.columns, None), strict=True)
    for x, (before, after) in zip(sheet.lefts, pairs, strict=True):
        start = middle if before and after and _group(before) == _group(after) is not None else top
        pieces.append(f"M{number(x)} {number(start)}V{number(sheet.tops[-1])}")
    for column, (start, end) in zip(sheet.columns, spans(sheet.lefts), strict=True):
        if _group(column) is not None:
            pieces.append(f"M{number(start)} {number(middle)}H{number(end)}")
    yield f'<path d="{"".join(pieces)}" fill="none" stroke="currentColor" stroke-width="{number(HAIR)}"/>'


def _group(column: GridColumn) -> tuple[str, bool] | None:
    return None if column.group is None else (column.group, column.role)


def _head(sheet: Sheet) -> Iterator[str]:
    top, middle, bottom = sheet.heads[:3]
    for group, run in groupby(range(len(sheet.columns)), key=lambda at: _group(sheet.columns[at])):
        places = list(run)
        if group is not None:
            yield _centred((group[0],), (sheet.lefts[places[0]], sheet.lefts[places[-1] + 1]), (top, middle))
        for at in places:
            yield _centred(sheet.title(at), sheet.edges(at), (top if group is None else middle, bottom))
    for at, text in enumerate(number_row(sheet.sop, len(sheet.columns))):
        yield _centred((text,), sheet.edges(at), sheet.heads[2:4], weight="normal")


def _centred(text: Sequence[str], across: Sequence[float], down: Sequence[float], weight: str = "bold") -> str:
    if not any(text):
        return ""
    first = (sum(down) - len(text) * SMALL * LEADING) / 2
    lines = _lines(text, sum(across) / 2, first, SMALL)
    return f'<text text-anchor="middle" font-size="{number(SMALL)}" font-weight="{weight}">{lines}</text>'


def _lines(text: Sequence[str], x: float, top: float, size: float) -> str:
    return "".join(
        f'<tspan x="{number(x)}" y="{number(top + (at * LEADING + ASCENT) * size)}">{escape(line)}</tspan>'
        for at, line in enumerate(text)
    )


def _texts(sheet: Sheet) -> Iterator[str]:
    for step, top in zip(sheet.sop.langkah, sheet.tops[:-1], strict=True):
        for at, left in enumerate(sheet.lefts[:-1]):
            if text := sheet.text(step, at):
                yield f"<text>{_lines(text, left + PAD, top + PAD, SIZE)}</text>"


# the flow ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """Where one cell of the drawing stands."""

    left: float
    right: float
    top: float
    bottom: float

    def x(self, thousandths: float) -> str:
        """Return a place across the cell."""
        return number(self.left + thousandths * (self.right - self.left) / 1000)

    def y(self, place: Y) -> str:
        """Return a height in the cell."""
        base = {"atas": self.top, "tengah": (self.top + self.bottom) / 2, "bawah": self.bottom}[place.anchor]
        return number(base + place.px)


def _cells(sheet: Sheet) -> Iterator[tuple[Cell, Box]]:
    roles = [edges for column, edges in zip(sheet.columns, spans(sheet.lefts), strict=True) if column.role]
    for row, down in zip(sheet.drawing.rows, spans(sheet.tops), strict=True):
        for cell, across in zip(row.cells, roles, strict=True):
            yield cell, Box(*across, *down)


def _flow(sheet: Sheet) -> Iterator[str]:
    """Draw each edge as one path, then the symbols over their ends, then the words beside the lines."""
    metrics = sheet.drawing.metrics
    edges: list[list[str]] = [[] for _ in sheet.drawing.edges]
    over, beside = [], []
    for cell, box in _cells(sheet):
        for one in cell.segments:
            edges[one.edge].append(f"M{box.x(one.x1)} {box.y(one.y1)}L{box.x(one.x2)} {box.y(one.y2)}")
        over += [_symbol(sheet, symbol, box) for symbol in cell.symbols]
        beside += [pen.words(label, metrics, box.x(label.x), box.y(label.y)) for label in cell.labels]
    yield f"<g {pen.attributes(metrics, letters=True)}>"
    yield from (f'<path d="{"".join(pieces)}"/>' for pieces in edges if pieces)
    yield from over
    yield from beside
    yield "</g>"


def _symbol(sheet: Sheet, symbol: Symbol, box: Box) -> str:
    step, metrics = sheet.sop.step(symbol.step or ""), sheet.drawing.metrics
    told = ", ".join(telling.symbol(sheet.sop, step, symbol.role or "")) if step else symbol.letter or ""
    return (
        f'<g transform="translate({box.x(symbol.x)} {box.y(MIDDLE)})"><title>{escape(told)}</title>'
        f"{pen.arrows(symbol, metrics)}{pen.figure(symbol, metrics)}</g>"
    )
