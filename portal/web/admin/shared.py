"""What the pages of administration share: which offices the reader looks after, and their tabs."""

from __future__ import annotations

from flask import request, url_for

from portal.refusal import NotThere
from portal.say import say
from portal.sop.model import Agency
from portal.web.rooms import me, rooms, today

ALL_TABS = (
    ("admin.show", "admin", say("Ringkasan")),
    ("admin_orang.people", "admin_orang", say("Orang")),
    ("admin_instansi.offices", "admin_instansi", say("Instansi")),
    ("admin_kalender.show", "admin_kalender", say("Kalender")),
    ("admin_plugin.plugins", "admin_plugin", say("Plugin")),
    ("admin_masalah.problems", "admin_masalah", say("Masalah")),
    ("admin_jurnal.journal", "admin_jurnal", say("Jurnal")),
)
WITHIN = {"admin_penugasan": "admin_orang", "admin_tempel": "admin_orang", "admin_aturan": "admin_instansi"}
"""The areas whose pages stand below another's tab."""

FOR_OFFICES = frozenset({"admin", "admin_orang", "admin_instansi"})
"""What an agency's administrator sees; the rest is the portal administrator's."""


def is_admin() -> bool:
    """True if the reader administers the whole portal."""
    return me().is_admin(today())


def require_admin() -> None:
    """Hide a page from those who administer an agency only."""
    if not is_admin():
        raise NotThere(say("Halaman ini tidak ada."))


def tabs() -> list[tuple[str, str, bool]]:
    """Return the tabs of administration that this reader has."""
    everything, here = is_admin(), request.blueprint or ""
    return [
        (url_for(endpoint), text, WITHIN.get(here, here) == area)
        for endpoint, area, text in ALL_TABS
        if everything or area in FOR_OFFICES
    ]


def my_offices() -> list[Agency]:
    """Return the agencies the reader looks after, by name."""
    mine = me().administered(today())
    return [agency for agency in rooms().library.agencies() if is_admin() or agency.id in mine]


def office(agency_id: str | None) -> Agency:
    """Return one agency the reader looks after; the same 404 for another's and for none."""
    found = next((agency for agency in my_offices() if agency.id == agency_id), None)
    if found is None:
        raise NotThere(say("Instansi ini tidak ada."))
    return found
