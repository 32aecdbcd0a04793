"""What an author is told of a drawing: lines that cross, by the numbers of their steps."""

from __future__ import annotations

from portal.drawing.advice import MOST, crossings
from portal.drawing.layout import draw
from portal.drawing.model import Drawing
from portal.sop.model import Sop
from tests.drawing.procedures import procedure, step
from tests.drawing.stress import stress
from tests.golden.make import AGENCIES, sheet


def tangled() -> Sop:
    """Return a procedure whose jumps and returns cannot all be drawn apart."""
    return procedure(
        step("a", ["r0"], bentuk="keputusan", ya="c", tidak="d"),
        step("b", ["r1"], ["r0", "r2"], bentuk="keputusan", ya="a", tidak="e"),
        step("c", ["r2"], ["r0"], bentuk="keputusan", ya="b", tidak="e", label_tidak="belum lengkap"),
        step("d", ["r0"], ["r2"], bentuk="keputusan", ya="b", tidak="a"),
        step("e", ["r1"], ["r0"], bentuk="selesai"),
    )


def names(drawing: Drawing, number: int) -> str:
    """Return how a line is known here: its two steps."""
    edge = drawing.edges[number]
    return f"{edge.source}{edge.target}"


def test_lines_that_cross_are_named_by_the_numbers_of_their_steps() -> None:
    (found,) = crossings(stress())

    assert found.message == (
        'Garis "tidak sahih" dari langkah 32 ke langkah 37 menyilang garis dari langkah 36 ke langkah 38: '
        '"Memverifikasi capaian".'
    )
    assert found.step and (found.step.id, found.key) == ("verifikasi", "tidak")


def test_every_pair_of_lines_that_cross_is_told_once() -> None:
    drawing = draw(tangled())
    pairs = {frozenset((names(drawing, one.a), names(drawing, one.b))) for one in drawing.findings}

    told = [found.message for found in crossings(tangled())]

    assert pairs and len(told) == len(set(told)) == len(pairs)


def test_a_line_that_joins_is_told_as_one_and_never_first() -> None:
    joined = [found.message for found in crossings(tangled()) if "menyatukan pelaksana langkah" in found.message]

    assert joined and not any(message.startswith("Garis yang menyatukan") for message in joined)


def test_of_many_crossings_a_few_are_named_and_the_others_counted() -> None:
    rows = [step(f"s{row}", [f"r{row % 6}"], berikut=f"s{row * 7 % 40}") for row in range(40)]
    pairs = {(one.a, one.b) for one in draw(procedure(*rows)).findings}

    *named, last = crossings(procedure(*rows))

    assert len(named) == MOST
    assert last.message == f"Masih ada {len(pairs) - MOST} pasang garis lain yang bersilangan."


def test_nothing_crosses_on_the_sheets_of_the_five_agencies() -> None:
    assert not [found.message for agency in AGENCIES for found in crossings(sheet(agency)[1])]
