"""SOPs as files, in the formats that plugins offer."""

from __future__ import annotations

from typing import get_args

from flask import Response, current_app, request

from portal.hooks import Around, Format, Paper
from portal.library import Entry
from portal.library.letterhead import around
from portal.refusal import NotThere, Unable
from portal.say import say
from portal.sop.model import Sop
from portal.web.addresses import url_for
from portal.web.answers import page
from portal.web.rooms import reader, rooms
from portal.web.sop.kept import Files

NAME = "portal-files"
PLAIN: Paper = "A4"
YOUNG = "~"
"""Stands in the fingerprint of a file that may change again unseen (see `library.files.stamp`)."""


def download_of(entry: Entry, format_name: str) -> Response:
    """Answer an SOP as a file; a visitor's carries no names. Where this machine lacks what it needs, say so."""
    format_ = rooms().plugins.formats.get(format_name)
    if format_ is None or entry.sop is None:
        raise NotThere(say("SOP ini tidak dapat diunduh sebagai {name}.", name=format_name[:20]))
    about = around(rooms().library, entry, staff=reader() is not None, paper=paper())
    try:
        data = _made(entry, entry.sop, format_, about)
    except Unable as why:
        return page("cetak/tanpa.html", status=why.status, no=why, printing=printing(entry, about.paper))
    answer = Response(data, content_type=format_.media_type)
    name = "-".join(part for part in (entry.agency.id if entry.agency else None, entry.slug) if part)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{format_.name}"'
    answer.headers["Cache-Control"] = "no-store" if reader() else "private, no-cache"
    answer.vary.add("Cookie")
    return answer


def _made(entry: Entry, sop: Sop, format_: Format, about: Around) -> bytes:
    """Return the file, from memory where nothing in it has changed."""
    kept: Files = current_app.extensions[NAME]
    key = (entry.path, entry.fingerprint, format_.name, about.staff, about.paper, about.address, about.logo)
    return kept.get(key, lambda: format_.render(sop, about), keep=YOUNG not in entry.fingerprint)


def paper() -> Paper:
    """Return the paper that this request asks for, A4 where it asks for none."""
    asked = request.args.get("kertas")
    return next((one for one in get_args(Paper) if one == asked), PLAIN)


def printing(entry: Entry, wanted: Paper = PLAIN) -> str:
    """Return the address of an SOP's print view."""
    kertas = None if wanted == PLAIN else wanted
    if entry.agency is None:
        return url_for("cetak.base", slug=entry.slug, kertas=kertas)
    return url_for("cetak.sheet", agency=entry.agency.id, slug=entry.slug, kertas=kertas)


def file_of(entry: Entry, name: str, wanted: Paper = PLAIN) -> str:
    """Return where an SOP is had as a file."""
    kertas = None if wanted == PLAIN else wanted
    if entry.agency is None:
        return url_for("sop.download", slug=entry.slug, format_name=name, kertas=kertas)
    return url_for("instansi.download", agency=entry.agency.id, slug=entry.slug, format_name=name, kertas=kertas)
