"""Measure: how large everything of a flowchart becomes on its paper, so that rows and pages are known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate

from portal.drawing import grid
from portal.drawing.grid import GridColumn
from portal.drawing.layout import AMPLE, EMPTY, Plan, Room, official, renumbered, sides, sketch, widths
from portal.drawing.model import Drawing, Metrics, Row
from portal.drawing.paging import draw_pages
from portal.drawing.placing import evened
from portal.drawing.type import width
from portal.hooks import Paper
from portal.paper.overleaf import BORDER, PAD_X, SLACK, Cells, Setting
from portal.sop.model import Sop, Step
from portal.sop.numbering import number_row

MM = 96 / 25.4
"""How many pixels make a millimetre."""

SIZES: Mapping[Paper, tuple[float, float]] = {"A4": (297.0, 210.0), "F4": (330.0, 215.0)}
"""Width and height of each paper, lying on its side, in millimetres."""

TOP, SIDE, FOOT = 12.0, 12.0, 15.0
"""The margins, in millimetres."""

FREE = 2.0
"""What a table leaves free beside the margin, in pixels: Chromium cuts off a border that touches it."""

TEXT, TITLE = 10.67, 26.0
"""Sizes at full scale in pixels: type (8 points), and the title above a page's table."""

SMALL_WORDS, SMALLEST, TINIEST = 70, 60, 45
SCALES = tuple(
    (percent / 100, drawn / 100)
    for percent in range(100, 45, -5)
    for drawn in range(percent, (SMALLEST if percent > SMALL_WORDS else TINIEST) - 1, -5)
)
"""How far words, and symbols and lines, may be made smaller until the table fits: the first pair that does is taken.

Symbols give way before words do, because nothing is written into them; but not below `SMALLEST` per cent, or
`TINIEST` where words would have to become smaller than `SMALL_WORDS`.
"""

EVEN = 0.5
"""The part of what is left over that may go into symbols in the very middle of their columns."""

LEAST = {"no": 26.0, "uraian": 150.0, "kelengkapan": 86.0, "waktu": 54.0, "output": 86.0, "keterangan": 76.0}
SHARE = {"no": 0.0, "uraian": 3.0, "kelengkapan": 1.6, "waktu": 0.6, "output": 1.6, "keterangan": 1.2}
ROLE_SHARE = 0.6
"""The least width of each column of text, and how what is left over is shared; a symbol's column gets little."""

LONGEST = 90.0
"""A word of a text that is wider than this, at full scale, may be broken."""


@dataclass(frozen=True, slots=True)
class Space:
    """The part of a page that may be printed on, in pixels."""

    width: float
    height: float

    @classmethod
    def of(cls, paper: Paper) -> Space:
        """Return what the margins of a paper leave for tables."""
        wide, high = SIZES[paper]
        return cls((wide - 2 * SIDE) * MM - FREE, (high - TOP - FOOT) * MM)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the flowchart: its drawing, and of each of its rows the height in pixels and the texts."""

    drawing: Drawing
    heights: tuple[float, ...]
    texts: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A flowchart laid out on paper: the scale of its words, the columns' widths in pixels, and the pages."""

    scale: float
    columns: tuple[GridColumn, ...]
    widths: tuple[float, ...]
    pages: tuple[Page, ...]

    @property
    def goes_on(self) -> bool:
        """True if a step's text goes on over another page."""
        steps = [row.step for page in self.pages for row in page.drawing.rows if row.step]
        return len(steps) > len(set(steps))

    @property
    def text(self) -> float:
        """The size of type in the table, in pixels."""
        return TEXT * self.scale


def chart(sop: Sop, paper: Paper) -> Chart:
    """Return the flowchart of an SOP on pages of one paper, as large as its width allows.

    Where smaller symbols leave a long text so much room that it need not go on overleaf, they are made smaller.
    """
    space, whole, sizes = Space.of(paper), sketch(sop), iter(SCALES)

    def fitting(sizes: Iterable[tuple[float, float]]) -> Iterator[Chart]:
        return (one for size in sizes if (one := _Scaled(sop, whole, *size).chart(space)) is not None)

    found = next(fitting(sizes), None) or _Scaled(sop, whole, *SCALES[-1]).squeezed(space)
    if found.goes_on:
        smaller = [size for size in sizes if size[0] == found.scale]
        if not all(one.goes_on for one in fitting(smaller[-1:])):
            return next(one for one in fitting(smaller) if not one.goes_on)
    return found


