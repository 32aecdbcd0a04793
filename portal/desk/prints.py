"""Prints: what the office remembers of a printed sheet by the digest on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from portal.sop.facts import digest
from portal.sop.model import Sop, Status
from portal.store import tables

State = Literal["berlaku", "konsep", "akan berlaku", "digantikan", "dicabut", "tidak dikenal"]


def state(sop: Sop | None, agency: str, slug: str, printed: str, today: date) -> State:
    """Return what has become of the sheet whose digest starts with `printed`; `sop` is what is followed today.

    A sheet is known where it is today's, was signed, or was run by a cycle. Revoking changes a digest, but not which
    sheet it was.
    """
    if sop is not None and digest(sop).startswith(printed):
        return _today(sop, today)
    known = sop is not None and (_only_status_differs(sop, printed) or (sop.digest_disahkan or "").startswith(printed))
    if not known and not _has_run(agency, slug, printed):
        return "tidak dikenal"
    return "dicabut" if sop is None or sop.status == "dicabut" else "digantikan"


def _today(sop: Sop, today: date) -> State:
    if sop.status != "berlaku":
        return sop.status
    return "berlaku" if sop.in_force(today) else "akan berlaku"


def _only_status_differs(sop: Sop, printed: str) -> bool:
    return any(digest(replace(sop, status=status)).startswith(printed) for status in get_args(Status))


def _has_run(agency: str, slug: str, printed: str) -> bool:
    table = tables.Cycle
    where = (table.agency == agency) & (table.slug == slug) & table.digest.startswith(printed)
    return bool(table.select(table.id).where(where).exists())
