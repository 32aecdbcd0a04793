"""Draws a procedure's flow on several pages: rows parted by height, ways that cross a page as lettered pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from portal.drawing.layout import AMPLE, METRICS, Plan, Room, finished, plan, sides, widest, widths
from portal.drawing.model import Drawing, Metrics
from portal.drawing.scene import Arc, Cut, arcs, scene
from portal.sop.model import Sop

Span = tuple[int, int]
"""The rows of a page: from the first up to, not including, the second."""

ALONE, ENOUGH = 1, 3
"""A last page of so few rows takes one more from the page before, if that keeps so many."""


def draw_pages(
    sop: Sop,
    heights: Sequence[float],
    first: float,
    following: float,
    metrics: Metrics = METRICS,
    room: Room = AMPLE,
    last: Collection[int] = (),
) -> tuple[Drawing, ...]:
    """Return the flow page by page: as many rows on each as fit, one at least, all with the same columns.

    `heights` are the pixels each step's text needs; `first` and `following` what the first page and the others have
    room for. A page's rows take the larger of text and drawing, rows of connectors what the drawing asks. Rows that are
    `last` (counted from 0) end their page.
    """
    job = _Job(sop, arcs(sop), heights, metrics, room, last)
    spans = job.spans(first, following)
    plans = [job.plan(span, cuts) for span, cuts in zip(spans, _cuts(job.ways, spans), strict=True)]
    common = widest([sides(page, metrics) for page in plans])
    return tuple(finished(page, widths(page, common, metrics, room), metrics) for page in plans)


def letters(number: int) -> str:
    """Return the letters of the connectors' pair with this number, from 0: A … Z, AA …"""
    word = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, len(ascii_uppercase))
        word = ascii_uppercase[letter] + word
    return word


@dataclass(frozen=True, slots=True)
class _Job:
    """A procedure to be parted."""

    sop: Sop
    ways: Sequence[Arc]
    heights: Sequence[float]
    metrics: Metrics
    room: Room
    last: Collection[int]

    def spans(self, first: float, following: float) -> list[Span]:
        """Return the rows of every page."""
        found: list[Span] = []
        end = len(self.sop.langkah)
        while not found or found[-1][1] < end:
            start, room = (found[-1][1], following) if found else (0, first)
            found.append((start, self.stop(start, room)))
        return self.balanced(found, first, following)

    def stop(self, start: int, room: float) -> int:
        """Return the row after the last that has room on a page; each try leaves out what hung over in the last."""
        stop = self.most(start, room)
        while stop > start + 1:
            steps, connectors = self.taken((start, stop))
            over = sum(steps) + connectors - room
            if over <= 0:
                break
            while over > 0 and stop > start + 1:
                over -= steps.pop()
                stop -= 1
        return stop

    def balanced(self, spans: list[Span], first: float, following: float) -> list[Span]:
        """Return the pages with company for a row that would stand alone on the last."""
        if len(spans) < 2 or spans[-1][1] - spans[-1][0] > ALONE or spans[-2][1] - spans[-2][0] <= ENOUGH:
            return spans
        (start, stop), (_, end) = spans[-2:]
        if stop - 1 in self.last:
            return spans
        parted = [(start, stop - 1), (stop - 1, end)]
        rooms = [following if len(spans) > 2 else first, following]
        return [*spans[:-2], *parted] if all(map(self.fits, parted, rooms)) else spans

    def most(self, start: int, room: float) -> int:
        """Return the row after the last that could stand on a page if the drawing asked for nothing more than text."""
        metrics, stop = self.metrics, start + 1
        least = metrics.symbol_height + 2 * (metrics.arrow + metrics.margin)
        used = max(least, self.heights[start])
        end = next((row + 1 for row in sorted(self.last) if row >= start), len(self.sop.langkah))
        while stop < end and used + max(least, self.heights[stop]) <= room:
            used += max(least, self.heights[stop])
            stop += 1
        return stop

    def fits(self, span: Span, room: float) -> bool:
        """True if these rows, and the connectors they need, have room on a page."""
        steps, connectors = self.taken(span)
        return sum(steps) + connectors <= room

    def taken(self, span: Span) -> tuple[list[float], float]:
        """Return how high the steps of a page become, and its rows of connectors together."""
        page = self.plan(span, [cut for _, cut in _cut(self.ways, span)])
        rows = finished(page, widths(page, sides(page, self.metrics), self.metrics, self.room), self.metrics).rows
        steps = [row.height for row in rows if row.step]
        connectors = sum(row.height for row in rows if not row.step)
        return [max(pair) for pair in zip(steps, self.heights[slice(*span)], strict=True)], connectors

    def plan(self, span: Span, cuts: Sequence[Cut]) -> Plan:
        """Route the lines of one page."""
        return plan(scene(self.sop, self.ways, *span, cuts))


def _cut(ways: Sequence[Arc], span: Span) -> Iterator[tuple[int, Cut]]:
    """Yield the ways of which a page holds one half, by their number; still without letter and page."""
    start, stop = span
    for number, arc in enumerate(ways):
        leaving, entering = start <= arc.source < stop, start <= arc.target < stop
        if leaving != entering:
            yield number, Cut(arc, leaving, "", 0)


def _cuts(ways: Sequence[Arc], spans: Sequence[Span]) -> list[list[Cut]]:
    """Return the connectors of every page, each pair with its letter and the number of the other page."""
    pages = {row: page for page, span in enumerate(spans, 1) for row in range(*span)}
    halves = [dict(_cut(ways, span)) for span in spans]
    names = {way: letters(number) for number, way in enumerate(sorted({way for page in halves for way in page}))}
    return [
        [
            Cut(cut.arc, cut.leaving, names[way], pages[cut.arc.target if cut.leaving else cut.arc.source])
            for way, cut in page.items()
        ]
        for page in halves
    ]
