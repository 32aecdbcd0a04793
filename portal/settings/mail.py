"""How the daily letter leaves the portal: the office's mail server, who sends, and from which hour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.refusal import Refusal
from portal.say import say

KEYS = ("smtp", "smtp_user", "smtp_password", "mail_from", "mail_hour")
"""The settings of this module."""

HOUR = 7
"""Letters go out from this hour of the day on, where no other is set."""

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                     r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+")  # fmt: skip
"""A mail address as it is typed; without comments, quotes and spaces."""

_SERVER = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server, the address that letters come from, and the hour of the day from which they go out."""

    host: str
    port: int
    sender: str
    hour: int = HOUR
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_mail(given: Mapping[str, object]) -> Mail | None:
    """Return how letters leave, None where no mail server is set. Raises Refusal naming the setting."""
    if not given.get("smtp"):
        return None
    server = _SERVER.fullmatch(_text(given, "smtp"))
    if server is None or not 0 < int(server[2]) < 65536:
        raise _wrong("smtp", "mail.contoh.go.id:587")
    sender = _text(given, "mail_from")
    if not ADDRESS.fullmatch(sender):
        raise _wrong("mail_from", "portal@contoh.go.id")
    user, password = _text(given, "smtp_user") or None, _text(given, "smtp_password") or None
    if (user is None) != (password is None):
        raise Refusal(say("Pengaturan smtp_user dan smtp_password diberikan berdua."))
    return Mail(server[1].strip("[]"), int(server[2]), sender, _hour(given), user, password)


def _hour(given: Mapping[str, object]) -> int:
    value = given.get("mail_hour", HOUR)
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and int(text[:3]) <= 23):
        raise _wrong("mail_hour", str(HOUR))
    return int(text)


def _text(given: Mapping[str, object], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise Refusal(say("Pengaturan {kunci} harus berupa teks.", kunci=key))
    return value.strip()


def _wrong(key: str, example: str) -> Refusal:
    return Refusal(say("Pengaturan {kunci} ditulis seperti {contoh}.", kunci=key, contoh=example))
