"""Printing: the sheet as paper shows it, what has become of a printed one, and the signed scan."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import get_args

from flask import Blueprint, Response, render_template, send_file

from portal.desk import prints
from portal.hooks import Paper
from portal.library import Entry
from portal.library.letterhead import around, scan
from portal.paper.markup import grouped
from portal.paper.printed import FONTS, printed
from portal.refusal import NotThere
from portal.say import say
from portal.web.addresses import url_for
from portal.web.answers import page
from portal.web.assets import asset_url
from portal.web.headers import POLICY
from portal.web.rooms import agency_of, reader, rooms, today
from portal.web.sop import downloads
from portal.web.sop.visible import NOT_HERE, readable

bp = Blueprint("cetak", __name__)

FOLDER = "huruf/"
"""The prefix of our fonts among the static files."""

DIGEST = re.compile(r"[0-9a-f]{16,64}")
"""A digest, or as much of it as stands at the foot of a page."""


@bp.get("/sop/<slug>/cetak")
def base(slug: str) -> Response:
    """Show a base SOP as it is printed."""
    return _printed(readable(rooms().library.base(slug)))


@bp.get("/instansi/<agency>/sop/<slug>/cetak")
def sheet(agency: str, slug: str) -> Response:
    """Show an agency's SOP as it is printed."""
    return _printed(readable(rooms().library.composed(slug, agency)))


@bp.get("/instansi/<agency>/sop/<slug>/sidik/<digest>")
def mark(agency: str, slug: str, digest: str) -> Response:
    """Tell what has become of a printed sheet: whoever holds its digest holds the sheet."""
    found, entry = agency_of(agency), rooms().library.composed(slug, agency)
    if found is None or not DIGEST.fullmatch(digest):
        raise NotThere(NOT_HERE)
    sop = entry.sop if entry else None
    state = prints.state(sop, agency, slug, digest, today(found.zona_waktu))
    unknown = state == "tidak dikenal"
    return page("cetak/sidik.html", status=404 if unknown else 200, state=state, digest=digest, foot=grouped(digest),
                agency=found, slug=slug, sop=None if unknown else sop)  # fmt: skip


@bp.get("/instansi/<agency>/sop/<slug>/naskah")
def naskah(agency: str, slug: str) -> Response:
    """Answer the signed scan that lies beside the document, to staff."""
    entry = readable(rooms().library.composed(slug, agency))
    path = scan(rooms().library, entry)
    if path is None:
        raise NotThere(say("Pindaian naskah SOP ini tidak ada, atau berubah sejak terakhir dibaca."))
    name = f"{agency}-{slug}-naskah{_ending(path.suffix)}"
    answer = send_file(path, mimetype="application/octet-stream", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ending(suffix: str) -> str:
    """Return a file's ending where it is a plain one."""
    return suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", suffix) else ""


def _printed(entry: Entry) -> Response:
    """Answer the sheet with a bar above it that is not printed; its style is allowed by its hash."""
    if entry.sop is None:
        raise NotThere(NOT_HERE)
    wanted = downloads.paper()
    fonts = {weight: asset_url(f"{FOLDER}{file}") for weight, file in FONTS.items()}
    made = printed(entry.sop, around(rooms().library, entry, staff=reader() is not None, paper=wanted), fonts=fonts)
    papers = [(name, downloads.printing(entry, name), name == wanted) for name in get_args(Paper)]
    bar = render_template(
        "cetak/bilah.html", papers=papers, back=_sheet(entry), pdf=downloads.file_of(entry, "pdf", wanted)
    )
    answer = Response(made.html(before=bar, head=f'<script src="{asset_url("portal.js")}" defer></script>'))
    allowed = b64encode(sha256(made.style.encode()).digest()).decode("ascii")
    answer.headers["Content-Security-Policy"] = POLICY.replace("style-src 'self'", f"style-src 'sha256-{allowed}'")
    return answer


def _sheet(entry: Entry) -> str:
    if entry.agency is None:
        return url_for("sop.base", slug=entry.slug)
    return url_for("instansi.sheet", agency=entry.agency.id, slug=entry.slug)
