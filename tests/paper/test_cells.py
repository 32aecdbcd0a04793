"""Tables that are opened in a spreadsheet: no text becomes a formula, wherever the program cuts it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.paper.cells import as_csv, inert, plain

FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
PARTS = st.sampled_from([*FORMULAS, ";", ",", "\t", "\r", "\n", '"', "'", " ", "a", "1", "cmd|' /C calc'!A0"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1"])
def test_a_text_that_begins_like_a_formula_is_text(text: str) -> None:
    assert inert(text).startswith("'")


@pytest.mark.parametrize("mark", [";", "\t", ","])
@pytest.mark.parametrize(
    "text", ["Rapat;=HYPERLINK(1)", "a\t=1", "a\n=1", "a\r\n+1", "a; @x", 'a;"=1"', "a,=1", 'a",=1']
)
def test_no_cut_makes_a_formula_of_the_rest(text: str, mark: str) -> None:
    """An Indonesian spreadsheet cuts at semicolons what was written with commas."""
    table = as_csv(("A", "B"), [("1", text)]).decode("utf-8-sig")
    cells = [cell.lstrip(' "') for row in csv.reader(io.StringIO(table), delimiter=mark) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULAS)]


@given(st.lists(PARTS, max_size=12).map("".join))
def test_no_text_at_all_becomes_one(text: str) -> None:
    table = as_csv(("A",), [(text,)]).decode("utf-8-sig")
    for mark in ",;\t":
        for row in csv.reader(io.StringIO(table), delimiter=mark):
            assert not [cell for cell in row if cell.startswith(FORMULAS)], (mark, row)


@pytest.mark.parametrize("text", ["=1", "Rapat; -1", "Kep. 1; =A1", "'halo", "biasa, saja; ya"])
def test_what_was_written_down_comes_back_as_it_was(text: str) -> None:
    assert plain(inert(text)) == text
