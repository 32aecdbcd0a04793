"""/instansi/<agency>/riwayat: what happened in all cycles of an agency, for those who may see them."""

from __future__ import annotations

from dataclasses import asdict, replace

from flask import Blueprint, Response, request

from portal.cycle.period import Period
from portal.desk.history import Asked, History, Line, history
from portal.say import say
from portal.web.addresses import url_for
from portal.web.answers import page
from portal.web.fields import number
from portal.web.instansi.pages import agency_or_404
from portal.web.instansi.tabs import office_tabs
from portal.web.rooms import me, now, rooms
from portal.web.siklus.narrowing import CAPACITIES, KINDS, Choice, Option
from portal.web.siklus.trail import Deed, capacity_of, moved, words
from portal.web.words import short_period

bp = Blueprint("riwayat", __name__, url_prefix="/instansi/<agency>/riwayat")

FIELDS = {"sop": "slug", "periode": "period", "langkah": "step", "peran": "role", "jenis": "kind", "nama": "name"}
"""What an address asks for: the name there, and in what is asked."""


@bp.get("")
def show(agency: str) -> Response:
    """Show a page of the trail, narrowed by the address."""
    known = agency_or_404(agency)
    asked = read()
    found = history(rooms().store, rooms().library, me(), agency, asked, now())
    chosen = {name: value for name, kept in FIELDS.items() if (value := asdict(asked)[kept])}
    following = url_for("riwayat.show", agency=agency, **chosen, sebelum=found.next) if found.next else None
    return page(
        "instansi/riwayat.html", agency=known, found=found, lines=[(line, deed(found, line)) for line in found.lines],
        choices=choices(found, asked), asked=asked, chosen=chosen, following=following, at=now(),
        tabs=office_tabs(known, "riwayat.show"),
    )  # fmt: skip


def read() -> Asked:
    """Return what the address asks for; a step is one of an SOP, and asked for together with it alone."""
    asked = {kept: request.args.get(name, "").strip() for name, kept in FIELDS.items()}
    if not asked["slug"]:
        asked["step"] = ""
    return Asked(**asked, before=number(request.args.get("sebelum")))


def choices(found: History, asked: Asked) -> tuple[Choice, ...]:
    """Return the lists of the form."""
    titles = {**rooms().library.titles(found.agency.id), **CAPACITIES}
    lists = [
        Choice("sop", say("SOP"), tuple(found.names.items()), asked.slug),
        Choice("periode", say("Periode"), tuple(_period(one) for one in found.periods), asked.period),
        Choice("langkah", say("Langkah"), _steps(found, asked), asked.step),
        Choice("peran", say("Jabatan"), tuple(titles.items()), asked.role),
        Choice("jenis", say("Jenis catatan"), tuple(KINDS.items()), asked.kind),
    ]
    return tuple(_with_chosen(choice) for choice in lists if choice.options or choice.chosen)


def deed(found: History, line: Line) -> Deed:
    """Return a line in words."""
    event, payload = line.event, line.event.payload
    return Deed(
        event, words(line.sop, event), capacity_of(line.sop, found.agency, event),
        payload.get("alasan") or payload.get("catatan"), line.undone, undoable=False, due=moved(event),
    )  # fmt: skip


def _period(period: Period) -> Option:
    return period.text, short_period(period)


def _steps(found: History, asked: Asked) -> tuple[Option, ...]:
    """Return the steps of the chosen SOP, as its newest line here has them, else as the agency follows it now."""
    sop = next((line.sop for line in found.lines if line.slug == asked.slug), None)
    if sop is None and asked.slug:
        entry = rooms().library.composed(asked.slug, found.agency.id)
        sop = entry.sop if entry else None
    return tuple((step.id, f"{no}. {step.uraian}") for no, step in enumerate(sop.langkah, 1)) if sop else ()


def _with_chosen(choice: Choice) -> Choice:
    """Return a list with what is chosen in it, though nothing here is so: the form shows what the address asks."""
    if not choice.chosen or choice.chosen in dict(choice.options):
        return choice
    return replace(choice, options=(*choice.options, (choice.chosen, choice.chosen)))
