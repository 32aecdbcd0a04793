"""Running the portal's own server until somebody stops it."""

from __future__ import annotations

import gc
import socket
import ssl
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.server import Server

from portal.fault import cause
from portal.refusal import Refusal
from portal.say import say

TARGET = "portal.web.serving:app"
THREADS = 8
"""Requests answered at the same time by one process; each thread keeps one database connection."""

GRACE_SECONDS = 10


def run(host: str, port: int, *, workers: int = 1, cert: Path | None = None, key: Path | None = None) -> None:
    """Serve until stopped. Raises Refusal where the port cannot be used."""
    refuse_taken(host, port)
    server = Server(
        TARGET, address=host, port=port, interface=Interfaces.WSGI, factory=True, workers=workers,
        blocking_threads=THREADS, http=HTTPModes.http1, websockets=False, log_enabled=False,
        respawn_failed_workers=True, workers_kill_timeout=GRACE_SECONDS, ssl_cert=cert, ssl_key=key,
    )  # fmt: skip
    gc.disable()  # a worker begins as a copy of this process: nothing of what it reads at its start is garbage
    server.serve()


def refuse_unfit(cert: Path, key: Path) -> None:
    """Refuse a certificate and key that do not belong together, before a server fails at them in its own words."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password="")
    except (OSError, ValueError) as fault:
        raise Refusal(
            say("Sertifikat {cert} atau kunci {key} tidak dapat dipakai. Keduanya berkas PEM; kuncinya milik "
                "sertifikat itu, dan tidak bersandi.", cert=cert, key=key)
        ) from fault  # fmt: skip


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address that is taken or not ours, before a server fails at it in its own words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Refusal(
                say("Alamat {host}:{port} tidak dapat dipakai ({reason}). Hentikan yang memakainya, atau pilih "
                    "--port lain.", host=host, port=port, reason=cause(fault))
            ) from fault  # fmt: skip
