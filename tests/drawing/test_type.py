"""How wide words are is told from measured tables, and wrapping never lets a line grow too wide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.drawing.type import lines, width
from tests.drawing.measured import TARGET, measured


def test_the_tables_hold_what_the_vendored_font_measures() -> None:
    assert TARGET.read_text("utf-8") == measured()


def test_a_word_is_as_wide_as_its_letters() -> None:
    assert width("i", 2048) == 455
    assert width("Wii", 10) == pytest.approx(width("W", 10) + 2 * width("i", 10))
    assert width("lengkap", 10, bold=True) > width("lengkap", 10)


def test_an_unmeasured_letter_is_taken_as_wide() -> None:
    assert width("漢", 10) == 10


def test_a_text_wraps_at_spaces_and_after_hyphens() -> None:
    assert lines("Menghimpun data", width("Menghimpun", 9), 9) == ("Menghimpun", "data")
    assert lines("selambat-lambatnya", width("lambatnya-", 9), 9) == ("selambat-", "lambatnya")


def test_a_line_break_of_the_author_stays() -> None:
    assert lines("satu\n\ndua", 100, 9) == ("satu", "", "dua")


def test_a_word_too_wide_is_broken() -> None:
    assert lines("iiiiiii", width("iii", 9), 9) == ("iii", "iii", "i")
    assert lines("WW", 1, 9) == ("W", "W")


@given(st.text(alphabet="abWi -\n", max_size=60), st.integers(20, 90))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, room: int) -> None:
    found = lines(text, room, 9)
    assert all(width(line, 9) <= room for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_word_of_fifty_thousand_letters_is_broken_while_one_waits() -> None:
    """Each letter is looked at once or twice; looked at anew for every line, they would take hours."""
    found = lines("i" * 50_000, width("i" * 20, 9), 9)
    assert len(found) == 2_500 and set(found) == {"i" * 20}
