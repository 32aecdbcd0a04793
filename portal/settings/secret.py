"""The portal's signing secret: made once, kept in its home, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from portal.refusal import Refusal
from portal.say import say

FILE = "secret"
LENGTH = 32
VARIETY = 12


def make_secret(home: Path) -> None:
    """Write a fresh secret, unless the home has one already."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(home / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_secret(home: Path, given: str | None) -> str:
    """Return the secret given by the environment, else the home's; refuse a missing or weak one."""
    secret = given or _written(home / FILE)
    if len(secret) < LENGTH or len(set(secret)) < VARIETY:
        raise Refusal(
            say(
                "Rahasia portal terlalu lemah: sedikitnya {panjang} karakter acak. Hapus {berkas} "
                "(atau PORTAL_SECRET), lalu jalankan `portal init` agar dibuatkan yang baru.",
                panjang=LENGTH, berkas=home / FILE,
            )
        )  # fmt: skip
    return secret


def _written(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        raise Refusal(
            say("Rahasia portal belum ada di {berkas}. Jalankan `portal init` untuk membuatnya.", berkas=path)
        ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(say("Rahasia portal di {berkas} tidak dapat dibaca.", berkas=path)) from fault
