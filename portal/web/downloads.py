"""SOPs as files, in the formats that plugins offer."""

from __future__ import annotations

from flask import Response

from portal.library import Entry
from portal.library.letterhead import around
from portal.refusal import NotThere
from portal.say import say
from portal.web.rooms import reader, rooms


def download_of(entry: Entry, format_name: str) -> Response:
    """Answer an SOP as a file; a visitor's carries no names."""
    format_ = rooms().plugins.formats.get(format_name)
    if format_ is None or entry.sop is None:
        raise NotThere(say("SOP ini tidak dapat diunduh sebagai {name}.", name=format_name[:20]))
    answer = Response(
        format_.render(entry.sop, around(rooms().library, entry, staff=reader() is not None)),
        content_type=format_.media_type,
    )
    name = "-".join(part for part in (entry.agency.id if entry.agency else None, entry.slug) if part)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{format_.name}"'
    answer.headers["Cache-Control"] = "no-store" if reader() else "private, no-cache"
    answer.vary.add("Cookie")
    return answer
