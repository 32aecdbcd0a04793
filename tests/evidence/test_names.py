"""Names of files: text that is shown, and never a place on the disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.evidence.names import LONGEST, clean, ending, for_disk


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("laporan TW III.pdf", "laporan TW III.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\dewi\Desktop\data.xlsx", "data.xlsx"),
        ("foto\r\nSet-Cookie: a=b.jpg", "fotoSet-Cookie: a=b.jpg"),
        ("laporan\u202egpj.pdf", "laporangpj.pdf"),
        ("gambar.jpg.", "gambar.jpg"),
        ("gambar.JPG ", "gambar.JPG"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("rapat 🧑\u200d💻.png", "rapat 🧑\u200d💻.png"),
        (".pdf", "berkas.pdf"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_text(given: str, kept: str) -> None:
    assert clean(given) == kept


@pytest.mark.parametrize(
    ("name", "end"),
    [("a.PDF", "pdf"), ("a.php.jpg", "jpg"), ("a.ｐｄｆ", "pdf"), ("tanpa", ""), ("a.jpg%00.exe", "exe")],
)
def test_the_last_extension_counts(name: str, end: str) -> None:
    assert ending(name) == end


def test_a_hidden_character_does_not_hide_the_extension() -> None:
    assert ending(clean("a.jpg\x00.exe")) == "exe"
    assert ending(clean("a\u202egnp.exe")) == "exe"


def test_a_long_name_is_cut_before_its_extension() -> None:
    name = clean("x" * 300 + ".pdf")
    assert len(name) == LONGEST and name.endswith("….pdf")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        ("a?.txt", "a_.txt"),
        ("nul .txt", "_nul .txt"),
        ("COM¹.txt", "_COM¹.txt"),
        ("CONIN$.txt", "_CONIN$.txt"),
        ("console.txt", "console.txt"),
    ],
)
def test_a_name_in_an_archive_is_one_that_windows_takes(name: str, kept: str) -> None:
    assert for_disk(name) == kept


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder_or_breaks_a_header(given: str) -> None:
    for name in (clean(given), for_disk(given)):
        assert len(name) <= LONGEST + 1
        assert not set(name) & set("\r\n\x00/\\\u202e")
        assert name not in (".", "..")
    assert clean(clean(given)) == clean(given)
