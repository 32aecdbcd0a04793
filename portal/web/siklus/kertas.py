"""A cycle's papers, for whoever may see the cycle: /siklus/<id>/cetak, berkas.pdf, and paket.zip with its evidence."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from flask import Blueprint, Response, render_template

from portal.desk.pack import pack
from portal.desk.values import Cycle
from portal.evidence.names import for_disk
from portal.paper import heavy
from portal.paper.printed import FONTS, Printed
from portal.paper.record import Record, printed
from portal.refusal import Refusal
from portal.store import journal
from portal.web.addresses import url_for
from portal.web.answers import page
from portal.web.assets import asset_url
from portal.web.headers import POLICY
from portal.web.rooms import me, now, rooms
from portal.web.siklus.berkas import attached, opener
from portal.web.siklus.record import record

bp = Blueprint("kertas", __name__, url_prefix="/siklus")


@bp.get("/<cycle_id>/cetak")
def sheet(cycle_id: str) -> Response:
    """Show a cycle's papers as they are printed."""
    made = printed(_record(_cycle(cycle_id)), {weight: asset_url(f"huruf/{file}") for weight, file in FONTS.items()})
    bar = render_template("siklus/bilah.html", cycle_id=cycle_id)
    head = f'<link rel="icon" href="{asset_url("favicon.svg")}"><script src="{asset_url("portal.js")}" defer></script>'
    answer = Response(made.html(before=bar, head=head))
    answer.headers["Content-Security-Policy"] = _policy(made)
    return answer


@bp.get("/<cycle_id>/berkas.pdf")
def file(cycle_id: str) -> Response:
    """Answer a cycle's papers as PDF; where this machine cannot write it, say so."""
    found = _record(_cycle(cycle_id))
    try:
        pdf = heavy.load("pdf")
    except Refusal as why:
        return page("cetak/tanpa.html", status=why.status, no=why, printing=url_for(".sheet", cycle_id=cycle_id))
    answer = Response(pdf.write(printed(found, pdf.OWN_FONTS).html()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="siklus-{cycle_id}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/<cycle_id>/paket.zip")
def evidence(cycle_id: str) -> Response:
    """Give the evidence pack of a cycle, made while it is sent."""
    cycle = _cycle(cycle_id)
    made = pack(cycle, rooms().desk.files.of(cycle_id), opener(), _papers(_record(cycle)))
    answer = Response(made, content_type="application/zip")
    return attached(answer, for_disk(f"{cycle.agency.id}-{cycle.slug}-{cycle.period.text}-paket-bukti.zip"))


def _papers(found: Record) -> dict[str, bytes]:
    """Return a cycle's papers by file name: a PDF, or a page where this machine cannot write one."""
    try:
        pdf = heavy.load("pdf")
    except Refusal:
        return {"rekaman.html": printed(found).html().encode()}
    return {"rekaman.pdf": pdf.write(printed(found, pdf.OWN_FONTS).html())}


def _cycle(cycle_id: str) -> Cycle:
    return rooms().desk.cycle(me(), cycle_id, now())


def _record(cycle: Cycle) -> Record:
    return record(cycle, rooms().desk.faults(cycle.id), journal.head())


def _policy(made: Printed) -> str:
    """Return the policy that lets this page's own style in, by its hash."""
    allowed = b64encode(sha256(made.style.encode()).digest()).decode("ascii")
    return POLICY.replace("style-src 'self'", f"style-src 'sha256-{allowed}'")
