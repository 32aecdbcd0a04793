"""What an agency changed in each step: the base's words beside its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from portal.sop.model import Kaitan, Sop, Step, Waktu
from portal.web.sop.sheet import KEYS, Row, Sheet

NOT_SHOWN = ("id", "asal")


@dataclass(frozen=True, slots=True)
class Change:
    """One key of a step: what the base says, and what the agency says."""

    key: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step with everything that was changed in it."""

    row: Row
    changes: tuple[Change, ...]


def lines(sheet: Sheet, base: Sop | None) -> tuple[Line, ...]:
    """Return the steps of `sheet` in order, each beside its step in `base`."""
    return tuple(Line(row, _changes(row.step, sheet.sop, base)) for row in sheet.rows)


def beside(before: Sop, after: Sop) -> tuple[tuple[int, Step, tuple[Change, ...]], ...]:
    """Return (number, step, what changed in it) of the steps of `after` that stand in `before` in other words."""
    found = []
    for no, step in enumerate(after.langkah, 1):
        old = before.step(step.id)
        keys = [one.name for one in fields(Step) if one.name not in NOT_SHOWN] if old else []
        changes = tuple(
            Change(KEYS.get(key, key), was, now)
            for key in keys
            if (was := _words(getattr(old, key), before)) != (now := _words(getattr(step, key), after))
        )
        if changes:
            found.append((no, step, changes))
    return tuple(found)


def _changes(step: Step, sop: Sop, base: Sop | None) -> tuple[Change, ...]:
    if step.asal.sumber != "dasar" or base is None:
        return ()
    before = base.step(step.id)
    found = {}
    for key in step.asal.diubah:
        if hasattr(step, key):
            was = _words(getattr(before, key), base) if before else ""
            found[key] = Change(KEYS.get(key, key), was, _words(getattr(step, key), sop))
    return tuple(change for change in found.values() if change.was != change.now)


def _words(value: object, sop: Sop) -> str:
    """Return one value of a step as a reader understands it: titles for roles, uraian for targets."""
    if value is None:
        return ""
    if isinstance(value, Waktu | Kaitan):
        return value.teks
    if isinstance(value, tuple):
        return ", ".join(_words(item, sop) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{sop.title(str(key))}: {item}" for key, item in value.items())
    if isinstance(value, bool):
        return "✓" if value else ""
    text = str(value)
    target = sop.step(text)
    return target.uraian if target else sop.title(text)
