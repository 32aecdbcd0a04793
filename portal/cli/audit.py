"""`portal audit`: is the record whole, or a pack of it, and what is the journal's head?"""

from __future__ import annotations

from pathlib import Path

import click

from portal.cli.indonesian import Command, Group
from portal.cli.office import Office
from portal.cycle.events import stamp
from portal.desk import audit as record
from portal.desk import pack_check
from portal.fault import cause
from portal.refusal import Refusal
from portal.say import say
from portal.store import journal
from portal.store.cabinet import cabinet_of
from portal.store.database import Store
from portal.store.journal import Head


@click.group(cls=Group)
def audit() -> None:
    """Periksa riwayat: rantai setiap siklus dan jurnal portal."""


@audit.command("verify", cls=Command)
@click.argument("paket", required=False, metavar="[PAKET.zip]", type=click.Path(path_type=Path))
@click.option("--head", "known", metavar='"NOMOR SIDIK"', help="Kepala jurnal yang pernah dicatat dengan audit head.")
def verify(paket: Path | None, known: str | None) -> int:
    """Periksa semua rantai dan berkas, atau satu paket bukti.

    Kode keluar 1 bila ada yang berubah atau hilang. Paket bukti diperiksa tanpa basis data, di komputer mana pun;
    dengan --head, salah satu baris jurnal di dalamnya harus sama dengan kepala yang dicatat itu.
    """
    head = record.read_head(known) if known else None
    return _of_pack(paket, head) if paket else _of_office(head)


def _of_office(known: Head | None) -> int:
    settings = Office().settings
    Store(settings.database).open()
    report = record.verify(known, cabinet_of(settings.home))
    for fault in report.faults:
        click.echo(fault)
    if report.faults:
        return 1
    click.echo(
        say("Rantai utuh: {cycles} siklus, {events} catatan, {lines} baris jurnal, {files} berkas.",
            cycles=report.cycles, events=report.events, lines=report.journal_lines, files=report.files)
    )  # fmt: skip
    return 0


def _of_pack(paket: Path, known: Head | None) -> int:
    try:
        with paket.open("rb") as file:
            found = pack_check.check(file)
    except OSError as fault:
        raise Refusal(say("{berkas}: tidak dapat dibaca ({sebab}).", berkas=paket, sebab=cause(fault))) from fault
    against = pack_check.compared(found, known) if known else None
    faults = (*found.faults, *([against] if against else ()))
    click.echo(say("{sop}, {agency}, {period}", sop=found.sop, agency=found.agency, period=found.period))
    click.echo(say("Kepala jurnal: {seq} {sidik}", seq=found.head[0], sidik=found.head[1]))
    for line in faults:
        click.echo(line)
    if faults:
        return 1
    click.echo(say("Paket utuh: {events} catatan, {files} berkas bukti, {lines} baris jurnal.",
                   events=found.events, files=found.files, lines=found.events))  # fmt: skip
    if known:
        click.echo(say("Sama dengan kepala jurnal yang dicatat (baris {seq}).", seq=known.seq))
    return 0


@audit.command("head", cls=Command)
def head() -> None:
    """Tampilkan kepala jurnal: nomor, sidik, waktu. Catat di tempat lain, misalnya pada notula rapat."""
    Store(Office().settings.database).open()
    found = journal.head()
    click.echo(f"{found.seq} {found.hash} {stamp(found.time) if found.time else '-'}")
