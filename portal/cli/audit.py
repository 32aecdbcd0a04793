"""`portal audit`: is the record whole, and what is its head?"""

from __future__ import annotations

import click

from portal.cli.indonesian import Command, Group
from portal.cli.office import Office
from portal.cycle.events import stamp
from portal.desk import audit as record
from portal.say import say
from portal.store import journal
from portal.store.cabinet import cabinet_of
from portal.store.database import Store


@click.group(cls=Group)
def audit() -> None:
    """Periksa riwayat: rantai setiap siklus dan jurnal portal."""


@audit.command("verify", cls=Command)
@click.option("--head", "known", metavar='"NOMOR SIDIK"', help="Kepala jurnal yang pernah dicatat dengan audit head.")
def verify(known: str | None) -> int:
    """Periksa semua rantai dan berkas; kode keluar 1 bila ada yang berubah atau hilang."""
    settings = Office().settings
    Store(settings.database).open()
    report = record.verify(record.read_head(known) if known else None, cabinet_of(settings.home))
    for fault in report.faults:
        click.echo(fault)
    if report.faults:
        return 1
    click.echo(
        say("Rantai utuh: {cycles} siklus, {events} catatan, {lines} baris jurnal, {files} berkas.",
            cycles=report.cycles, events=report.events, lines=report.journal_lines, files=report.files)
    )  # fmt: skip
    return 0


@audit.command("head", cls=Command)
def head() -> None:
    """Tampilkan kepala jurnal: nomor, sidik, waktu. Catat di tempat lain, misalnya pada notula rapat."""
    Store(Office().settings.database).open()
    found = journal.head()
    click.echo(f"{found.seq} {found.hash} {stamp(found.time) if found.time else '-'}")
