"""Everything fits: the columns fill the paper's width, and no page is higher than its paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from portal.hooks import Paper
from portal.paper.measure import Space, chart
from portal.sop.model import Agency, Pelaksana, Sop, Step
from tests.drawing.proof import page_faults
from tests.drawing.stress import stress

Five = dict[str, tuple[Agency, Sop]]
PAPERS: tuple[Paper, ...] = ("A4", "F4")


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Paper:
    """Both papers, one after the other."""
    found: Paper = request.param
    return found


def test_the_columns_fill_the_paper(five: Five, paper: Paper) -> None:
    for sop in (*(sop for _, sop in five.values()), stress()):
        assert sum(chart(sop, paper).widths) == pytest.approx(Space.of(paper).width)


def test_no_page_is_higher_than_its_paper(five: Five, paper: Paper) -> None:
    for sop in (*(sop for _, sop in five.values()), stress()):
        assert all(sum(page.heights) < Space.of(paper).height for page in chart(sop, paper).pages)


def test_every_step_stands_on_one_page(paper: Paper) -> None:
    steps = [row.step for page in chart(stress(), paper).pages for row in page.drawing.rows if row.step]
    assert steps == [step.id for step in stress().langkah]


def test_the_letters_of_forty_steps_pair_up_on_two_pages_each(paper: Paper) -> None:
    places = [
        (symbol.letter, number)
        for number, page in enumerate(chart(stress(), paper).pages)
        for row in page.drawing.rows
        for cell in row.cells
        for symbol in cell.symbols
        if symbol.letter
    ]
    assert set(Counter(letter for letter, _ in places).values()) == {2}
    assert len(set(places)) == len(places)


def test_the_form_knows_five_symbols_and_no_guests(five: Five) -> None:
    guests = [
        symbol
        for _, sop in five.values()
        for page in chart(sop, "A4").pages
        for row in page.drawing.rows
        for cell in row.cells
        for symbol in cell.symbols
        if symbol.guest
    ]
    assert guests == []


def test_symbols_stand_in_the_middle_of_their_columns(five: Five, paper: Paper) -> None:
    for _, sop in five.values():
        for page in chart(sop, paper).pages:
            assert [column.centre for column in page.drawing.columns] == [500.0] * len(sop.pelaksana)


def test_a_column_is_drawn_as_wide_as_it_is_printed(paper: Paper) -> None:
    made = chart(stress(), paper)
    widths = [wide for column, wide in zip(made.columns, made.widths, strict=True) if column.role]
    assert [column.width for column in made.pages[0].drawing.columns] == pytest.approx(widths, abs=0.02)


def test_symbols_become_small_before_words_do() -> None:
    a4, f4 = (chart(stress(), paper) for paper in PAPERS)
    assert (a4.scale, f4.scale) == (0.8, 0.95)
    assert a4.pages[0].drawing.metrics.symbol_width < 0.8 * 60
    assert a4.pages[0].drawing.metrics.label == pytest.approx(0.8 * 9)


@pytest.mark.parametrize(("roles", "least"), [(3, 1.0), (10, 0.9), (16, 0.65), (30, 0.5)])
def test_a_wide_form_is_made_smaller(roles: int, least: float, paper: Paper) -> None:
    columns = tuple(Pelaksana(f"r{no}", f"Kasubbag Urusan {no}") for no in range(roles))
    steps = tuple(Step(f"s{no}", "Menghimpun data kinerja", (f"r{no}",)) for no in range(roles))
    made = chart(Sop("lebar", "Lebar", columns, steps), paper)
    assert made.scale >= least
    assert sum(made.widths) <= Space.of(paper).width + 0.01


def test_a_long_text_makes_its_row_higher() -> None:
    sop = stress()
    first, *others = sop.langkah
    long = replace(sop, langkah=(replace(first, uraian="Menghimpun data kinerja setiap bidang " * 8), *others))
    assert chart(long, "A4").pages[0].heights[0] > chart(sop, "A4").pages[0].heights[0]


def overlong(words: int) -> Sop:
    """A procedure whose third step is told in so many words, and leads back to its second."""
    first, second, third, *others = stress().langkah
    told = " ".join(f"kata{number}" for number in range(words))
    return replace(stress(), langkah=(first, second, replace(third, uraian=told, tidak=second.id), *others))


def test_a_step_higher_than_a_page_goes_on_over_the_next_with_every_word(paper: Paper) -> None:
    sop = overlong(1500)
    made = chart(sop, paper)
    parts = [
        (cells, any(cell.symbols for cell in row.cells))
        for page in made.pages
        for row, cells in zip(page.drawing.rows, page.texts, strict=True)
        if row.step == sop.langkah[2].id
    ]
    assert all(sum(page.heights) < Space.of(paper).height for page in made.pages)
    assert [drawn for _, drawn in parts] == [True] + [False] * (len(parts) - 1)
    assert {cells[0] for cells, _ in parts} == {("3",)}
    assert [cells[1][0] == "(lanjutan)" for cells, _ in parts] == [False] + [True] * (len(parts) - 1)
    told = " ".join(text for cells, _ in parts for text in cells[1] if text != "(lanjutan)")
    assert told == sop.langkah[2].uraian
    assert [cells[-3] for cells, _ in parts] == [("1 jam",)] + [()] * (len(parts) - 1), "what had room is said once"


def test_a_step_higher_than_a_page_begins_below_others_where_there_is_room(paper: Paper) -> None:
    first, *others = (
        [row.step for row in page.drawing.rows if row.step] for page in chart(overlong(1500), paper).pages
    )
    steps = [step.id for step in overlong(1500).langkah]
    assert first == steps[:3], "what comes after it stands behind its last part"
    assert [step for page in others for step in page if step != steps[2]] == steps[3:]


def test_connectors_name_the_page_of_the_chart_where_the_other_half_stands(paper: Paper) -> None:
    pages = [page.drawing for page in chart(overlong(1500), paper).pages]
    assert any(not page.edges for page in pages), "a page in between has only words"
    assert [fault for fault in page_faults(pages) if "connector" in fault] == []


def test_a_long_list_makes_its_column_wider_before_it_goes_on(paper: Paper) -> None:
    five = tuple(Pelaksana(f"r{no}", f"Kepala Bidang {no}") for no in range(5))
    asked = tuple(f"Salinan dokumen kepemilikan nomor {no} yang telah dilegalisasi pejabat" for no in range(18))
    steps = tuple(Step(f"s{no}", "Memeriksa permohonan", (f"r{no}",), kelengkapan=asked * (no == 1)) for no in range(5))
    made = chart(Sop("izin", "Izin", five, steps), paper)
    assert (made.scale, made.goes_on) == (1.0, False)
    assert sum(made.widths) == pytest.approx(Space.of(paper).width)
