"""A procedure is drawn as its steps say, and nothing lies on anything else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.drawing.layout import Room, draw
from portal.drawing.model import Drawing, Metrics, Symbol
from portal.sop.model import END, Sop
from tests.drawing.procedures import procedure, procedures, step
from tests.drawing.proof import faults
from tests.drawing.stress import base, stress

ROOT = Path(__file__).resolve().parents[2]
SMALL = Metrics(symbol_width=40, symbol_height=22, lane=4, track=4, margin=3, arrow=5, label=7, narrowest=50)


def ways(sop: Sop) -> Counter[tuple[str, str, str]]:
    """Return every exit that leads to a step: source, target and key."""
    found: Counter[tuple[str, str, str]] = Counter()
    for one in sop.langkah:
        exits = {"ya": one.ya, "tidak": one.tidak} if one.is_decision else {"berikut": one.berikut}
        found.update((one.id, target, key) for key, target in exits.items() if target not in (None, END))
    return found


def symbols(drawing: Drawing) -> dict[tuple[int, int], Symbol]:
    """Return the symbols of a drawing by (row, column)."""
    return {
        (row, column): symbol
        for row, line in enumerate(drawing.rows)
        for column, cell in enumerate(line.cells)
        for symbol in cell.symbols
    }


@settings(max_examples=80)
@given(procedures())
def test_any_procedure_is_drawn_soundly_whatever_the_height_of_its_rows(sop: Sop) -> None:
    drawing = draw(sop)

    assert faults(drawing) == ()
    assert faults(drawing, stretch=3.0) == ()


@settings(max_examples=30)
@given(procedures())
def test_every_exit_of_a_procedure_is_drawn_once(sop: Sop) -> None:
    drawn = Counter((edge.source, edge.target, edge.exit) for edge in draw(sop).edges if edge.exit != "bersama")

    assert drawn == ways(sop)


@settings(max_examples=15)
@given(procedures(most_steps=30, most_roles=10))
def test_a_large_procedure_is_drawn_soundly_in_small_type(sop: Sop) -> None:
    assert faults(draw(sop, SMALL)) == ()


@settings(max_examples=40)
@given(procedures(), st.lists(st.floats(0, 300), min_size=6, max_size=6), st.floats(0, 1500))
def test_a_procedure_is_drawn_soundly_in_columns_of_any_width(sop: Sop, least: list[float], together: float) -> None:
    room = Room({role.id: wide for role, wide in zip(sop.pelaksana, least, strict=False)}, together)

    drawing = draw(sop, room=room)

    assert faults(drawing) == ()
    assert all(column.width >= room.least[column.role] - 0.01 for column in drawing.columns)


@settings(max_examples=30)
@given(procedures())
def test_symbols_stand_in_the_middle_of_their_columns(sop: Sop) -> None:
    assert {column.centre for column in draw(sop).columns} == {500.0}


def test_where_there_is_no_room_symbols_stand_as_near_the_middle_as_words_and_lanes_let_them() -> None:
    least, half, ample = (draw(stress(), room=Room({}, together)) for together in (0.0, 980.0, 2000.0))

    for narrow, middling, even in zip(least.columns, half.columns, ample.columns, strict=True):
        assert narrow.width <= middling.width <= even.width
        assert abs(narrow.centre - 500) >= abs(middling.centre - 500) >= abs(even.centre - 500) == 0
    assert sum(column.width for column in half.columns) == pytest.approx(980, abs=0.1)


@settings(max_examples=20)
@given(procedures(most_steps=6))
def test_the_same_procedure_gives_the_same_drawing(sop: Sop) -> None:
    assert draw(sop) == draw(sop)


def test_forty_steps_are_drawn_soundly_and_hardly_cross() -> None:
    drawing = draw(stress())

    assert faults(drawing) == ()
    assert len(drawing.findings) <= 2


def test_a_line_to_the_next_row_of_the_same_column_is_straight() -> None:
    drawing = draw(procedure(step("a", ["r0"], berikut="b"), step("b", ["r0"])))

    pieces = [segment for row in drawing.rows for segment in row.cells[0].segments]
    assert {segment.x1 for segment in pieces} | {segment.x2 for segment in pieces} == {500.0}


def test_yes_leads_down_and_no_leads_back_at_the_side() -> None:
    drawing = draw(
        procedure(
            step("a", ["r0"], berikut="b"),
            step("b", ["r0"], bentuk="keputusan", ya="c", tidak="a", label_tidak="belum"),
            step("c", ["r0"]),
        )
    )

    labels = {label.text: label for label in drawing.rows[1].cells[0].labels}
    assert labels["Ya"].dy > 0 > labels["belum"].dy
    assert [edge.kind for edge in drawing.edges] == ["alur", "alur", "kembali"]


def test_those_who_do_a_step_together_are_joined_and_guests_are_told_apart() -> None:
    drawing = draw(procedure(step("a", ["r2", "r0"], ["r3"]), roles=4))

    assert {place: symbol.guest for place, symbol in symbols(drawing).items()} == {
        (0, 0): False, (0, 2): False, (0, 3): True,
    }  # fmt: skip
    assert [edge.exit for edge in drawing.edges] == ["bersama", "bersama"]


def test_a_row_may_hold_a_diamond_and_a_box_and_the_diamond_decides() -> None:
    drawing = draw(
        procedure(
            step("a", ["r0"], berikut="b"),
            step("b", ["r0", "r1"], bentuk="keputusan", peran={"r0": "proses", "r1": "keputusan"}, ya="c", tidak="a"),
            step("c", ["r1"]),
        )
    )

    assert [symbols(drawing)[1, column].shape for column in (0, 1)] == ["kotak", "belah ketupat"]
    assert not drawing.rows[1].cells[0].labels
    assert len(drawing.rows[1].cells[1].labels) == 2


def test_a_diamond_between_two_others_still_has_both_its_exits() -> None:
    sop = procedure(
        step("a", ["r1"], berikut="b"),
        step("b", ["r1", "r0", "r2"], bentuk="keputusan", peran={"r1": "keputusan"}, ya="a", tidak="c"),
        step("c", ["r1"], ["r0", "r2"], bentuk="keputusan", ya="a", tidak="b"),
    )

    drawing = draw(sop)

    assert faults(drawing) == ()
    assert {label.text for row in drawing.rows for cell in row.cells for label in cell.labels} == {"Ya", "Tidak"}


def test_two_lines_that_could_come_straight_down_on_one_symbol_stay_apart() -> None:
    drawing = draw(procedure(step("a", ["r0"], berikut="c"), step("b", ["r0"], berikut="c"), step("c", ["r1"])))

    assert faults(drawing) == ()
    assert len(set(symbols(drawing)[2, 1].arrows)) == 2


def test_many_lines_that_arrive_at_a_diamond_leave_room_for_its_words() -> None:
    returns = [step(f"s{n}", ["r1"], bentuk="keputusan", ya=f"s{n + 1}", tidak="a") for n in range(14)]
    first = step("a", ["r0"], bentuk="keputusan", ya="s0", tidak="s14", label_tidak="belum lengkap")

    drawing = draw(procedure(first, *returns, step("s14", ["r2"])))

    arrows = symbols(drawing)[0, 0].arrows
    assert faults(drawing) == ()
    assert len(set(arrows)) == 14
    assert max(map(abs, arrows)) < 0.35 * drawing.metrics.symbol_width


def test_a_step_that_leads_to_itself_is_drawn() -> None:
    drawing = draw(procedure(step("a", ["r0", "r1"], ["r2"], bentuk="keputusan", ya="a", tidak="a")))

    assert faults(drawing) == ()
    assert len(symbols(drawing)[0, 0].arrows) + len(symbols(drawing)[0, 1].arrows) == 2


def test_an_exit_that_ends_the_procedure_has_no_line_but_says_so() -> None:
    drawing = draw(procedure(step("a", ["r0"], bentuk="keputusan", ya=END, tidak="a", label_ya="ditolak")))

    assert [edge.exit for edge in drawing.edges] == ["tidak"]
    words = {label.text.replace("\n", " ") for label in drawing.rows[0].cells[0].labels}
    assert words == {"ditolak → selesai", "Tidak"}
    assert faults(drawing) == ()


def test_two_exits_that_end_the_procedure_stand_on_both_sides() -> None:
    drawing = draw(procedure(step("a", ["r0"], bentuk="keputusan", ya=END, tidak=END)))

    assert [label.side for label in drawing.rows[0].cells[0].labels] == ["start", "end"]
    assert faults(drawing) == ()


def test_a_long_word_on_an_exit_is_written_wide_rather_than_tall() -> None:
    long = "bukan kewenangan dinas, diteruskan kepada instansi yang berwenang"
    drawing = draw(procedure(step("a", ["r0"], bentuk="keputusan", ya="b", tidak="a", label_tidak=long),
                             step("b", ["r0"])))  # fmt: skip

    (text,) = (label.text for label in drawing.rows[0].cells[0].labels if label.text != "Ya")
    assert text.replace("\n", " ") == long
    assert text.count("\n") < 5


def test_lines_that_must_cross_are_told() -> None:
    sop = procedure(
        *(step(f"s{number}", [f"r{number % 3}"], bentuk="keputusan", ya=f"s{(number * 5 + 3) % 9}",
               tidak=f"s{(number * 7 + 1) % 9}") for number in range(9))
    )  # fmt: skip

    drawing = draw(sop)

    assert drawing.findings
    assert faults(drawing) == ()


def test_a_step_without_a_column_of_the_form_is_left_out() -> None:
    drawing = draw(
        procedure(step("a", ["r0"], berikut="b"), step("b", ["r9"], berikut="c"), step("c", ["r0"]), roles=1)
    )

    assert [len(row.cells[0].symbols) for row in drawing.rows] == [1, 0, 1]
    assert drawing.edges == ()


@pytest.mark.parametrize("path", sorted((ROOT / "sop_library").glob("*.md")), ids=lambda path: path.stem)
def test_the_frames_of_the_library_are_drawn_without_a_crossing(path: Path) -> None:
    drawing = draw(base(path.read_bytes(), path.name))

    assert faults(drawing) == ()
    assert drawing.findings == ()
