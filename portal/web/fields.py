"""Fields as a request carries them: whole numbers and days, read or refused."""

from __future__ import annotations

from datetime import date

from portal.refusal import Refusal
from portal.say import say

LONGEST = 15


def number(text: str | None) -> int | None:
    """Return the number that a text is; None for what is none, or longer than any database knows."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def day(text: str | None, field: str) -> date | None:
    """Return the day of a date field, None for an empty one; refuse what is no date."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(say("Tanggal ditulis seperti 2026-10-14."), field=field) from None
