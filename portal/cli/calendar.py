"""`portal calendar`: the days off of the nation and of an agency, listed, brought in from a table, given out as one."""

from __future__ import annotations

from pathlib import Path

import click

from portal.cli.indonesian import Command, Group
from portal.cli.live import Live, write_json
from portal.cli.output import complain, table, write_bytes
from portal.days import changes
from portal.days.ics import write_ics
from portal.days.rows import Row, of_year
from portal.days.sheets import read_table, write_table
from portal.fault import cause
from portal.people.model import CONSOLE
from portal.refusal import NotThere, Refusal
from portal.say import say

YEAR = click.option("--tahun", "year", metavar="TAHUN", type=click.IntRange(2000, 2199), help="Hanya tahun ini.")
AGENCY = click.option("--instansi", "agency", metavar="ID", help="Kalender instansi ini, dengan libur lokalnya.")


@click.group(cls=Group)
def calendar() -> None:
    """Kalender: hari libur dan cuti bersama, daftar, impor, ekspor."""


@calendar.command("list", cls=Command)
@YEAR
@AGENCY
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", help="table atau json.")
def list_(year: int | None, agency: str | None, style: str) -> None:
    """Tampilkan hari libur yang berlaku, beserta dasarnya."""
    found = _rows(Live(), year, agency)
    if style == "json":
        write_json([_facts(row) for row in found])
        return
    lines = [tuple(str(value or "") for value in _facts(row).values()) for row in found]
    click.echo(table(("TANGGAL", "SAMPAI", "NAMA", "JENIS", "SUMBER", "INSTANSI"), lines))


@calendar.command("import", cls=Command)
@click.argument("berkas", metavar="BERKAS", type=click.Path(path_type=Path))
@AGENCY
@click.option("--cabut", is_flag=True, help="Cabut juga hari pada tahun yang sama yang tidak ada di tabel.")
@click.option("--periksa", is_flag=True, help="Periksa saja; tidak ada yang disimpan.")
def import_(berkas: Path, agency: str | None, cabut: bool, periksa: bool) -> int:
    """Masukkan hari libur dari tabel CSV: tanggal, sampai, nama, jenis, sumber."""
    live = Live()
    known = _rows(live, None, agency)
    found = read_table(_text(berkas), known, agency)
    if found.problems:
        for line in found.problems:
            complain(say("{berkas}:{baris}: {masalah}", berkas=berkas.name, baris=line.number, masalah=line.problem))
        return 1
    gone = [row.id for row in (*found.replaced, *(found.gone if cabut else ()))]
    new, withdrawn = len(found.new), len(gone)
    if not periksa:
        new, withdrawn = changes.bring_in(live.store, CONSOLE, found.new, gone, live.now, agency)
    click.echo(say("{new} hari baru, {gone} dicabut, {known} sudah ada.", new=new, gone=withdrawn,
                   known=sum(line.known for line in found.lines)))  # fmt: skip
    return 0


@calendar.command("export", cls=Command)
@YEAR
@AGENCY
@click.option("--format", "style", type=click.Choice(["csv", "ics"]), default="csv", help="csv atau ics.")
@click.option("-o", "--output", metavar="BERKAS", help="Tulis ke berkas ini.")
def export(year: int | None, agency: str | None, style: str, output: str | None) -> None:
    """Tulis hari libur yang berlaku sebagai tabel CSV, atau sebagai kalender ICS."""
    live = Live()
    found = _rows(live, year, agency)
    name = say("Kalender {agency}", agency=agency or "nasional")
    text = write_table(found) if style == "csv" else write_ics(found, name, live.now)
    write_bytes(text.encode(), output)


def _rows(live: Live, year: int | None, agency: str | None) -> list[Row]:
    """Return the rows that count, of one year or of all."""
    if agency is not None and live.shelves.agency(agency) is None:
        raise NotThere(say("Instansi {id} tidak ada.", id=agency))
    found = list(live.desk.days.rows(agency))
    return found if year is None else of_year(found, year)


def _facts(row: Row) -> dict[str, str | None]:
    one = row.holiday
    return {
        "tanggal": one.day.isoformat(), "sampai": one.until.isoformat() if one.until else None, "nama": one.name,
        "jenis": one.kind, "sumber": one.source, "instansi": row.agency,
    }  # fmt: skip


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(
            say("{berkas}: bukan teks UTF-8. Simpan ulang berkas itu sebagai UTF-8.", berkas=path.name)
        ) from None
    except OSError as fault:
        raise Refusal(say("{berkas}: tidak dapat dibaca ({sebab}).", berkas=path.name, sebab=cause(fault))) from fault
