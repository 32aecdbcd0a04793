"""Staff lists pasted from a sheet, as sheets really give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.guessing import guess_role, guess_unit
from portal.people.roster import MOST_ROWS, RosterRow, read_roster
from portal.refusal import Refusal

TITLES = {
    "kepala": "Kepala Dinas",
    "sekretaris": "Sekretaris",
    "kasubbag-perencanaan": "Kepala Sub Bagian Perencanaan",
    "kabid": "Kepala Bidang",
}
UNITS = {"ekonomi": "Bidang Ekonomi", "sosial-budaya": "Bidang Sosial dan Budaya"}
NIP = "197010231992031007"


def only(text: str) -> RosterRow:
    (row,) = read_roster(text, TITLES, UNITS)
    return row


@pytest.mark.parametrize(
    "text",
    [
        f"Budi Santoso\t{NIP}\tSekretaris\t",
        f"Budi Santoso;{NIP};Sekretaris;",
        f"Budi Santoso,{NIP},Sekretaris",
        f"Nama\tNIP\tJabatan\tUnit Kerja\nBudi Santoso\t{NIP}\tSekretaris\t\n",
        f"No.;NAMA LENGKAP;Golongan;Jabatan;NIP\r\n1;Budi Santoso;III/c;Sekretaris;{NIP}\r\n",
        f"1\tBudi Santoso\t{NIP}\tSekretaris\r\n",
        f'\ufeff"Budi Santoso"\t"\'{NIP}"\t"Sekretaris"\n\n\n',
        f'Budi\u00a0Santoso\t"=""{NIP}"""\tSekretaris',
        "Budi Santoso\t19701023 199203 1 007\tSekretaris",
        "  Budi   Santoso \t 19701023.199203.1.007\t Sekretaris ",
    ],
)
def test_a_sheet_is_read_however_it_was_copied(text: str) -> None:
    row = only(text)
    assert (row.nama, row.nip, row.jabatan, row.role, row.problems) == (
        "Budi Santoso", NIP, "Sekretaris", "sekretaris", ()
    )  # fmt: skip


def test_titles_above_the_header_are_passed_over_and_lines_still_count_from_the_top() -> None:
    sheet = (
        f"DAFTAR PEGAWAI\nKeadaan 1 Januari\n\nNo\tNama\tNIP\tGol\tJabatan\n1\tBudi Santoso\t{NIP}\tIV/c\tSekretaris"
    )
    row = only(sheet)
    assert (row.line, row.nama, row.nip, row.role, row.problems) == (5, "Budi Santoso", NIP, "sekretaris", ())


def test_nobody_above_a_header_is_passed_over() -> None:
    rows = read_roster(f"Ani Wijaya\t{NIP}\tSekretaris\nNama\tNIP\nBudi Santoso\t{NIP}")
    assert rows[0].nama == "Ani Wijaya" and len(rows) == 3


def test_a_title_with_a_comma_is_kept_where_the_cell_is_quoted() -> None:
    assert only(f'"Budi Santoso, S.Sos.",{NIP},Sekretaris').nama == "Budi Santoso, S.Sos."


def test_only_names_make_a_list_too() -> None:
    rows = read_roster("Ani\nBudi\n\nCitra\n")
    assert [(row.line, row.nama, row.problems) for row in rows] == [(1, "Ani", ()), (2, "Budi", ()), (4, "Citra", ())]


def test_a_cell_of_two_lines_counts_as_one_row() -> None:
    rows = read_roster('Ani\t\t"Kepala\nBidang"\nBudi\t\tSekretaris', TITLES)
    assert [(row.line, row.jabatan) for row in rows] == [(1, "Kepala Bidang"), (3, "Sekretaris")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("\t123456789012345678\tSekretaris", "Nama"),
        ("Budi\t1234\tSekretaris", "18 angka"),
        ("Budi\t1,97010E+17\tSekretaris", "Teks"),
        ("12345\t\tSekretaris", "bukan nama"),
        ("Budi\x07\t\tSekretaris", "tidak terlihat"),
        (f"{'x' * 200}\t\tSekretaris", "paling panjang"),
        (f"Budi\t\t{'x' * 200}", "paling panjang"),
        ("Budi\t\tKepala Bidang\tKeuangan", "Unit"),
        ("Budi\t\tSekretaris\t\tlebih", "empat kolom"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_the_row(text: str, word: str) -> None:
    assert any(word in problem for problem in only(text).problems)


def test_a_nip_that_stands_twice_is_named_with_its_first_line() -> None:
    rows = read_roster(f"Ani\t{NIP}\nBudi\t{NIP}\n")
    assert rows[0].problems == ()
    assert "baris 1" in rows[1].problems[0]


@pytest.mark.parametrize("text", ["a\n" * (MOST_ROWS + 1), "x" * 2_000_000, "Ani\0Budi", '"' + "x" * 200_000])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_roster(text)


def test_nothing_pasted_is_an_empty_list() -> None:
    assert read_roster(" \n\t\n") == ()
    assert read_roster("Nama\tNIP\tJabatan\tUnit") == ()


@given(st.text(alphabet=st.characters(exclude_characters="\0"), max_size=300))
def test_any_text_gives_rows_or_a_refusal(text: str) -> None:
    for row in read_roster(text, TITLES, UNITS):
        assert row.nama or row.problems


@pytest.mark.parametrize(
    ("jabatan", "role"),
    [
        ("Kepala Dinas", "kepala"),
        ("KADIS Perhubungan", "kepala"),
        ("Plt. Kepala Dinas", "kepala"),
        ("Sekretaris Dinas", "sekretaris"),
        ("Kasubbag Perencanaan", "kasubbag-perencanaan"),
        ("Kasubag. Perencanaan dan Evaluasi", "kasubbag-perencanaan"),
        ("Kepala Subbagian Perencanaan", "kasubbag-perencanaan"),
        ("Kabid Ekonomi", "kabid"),
        ("Kasubbag", "kasubbag-perencanaan"),
        ("Kepala", None),
        ("Kepala Sub Bagian Umum", None),
        ("Pengemudi", None),
        ("", None),
        (None, None),
    ],
)
def test_a_role_is_guessed_from_the_jabatan_or_left_open(jabatan: str | None, role: str | None) -> None:
    assert guess_role(jabatan, TITLES) == role


@pytest.mark.parametrize(
    ("text", "jabatan", "unit"),
    [
        ("Bidang Ekonomi", None, "ekonomi"),
        ("ekonomi", None, "ekonomi"),
        ("Sosial dan Budaya", None, "sosial-budaya"),
        ("", "Kepala Bidang Sosial dan Budaya", "sosial-budaya"),
        ("", "Kabid Ekonomi", "ekonomi"),
        ("", "Sekretaris", None),
        ("Keuangan", "Kabid Ekonomi", None),
    ],
)
def test_a_unit_is_guessed_from_its_name(text: str, jabatan: str | None, unit: str | None) -> None:
    assert guess_unit(text, jabatan, UNITS) == unit
