"""`portal init`: set an office up, and make the link of its first administrator."""

from __future__ import annotations

from pathlib import Path

import click

from portal.cli.address import show_link
from portal.cli.indonesian import Command
from portal.cli.office import Office
from portal.clock import utcnow
from portal.people.beginning import first_admin
from portal.people.invites import Card
from portal.refusal import Refusal
from portal.say import say
from portal.settings import FILE, Settings
from portal.settings.secret import make_secret
from portal.store import migrations
from portal.store.database import Store

ANSWERS = {"y": True, "ya": True, "yes": True, "t": False, "tidak": False, "n": False, "no": False}
"""What people may answer to a question of yes or no."""


@click.command(cls=Command)
@click.option(
    "--admin", metavar="NAMA_PENGGUNA", default="admin.portal", help="Nama pengguna admin pertama; bawaan admin.portal."
)
@click.option("--nama", metavar="NAMA_LENGKAP", default="Admin portal", help="Nama lengkap admin pertama.")
@click.option("--http/--https", "http", default=None, help="HTTP di jaringan kantor, atau HTTPS. Tanpa ini ditanyakan.")
def init(admin: str, nama: str, http: bool | None) -> None:
    """Siapkan portal kantor: folder, rahasia, basis data, dan tautan admin pertama."""
    office = Office()
    home, now = office.settings.home, utcnow()
    if (home / FILE).exists():
        refuse_other(office.settings, http)
    else:
        chosen = http if http is not None else ask_http()
        home.mkdir(parents=True, exist_ok=True)
        write_settings(home, chosen)
    make_secret(home)
    store = Store(office.settings.database)
    if store.path.exists():
        store.open()
    else:
        migrations.create(store)
    tell(Office().settings, first_admin(store, admin, nama, now))


def ask_http() -> bool:
    """Ask whether the office's network is plain HTTP; without somebody to ask, refuse to guess."""
    click.echo(say("Bagaimana PC lain membuka portal ini?"))
    click.echo(
        say("  HTTP: langsung lewat jaringan kantor, tanpa sertifikat. Yang dikirim dapat dibaca di jaringan itu.")
    )
    click.echo(say("  HTTPS: dengan sertifikat, atau di belakang proksi HTTPS."))
    while True:
        try:
            answer: str = click.prompt(say("HTTP di jaringan kantor? [y/t]"), prompt_suffix=" ")
        except click.Abort as gone:
            raise Refusal(say("Jawab lewat pilihan: portal init --http, atau portal init --https.")) from gone
        if answer.strip().casefold() in ANSWERS:
            return ANSWERS[answer.strip().casefold()]
        click.echo(say("Jawab y (ya, HTTP) atau t (tidak, HTTPS)."))


def refuse_other(settings: Settings, http: bool | None) -> None:
    """Refuse an answer that is not what the office has settled already: it would look as if it were kept."""
    if http is not None and http != settings.http:
        raise Refusal(
            say("Kantor ini sudah disiapkan dengan http = {ada}. Untuk mengubahnya, tulis http = {baru} di {berkas}.",
                ada=str(settings.http).lower(), baru=str(http).lower(), berkas=settings.home / FILE)
        )  # fmt: skip


def write_settings(home: Path, http: bool) -> None:
    """Write the settings file of a new office."""
    lines = ["# Setelan portal; variabel lingkungan PORTAL_… mendahului berkas ini.", f"http = {str(http).lower()}", ""]
    (home / FILE).write_text("\n".join(lines), "utf-8")


def tell(settings: Settings, card: Card) -> None:
    """Write what has been set up and what to do next. The link is shown here once and nowhere else."""
    click.echo(say("Portal siap di {home}.", home=settings.home))
    click.echo(say("Jalankan: portal serve"))
    click.echo(say("Lalu buka tautan ini sekali, untuk menetapkan kata sandi {username} (berlaku satu hari):",
                   username=card.username))  # fmt: skip
    show_link(settings, card.path)
