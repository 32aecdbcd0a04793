"""`portal migrate`: bring the database to this version of the portal."""

from __future__ import annotations

import click

from portal.cli.indonesian import Command
from portal.cli.office import Office
from portal.say import say
from portal.store import migrations
from portal.store.database import SCHEMA, Store


@click.command(cls=Command)
def migrate() -> None:
    """Naikkan basis data ke versi portal ini."""
    applied = migrations.migrate(Store(Office().settings.database))
    if applied:
        click.echo(say("Basis data dinaikkan ke versi {version}.", version=applied[-1]))
    else:
        click.echo(say("Basis data sudah versi {version}; tidak ada yang diubah.", version=SCHEMA))
