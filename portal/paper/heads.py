"""Heads: which titles speak for each cell of a PDF's tables, also where titles span several columns or rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
            _table(_rows(element, elements))


def _rows(element: Element, elements: Mapping[bytes, Element], head: bool = False) -> Iterator[Row]:
    """Yield the rows of a table."""
    for part in _parts(element, elements):
        if part["S"] == "/TR":
            yield head, list(_parts(part, elements))
        elif part["S"] in ("/THead", "/TBody"):
            yield from _rows(part, elements, head=part["S"] == "/THead")


def _parts(element: Element, elements: Mapping[bytes, Element]) -> Iterator[Element]:
    return (elements[part] for part in element["K"] if part in elements)


def _table(rows: Iterator[Row]) -> None:
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
