"""A drawn page on one plane: every line whole, from the outline of one symbol to that of another."""

from __future__ import annotations

from itertools import accumulate

import pytest

from portal.paper.measure import chart
from portal.paper.plane import plane
from tests.drawing.stress import stress


def planes(sop, paper="F4"):
    for page in chart(sop, paper).pages:
        widths = [column.width for column in page.drawing.columns]
        yield (
            page.drawing,
            plane(page.drawing, tuple(accumulate(widths, initial=0.0)), tuple(accumulate(page.heights, initial=0.0))),
        )


@pytest.fixture(params=["anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai", "stress"])
def drawn(request, five):
    """The pages of one procedure: each drawing, and its plane."""
    sop = stress() if request.param == "stress" else five[request.param][1]
    return list(planes(sop))


def touches(point, box):
    x, y = point
    inside = box.left - 0.1 <= x <= box.left + box.wide + 0.1 and box.top - 0.1 <= y <= box.top + box.high + 0.1
    return inside and (abs(x - box.left - box.wide / 2) > 0.1 or abs(y - box.top - box.high / 2) > 0.1)


def test_every_way_is_one_line_from_a_symbol_to_a_symbol(drawn):
    for drawing, page in drawn:
        ways = [line for line in page.lines if line.edge.kind != "bersama"]
        used = {segment.edge for row in drawing.rows for cell in row.cells for segment in cell.segments}
        halves = [edge for at, edge in enumerate(drawing.edges) if at in used and edge.kind != "bersama"]
        assert len(ways) == len(halves)
        for line in page.lines:
            for end in (line.points[0], line.points[-1]):
                assert any(touches(end, one.box) for one in page.symbols)


def test_lines_turn_only_at_corners_and_run_along_the_axes(drawn):
    for _, page in drawn:
        for line in page.lines:
            for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
                assert (abs(x1 - x2) < 0.1) != (abs(y1 - y2) < 0.1)


def test_only_the_line_between_those_who_work_together_has_no_head(drawn):
    for _, page in drawn:
        for line in page.lines:
            leaves_above = any(touches(line.points[-1], one.box) and one.symbol.up for one in page.symbols)
            assert line.head == (line.edge.kind != "bersama") or leaves_above


def test_symbols_and_words_stand_inside_the_page(drawn):
    for drawing, page in drawn:
        across = sum(column.width for column in drawing.columns)
        for box in [one.box for one in page.symbols] + [word.box for word in page.words]:
            assert box.left >= -0.5 and box.left + box.wide <= across + 0.5
