"""Heads: which titles speak for each cell of a PDF's tables, also where titles span several columns or rows.

A table without any title only lays out what stands in it, and is told as plain blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

Element = dict[str, Any]
"""An element of the structure that tells a PDF to those who hear it."""

Row = tuple[bool, list[Element]]
"""Whether a row stands in the head of its table, and its cells."""


class Tagged(Protocol):
    """A PDF that is about to be written."""

    objects: list[Any]


def set_right(_document: object, pdf: Tagged) -> None:
    """Name the titles of every cell anew: WeasyPrint loses count of columns below a title that spans several."""
    tagged = (one for one in pdf.objects if hasattr(one, "get") and one.get("Type") == "/StructElem")
    elements = {one.reference: one for one in tagged}
    for element in elements.values():
        if element["S"] == "/Table":
            rows = list(_rows(element, elements))
            if any(cell["S"] == "/TH" for _head, cells in rows for cell in cells):
                _table(rows)
            else:
                _blocks(element, elements)


def _rows(element: Element, elements: Mapping[bytes, Element], head: bool = False) -> Iterator[Row]:
    """Yield the rows of a table."""
    for part in _parts(element, elements):
        if part["S"] == "/TR":
            yield head, list(_parts(part, elements))
        elif part["S"] in ("/THead", "/TBody"):
            yield from _rows(part, elements, head=part["S"] == "/THead")


def _parts(element: Element, elements: Mapping[bytes, Element]) -> Iterator[Element]:
    return (elements[part] for part in element["K"] if part in elements)


def _blocks(element: Element, elements: Mapping[bytes, Element]) -> None:
    """Make a table that has no titles a block of blocks, down to its cells."""
    cell = element["S"] == "/TD"
    element["S"] = "/Div"
    element.pop("A", None)
    if not cell:
        for part in _parts(element, elements):
            _blocks(part, elements)


def _table(rows: Iterable[Row]) -> None:
    above: dict[int, list[Any]] = {}
    hangs: dict[int, int] = {}
    for head, cells in rows:
        beside: list[Any] = []
        column, held = 0, {at for at, more in hangs.items() if more}
        hangs = {at: more - 1 for at, more in hangs.items() if more}
        for cell in cells:
            while column in held:
                column += 1
            facts = cell["A"]
            across = range(column, column + facts.get("ColSpan", 1))
            if cell["S"] == "/TD":
                facts["Headers"][:] = [*beside, *_once(above, across)]
            elif head:
                facts["Scope"] = "/Column"
                for at in across:
                    above.setdefault(at, []).append(cell["ID"])
            else:
                facts["Scope"] = "/Row"
                beside.append(cell["ID"])
            hangs.update(dict.fromkeys(across, facts.get("RowSpan", 1) - 1))
            column = across.stop


def _once(above: Mapping[int, list[Any]], across: range) -> list[Any]:
    """Return the titles above some columns, each once."""
    return list({id(title): title for at in across for title in above.get(at, ())}.values())
