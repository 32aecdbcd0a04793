"""Ringkasan of an agency: what is late, what runs and who holds it, the units' hand-ins, the year's periods."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.desk import overview
from portal.people.assignments import holders
from portal.web.answers import page
from portal.web.instansi.ledger import lines
from portal.web.instansi.pages import agency_or_404
from portal.web.instansi.tabs import office_tabs
from portal.web.rooms import me, now, rooms, today
from portal.web.siklus.reminders import late_reminder

bp = Blueprint("ringkasan_instansi", __name__, url_prefix="/instansi/<agency>/ringkasan")

MOST_BOOKS = 10


@bp.get("")
def show(agency: str) -> Response:
    """Show how an agency stands, to those who may see its cycles."""
    agency_or_404(agency)
    found = rooms().desk.register(me(), agency, None, now())
    day = today(found.agency.zona_waktu)
    manages = me().may_manage(agency, day)
    names = holders(agency, day) if manages else {}
    late = overview.late(me(), found.agency, names, now())
    return page(
        "instansi/ringkasan.html", agency=found.agency, found=found,
        tabs=office_tabs(found.agency, "ringkasan_instansi.show"),
        lines=lines(found.agency, found.books[:MOST_BOOKS], manages=manages), day=day, manages=manages, at=now(),
        totals=overview.totals(agency, now()), late=late,
        reminder=late_reminder((), late.page.rows, {agency: found.agency}),
        running=overview.running(me(), found.agency, names, now(), request.args.get("sesudah")),
        gatherings=overview.gatherings(found.agency), calendar=rooms().desk.days.calendar(found.agency),
        gaps=[gap for gap in rooms().desk.gaps(me(), now()) if gap.agency.id == agency],
    )  # fmt: skip
