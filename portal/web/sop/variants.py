"""Which variants are put side by side: those asked for, else the first few."""

from __future__ import annotations

from collections.abc import Sequence

from portal.web.answers import Values
from portal.web.rooms import reader, rooms
from portal.web.sop.comparison import compare
from portal.web.sop.visible import may_read

SIDE_BY_SIDE = 6


def variants_beside(slug: str, asked: Sequence[str], first: str | None = None) -> Values:
    """Return what the comparison of an SOP's variants shows; `first` is an agency that is always in it."""
    base = rooms().library.base(slug)
    found = [entry for entry in rooms().library.variants(slug) if entry.sop and may_read(entry, reader())]
    pairs = [(entry.agency, entry.sop) for entry in found if entry.agency and entry.sop]
    wanted = {*asked, *([first] if first else [])}
    chosen = [pair for pair in pairs if pair[0].id in wanted] if asked else []
    chosen += [pair for pair in pairs if pair not in chosen] if not asked else []
    chosen.sort(key=lambda pair: pair[0].id != first)
    comparison = compare(base.sop, chosen[:SIDE_BY_SIDE]) if base and base.sop and pairs else None
    return {"comparison": comparison, "choices": [agency for agency, _ in pairs], "total": len(pairs)}
