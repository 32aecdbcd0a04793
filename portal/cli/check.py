"""`portal check`: what is wrong with documents and plugins."""

from __future__ import annotations

from pathlib import Path

import click

from portal.cli.indonesian import Command
from portal.cli.office import Office
from portal.cli.output import report
from portal.cli.plugin import plugin_problems
from portal.library import checking
from portal.library.catalogue import documents_in
from portal.refusal import Refusal
from portal.say import say
from portal.sop.faults import nearest
from portal.sop.model import Problem


@click.command(cls=Command)
@click.argument("path", nargs=-1, metavar="[BERKAS]…")
@click.option("--tanpa-saran", "errors_only", is_flag=True, help="Tulis galat saja; saran hanya dihitung.")
def check(path: tuple[str, ...], errors_only: bool) -> int:
    """Periksa semua dokumen dan plugin, atau berkas tertentu.

    Tiap masalah ditulis sebagai berkas:baris: pesan, galat lebih dahulu. Saran tentang naskah menyebut aturannya
    dalam kurung siku. Kode keluar 1 bila ada galat; saran tidak dihitung.
    """
    office = Office()
    if not path:
        return report(checking.problems(office.shelves), advice=not errors_only)
    found = [problem for one in path for problem in _problems(office, Path(one))]
    return report(found, advice=not errors_only)


def _problems(office: Office, path: Path) -> list[Problem]:
    """Return what is wrong with a file, a plugin folder, or all documents of another folder."""
    if path.is_file():
        return list(checking.check(office.shelves, path))
    if not path.is_dir():
        raise _missing(path)
    if any((path / part).exists() for part in ("instansi.md", "__init__.py")):
        return plugin_problems(office, path)
    documents = list(documents_in(path))
    if not documents:
        raise Refusal(say('Folder "{nama}" tidak berisi dokumen SOP atau plugin.', nama=path))
    return [problem for _, document in documents for problem in checking.check(office.shelves, document)]


def _missing(path: Path) -> Refusal:
    """Return the refusal of a path that is not there, with the nearest name that is."""
    try:
        there = [one.name for one in path.parent.iterdir()]
    except OSError:
        there = []
    return Refusal(say('Berkas atau folder "{nama}" tidak ada.{near}', nama=path, near=nearest(path.name, there)))
