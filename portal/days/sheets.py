"""Days off as CSV tables: what an office's spreadsheet writes, and what it reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from portal.cycle.holidays import KINDS, Holiday
from portal.days.changes import checked
from portal.days.rows import Row, touching
from portal.paper.cells import inert, plain
from portal.refusal import Refusal
from portal.say import say

COLUMNS = ("tanggal", "sampai", "nama", "jenis", "sumber")
MOST_LINES = 500
MOST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an imported table: the day off it means, or what is wrong with it, or `known` as it stands already."""

    number: int
    holiday: Holiday | None
    problem: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: write the `new` lines in place of the rows `replaced`.

    Where it is asked for, also withdraw the rows `gone`: those of the same years that the table does not have.
    """

    lines: tuple[Line, ...]
    replaced: tuple[Row, ...]
    gone: tuple[Row, ...]

    @property
    def new(self) -> tuple[Holiday, ...]:
        """The days off that are not in the calendar yet."""
        return tuple(line.holiday for line in self.lines if line.holiday and not line.known and not line.problem)

    @property
    def problems(self) -> tuple[Line, ...]:
        """The lines that cannot be read."""
        return tuple(line for line in self.lines if line.problem)


def read_table(text: str, known: Sequence[Row], agency: str | None) -> Preview:
    """Return what importing a CSV table would do to an agency's rows, or for None to the nation's.

    Columns are found by their names; `,` `;` and tab are all read. Raises Refusal for what is no such table.
    """
    if len(text) > MOST_TEXT:
        raise Refusal(say("Tabel terlalu besar; paling banyak {n} baris.", n=MOST_LINES), field="tabel")
    own = [row for row in known if row.agency == agency]
    lines: list[Line] = []
    for number, cells in _cells(text):
        lines.append(_line(number, cells, known, lines, agency))
    if not lines:
        raise Refusal(say("Tabel ini belum berisi hari libur."), field="tabel")
    years = {line.holiday.day.year for line in lines if line.holiday}
    found = Preview(tuple(lines), (), ())
    replaced = {row.id: row for one in found.new for row in touching(own, one, agency)}
    kept = {line.holiday for line in lines if line.holiday and line.known}
    gone = [row for row in own if row.holiday.day.year in years and row.holiday not in kept and row.id not in replaced]
    return replace(found, replaced=tuple(replaced.values()), gone=tuple(gone))


def write_table(rows: Iterable[Row]) -> str:
    """Return rows as a CSV table that `read_table` reads, safe in a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        one = row.holiday
        until = one.until.isoformat() if one.until else ""
        writer.writerow([one.day.isoformat(), until, inert(one.name), one.kind, inert(one.source)])
    return file.getvalue()


def _cells(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (number of the line, cells by column) of every line that holds something."""
    text = text.lstrip("\ufeff")
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    names = [cell.strip().casefold() for cell in next(csv.reader([head], delimiter=mark), [])]
    missing = [column for column in COLUMNS if column not in names and column != "sampai"]
    if missing:
        raise Refusal(say("Baris pertama memuat nama kolom: {columns}.", columns=", ".join(COLUMNS)), field="tabel")
    for number, cells in enumerate(csv.reader(text.splitlines()[1:], delimiter=mark), 2):
        if number > MOST_LINES + 1:
            raise Refusal(say("Tabel terlalu besar; paling banyak {n} baris.", n=MOST_LINES), field="tabel")
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(names, map(plain, cells), strict=False))


def _line(
    number: int, cells: Mapping[str, str], known: Sequence[Row], before: Sequence[Line], agency: str | None
) -> Line:
    try:
        holiday = _holiday(cells)
        if any(row.holiday == holiday for row in known):  # the nation's days in an agency's table are no fault
            return Line(number, holiday, known=True)
        holiday = checked(holiday, agency)
    except Refusal as why:
        return Line(number, None, why.message)
    earlier = [line.holiday for line in before if line.holiday and line.holiday.kind == holiday.kind]
    if any(one.day <= holiday.last and holiday.day <= one.last for one in earlier):
        return Line(number, holiday, say("Tanggal ini sudah ada di baris sebelumnya."))
    return Line(number, holiday)


def _holiday(cells: Mapping[str, str]) -> Holiday:
    kind = next((kind for kind in KINDS if kind == cells.get("jenis", "").casefold().replace("_", " ")), None)
    if kind is None:
        raise Refusal(say("Jenis: libur, cuti bersama, lokal, atau ramadan."))
    until = _day(cells["sampai"]) if cells.get("sampai") else None
    return Holiday(_day(cells.get("tanggal", "")), cells.get("nama", ""), kind, cells.get("sumber", ""), until)


def _day(text: str) -> date:
    """Return the day of `2026-03-18` or, as spreadsheets write it, `18/03/2026`."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(f"{text} +0000", f"{form} %z").date()
        except ValueError:
            continue
    raise Refusal(say("Tanggal “{text}” tidak dikenal; tulis seperti 2026-03-18.", text=text[:20]))
