"""Register periode: an agency's ledger of a year, for those who may see its cycles."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.desk.automatic import held_back
from portal.desk.ledger import Register
from portal.web.answers import page
from portal.web.instansi.ledger import LEGEND, lines
from portal.web.instansi.pages import agency_or_404
from portal.web.instansi.tabs import office_tabs
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("register", __name__, url_prefix="/instansi/<agency>/register")

PAGE = 40
"""So many SOPs are shown at once."""

FIRST, LAST = 1900, 2200


@bp.get("")
def show(agency: str) -> Response:
    """Show a year: each SOP's periods, and what became of each."""
    agency_or_404(agency)
    found = rooms().desk.register(me(), agency, asked_year(), now())
    day = today(found.agency.zona_waktu)
    books = [book for book in found.books if book.slug > request.args.get("sesudah", "")]
    shown = books[:PAGE]
    manages = me().may_manage(agency, day)
    held = {book.slug: why for book in shown if (why := held_back(rooms().library, found.agency, book, now()))}
    return page(
        "register/register.html", agency=found.agency, found=found, lines=lines(found.agency, shown, manages=manages,
        held=held), following=shown[-1].slug if len(books) > PAGE else None, legends=LEGEND, manages=manages,
        sets_rules=me().may_administer(agency, day), tabs=office_tabs(found.agency, "register.show"), day=day,
        tally=tally(found), broken_rules=rooms().library.unread_rules(agency),
    )  # fmt: skip


def asked_year() -> int | None:
    """Return the year that the address names, None where it names none."""
    text = request.args.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST <= year <= LAST else None


def tally(found: Register) -> dict[str, int]:
    """Return how many periods of the year have each fate; those that are late and run count as running."""
    counts: dict[str, int] = {}
    for book in found.books:
        for entry in book.entries:
            counts[entry.fate] = counts.get(entry.fate, 0) + 1
    return counts
