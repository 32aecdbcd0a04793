"""The table around the drawn flow: its columns with their titles, and the text of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.sop.model import Sop, Step
from portal.sop.schema import heading
from portal.sop.waktu import printed

MUTU = ("kelengkapan", "waktu", "output")


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: the key of its text (the role's id for a column of symbols), its title, and the title above it."""

    key: str
    title: str
    group: str | None = None
    role: bool = False


def columns(sop: Sop) -> tuple[GridColumn, ...]:
    """Return the columns an SOP's form shows, in order; those it does not print are left out."""
    label = sop.label
    no = heading(label, "no")
    found = [] if no is None else [GridColumn("no", no)]
    found.append(GridColumn("uraian", heading(label, "uraian") or ""))
    group = heading(label, "pelaksana") or ""
    found += [GridColumn(role.id, role.jabatan, group, role=True) for role in sop.pelaksana]
    group = heading(label, "mutu_baku") or ""
    found += [GridColumn(key, title, group) for key in MUTU if (title := heading(label, key)) is not None]
    title = heading(label, "keterangan")
    return (*found, GridColumn("keterangan", title)) if title is not None else tuple(found)


def text(sop: Sop, step: Step, key: str) -> tuple[str, ...]:
    """Return the paragraphs of a cell of text; those of a list are numbered."""
    if key == "no":
        return (str(sop.number(step.id)),)
    if key == "uraian":
        return (step.uraian,)
    if key == "waktu":
        return (printed(step.waktu, sop.satuan_waktu),) if step.waktu else ()
    if key == "keterangan":
        return (step.keterangan.teks,) if step.keterangan else ()
    return numbered(step.kelengkapan if key == "kelengkapan" else step.output)


def numbered(items: Sequence[str]) -> tuple[str, ...]:
    """Return a list's items with their numbers; a single one stands without."""
    return tuple(f"{no}. {item}" for no, item in enumerate(items, 1)) if len(items) > 1 else tuple(items)
