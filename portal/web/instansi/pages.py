"""Agencies, and the SOPs they follow."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.library import Entry, Query
from portal.refusal import NotThere
from portal.say import say
from portal.sop.model import Agency
from portal.web import titles
from portal.web.addresses import url_for
from portal.web.answers import Values, page
from portal.web.instansi.tabs import office_tabs
from portal.web.panels import panels
from portal.web.rooms import agency_of, me, now, offices, reader, rooms, today
from portal.web.sop import origin, rendering
from portal.web.sop.downloads import download_of
from portal.web.sop.variants import variants_beside
from portal.web.sop.visible import readable, sees_all_of

bp = Blueprint("instansi", __name__, url_prefix="/instansi")


def agency_or_404(agency_id: str) -> Agency:
    """Return an agency of the portal."""
    agency = agency_of(agency_id)
    if agency is None:
        raise NotThere(say("Instansi ini tidak ada."))
    return agency


def entry_or_404(agency_id: str, slug: str) -> Entry:
    """Return an agency's SOP if this reader may read it."""
    return readable(rooms().library.composed(slug, agency_id))


@bp.get("")
def everyone() -> Response:
    """List the agencies."""
    counts = {agency: count for agency, _, count in rooms().library.facets().agencies}
    return page("instansi/semua.html", agencies=rooms().library.agencies(), counts=counts, mine=offices())


@bp.get("/<agency>")
def one(agency: str) -> Response:
    """Show one agency: its SOPs, its days, its units."""
    found = agency_or_404(agency)
    asked = Query(agency=agency, in_force=not sees_all_of(found), after=request.args.get("sesudah"))
    person = reader()
    sees_cycles = person is not None and person.may_see(agency, today(found.zona_waktu))
    return page("instansi/instansi.html", agency=found, found=rooms().library.search(asked), sees_cycles=sees_cycles,
                body=rendering.body(found.isi), panels=panels("instansi", found), titles=titles,
                tabs=office_tabs(found, "instansi.one"))  # fmt: skip


@bp.get("/<agency>/sop/<slug>")
def sheet(agency: str, slug: str) -> Response:
    """Show an agency's SOP as the official form."""
    entry = entry_or_404(agency, slug)
    html = rendering.sheet(entry) if entry.sop else ""
    return page("instansi/lembar.html", sheet=html, inspection=rendering.inspected(entry),
                panels=panels("sop", entry.sop), **around(entry, "instansi.sheet"))  # fmt: skip


@bp.get("/<agency>/sop/<slug>/asal")
def origins(agency: str, slug: str) -> Response:
    """Show where each step comes from, and what was changed in it."""
    entry = entry_or_404(agency, slug)
    lines = origin.lines(rendering.laid_out(entry), rendering.base_of(entry)) if entry.sop else ()
    return page(
        "instansi/asal.html", lines=lines, dropped=rendering.dropped(entry), **around(entry, "instansi.origins")
    )


@bp.get("/<agency>/sop/<slug>/varian")
def variants(agency: str, slug: str) -> Response:
    """Show this SOP beside other agencies' variants of the same base."""
    entry = entry_or_404(agency, slug)
    beside = variants_beside(entry.varian_dari or slug, request.args.getlist("instansi"), first=agency)
    return page("instansi/varian.html", **beside, **around(entry, "instansi.variants"))


@bp.get("/<agency>/sop/<slug>/siklus")
def cycles(agency: str, slug: str) -> Response:
    """Show the cycles of this SOP to those who may see the agency's cycles."""
    entry = entry_or_404(agency, slug)
    if entry.agency is None or not me().may_see(agency, today(entry.agency.zona_waktu)):
        raise NotThere(say("Instansi itu tidak ada, atau bukan instansi Anda."))
    found = rooms().desk.cycles(me(), now(), agency=agency, slug=slug, after=request.args.get("sesudah"))
    return page("instansi/siklus.html", found=found, **around(entry, "instansi.cycles"))


@bp.get("/<agency>/sop/<slug>/unduh/<format_name>")
def download(agency: str, slug: str, format_name: str) -> Response:
    """Answer an agency's SOP as a file in one of the formats the plugins offer."""
    return download_of(entry_or_404(agency, slug), format_name)


def around(entry: Entry, here: str) -> Values:
    """Return what the pages of one SOP share: the facts of its head, and its tabs. `here` is the page's endpoint."""
    agency = entry.agency
    if agency is None:
        raise NotThere(say("Instansi ini tidak ada."))
    names = [("instansi.sheet", say("Lembar SOP"))]
    if entry.sop and rendering.base_of(entry):
        names += [("instansi.origins", say("Asal langkah")), ("instansi.variants", say("Bandingkan varian"))]
    person = reader()
    if person and person.may_see(agency.id, today(agency.zona_waktu)):
        names += [("instansi.cycles", say("Siklus")), ("tempo.show", say("Mutu baku dan kenyataan"))]
    tabs = [(url_for(name, agency=agency.id, slug=entry.slug), text, name == here) for name, text in names]
    opens = bool(person and person.may_manage(agency.id, today(agency.zona_waktu)))
    return {"entry": entry, "sop": entry.sop, "agency": agency, "slug": entry.slug, "tabs": tabs,
            "opens": opens and entry.usable, "differs": rendering.differs(entry)}  # fmt: skip
