"""A drawing becomes SVG cell by cell: everything once, in words too, and nothing that a page's policy would stop."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings

from portal.drawing import svg
from portal.drawing.layout import draw
from portal.drawing.model import BOTTOM, MIDDLE, TOP, Cell, Column, Drawing, Edge, Label, Metrics, Row, Segment, Symbol
from portal.drawing.paging import draw_pages
from portal.drawing.svg import Dress
from portal.sop.model import Sop
from tests.drawing.procedures import procedures
from tests.drawing.stress import stress

METRICS = Metrics()
ALLOWED = {
    *("class", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray", "font-family", "font-size"),
    *("x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "d", "transform", "overflow", "text-anchor", "data-state"),
    *("role", "aria-label", "aria-hidden", "href", "color"),
}


def one(cell: Cell) -> Drawing:
    """Return a drawing of one cell."""
    edges = (Edge("a", "b", "tidak", "kembali", "Tidak"),)
    return Drawing(METRICS, (Column("r", 84, 500, 84, 84),), (Row("a", 60, (cell,)),), edges)


def parsed(cell: Cell, dress: svg.Wardrobe = svg.plain, trodden: tuple[int, ...] = ()) -> Element:
    """Return the parsed picture of one cell."""
    return fromstring(svg.inline(one(cell), 0, 0, dress, trodden))


def everything(drawing: Drawing) -> list[Element]:
    """Return the parsed pictures of all cells that are not empty."""
    places = ((row, column) for row in range(len(drawing.rows)) for column in range(len(drawing.columns)))
    return [fromstring(text) for row, column in places if (text := svg.inline(drawing, row, column))]


@settings(max_examples=30)
@given(procedures())
def test_every_line_symbol_and_word_is_there_once(sop: Sop) -> None:
    drawing = draw(sop)
    cells = [cell for row in drawing.rows for cell in row.cells]
    elements = [element for picture in everything(drawing) for element in picture.iter()]
    shapes = [element for element in elements if element.get("class") == "shape"]
    assert sum(element.tag == "line" for element in elements) == sum(len(cell.segments) for cell in cells)
    assert len(shapes) == sum(len(cell.symbols) for cell in cells)
    lines = [line for cell in cells for label in cell.labels for line in label.text.split("\n")]
    assert [element.text for element in elements if element.tag.endswith("text")] == lines


def test_a_picture_has_nothing_but_presentation_attributes() -> None:
    names = {name for picture in everything(draw(stress())) for element in picture.iter() for name in element.attrib}
    assert names <= ALLOWED


def test_an_empty_cell_costs_nothing() -> None:
    assert svg.inline(one(Cell()), 0, 0) == svg.picture(one(Cell()), 0, 0) == ""


def test_places_are_percent_across_and_pixels_or_percent_down() -> None:
    line = parsed(Cell((Segment(0, 940, TOP, 940, MIDDLE),))).find("line")
    assert line is not None
    assert line.attrib == {"x1": "94%", "x2": "94%", "y2": "50%"}


def test_a_symbol_speaks_and_a_line_alone_does_not() -> None:
    symbol = parsed(Cell(symbols=(Symbol("kotak", 500, "a", "r"),)), lambda _: Dress('Langkah 1, "proses"'))
    line = parsed(Cell((Segment(0, 0, MIDDLE, 1000, MIDDLE),)))
    assert (symbol.get("role"), symbol.get("aria-label")) == ("img", 'Langkah 1, "proses"')
    assert (line.get("role"), line.get("aria-hidden")) == (None, "true")


def test_a_link_speaks_for_itself() -> None:
    picture = parsed(
        Cell(symbols=(Symbol("kotak", 500, "a", "r"),)), lambda _: Dress("Langkah 1", "/siklus/1#langkah-a")
    )
    link = next(picture.iter("a"))
    assert picture.get("role") is None
    assert link.attrib == {"href": "/siklus/1#langkah-a", "aria-label": "Langkah 1"}


def test_words_of_authors_stay_words() -> None:
    label = Label(0, "<b>\n&", 500, BOTTOM, 3, 0, "start")
    picture = parsed(Cell(labels=(label,)), lambda _: Dress())
    assert "".join(picture.itertext()) == "<b>&"


def test_each_line_of_a_word_on_the_left_ends_beside_its_symbol() -> None:
    label = Label(0, "tidak\nsesuai", 500, MIDDLE, -21, -20, "end")
    first, second = parsed(Cell(labels=(label,))).iter("text")
    assert first.get("text-anchor") == second.get("text-anchor") == "end"
    assert (first.get("x"), first.get("dx")) == (second.get("x"), second.get("dx")) == ("50%", "-21")
    assert float(second.get("dy", "")) - float(first.get("dy", "")) == pytest.approx(1.15 * METRICS.label, abs=0.01)


def test_a_guest_is_drawn_in_dashes() -> None:
    shapes = [
        next(element for element in parsed(Cell(symbols=(symbol,))).iter() if element.get("class") == "shape")
        for symbol in (Symbol("kotak", 500, "a", "r"), Symbol("kotak", 500, "a", "r", guest=True))
    ]
    assert [shape.get("stroke-dasharray") is None for shape in shapes] == [True, False]


@pytest.mark.parametrize(
    ("shape", "tips"),
    [("kotak", ["0 -17", "15 -17"]), ("belah ketupat", ["0 -17", "15 -8.5"]), ("kapsul", ["0 -17", "15 -16.88"])],
)
def test_arrows_end_on_the_outline_of_their_symbol(shape: str, tips: list[str]) -> None:
    symbol = Symbol(shape, 500, "a", "r", (0.0, 15.0))  # type: ignore[arg-type]
    heads = next(element for element in parsed(Cell(symbols=(symbol,))).iter() if element.get("class") == "head")
    assert [piece.split("l")[0] for piece in heads.get("d", "").split("M")[1:]] == tips


def test_a_line_that_was_gone_is_marked() -> None:
    cell = Cell((Segment(0, 500, TOP, 500, MIDDLE),))
    lines = [parsed(cell, svg.plain, trodden).find("line") for trodden in ((), (0,))]
    assert [line.get("class") for line in lines if line is not None] == [None, "trodden"]


def test_connectors_show_their_letters_and_where_lines_reach_them() -> None:
    sop = stress()
    pages = draw_pages(sop, [90.0] * len(sop.langkah), 700.0, 700.0)
    drawn = [
        (symbol, fromstring(svg.inline(page, at, column)))
        for page in pages
        for at, row in enumerate(page.rows)
        for column, cell in enumerate(row.cells)
        for symbol in cell.symbols
        if symbol.letter
    ]
    assert len(drawn) >= 4
    for symbol, picture in drawn:
        heads = [element for element in picture.iter() if element.get("class") == "head"]
        assert symbol.letter == "".join(picture.itertext())
        assert [element.get("transform") == "scale(1 -1)" for element in heads] == [symbol.up] * bool(symbol.arrows)


def test_a_picture_behind_a_cell_stands_alone() -> None:
    drawing = one(Cell((Segment(0, 0, MIDDLE, 1000, MIDDLE),)))
    assert fromstring(svg.picture(drawing, 0, 0)).tag == "{http://www.w3.org/2000/svg}svg"
