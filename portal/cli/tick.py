"""`portal tick`: one round of what the portal does by itself, for cron."""

from __future__ import annotations

import click

from portal.cli.indonesian import Command
from portal.cli.live import Live
from portal.rounds.post import Console
from portal.rounds.rounds import Rounds
from portal.say import say


@click.command(cls=Command)
@click.option("--lihat", "look", is_flag=True, help="Hanya tampilkan surat harian sekarang; tidak ada yang dikirim.")
def tick(look: bool) -> int:
    """Buka siklus yang jatuh waktunya, kirim surat harian, buang kiriman berkas yang terputus.

    Tanpa server surel, surat harian ditulis di layar. Kode keluar 1 bila ada yang gagal; sebabnya ditulis juga.
    """
    live, console = Live(), Console(click.echo)
    store, desk = live.store, live.desk
    rounds = Rounds(live.settings, store, live.shelves, desk, lambda: live.now, console)
    if look:
        letters = 0
        for person, letter in rounds.delivery.look(live.now):
            letters += 1
            console.send(person.nama, person.surel or "", letter, live.now)
        click.echo(say("{n} surat.", n=letters))
        return 0
    done = rounds.go()
    if done.busy:
        click.echo(say("Proses lain sedang mengerjakannya."))
        return 0
    click.echo(
        say("{opened} siklus dibuka. {sent} surat terkirim, {failed} gagal. {files} berkas dibuang.",
            opened=done.opened, sent=done.letters.sent, failed=done.letters.failed,
            files=done.swept.files + done.swept.drafts)
    )  # fmt: skip
    faults = list(done.faults)
    if done.letters.failed:
        faults.append(say("Surat gagal dikirim ({why}). Dicoba lagi sejam kemudian.", why=done.letters.why))
    for fault in faults:
        click.echo(fault, err=True)
    return 1 if faults else 0
