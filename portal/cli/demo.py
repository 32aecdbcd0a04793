"""`portal demo`: the whole portal with invented people, in a folder of its own, on this machine only."""

from __future__ import annotations

import os
from pathlib import Path

import click

from portal.cli import server
from portal.cli.indonesian import Command
from portal.clock import utcnow
from portal.demo.build import default_home, environment, forget, prepare
from portal.say import say

HOST = "127.0.0.1"


@click.command(cls=Command)
@click.option("--port", metavar="ANGKA", type=click.IntRange(1, 65535), default=8000, help="Porta; bawaan 8000.")
@click.option("--folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Folder demo; bawaan ./portal-demo.")
@click.option("--baru", "fresh", is_flag=True, help="Buang isi demo yang lama, mulai dari awal.")
def demo(port: int, folder: Path | None, fresh: bool) -> None:
    """Jalankan demo: lima instansi, orang rekaan, siklus yang sedang berjalan."""
    server.refuse_taken(HOST, port)
    home = Path(os.path.abspath(folder)) if folder else default_home(Path.cwd())  # noqa: PTH100 (keeps links as named)
    if fresh:
        forget(home)
    prepare(home, os.environ, utcnow())
    os.environ.update(environment(home, os.environ))
    for name in ("PORTAL_DATABASE", "PORTAL_URL"):
        os.environ.pop(name, None)
    click.echo(say("Demo berjalan di http://{host}:{port}/ (hentikan dengan Ctrl+C).", host=HOST, port=port))
    click.echo(say("Pilih seorang rekaan di halaman Masuk; tidak ada kata sandi. Isi demo ada di {home}.", home=home))
    server.run(HOST, port)
