"""Sweeping the cabinet: uploads that were never finished, and files that no act ever named."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from portal.store import filing
from portal.store.cabinet import Cabinet
from portal.store.database import Store

GRACE = timedelta(days=1)
"""How long a file may wait for the act that names it."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What was thrown away: unfinished uploads, and files that nobody named."""

    drafts: int = 0
    files: int = 0


def sweep(store: Store, cabinet: Cabinet, now: datetime) -> Swept:
    """Throw away what has been left for longer than a day; whatever a row names is kept."""
    drafts = [path for path in cabinet.drafts() if _left(path, now)]
    for path in drafts:
        with suppress(OSError):
            path.unlink()
    old = [path for path in cabinet.kept() if _left(path, now)]
    named = filing.hashes() if old else frozenset()
    return Swept(len(drafts), sum(_thrown_away(store, path, now) for path in old if path.name not in named))


def _thrown_away(store: Store, path: Path, now: datetime) -> bool:
    """Throw one file away, unless an act has named or brought it meanwhile.

    Acts make sure in their own transaction that their files are there: inside one of ours, none can come between.
    """
    with store.writing():
        if filing.is_named(path.name) or not _left(path, now):
            return False
        with suppress(OSError):
            path.unlink()
            return True
    return False


def _left(path: Path, now: datetime) -> bool:
    try:
        return path.stat().st_mtime < (now - GRACE).timestamp()
    except OSError:
        return False
