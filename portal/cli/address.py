"""Where the portal answers: the addresses by which other PCs reach this one."""

from __future__ import annotations

import socket

import click

from portal.say import say
from portal.settings import FILE, Settings

EVERYWHERE = "0.0.0.0"  # noqa: S104 (an office's portal is for the other PCs)


def origins(scheme: str, host: str, port: int) -> list[str]:
    """Return the addresses to type into a browser."""
    return [f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}/" for name in addresses(host)]


def addresses(host: str) -> list[str]:
    """Return the addresses of this PC where `host` means all of them; else the host itself."""
    if host not in (EVERYWHERE, "::"):
        return [host]
    try:
        found = socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        found = []
    return [*dict.fromkeys(name for name in found if not name.startswith("127."))] or ["127.0.0.1"]


def show_link(settings: Settings, path: str) -> None:
    """Write a one-time link; where only the office knows how it begins, say what to put before it."""
    if settings.url or settings.http:
        click.echo(f"{settings.url or f'http://{addresses(EVERYWHERE)[0]}:8000'}{path}")
        return
    click.echo(
        say("(Tulis alamat portal ini di depannya. Dengan url = \"https://sop.contoh.go.id\" di {berkas}, "
            "tautan tercetak lengkap.)", berkas=settings.home / FILE)
    )  # fmt: skip
    click.echo(path)
