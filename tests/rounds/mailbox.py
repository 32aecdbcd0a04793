"""A mail server for tests: takes letters on the loopback, or refuses them."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What has come in. While `refuses` is set, every recipient is turned away.

    `hangs_up`: the line is cut "after" a letter was taken, before it is confirmed, or "before" one is.
    """

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refuses: bool = False
    hangs_up: str = ""
    connections: int = 0


class _Talk(socketserver.StreamRequestHandler):
    """One conversation in SMTP, as far as a client needs it."""

    def handle(self) -> None:
        box: Mailbox = self.server.box  # type: ignore[attr-defined]
        box.connections += 1
        self._say("220 uji")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"MAIL" and box.hangs_up == "before":
                return
            if word == b"DATA":
                self._say("354 silakan")
                box.letters.append(self._letter())
                if box.hangs_up == "after":
                    return
                self._say("250 diterima")
            elif word == b"RCPT" and box.refuses:
                self._say("550 ditolak")
            elif word == b"QUIT":
                self._say("221 selesai")
                return
            else:
                self._say("250 baik")

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Serve a mailbox for as long as the block lasts."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        box = Mailbox(port=server.server_address[1])
        server.box = box  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