STEP, ROUNDING = 8.0, 0.01
"""How much one column gives another at a time, and what does not count, in pixels."""

START = 0.4
"""The part of a page that must be free for a step to begin there that is longer than a page."""

Need = tuple[float, float]
"""The width a column must have, and the one it should have."""


class _Scaled:
    """One SOP measured with words at one scale, and symbols and lines at another."""

    def __init__(self, sop: Sop, whole: Plan, scale: float, drawn: float) -> None:
        self.sop, self.whole, self.scale = sop, whole, scale
        self.columns = grid.columns(sop)
        self.words = tuple(self._word(column) for column in self.columns)
        sizes = {one.name: getattr(Metrics(), one.name) * drawn for one in fields(Metrics)}
        arrow = Metrics().arrow * (scale + drawn) / 2
        self.metrics = replace(Metrics(**sizes), label=Metrics().label * scale, arrow=arrow)

    def chart(self, space: Space) -> Chart | None:
        """Return the chart, or None where it is too wide: pages may need wider columns than the whole drawing did."""
        needed = self._first()
        for _ in range(3):
            if sum(narrow for narrow, _ in needed) > space.width:
                return None
            widths = self._eased(self._shared(needed, space.width), needed, space.height)
            pages = self._pages(widths, space.height)
            drawn = self._needed({one.role: (one.narrow, one.even) for one in pages[0].columns})
            needed = [(max(one[0], other[0]), max(one[1], other[1])) for one, other in zip(needed, drawn, strict=True)]
            if all(wide >= narrow - 0.01 for wide, (narrow, _) in zip(widths, needed, strict=True)):
                return self._chart(widths, pages, space.height)
        return None

    def squeezed(self, space: Space) -> Chart:
        """Return the chart of an SOP that no scale makes narrow enough: every column gets its part of the width."""
        needed = [narrow for narrow, _ in self._first()]
        widths = tuple(wide * space.width / sum(needed) for wide in needed)
        return self._chart(widths, self._pages(widths, space.height), space.height)

    def _chart(self, widths: tuple[float, ...], drawings: Sequence[Drawing], height: float) -> Chart:
        found = [self._leaves(official(one), self._setting(widths), height) for one in drawings]
        firsts = tuple(accumulate((len(pages) for pages in found), initial=1))
        pages = (replace(page, drawing=renumbered(page.drawing, firsts)) for pages in found for page in pages)
        return Chart(self.scale, self.columns, widths, tuple(pages))

    def _leaves(self, drawing: Drawing, setting: Setting, height: float) -> list[Page]:
        """Return a drawn page, and those on which the text goes on of a step that is higher than a page."""
        room = self._room(setting, height)
        texts = [self._texts(self.sop.step(row.step or "")) for row in drawing.rows]
        high = [max(row.height, setting.row(one)) for row, one in zip(drawing.rows, texts, strict=True)]
        over = sum(high) - room
        if over <= ROUNDING:
            return [Page(drawing, tuple(high), tuple(texts))]
        at = max(at for at, row in enumerate(drawing.rows) if row.step)
        first, *others = setting.parts(texts[at], high[at] - over, room)
        texts[at], high[at] = first, max(drawing.rows[at].height, setting.row(first))
        pages = [Page(drawing, tuple(high), tuple(texts))]
        for part in others:
            row = Row(drawing.rows[at].step, setting.row(part), (EMPTY,) * len(drawing.columns))
            pages.append(Page(replace(drawing, rows=(row,), edges=(), findings=()), (row.height,), (part,)))
        return pages

    def _first(self) -> list[Need]:
        """Return what each column needs as long as nobody knows of pages."""
        found = widths(self.whole, sides(self.whole, self.metrics), self.metrics, Room(AMPLE.least, 0.0))
        return self._needed(
            {role: (one.narrow, one.even) for role, one in zip(self.whole.scene.columns, found, strict=True)}
        )

    def _needed(self, drawn: Mapping[str, Need]) -> list[Need]:
        """Return what each column needs: for its symbols and lines, its text, its longest word."""
        needed = []
        for column, word in zip(self.columns, self.words, strict=True):
            text = LEAST[column.key] * self.scale if not column.role else self.metrics.narrowest
            narrow, even = drawn[column.key] if column.role else (text, text)
            needed.append((max(narrow, text, word), max(even, text, word)))
        return needed

    def _word(self, column: GridColumn) -> float:
        """Return the width that keeps a column's words whole, those of its title and of a text that is not too long."""
        size = TEXT * self.scale
        texts = (
            () if column.role else (one for step in self.sop.langkah for one in grid.text(self.sop, step, column.key))
        )
        words = [width(word, size, bold=True) for word in column.title.split()]
        words += [min(width(word, size), LONGEST * self.scale) for one in texts for word in one.split()]
        return (max(words, default=0.0) + 2 * PAD_X * self.scale) / SLACK + BORDER

    def _shared(self, needed: Sequence[Need], room: float) -> tuple[float, ...]:
        used = sum(narrow for narrow, _ in needed)
        given = evened(needed, used + EVEN * (room - used))
        shares = [ROLE_SHARE if column.role else SHARE[column.key] for column in self.columns]
        left = (room - sum(given)) / sum(shares)
        return tuple(wide + share * left for wide, share in zip(given, shares, strict=True))

    @property
    def _connectors(self) -> float:
        """The height that connectors above and below a page's steps may take."""
        metrics = self.metrics
        return 2 * (metrics.symbol_height + 2 * (metrics.arrow + metrics.margin))

    def _eased(self, widths: tuple[float, ...], needed: Sequence[Need], height: float) -> tuple[float, ...]:
        """Return the widths with the columns wider whose texts a page has no room for, by what others can spare."""
        wide = list(widths)
        rows = [self._texts(step) for step in self.sop.langkah]

        def high(at: int, more: float = 0.0) -> float:
            given = self._setting((*wide[:at], wide[at] + more, *wide[at + 1 :]))
            return max(given.cell(row[at], at) for row in rows)

        highs = [high(at) for at in range(len(wide))]
        while max(highs) > (room := self._room(self._setting(tuple(wide)), height) - self._connectors):
            taker = highs.index(max(highs))
            spare = {at: wide[at] - even for at, (_, even) in enumerate(needed) if at != taker}
            able = [at for at, one in spare.items() if one >= STEP]
            if not able or high(taker, sum(spare[at] for at in able)) > room:
                break
            giver = min(able, key=lambda at: (highs[at], at))
            wide[giver], wide[taker] = wide[giver] - STEP, wide[taker] + STEP
            highs[giver], highs[taker] = high(giver), high(taker)
        return tuple(wide)

    def _pages(self, widths: tuple[float, ...], height: float) -> tuple[Drawing, ...]:
        setting = self._setting(widths)
        room = self._room(setting, height)
        least = {column.key: wide for column, wide in zip(self.columns, widths, strict=True) if column.role}
        heights = [setting.row(self._texts(step)) for step in self.sop.langkah]
        parted = {row for row, one in enumerate(heights) if one > room - self._connectors}
        for row in parted:
            heights[row] = min(heights[row], START * room)
        return draw_pages(self.sop, heights, room, room, self.metrics, Room(least, 0.0), parted)

    def _setting(self, widths: tuple[float, ...]) -> Setting:
        return Setting(self.columns, widths, TEXT * self.scale, self.scale)

    def _texts(self, step: Step | None) -> Cells:
        """Return the texts of a row; a row of connectors has none."""
        return tuple(
            () if column.role or step is None else grid.text(self.sop, step, column.key) for column in self.columns
        )

    def _room(self, setting: Setting, height: float) -> float:
        """Return what the head of the table leaves of a page: groups, titles, and numbers where the form has them."""
        titles = max(setting.cell((column.title,), at, bold=True) for at, column in enumerate(self.columns))
        line = setting.cell(("",), 0)
        heads = titles + line * (2 if number_row(self.sop, len(self.columns)) else 1)
        return height - TITLE - heads - 2 * BORDER
