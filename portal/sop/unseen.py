"""Characters that nobody sees: no document may hold them, and of what people type or paste they are left out."""

from __future__ import annotations

import re

from portal.say import Said, say

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Controls, foreign line ends, byte-order marks, and what turns the direction of the text around it."""


def unseen(text: str) -> re.Match[str] | None:
    """Return the first character of `text` that nobody would see, or None."""
    return _UNSEEN.search(text)


def seen(text: str) -> str:
    """Return a text without them, with one kind of line end; NUL stays, for whoever refuses it.

    Chat programs paste some around names; others let a line be read in another order than it was written.
    """
    plain = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text)
    return _UNSEEN.sub(lambda found: "\0" if found.group() == "\0" else "", plain)


def unseen_message(found: re.Match[str]) -> Said:
    """Return what to say of such a character."""
    code = f"U+{ord(found.group()):04X}"
    return say("Ada karakter tak terlihat ({code}). Hapus, lalu simpan sebagai teks UTF-8 biasa.", code=code)
