"""Variants of one SOP side by side: a row for every step that anybody has, a column for every agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.sop.model import Agency, Sop, Step
from portal.web.sop.sheet import KEYS

Kind = Literal["sama", "diubah", "dihapus", "ditambah", "tidak ada"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agency does with one step: its number there, what it changed, and its own words if they differ."""

    kind: Kind
    no: int | None = None
    changed: tuple[str, ...] = ()
    uraian: str | None = None


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One step of the base, or one that some agency added."""

    id: str
    uraian: str
    base_no: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole table."""

    agencies: tuple[Agency, ...]
    rows: tuple[CompareRow, ...]


def compare(base: Sop, variants: Sequence[tuple[Agency, Sop]]) -> Comparison:
    """Put the variants of `base` side by side."""
    order = _order(base, [sop for _, sop in variants])
    rows = []
    for key, example in order:
        in_base = base.step(key)
        cells = tuple(_cell(in_base, key, sop) for _, sop in variants)
        rows.append(CompareRow(key, example.uraian, base.number(key) if in_base else None, cells))
    return Comparison(tuple(agency for agency, _ in variants), tuple(rows))


def row_key(step: Step) -> str:
    """Return what makes steps of different agencies the same row: the base's id, the activity, else the own id."""
    if step.asal.sumber == "dasar":
        return step.id
    return step.aktivitas or step.id


def _order(base: Sop, variants: Iterable[Sop]) -> list[tuple[str, Step]]:
    """Return the rows: the base's steps in order, each added step after the row it follows in its own SOP."""
    order: list[tuple[str, Step]] = [(step.id, step) for step in base.langkah]
    known = {step.id for step in base.langkah}
    for sop in variants:
        place = -1
        for step in sop.langkah:
            key = row_key(step)
            if key in known:
                place = next(at for at, (other, _) in enumerate(order) if other == key)
                continue
            place += 1
            order.insert(place, (key, step))
            known.add(key)
    return order


def _cell(in_base: Step | None, key: str, sop: Sop) -> Cell:
    step = next((step for step in sop.langkah if row_key(step) == key), None)
    if step is None:
        return Cell("dihapus" if in_base else "tidak ada")
    no = sop.number(step.id)
    if in_base is None:
        return Cell("ditambah", no, (), step.uraian)
    changed = tuple(dict.fromkeys(KEYS.get(name, name) for name in step.asal.diubah))
    return Cell("diubah" if changed else "sama", no, changed, step.uraian if step.uraian != in_base.uraian else None)
