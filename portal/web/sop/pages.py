"""The library: search, filters, and the base SOPs with their variants side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from flask import Blueprint, Response, request

from portal.library import Entry, Query
from portal.refusal import NotThere
from portal.sop.model import Siklus, Status
from portal.web.addresses import url_for
from portal.web.answers import Values, page
from portal.web.rooms import offices, reader, rooms, today
from portal.web.sop import rendering
from portal.web.sop.downloads import download_of
from portal.web.sop.variants import variants_beside
from portal.web.sop.visible import NOT_HERE, may_read, readable

bp = Blueprint("sop", __name__, url_prefix="/sop")

BASES_ONLY = "-"
IN_FORCE: Status = "berlaku"
ROWS, HITS = 50, 20
"""How many rows a page of the list has, and how many a search shows first: the best, each with its quotation."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of the library, as far as this reader may ask it."""

    q: str = ""
    instansi: str = ""
    siklus: str = ""
    tag: str = ""
    status: str = IN_FORCE
    sesudah: str = ""

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Asked:
        """Return what was asked; words that are no filter are left out."""
        siklus, status = args.get("siklus", ""), args.get("status", IN_FORCE)
        return cls(
            q=args.get("q", "").strip()[:200],
            instansi=args.get("instansi", "")[:120],
            siklus=siklus if siklus in get_args(Siklus) else "",
            tag=args.get("tag", "")[:60],
            status=status if status in statuses() else IN_FORCE,
            sesudah=args.get("sesudah", "")[:400],
        )

    @property
    def filtered(self) -> bool:
        """True if something narrows the list."""
        return bool(self.q or self.instansi or self.siklus or self.tag or self.status != IN_FORCE)

    def url(self, sesudah: str = "") -> str:
        """Return the address of this list, without what was not asked."""
        status = self.status if self.status != IN_FORCE else None
        return url_for("sop.library", q=self.q or None, instansi=self.instansi or None, siklus=self.siklus or None,
                       tag=self.tag or None, status=status, sesudah=sesudah or None)  # fmt: skip

    def query(self) -> Query:
        """Return the library's question: what is not in force is shown only of one's own offices."""
        agency: str | None = "" if self.instansi == BASES_ONLY else self.instansi or None
        if self.status != IN_FORCE and not _sees_all() and agency not in offices():
            agency = offices()[0]
        return Query(
            text=self.q, agency=agency, siklus=self.siklus or None, tag=self.tag or None, status=self.status,
            after=self.sesudah or None, in_force=self.status == IN_FORCE, limit=HITS if self.q else ROWS,
        )  # fmt: skip


@bp.get("")
def library() -> Response:
    """Show the library, or for a search as one types only its results."""
    asked = Asked.read(request.args)
    found = rooms().library.search(asked.query())
    answer = page(
        "sop/pustaka.html", "sop/_hasil.html", asked=asked, found=found, facets=rooms().library.facets,
        agencies=rooms().library.agencies, cycles=get_args(Siklus), statuses=statuses,
        following=asked.url(found.next) if found.next else None, first=asked.url() if asked.sesudah else None,
    )  # fmt: skip
    answer.headers["HX-Replace-Url"] = asked.url(asked.sesudah)
    return answer


@bp.get("/<slug>")
def base(slug: str) -> Response:
    """Show a base SOP, and who uses it."""
    known = facts(slug)
    sheet = rendering.sheet(known["entry"]) if known["sop"] else None
    return page("sop/lembar.html", sheet=sheet, shown="base", inspection=rendering.inspected(known["entry"]), **known)


@bp.get("/<slug>/varian")
def variants(slug: str) -> Response:
    """Show the variants of a base SOP side by side."""
    known = facts(slug)
    return page("sop/varian.html", shown="variants", **known, **variants_beside(slug, request.args.getlist("instansi")))


def facts(slug: str) -> Values:
    """Return what the pages of a base SOP share: the base itself, and who uses it."""
    entry = rooms().library.base(slug)
    found = readable(entry) if entry else None
    shown = [one for one in (rooms().library.variants(slug) if found else own_full_sops(slug)) if one.sop]
    shown = [one for one in shown if may_read(one, reader())]
    if found is None and not shown:
        raise NotThere(NOT_HERE)
    sop = found.sop if found else None
    nama = sop.nama if sop else next(one.sop.nama for one in shown if one.sop)
    return {"slug": slug, "entry": found, "sop": sop, "nama": nama, "users": shown}


@bp.get("/<slug>/unduh/<format_name>")
def download(slug: str, format_name: str) -> Response:
    """Answer a base SOP as a file in one of the formats the plugins offer."""
    return download_of(readable(rooms().library.base(slug)), format_name)


def own_full_sops(slug: str) -> list[Entry]:
    """Return the full SOPs of agencies under a slug that no base has."""
    found = (rooms().library.composed(slug, agency.id) for agency in rooms().library.agencies())
    return [entry for entry in found if entry]


def statuses() -> tuple[str, ...]:
    """Return the states a reader may filter by: a visitor sees what is in force and nothing else."""
    return get_args(Status) if _sees_all() or offices() else (IN_FORCE,)


def _sees_all() -> bool:
    person = reader()
    return person is not None and person.is_admin(today())
