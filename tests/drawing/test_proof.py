"""The proof sees what may be wrong with a drawing: each fault is made by hand and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.drawing.layout import draw
from portal.drawing.model import MIDDLE, Cell, Drawing, Y
from portal.drawing.paging import draw_pages
from tests.drawing.procedures import procedure, step
from tests.drawing.proof import faults, page_faults

SOP = procedure(
    step("a", ["r0"], berikut="b"),
    step("b", ["r1", "r0"], bentuk="keputusan", peran={"r0": "proses", "r1": "keputusan"}, ya="c", tidak="a"),
    step("c", ["r2"], berikut="d"),
    step("d", ["r0"]),
)


def changed(drawing: Drawing, row: int, column: int, change: Callable[[Cell], Cell]) -> Drawing:
    """Return a drawing with one cell changed."""
    cells = list(drawing.rows[row].cells)
    cells[column] = change(cells[column])
    rows = list(drawing.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    return replace(drawing, rows=tuple(rows))


def without(number: int) -> Callable[[Cell], Cell]:
    """Return a change that takes one segment out of a cell."""
    return lambda cell: cell._replace(segments=cell.segments[:number] + cell.segments[number + 1 :])


def edge(drawing: Drawing, source: str, target: str) -> int:
    """Return the number of the edge from one step to another."""
    return next(n for n, one in enumerate(drawing.edges) if (one.source, one.target) == (source, target))


def test_a_sound_drawing_has_no_faults() -> None:
    assert faults(draw(SOP)) == ()


def test_a_missing_piece_is_seen() -> None:
    assert any("pieces" in fault for fault in faults(changed(draw(SOP), 2, 1, without(0))))


def test_an_edge_that_is_not_drawn_is_seen() -> None:
    drawing = draw(SOP)

    more = replace(drawing, edges=(*drawing.edges, replace(drawing.edges[-1], source="a", target="d")))

    assert faults(more) == (f"edge {len(drawing.edges)} is drawn in 0 pieces",)


def test_an_edge_that_ends_at_another_step_is_seen() -> None:
    drawing = draw(SOP)
    number = edge(drawing, "c", "d")

    wrong = tuple(replace(one, target="b") if n == number else one for n, one in enumerate(drawing.edges))

    assert faults(replace(drawing, edges=wrong)) == (f"edge {number} does not run from c to b",)


def test_a_line_through_a_symbol_is_seen() -> None:
    drawing = draw(
        procedure(
            step("a", ["r0"], berikut="b"),
            step("b", ["r0"], berikut="c"),
            step("c", ["r0"], bentuk="keputusan", ya="d", tidak="a"),
            step("d", ["r0"]),
        )
    )
    number = edge(drawing, "c", "a")
    lane = drawing.rows[1].cells[0].segments[-1].x1

    through = with_edge(drawing, number, lambda x: 520.0 if x == lane else x)

    assert f"row 1, column 0: edge {number} runs through a symbol" in faults(through)


def test_two_edges_on_one_piece_are_seen() -> None:
    drawing = draw(SOP)
    number = edge(drawing, "a", "b")
    twice = with_edge(drawing, number, lambda x: x, copy=len(drawing.edges))

    assert any(f"edges {number} and {len(drawing.edges)} touch" in fault for fault in faults(twice))


def with_edge(drawing: Drawing, edge: int, x: Callable[[float], float], copy: int | None = None) -> Drawing:
    """Return a drawing in which one edge is moved, or drawn once more under the number `copy`."""

    def moved(cell: Cell) -> Cell:
        news = [one._replace(x1=x(one.x1), x2=x(one.x2)) for one in cell.segments if one.edge == edge]
        if copy is None:
            return cell._replace(segments=(*(one for one in cell.segments if one.edge != edge), *news))
        return cell._replace(segments=(*cell.segments, *(one._replace(edge=copy) for one in news)))

    rows = tuple(replace(row, cells=tuple(map(moved, row.cells))) for row in drawing.rows)
    edges = drawing.edges if copy is None else (*drawing.edges, drawing.edges[edge])
    return replace(drawing, rows=rows, edges=edges)


def test_an_arrow_that_is_not_where_its_line_arrives_is_seen() -> None:
    def bare(cell: Cell) -> Cell:
        return cell._replace(symbols=tuple(symbol._replace(arrows=()) for symbol in cell.symbols))

    drawing = draw(SOP)

    assert faults(changed(drawing, 3, 0, bare)) == (f"edge {edge(drawing, 'c', 'd')} arrives without an arrow",)


@pytest.mark.parametrize(
    ("dx", "dy", "told"), [(0.0, -4.0, "lies on a symbol"), (300.0, 0.0, "leaves its cell"), (25.0, -4.0, "crossed")]
)
def test_a_label_that_is_covered_or_hangs_out_is_seen(dx: float, dy: float, told: str) -> None:
    def moved(cell: Cell) -> Cell:
        return cell._replace(labels=tuple(replace(label, dx=dx, dy=dy, side="start") for label in cell.labels[:1]))

    assert any(told in fault for fault in faults(changed(draw(SOP), 1, 1, moved)))


def test_labels_on_one_another_are_seen() -> None:
    def twice(cell: Cell) -> Cell:
        return cell._replace(labels=cell.labels[:1] * 2)

    assert any("cover each other" in fault for fault in faults(changed(draw(SOP), 1, 1, twice)))


def test_a_crossing_that_is_not_told_is_seen() -> None:
    drawing = draw(
        procedure(
            *(
                step(f"s{n}", [f"r{n % 3}"], bentuk="keputusan", ya=f"s{(n * 5 + 3) % 9}", tidak=f"s{(n * 7 + 1) % 9}")
                for n in range(9)
            )
        )
    )

    assert any("crossings, 0 told" in fault for fault in faults(replace(drawing, findings=())))


def test_a_join_that_is_missing_is_seen() -> None:
    drawing = draw(SOP)
    number = edge(drawing, "b", "b")
    joins = tuple(replace(one, exit="ya") if n == number else one for n, one in enumerate(drawing.edges))

    assert "step b: 2 symbols, 0 joins" in faults(replace(drawing, edges=joins))


def test_a_line_that_hangs_from_the_middle_is_seen_when_the_row_grows() -> None:
    drawing = draw(procedure(step("a", ["r0"], berikut="b"), step("b", ["r0"])))
    segment = drawing.rows[0].cells[0].segments[0]

    short = changed(drawing, 0, 0, lambda cell: cell._replace(segments=(segment._replace(y2=Y("atas", 58.0)),)))

    assert segment.y1 == MIDDLE
    assert faults(short, stretch=2.0)


def test_connectors_that_do_not_pair_up_are_seen() -> None:
    first, second = draw_pages(SOP, [100.0] * 4, 300, 300)

    assert page_faults((first, second)) == ()
    assert any("no pair" in fault for fault in page_faults((first,)))
    assert any("names a page" in fault for fault in page_faults((second, first)))
