"""`portal serve`: the portal for an office, until somebody stops it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from portal.cli import server
from portal.cli.address import EVERYWHERE, origins
from portal.cli.indonesian import Command
from portal.clock import utcnow
from portal.desk.sweeping import sweep
from portal.refusal import Refusal
from portal.say import say
from portal.settings import load
from portal.store.cabinet import cabinet_of
from portal.store.database import Store


@click.command(cls=Command)
@click.option(
    "--host",
    metavar="ALAMAT",
    help="Alamat; bawaan semua alamat PC ini bila HTTPS atau HTTP kantor, selain itu 127.0.0.1.",
)
@click.option("--port", metavar="ANGKA", type=click.IntRange(1, 65535), default=8000, help="Porta; bawaan 8000.")
@click.option("--workers", metavar="ANGKA", type=click.IntRange(1, 32), default=1, help="Banyak proses; bawaan 1.")
@click.option(
    "--tls-cert",
    metavar="BERKAS",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sertifikat TLS (PEM).",
)
@click.option(
    "--tls-key", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Kunci TLS (PEM)."
)
def serve(host: str | None, port: int, workers: int, tls_cert: Path | None, tls_key: Path | None) -> None:
    """Jalankan portal kantor ini."""
    settings = load(os.environ, Path.cwd())
    if (tls_cert is None) != (tls_key is None):
        raise Refusal(say("Sertifikat dan kunci TLS diberikan berdua: --tls-cert dan --tls-key."))
    if settings.demo:
        raise Refusal(say("Setelan demo tidak untuk kantor. Hapus PORTAL_DEMO, atau jalankan portal demo."))
    settings.secret()
    store = Store(settings.database).open()
    sweep(store, cabinet_of(settings.home), utcnow())
    store.close()
    open_to_office = settings.http or tls_cert is not None
    address = host or (EVERYWHERE if open_to_office else "127.0.0.1")
    if tls_cert and tls_key:
        server.refuse_unfit(tls_cert, tls_key)
    server.refuse_taken(address, port)
    if tls_cert is None and not settings.http:
        click.echo(say("Cookie hanya berlaku lewat HTTPS: pakai --tls-cert dan --tls-key, atau proksi HTTPS di depan."))
    click.echo(say("Portal menjawab di (hentikan dengan Ctrl+C):"))
    for origin in origins("https" if tls_cert else "http", address, port):
        click.echo(origin)
    server.run(address, port, workers=workers, cert=tls_cert, key=tls_key)
