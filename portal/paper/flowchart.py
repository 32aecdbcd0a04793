"""Flowchart: the table of steps as HTML, a table a page, and the style that gives it its sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from math import ceil

from portal.drawing import svg, telling
from portal.drawing.grid import GridColumn
from portal.drawing.model import Symbol
from portal.drawing.svg import Dress
from portal.paper.markup import data_uri, text
from portal.paper.measure import Chart, Page
from portal.paper.overleaf import LEADING, PAD_X, PAD_Y
from portal.sop.model import Sop
from portal.sop.numbering import number_row

SPEAKING = data_uri("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
"""A picture of nothing: beside a drawing that is a cell's background it carries the words for it."""


@dataclass
class Flowchart:
    """Writes one chart. With `behind`, drawings stand behind their cells as pictures; else inside them, inline.

    `pictures` collects those behind, each with its number in the order of first use.
    """

    sop: Sop
    chart: Chart
    behind: bool = False
    pictures: dict[str, int] = field(default_factory=dict)

    def pages(self) -> str:
        """Return all pages, each a section with the head of the table repeated."""
        return "\n".join(self._page(page) for page in self.chart.pages)

    def style(self) -> str:
        """Return the sizes and pictures of this chart as CSS; to be asked for after `pages`."""
        scale = self.chart.scale
        heights = sorted({ceil(height) for page in self.chart.pages for height in page.heights})
        rules = [
            f".chart table{{font-size:{self.chart.text:.2f}px;line-height:{LEADING}}}",
            f".chart th,.chart td{{padding:{PAD_Y * scale:.2f}px {PAD_X * scale:.2f}px}}",
            *(f".c{at}{{width:{wide:.2f}px}}" for at, wide in enumerate(self.chart.widths)),
            *(f".h{height}{{height:{height}px}}" for height in heights),
            *(f".d{no}{{background-image:url({uri})}}" for uri, no in self.pictures.items()),
        ]
        return "\n".join(rules)

    def _page(self, page: Page) -> str:
        columns = "".join(f'<col class="c{at}">' for at in range(len(self.chart.columns)))
        rows = "\n".join(self._row(page, at) for at in range(len(page.drawing.rows)))
        return (
            f'<section class="leaf chart"><h2>{text(self.sop.nama)}</h2><table><colgroup>{columns}</colgroup>\n'
            f"<thead>{''.join(self._head())}</thead>\n<tbody>{rows}</tbody></table></section>"
        )

    def _head(self) -> Iterator[str]:
        columns, below = self.chart.columns, []
        yield "<tr>"
        for group, run in groupby(columns, key=lambda column: (column.group, column.role)):
            members = list(run)
            if group[0] is None:
                yield "".join(f'<th rowspan="2" scope="col">{text(column.title)}</th>' for column in members)
            else:
                yield f'<th colspan="{len(members)}" scope="colgroup">{text(group[0])}</th>'
                below += members
        yield "</tr><tr>" + "".join(f'<th scope="col">{text(column.title)}</th>' for column in below) + "</tr>"
        numbers = number_row(self.sop, len(columns))
        if numbers:
            yield '<tr class="numbers">' + "".join(f"<td>{text(number)}</td>" for number in numbers) + "</tr>"

    def _row(self, page: Page, at: int) -> str:
        row, roles = page.drawing.rows[at], iter(range(len(page.drawing.columns)))
        cells = "".join(
            self._drawn(page, at, next(roles)) if column.role else _text(words, column)
            for words, column in zip(page.texts[at], self.chart.columns, strict=True)
        )
        kind = "" if row.step else " joint"
        return f'<tr class="h{ceil(page.heights[at])}{kind}">{cells}</tr>'

    def _drawn(self, page: Page, row: int, column: int) -> str:
        if not self.behind:
            return f'<td class="flow">{svg.inline(page.drawing, row, column, self._dress)}</td>'
        drawn = svg.picture(page.drawing, row, column)
        if not drawn:
            return '<td class="flow"></td>'
        number = self.pictures.setdefault(data_uri("image/svg+xml", drawn.encode()), len(self.pictures))
        words = "; ".join(self._dress(symbol).says for symbol in page.drawing.rows[row].cells[column].symbols)
        speaking = f'<img alt="{escape(words)}" src="{SPEAKING}">' if words else ""
        return f'<td class="flow d{number}">{speaking}</td>'

    def _dress(self, symbol: Symbol) -> Dress:
        """Return the words of a symbol: what a reader who does not see the drawing is told."""
        step = self.sop.step(symbol.step) if symbol.step else None
        if step is None:
            way = "ke" if symbol.arrows else "dari"
            return Dress(f"Penghubung {symbol.letter} {way} halaman bagan {symbol.page}")
        told = ", ".join(telling.symbol(self.sop, step, symbol.role or ""))
        return Dress("; ".join((told, *telling.flow(self.sop, step))))


def _text(words: tuple[str, ...], column: GridColumn) -> str:
    name = ' class="no"' if column.key == "no" else ""
    return f"<td{name}>{'<br>'.join(text(one) for one in words)}</td>"
