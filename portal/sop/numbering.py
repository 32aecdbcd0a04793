"""The row of column numbers that some forms print under the head of the table."""

from __future__ import annotations

from portal.sop.model import Sop
from portal.sop.schema import heading


def number_row(sop: Sop, columns: int) -> tuple[str, ...]:
    """Return one text a column; empty if the form prints no numbers.

    A row shorter than the table leaves the column "No" out, as forms print it, and ends early.
    """
    numbers = sop.nomor_kolom
    if not numbers:
        return ()
    lead = ("",) if len(numbers) < columns and heading(sop.label, "no") else ()
    cells = (*lead, *numbers)
    return (*cells, *("",) * (columns - len(cells)))[:columns]


def column_count(sop: Sop) -> int:
    """Return how many columns a form prints."""
    others = ("no", "kelengkapan", "waktu", "output", "keterangan")
    return 1 + len(sop.pelaksana) + sum(heading(sop.label, key) is not None for key in others)
