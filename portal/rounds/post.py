"""Sending a letter: over SMTP to the office's own mail server and nowhere else, or to the console."""

from __future__ import annotations

import ipaddress
import logging
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from types import TracebackType
from typing import Any, Protocol

from portal.rounds.letters import Letter
from portal.say import say
from portal.settings.mail import Mail

log = logging.getLogger("portal.rounds")

SECONDS = 20
"""How long the mail server may take for an answer."""

TLS_PORT = 465


class Post(Protocol):
    """Whatever takes letters; raises OSError where one could not be handed over."""

    def send(self, name: str, address: str, letter: Letter, now: datetime) -> None: ...  # noqa: D102


class Console:
    """Where letters go without a mail server: each is written out, line by line."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def send(self, name: str, address: str, letter: Letter, now: datetime) -> None:
        """Write a letter out with whom it is for and what it is about."""
        self._write(say("Kepada: {name} <{address}>", name=name, address=address or say("tanpa surel")))
        self._write(say("Perihal: {subject}", subject=letter.subject))
        self._write("")
        self._write(letter.text)


class Unreachable(OSError):
    """The mail server does not answer, or does not let the portal in: nobody else's letter would go either."""


class _Talk(smtplib.SMTP):
    """A conversation that knows when a letter is on its way: from then on nobody can tell whether it has arrived."""

    on_its_way = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.on_its_way = True
        answer = super().data(msg)
        self.on_its_way = False
        return answer


class _TlsTalk(_Talk, smtplib.SMTP_SSL):
    """The same, in TLS from the first byte."""


class Smtp:
    """The office's mail server; connected to with the first letter, for as long as the block lasts."""

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._server: _Talk | None = None

    def __enter__(self) -> Smtp:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def send(self, name: str, address: str, letter: Letter, now: datetime) -> None:
        """Hand a letter over. Raises Unreachable, or another OSError where this one letter is refused."""
        if self._server is None:
            self._server = _guarded(lambda: _connected(self._mail))
        try:
            self._server.send_message(message(self._mail.sender, name, address, letter, now))
        except smtplib.SMTPServerDisconnected as fault:
            on_its_way, self._server = self._server.on_its_way, None
            if not on_its_way:
                raise Unreachable(str(fault)) from fault
            log.warning("the mail server left with a letter in its hands; it is not sent twice: %s", fault)


def message(sender: str, name: str, address: str, letter: Letter, now: datetime) -> EmailMessage:
    """Return a letter as it is sent."""
    mail = EmailMessage()
    mail["From"] = Address("Portal SOP", addr_spec=sender)
    mail["To"] = Address(name, addr_spec=address)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    return mail


def _guarded(connect: Callable[[], _Talk]) -> _Talk:
    try:
        return connect()
    except (OSError, ssl.SSLError) as fault:
        raise Unreachable(str(fault)) from fault


def _connected(mail: Mail) -> _Talk:
    """Return the mail server, spoken to in TLS where it can; a password never goes out in the clear."""
    context = ssl.create_default_context()
    if mail.port == TLS_PORT:
        server: _Talk = _TlsTalk(mail.host, mail.port, timeout=SECONDS, context=context)
    else:
        server = _Talk(mail.host, mail.port, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif mail.user and not _is_this_machine(mail.host):
            server.close()
            raise Unreachable("the mail server offers no TLS; the password is not sent in the clear")
    if mail.user and mail.password:
        server.login(mail.user, mail.password)
    return server


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
