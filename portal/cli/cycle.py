"""`portal cycle`: list, open and show cycles, as a person who may."""

from __future__ import annotations

import secrets

import click

from portal.cli.indonesian import Command, Group
from portal.cli.live import Live, write_json
from portal.cli.output import table
from portal.desk.facts import cycle_facts, row_facts
from portal.desk.values import CycleRow, Form
from portal.say import say

AS = click.option(
    "--sebagai", "username", required=True, metavar="NAMA_PENGGUNA", help="Orang yang membaca atau membuka."
)
STYLE = click.option(
    "--format", "style", type=click.Choice(["table", "json"]), default="table", help="table atau json."
)


@click.group(cls=Group)
def cycle() -> None:
    """Siklus: daftar, buka, tampilkan."""


@cycle.command("list", cls=Command)
@AS
@STYLE
@click.option("--instansi", metavar="ID", help="Hanya siklus instansi ini.")
@click.option(
    "--status", type=click.Choice(["berjalan", "selesai", "ditutup", "dibatalkan"]), help="Hanya yang begini."
)
def list_(username: str, style: str, instansi: str | None, status: str | None) -> None:
    """Tampilkan siklus yang boleh dilihat orang ini, terbaru dahulu."""
    live = Live()
    me = live.standing(username)
    rows: list[CycleRow] = []
    after: str | None = None
    while True:
        found = live.desk.cycles(me, live.now, agency=instansi, status=status, after=after)
        rows += found.rows
        after = found.next
        if after is None:
            break
    if style == "json":
        write_json([row_facts(row) for row in rows])
    else:
        click.echo(table(("ID", "INSTANSI", "PERIODE", "STATUS", "LANGKAH", "SOP"), [_columns(row) for row in rows]))


@cycle.command("open", cls=Command)
@click.argument("slug", metavar="SLUG")
@click.argument("periode", metavar="PERIODE")
@click.option("--instansi", required=True, metavar="ID", help="Instansi yang menjalankan.")
@AS
@click.option("--setuju", metavar="SIDIK", help="Sidik SOP yang berubah sejak siklus terakhir dan sudah diperiksa.")
def open_(slug: str, periode: str, instansi: str, username: str, setuju: str | None) -> None:
    """Buka siklus satu periode."""
    live = Live()
    done = live.desk.open(
        live.standing(username), instansi, slug, periode, Form(secrets.token_hex(16)), live.now, confirmed=setuju
    )
    click.echo(done.cycle.id)


@cycle.command("show", cls=Command)
@click.argument("cycle_id", metavar="ID")
@AS
@STYLE
def show(cycle_id: str, username: str, style: str) -> None:
    """Tampilkan satu siklus dengan langkah dan riwayatnya."""
    live = Live()
    found = live.desk.cycle(live.standing(username), cycle_id, live.now)
    if style == "json":
        write_json(cycle_facts(found))
        return
    click.echo(f"{found.sop.nama}, {found.period.words}, {found.agency.nama}")
    click.echo(say("{done} dari {total} langkah, {status}", done=found.state.done, total=found.state.total,
                   status=found.state.status))  # fmt: skip
    rows = [(str(no), found.state.steps[step.id].state, step.uraian) for no, step in enumerate(found.sop.langkah, 1)]
    click.echo(table(("NO", "KEADAAN", "URAIAN"), rows))


def _columns(row: CycleRow) -> tuple[str, ...]:
    return row.id, row.agency, row.period.text, row.status, f"{row.done}/{row.total}", row.nama
