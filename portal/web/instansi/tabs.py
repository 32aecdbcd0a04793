"""The parts of an agency, as tabs for those who may see its cycles."""

from __future__ import annotations

from flask import current_app

from portal.say import say
from portal.sop.model import Agency
from portal.web.addresses import url_for
from portal.web.rooms import reader, today

PARTS = (
    ("ringkasan_instansi.show", say("Ringkasan")), ("instansi.one", say("SOP dan unit")),
    ("register.show", say("Register periode")), ("riwayat.show", say("Riwayat")), ("lke.show", say("LKE")),
    ("kalender.show", say("Kalender")),
)  # fmt: skip


def office_tabs(agency: Agency, here: str) -> list[tuple[str, str, bool]]:
    """Return (address, text, is it this page) of an agency's parts; none for those who may not see its cycles."""
    person = reader()
    if person is None or not person.may_see(agency.id, today(agency.zona_waktu)):
        return []
    known = current_app.view_functions
    return [
        (url_for(endpoint, agency=agency.id), text, endpoint == here) for endpoint, text in PARTS if endpoint in known
    ]
