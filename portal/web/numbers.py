"""Whole numbers as a request carries them: plain digits, and no more of them than the portal counts to."""

from __future__ import annotations

LONGEST = 15


def number(text: str | None) -> int | None:
    """Return the number that a text is; None for what is none, or longer than any database knows."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST else None
