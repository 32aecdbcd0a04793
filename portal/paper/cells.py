"""Cells of a spreadsheet's table: text that no program takes for a formula, and such a table as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

Value = str | int | float | None
"""What stands in a cell; None leaves it empty."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What may not begin a text that a spreadsheet would take for a formula."""


def inert(text: str) -> str:
    """Return a text as a CSV cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as CSV that a spreadsheet opens with its letters right; numbers stay numbers."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([inert(value) if isinstance(value, str) else value for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
