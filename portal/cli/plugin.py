"""`portal plugin`: which plugins there are, a new one, and whether one is sound."""

from __future__ import annotations

import json
from pathlib import Path

import click

from portal.cli.indonesian import Command, Group
from portal.cli.office import Office
from portal.cli.output import report, table
from portal.cli.scaffold import KINDS, make_plugin
from portal.library import checking
from portal.library.shelves import Shelves
from portal.plugin_asking import Plugin
from portal.plugin_finding import Quarantined, folded
from portal.plugins import find_plugins
from portal.refusal import Refusal
from portal.say import say
from portal.sop.model import Problem


@click.group(cls=Group)
def plugin() -> None:
    """Plugin: daftar, buat baru, periksa."""


@plugin.command("list", cls=Command)
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", help="table atau json.")
def list_(style: str) -> int:
    """Tampilkan semua plugin, hook yang dijawabnya, dan yang dikarantina beserta sebabnya."""
    plugins = Office().plugins
    if style == "json":
        facts = {
            "dipakai": [_facts(one) for one in plugins.loaded],
            "dikarantina": [_why(one) for one in plugins.quarantined],
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(table(("PLUGIN", "VERSI", "ASAL", "HOOK"), [_columns(one) for one in plugins.loaded]))
        for one in plugins.loaded:
            if one.replaces:
                click.echo(say("{nama}: menggantikan {lain}", nama=one.name, lain=one.replaces))
        for gone in plugins.quarantined:
            place = f"{gone.path}:{gone.line}" if gone.line else gone.path
            click.echo(say("{nama}: dikarantina: {sebab} ({tempat})", nama=gone.name, sebab=gone.reason, tempat=place))
    return 1 if plugins.quarantined else 0


@plugin.command("new", cls=Command)
@click.argument("nama", metavar="NAMA")
@click.option("--jenis", type=click.Choice(list(KINDS)), default=KINDS[0], help="instansi atau aktivitas.")
@click.option("--di", "place", metavar="FOLDER", help="Tempat folder plugin; biasanya plugins/ di PORTAL_HOME.")
def new(nama: str, jenis: str, place: str | None) -> None:
    """Buat plugin baru yang langsung jalan, lengkap dengan ujinya."""
    office = Office()
    known = {*(one.name for one in office.plugins.loaded), *(one.name for one in office.plugins.quarantined)}
    if folded(nama) in {folded(name) for name in known}:
        raise Refusal(say("Plugin {nama} sudah ada. Pilih nama lain; yang ada: portal plugin list.", nama=nama))
    target = Path(place) if place else office.settings.home / "plugins"
    folder = make_plugin(target, nama, jenis)
    click.echo(say("Plugin {nama} dibuat di {folder}. Baca {folder}/README.md untuk langkah berikutnya.",
                   nama=nama, folder=folder))  # fmt: skip


@plugin.command("check", cls=Command)
@click.argument("path", metavar="FOLDER")
def check(path: str) -> int:
    """Periksa satu folder plugin: kodenya, instansinya, dan dokumennya."""
    if not Path(path).is_dir():
        raise Refusal(say('Folder "{nama}" tidak ada.', nama=path))
    return report(plugin_problems(Office(), Path(path)))


def plugin_problems(office: Office, folder: Path) -> list[Problem]:
    """Return what is wrong with one plugin folder, loaded together with all others, and with its documents."""
    folder = folder.resolve()
    plugins = find_plugins(office.settings, (folder,))
    gone = [one for one in plugins.quarantined if folded(one.name) == folded(folder.name)]
    if gone:
        return [
            Problem(one.path, one.line, say('Plugin "{nama}" dikarantina: {sebab}.', nama=one.name, sebab=one.reason))
            for one in gone
        ]
    return checking.of_plugin(Shelves(office.settings, plugins, office.shelves.clock), folder.name)


def _columns(one: Plugin) -> tuple[str, ...]:
    return one.name, one.version or "-", one.source, ", ".join(one.hooks) or "-"


def _facts(one: Plugin) -> dict[str, object]:
    return {
        "nama": one.name, "versi": one.version, "asal": one.source, "folder": str(one.folder),
        "hook": list(one.hooks), "menggantikan": one.replaces,
    }  # fmt: skip


def _why(one: Quarantined) -> dict[str, object]:
    return {"nama": one.name, "sebab": one.reason, "tempat": one.path, "baris": one.line}
