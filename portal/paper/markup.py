"""Markup: text and pictures as they stand in a page of HTML."""

from __future__ import annotations

import base64
from html import escape


def text(words: str | None) -> str:
    """Return words as HTML, their line breaks kept."""
    return "<br>".join(escape(line) for line in (words or "").splitlines())


def listed(items: tuple[str, ...]) -> str:
    """Return items as a numbered list; a single one as a paragraph."""
    if len(items) == 1:
        return f"<p>{text(items[0])}</p>"
    return f"<ol>{''.join(f'<li>{text(item)}</li>' for item in items)}</ol>" if items else ""


def data_uri(media_type: str, data: bytes) -> str:
    """Return a picture as an address that needs nothing but itself."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def picture(data: bytes, alt: str, name: str) -> str:
    """Return an image element of the class `name`: a PNG, or else an SVG."""
    kind = "image/png" if data.startswith(b"\x89PNG") else "image/svg+xml"
    return f'<img class="{name}" alt="{escape(alt)}" src="{data_uri(kind, data)}">'


def grouped(digits: str) -> str:
    """Return the start of a hash as people compare it: four groups of four."""
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
