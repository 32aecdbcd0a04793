"""`portal calendar`: days off at the command line."""

from __future__ import annotations

import json

import pytest

TABLE = (
    "tanggal,sampai,nama,jenis,sumber\n2028-01-01,,Tahun Baru,libur,SKB 2028\n2028-01-03,,Cuti,cuti bersama,SKB 2028\n"
)


@pytest.fixture
def office(run):
    """An office with its database."""
    assert run("init", "--http").code == 0
    return run


def test_the_days_of_a_year_are_listed_with_their_source(office):
    done = office("calendar", "list", "--tahun", "2026")
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 1 + 17 + 8 + 1
    assert "2026-03-18" in done.out
    assert "SKB 1497/2025" in done.out
    days = json.loads(office("calendar", "list", "--tahun", "2026", "--format", "json").out)
    assert days[0]["nama"] == "Tahun Baru Masehi"


def test_a_table_is_brought_in_once(office, put):
    path = put("2028.csv", TABLE)
    assert office("calendar", "import", str(path), "--periksa").out == "2 hari baru, 0 dicabut, 0 sudah ada.\n"
    assert office("calendar", "import", str(path)).out == "2 hari baru, 0 dicabut, 0 sudah ada.\n"
    assert office("calendar", "import", str(path)).out == "0 hari baru, 0 dicabut, 2 sudah ada.\n"


def test_what_is_given_out_comes_in_again(office, tmp_path):
    path = tmp_path / "kalender.csv"
    assert office("calendar", "export", "--tahun", "2026", "-o", str(path)).code == 0
    assert office("calendar", "import", str(path), "--cabut").out == "0 hari baru, 0 dicabut, 26 sudah ada.\n"
    assert office("calendar", "export", "--tahun", "2026", "--format", "ics").out.count("BEGIN:VEVENT") == 26


def test_a_table_with_a_fault_says_where_and_writes_nothing(office, put):
    done = office("calendar", "import", str(put("2028.csv", f"{TABLE}2028-02-30,,X,libur,x\n")))
    assert done.code == 1
    assert done.err == "2028.csv:4: Tanggal “2028-02-30” tidak dikenal; tulis seperti 2026-03-18.\n"
    assert office("calendar", "list", "--tahun", "2028").out.splitlines()[1:] == []


def test_wrong_use_says_so_in_a_sentence(office, put, tmp_path):
    for arguments in (
        ("list", "--instansi", "tidak-ada"), ("import", str(tmp_path / "tidak-ada.csv")),
        ("import", str(put("x.csv", "halo"))), ("list", "--tahun", "1"),
    ):  # fmt: skip
        done = office("calendar", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err
