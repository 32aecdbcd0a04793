"""/siklus/<id>/cetak and /siklus/<id>/berkas.pdf: a cycle's papers, for whoever may see the cycle."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from flask import Blueprint, Response, render_template

from portal.paper import heavy
from portal.paper.printed import FONTS, Printed
from portal.paper.record import Record, printed
from portal.refusal import Refusal
from portal.web.addresses import url_for
from portal.web.answers import page
from portal.web.assets import asset_url
from portal.web.cycle_record import record
from portal.web.headers import POLICY
from portal.web.rooms import me, now, rooms

bp = Blueprint("kertas", __name__, url_prefix="/siklus")


@bp.get("/<cycle_id>/cetak")
def sheet(cycle_id: str) -> Response:
    """Show a cycle's papers as they are printed."""
    made = printed(_record(cycle_id), {weight: asset_url(f"huruf/{file}") for weight, file in FONTS.items()})
    bar = render_template("siklus/bilah.html", cycle_id=cycle_id)
    head = f'<link rel="icon" href="{asset_url("favicon.svg")}"><script src="{asset_url("portal.js")}" defer></script>'
    answer = Response(made.html(before=bar, head=head))
    answer.headers["Content-Security-Policy"] = _policy(made)
    return answer


@bp.get("/<cycle_id>/berkas.pdf")
def file(cycle_id: str) -> Response:
    """Answer a cycle's papers as PDF; where this machine cannot write it, say so."""
    found = _record(cycle_id)
    try:
        pdf = heavy.load("pdf")
    except Refusal as why:
        return page("cetak/tanpa.html", status=why.status, refusal=why, printing=url_for(".sheet", cycle_id=cycle_id))
    answer = Response(pdf.write(printed(found, pdf.OWN_FONTS).html()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="siklus-{cycle_id}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _record(cycle_id: str) -> Record:
    cycle = rooms().desk.cycle(me(), cycle_id, now())
    return record(cycle, me(), rooms().desk.faults(cycle_id))


def _policy(made: Printed) -> str:
    """Return the policy that lets this page's own style in, by its hash."""
    allowed = b64encode(sha256(made.style.encode()).digest()).decode("ascii")
    return POLICY.replace("style-src 'self'", f"style-src 'sha256-{allowed}'")
