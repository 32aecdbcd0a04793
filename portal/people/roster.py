"""A staff list pasted from a sheet: nama, NIP, jabatan and unit of each row, with what is wrong with it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portal.people.guessing import guess_role, guess_unit
from portal.people.names import clean, clean_name, clean_nip
from portal.refusal import Refusal
from portal.say import say

MOST_ROWS = 2_000
LONGEST_TEXT = 1_048_576

COLUMNS = ("nama", "nip", "jabatan", "unit")
_HEADERS = {
    "nama": ("nama", "nama lengkap", "nama pegawai", "nama asn"),
    "nip": ("nip", "nip/nrp", "nip/nippk", "nippk", "nomor induk pegawai"),
    "jabatan": ("jabatan", "nama jabatan"),
    "unit": ("unit", "unit kerja", "bidang", "bagian", "seksi"),
}
_FORMULA = re.compile(r'="(.*)"')
_SCIENTIFIC = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of the list. `role` and `unit` are guessed ids; what has `problems` is not enrolled."""

    line: int
    nama: str
    nip: str | None = None
    jabatan: str | None = None
    unit: str | None = None
    role: str | None = None
    problems: tuple[str, ...] = ()


def read_roster(
    text: str, titles: Mapping[str, str] | None = None, units: Mapping[str, str] | None = None
) -> tuple[RosterRow, ...]:
    """Read a pasted list: columns by tab, semicolon or comma, a header or the order nama, NIP, jabatan, unit.

    `titles` are the agency's titles by role, `units` its units' names by id. Raises Refusal for a text that is
    no list at all; what is wrong with a single row is said in the row.
    """
    if len(text) > LONGEST_TEXT or "\0" in text:
        raise Refusal(say("Daftar ini terlalu besar atau bukan teks. Tempelkan paling banyak 2.000 baris."))
    cells = list(_cells(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")))
    if len(cells) > MOST_ROWS:
        raise Refusal(say("Paling banyak {most} baris sekali tempel.", most=MOST_ROWS))
    above = _titles(cells)
    order = _header(cells[above][1]) if above < len(cells) else None
    if order:
        cells = cells[above + 1 :]
    rows = [_row(line, values, order, titles or {}, units or {}) for line, values in cells]
    return _without_twins(rows)


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), skipinitialspace=True)
    begun = 1
    try:
        for values in reader:
            plain = [_plain(value) for value in values]
            if any(plain):
                yield begun, plain
            begun = reader.line_num + 1
    except csv.Error as error:
        raise Refusal(say("Baris {line} tidak dapat dibaca sebagai tabel.", line=begun)) from error


def _delimiter(text: str) -> str:
    if "\t" in text:
        return "\t"
    return ";" if text.count(";") >= max(text.count(","), 1) else ","


def _plain(cell: str) -> str:
    """Return a cell without what sheets put around it: no-break spaces, invisible signs, `'` and `="…"`."""
    visible = "".join(" " if sign == "\u00a0" else sign for sign in cell if unicodedata.category(sign) != "Cf")
    text = " ".join(visible.split())
    formula = _FORMULA.fullmatch(text)
    return (formula[1] if formula else text).removeprefix("'").strip()


def _titles(cells: list[tuple[int, list[str]]]) -> int:
    """Return how many rows stand above the header: a title fills one cell, a person more."""
    for place, (_, values) in enumerate(cells):
        if len([value for value in values if value]) > 1 or _header(values):
            return place
    return 0


def _header(values: list[str]) -> dict[str, int] | None:
    names = [value.casefold().rstrip(".:") for value in values]
    found = {
        column: place for column, known in _HEADERS.items() for place, name in enumerate(names) if name in known
    }  # fmt: skip
    return found if "nama" in found else None


def _row(
    line: int,
    values: list[str],
    order: dict[str, int] | None,
    titles: Mapping[str, str],
    units: Mapping[str, str],
) -> RosterRow:
    problems: list[str] = []
    if order is None:
        values = values[1:] if _is_numbered(values) else values
        order = {column: place for place, column in enumerate(COLUMNS)}
        if len([value for value in values[len(COLUMNS) :] if value]):
            problems.append(say("Ada lebih dari empat kolom. Beri baris judul atau hapus kolom lain."))
    given = {column: values[place] if place < len(values) else "" for column, place in order.items()}
    nama, nip = _name(given["nama"], problems), _nip(given.get("nip", ""), problems)
    jabatan = _jabatan(given.get("jabatan", ""), problems)
    unit = guess_unit(given.get("unit", ""), jabatan, units)
    if given.get("unit") and units and unit is None:
        problems.append(say("Unit “{unit}” tidak ada di instansi ini. Kosongkan selnya, atau tambahkan unit itu "
                            "di halaman instansi.", unit=given["unit"]))  # fmt: skip
    return RosterRow(line, nama, nip, jabatan, unit, guess_role(jabatan, titles), tuple(problems))


def _is_numbered(values: list[str]) -> bool:
    return len(values) > 1 and re.fullmatch(r"\d{1,4}\.?", values[0]) is not None


def _name(text: str, problems: list[str]) -> str:
    try:
        name = clean_name(text)
    except Refusal as refusal:
        problems.append(refusal.message)
        return text[:120]
    if not any(sign.isalpha() for sign in name):
        problems.append(say("“{nama}” bukan nama orang.", nama=name))
    return name


def _nip(text: str, problems: list[str]) -> str | None:
    if _SCIENTIFIC.fullmatch(text):
        problems.append(say("NIP menjadi {nip} di lembar kerja. Ubah format kolomnya ke Teks, isi lagi.", nip=text))
        return None
    try:
        return clean_nip(text.replace("-", "").replace(".", ""))
    except Refusal:
        problems.append(say("NIP “{nip}” tidak terdiri atas 18 angka.", nip=text[:40]))
        return None


def _jabatan(text: str, problems: list[str]) -> str | None:
    try:
        return clean(text, "jabatan")
    except Refusal as refusal:
        problems.append(refusal.message)
        return None


def _without_twins(rows: list[RosterRow]) -> tuple[RosterRow, ...]:
    first: dict[str, int] = {}
    marked = []
    for row in rows:
        if row.nip and row.nip in first:
            twin = say("NIP ini sudah ada di baris {line}.", line=first[row.nip])
            row = replace(row, problems=(*row.problems, twin))
        elif row.nip:
            first[row.nip] = row.line
        marked.append(row)
    return tuple(marked)
