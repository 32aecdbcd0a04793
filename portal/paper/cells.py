"""Cells of a spreadsheet's table: text that no program takes for a formula, and such a table as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Value = str | int | float | None
"""What stands in a cell; None leaves it empty."""

DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What may not begin a text that a spreadsheet would take for a formula."""

_BEGINS = r"(?=[=+\-@＝＋－＠])"
_CELL = r"[;\t\r\n][\s\"']*?"
"""Where a spreadsheet begins a cell whose mark is the semicolon, as in Indonesia, whatever mark the table has."""


def inert(text: str) -> str:
    """Return a text as a CSV cell that no spreadsheet takes for a formula, nor any part that it cuts out of it."""
    whole = re.sub(f"({_CELL}){_BEGINS}", r"\1'", text)
    return f"'{whole}" if whole.startswith(DANGEROUS) else whole


def plain(cell: str) -> str:
    """Return the text that `inert` has made a cell of, trimmed."""
    text = re.sub(f"({_CELL})'{_BEGINS}", r"\1", cell.strip())
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as CSV that a spreadsheet opens with its letters right; numbers stay numbers."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([inert(value) if isinstance(value, str) else value for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
