"""A procedure on several pages: rows parted by height, and every way that is cut pairs up under one letter."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.drawing.layout import Room, draw
from portal.drawing.model import Drawing, Symbol
from portal.drawing.paging import draw_pages, letters
from portal.sop.model import Sop
from tests.drawing.procedures import procedure, procedures, step
from tests.drawing.proof import page_faults
from tests.drawing.stress import stress
from tests.drawing.test_layout import ways


def connectors(page: Drawing) -> dict[str, tuple[int, Symbol]]:
    """Return a page's connectors by letter, each with its row."""
    return {
        symbol.letter: (number, symbol)
        for number, row in enumerate(page.rows)
        for cell in row.cells
        for symbol in cell.symbols
        if symbol.letter
    }


@settings(max_examples=60)
@given(procedures(), st.integers(100, 700), st.integers(100, 700), st.floats(0, 200))
def test_any_procedure_is_sound_on_pages_of_any_size(sop: Sop, first: int, following: int, wide: float) -> None:
    room = Room({role.id: wide for role in sop.pelaksana}, 0.0)

    pages = draw_pages(sop, [60.0] * len(sop.langkah), first, following, room=room)

    assert page_faults(pages) == ()
    assert [row.step for page in pages for row in page.rows if row.step] == [one.id for one in sop.langkah]
    assert len({tuple(page.columns) for page in pages}) == 1


@settings(max_examples=30)
@given(procedures(), st.integers(200, 500))
def test_every_exit_is_drawn_once_whole_or_as_one_pair(sop: Sop, room: int) -> None:
    pages = draw_pages(sop, [60.0] * len(sop.langkah), room, room)

    edges = [edge for page in pages for edge in page.edges if edge.exit != "bersama"]
    whole = Counter((edge.source, edge.target, edge.exit) for edge in edges if not edge.letter)
    halves = Counter((edge.source, edge.target, edge.exit) for edge in edges if edge.letter)
    assert set(halves.values()) <= {2}
    assert whole + Counter({edge: count // 2 for edge, count in halves.items()}) == ways(sop)


@pytest.mark.parametrize("room", [400, 560, 900])
def test_no_page_holds_more_than_it_has_room_for(room: int) -> None:
    sop = stress()
    heights = [40.0 + 7 * (number % 5) for number in range(len(sop.langkah))]

    pages = draw_pages(sop, heights, room - 100, room)

    texts = dict(zip((one.id for one in sop.langkah), heights, strict=True))
    used = [sum(max(row.height, texts.get(row.step or "", 0.0)) for row in page.rows) for page in pages]
    assert used[0] <= room - 100
    assert max(used) <= room
    assert page_faults(pages) == ()


def test_what_fits_on_one_page_is_one_drawing_without_connectors() -> None:
    sop = stress()

    assert draw_pages(sop, [50.0] * 40, 9000, 9000) == (draw(sop),)


def test_a_way_forward_leaves_at_the_bottom_and_comes_in_at_the_top() -> None:
    sop = procedure(*(step(f"s{number}", ["r0"], berikut=f"s{number + 1}") for number in range(5)), step("s5", ["r0"]))

    first, second = draw_pages(sop, [100.0] * 6, 400, 400)

    (row, below), (other, above) = connectors(first)["A"], connectors(second)["A"]
    assert (row, other) == (len(first.rows) - 1, 0)
    assert (below.page, above.page) == (2, 1)
    assert (bool(below.arrows), bool(above.arrows)) == (True, False)


def test_a_return_leaves_at_the_top_and_comes_in_at_the_bottom() -> None:
    steps = [step(f"s{number}", ["r0"], berikut=f"s{number + 1}") for number in range(5)]
    sop = procedure(*steps, step("s5", ["r1"], bentuk="keputusan", ya="selesai", tidak="s1"))

    first, second = draw_pages(sop, [100.0] * 6, 460, 460)

    (row, below), (other, above) = connectors(first)["B"], connectors(second)["B"]
    assert (row, other) == (len(first.rows) - 1, 0)
    assert (below.up, above.up) == (False, True)
    assert (bool(below.arrows), bool(above.arrows)) == (False, True)


def test_a_way_over_three_pages_is_one_pair_on_the_two_it_concerns() -> None:
    steps = [step(f"s{number}", ["r0"], berikut=f"s{number + 1}") for number in range(1, 8)]
    sop = procedure(step("s0", ["r1"], bentuk="keputusan", ya="s1", tidak="s8"), *steps, step("s8", ["r1"]))

    pages = draw_pages(sop, [120.0] * 9, 500, 500)

    assert [set(connectors(page)) for page in pages] == [{"A", "B"}, {"B", "C"}, {"A", "C"}]
    assert page_faults(pages) == ()


def test_a_row_is_not_left_alone_on_the_last_page() -> None:
    sop = procedure(*(step(f"s{number}", ["r0"], berikut=f"s{number + 1}") for number in range(6)), step("s6", ["r0"]))

    pages = draw_pages(sop, [60.0] * 6 + [70.0], 425, 425)

    assert [sum(bool(row.step) for row in page.rows) for page in pages] == [5, 2]


def test_a_row_higher_than_a_page_stands_on_a_page_of_its_own() -> None:
    sop = procedure(step("s0", ["r0"], berikut="s1"), step("s1", ["r0"]))

    assert len(draw_pages(sop, [900.0, 900.0], 300, 300)) == 2


def test_letters_go_on_after_z() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_return_to_its_own_step_may_leave_and_arrive_beside_the_middle() -> None:
    step_two = step("s2", ["r1"], ["r0", "r2"], bentuk="keputusan", ya="s3", tidak="s2")
    sop = procedure(step("s0", ["r0"], berikut="s2"), step("s1", ["r0"], berikut="s2"), step_two, step("s3", ["r0"]))

    assert page_faults(draw_pages(sop, [20.0] * 4, 200, 200)) == ()


def test_a_row_that_is_told_to_ends_its_page() -> None:
    sop = procedure(*(step(f"s{number}", ["r0"], berikut=f"s{number + 1}") for number in range(5)), step("s5", ["r0"]))

    pages = draw_pages(sop, [50.0] * 6, 2000, 2000, last={1, 4})

    assert [[row.step for row in page.rows if row.step] for page in pages] == [["s0", "s1"], ["s2", "s3", "s4"], ["s5"]]
    assert page_faults(pages) == ()
