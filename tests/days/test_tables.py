"""Days off as tables: out and in again, judged before anything is written."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from portal.cycle.holidays import Holiday
from portal.days import changes
from portal.days.ics import write_ics
from portal.days.rows import of_year
from portal.days.sheets import read_table, write_table
from portal.people.model import CONSOLE
from portal.refusal import Refusal

HEAD = "tanggal,sampai,nama,jenis,sumber\n"
NOW = datetime(2026, 10, 6, tzinfo=UTC)


def national(world, year=2026):
    return of_year(world.desk.days.rows(), year)


def test_what_is_written_out_is_known_when_it_comes_back(world):
    rows = national(world)
    found = read_table(write_table(rows), rows, None)
    assert len(found.lines) == len(rows)
    assert (found.new, found.problems, found.gone, found.replaced) == ((), (), (), ())


def test_an_agencys_table_with_the_nations_days_comes_back_too(world):
    own = changes.add(world.store, CONSOLE, Holiday(date(2026, 10, 7), "Hari Jadi", "lokal", "Kep. 1"), NOW, "satu")
    rows = of_year(world.desk.days.rows("satu"), 2026)
    found = read_table(write_table(rows), rows, "satu")
    assert own in rows
    assert (found.new, found.problems, found.gone) == ((), (), ())


def test_a_preview_tells_new_known_replaced_and_gone(world):
    table = HEAD + (
        "2026-12-25,,Hari Raya Natal,libur,SKB baru\n"
        '2026-12-28,,Cuti Bersama,cuti bersama,"SKB baru"\n'
        '2026-01-01,,Tahun Baru Masehi,libur,"SKB 1497/2025, 2/2025, 5/2025"\n'
    )
    found = read_table(table, national(world), None)
    assert [one.day for one in found.new] == [date(2026, 12, 25), date(2026, 12, 28)]
    assert [row.holiday.source for row in found.replaced] == ["SKB 1497/2025, 2/2025, 5/2025"]
    assert [line.number for line in found.lines if line.known] == [4]
    assert len(found.gone) == len(national(world)) - 2


def test_an_import_is_written_whole(world):
    found = read_table(
        HEAD + "2028-01-01,,Tahun Baru,libur,SKB 2028\n2028-03-01,,Cuti,cuti bersama,SKB 2028\n", (), None
    )
    assert changes.bring_in(world.store, CONSOLE, found.new, (), NOW) == (2, 0)
    assert 2028 in world.desk.days.off("satu").decreed


def test_an_import_that_clashes_writes_nothing(world):
    new = (Holiday(date(2028, 1, 3), "X", "libur", "x"), Holiday(date(2026, 12, 25), "Y", "libur", "y"))
    with pytest.raises(Refusal):
        changes.bring_in(world.store, CONSOLE, new, (), NOW)
    assert date(2028, 1, 3) not in world.desk.days.off("satu").by_day


def test_an_import_withdraws_only_rows_of_its_own_calendar(world):
    assert changes.bring_in(world.store, CONSOLE, (), ["2026-12-25-libur"], NOW, "satu") == (0, 0)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("30/02/2026,,X,libur,x", "tidak dikenal"),
        ("2026-02-03,,X,pesta,x", "Jenis"),
        ("2026-02-03,,,libur,x", "nama"),
        ("2026-02-03,,X,libur,", "dasarnya"),
        ("2026-02-03,,X,lokal,x", "Libur lokal"),
        ("2026-02-03,2026-02-01,X,libur,x", "Sampai"),
        ("2026-02-03", "Jenis"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(world, line, problem):
    (found,) = read_table(HEAD + line, (), None).problems
    assert found.number == 2
    assert problem in found.problem


def test_a_day_that_stands_twice_in_the_table_is_a_problem():
    found = read_table(HEAD + "2028-01-03,2028-01-05,X,libur,x\n2028-01-04,,Y,libur,y\n", (), None)
    assert [line.number for line in found.problems] == [3]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_a_spreadsheet_writes_is_read(mark):
    table = "\ufeff" + mark.join(["Tanggal", "Nama", "Jenis", "Sumber"]) + "\r\n"
    table += mark.join(["03/01/2028", "Hari X", "Cuti_Bersama", "SKB"]) + "\r\n\r\n"
    (found,) = read_table(table, (), None).new
    assert found == Holiday(date(2028, 1, 3), "Hari X", "cuti bersama", "SKB")


@pytest.mark.parametrize("text", ["", "halo", HEAD, "tanggal,nama\n2026-01-01,X\n", HEAD + "x\n" * 501, "x" * 200_001])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(Refusal) as no:
        read_table(text, (), None)
    assert no.value.field == "tabel"


def test_no_cell_is_a_formula_for_a_spreadsheet(world):
    wanted = Holiday(date(2026, 10, 7), "=HYPERLINK(1)", "lokal", "+1")
    row = changes.add(world.store, CONSOLE, wanted, NOW, "satu")
    text = write_table([row])
    cells = next(csv.reader(io.StringIO(text.splitlines()[1])))
    assert cells[2:] == ["'=HYPERLINK(1)", "lokal", "'+1"]
    assert read_table(text, [row], "satu").lines[0].known


def test_a_calendar_program_reads_the_days(world):
    row = changes.add(world.store, CONSOLE, Holiday(date(2026, 10, 7), "Hari Jadi; ke-400, " + "é" * 60, "lokal",
                                                    "Kep. 1", date(2026, 10, 8)), NOW, "satu")  # fmt: skip
    text = write_ics([row], "Kalender, Satu", NOW)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "DTSTART;VALUE=DATE:20261007" in lines
    assert "DTEND;VALUE=DATE:20261009" in lines
    assert "SUMMARY:Hari Jadi\\; ke-400\\, " + "é" * 60 in text.replace("\r\n ", "")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
