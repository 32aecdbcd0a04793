"""`portal person`: accounts, from the server's command line."""

from __future__ import annotations

import click

from portal.cli.address import show_link
from portal.cli.indonesian import Command, Group
from portal.cli.live import Live, write_json
from portal.cli.output import table
from portal.people import accounts, invites
from portal.people.model import CONSOLE, Person
from portal.say import say


@click.group(cls=Group)
def person() -> None:
    """Akun: buat, daftar, nonaktifkan."""


@person.command("add", cls=Command)
@click.argument("username", metavar="NAMA_PENGGUNA")
@click.argument("nama", metavar="NAMA_LENGKAP")
@click.option("--nip", metavar="NIP", help="NIP.")
@click.option("--jabatan", metavar="JABATAN", help="Jabatan.")
@click.option("--instansi", metavar="ID", help="Instansi yang mengurus akun ini.")
def add(username: str, nama: str, nip: str | None, jabatan: str | None, instansi: str | None) -> None:
    """Buat akun dan tautan sekali pakai untuk menetapkan kata sandinya."""
    live = Live()
    if instansi is not None:
        live.agency(instansi)
    made = accounts.create(
        live.store, CONSOLE, username=username, nama=nama, nip=nip, jabatan=jabatan, agency=instansi, now=live.now
    )
    card = invites.issue(live.store, CONSOLE, made.id, "undangan", live.now)
    click.echo(say("Akun {username} dibuat. Tautan sekali pakai:", username=made.username))
    show_link(live.settings, card.path)


@person.command("list", cls=Command)
@click.option("--instansi", metavar="ID", help="Hanya orang instansi ini.")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", help="table atau json.")
def list_(instansi: str | None, style: str) -> None:
    """Tampilkan semua akun."""
    live = Live()
    _ = live.store
    people: list[Person] = []
    after: str | None = None
    while True:
        found = accounts.listed(CONSOLE, live.now, agency=instansi, after=after, limit=200)
        people += found.people
        after = found.after
        if after is None:
            break
    if instansi is not None and not people:
        live.agency(instansi)
    if style == "json":
        write_json([_facts(one) for one in people])
    else:
        rows = [(one.username, one.nama, one.agency or "-", _word(one)) for one in people]
        click.echo(table(("NAMA_PENGGUNA", "NAMA", "INSTANSI", "AKUN"), rows))


@person.command("disable", cls=Command)
@click.argument("username", metavar="NAMA_PENGGUNA")
def disable(username: str) -> None:
    """Nonaktifkan akun: sesi, tautan, dan tokennya mati seketika."""
    live = Live()
    accounts.disable(live.store, CONSOLE, live.person(username).id, live.now)
    click.echo(say("Akun {username} dinonaktifkan.", username=username))


def _facts(one: Person) -> dict[str, object]:
    return {"username": one.username, "nama": one.nama, "jabatan": one.jabatan, "instansi": one.agency,
            "aktif": not one.disabled}  # fmt: skip


def _word(one: Person) -> str:
    if one.disabled:
        return say("nonaktif")
    return say("aktif") if one.has_password else say("belum dipakai")
