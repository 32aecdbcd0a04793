"""People of the offices the reader looks after: found, made, changed, closed."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from portal.people import accounts, assignments, grants, invites
from portal.people.invites import Card
from portal.people.model import Person
from portal.refusal import Refusal
from portal.say import say
from portal.web import titles
from portal.web.admin.shared import is_admin, my_offices, office, tabs
from portal.web.answers import Toast, Values, done, page
from portal.web.hosts import is_loopback
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("admin_orang", __name__, url_prefix="/admin/orang")


@bp.get("")
def people() -> Response:
    """List people by name; of one office, or for the portal's administrator of all."""
    return listing()


@bp.post("")
def create() -> Response:
    """Make an account, and the card by which it starts."""
    form = request.form
    agency = office(form["instansi"]).id if form.get("instansi") or not is_admin() else None
    try:
        person = accounts.create(
            rooms().store, me(), username=form.get("username", ""), nama=form.get("nama", ""), agency=agency,
            nip=form.get("nip"), jabatan=form.get("jabatan"), now=now(),
        )  # fmt: skip
    except Refusal as no:
        return listing(refusal=no)
    return cards([invites.issue(rooms().store, me(), person.id, "undangan", now())], person)


@bp.get("/<person>")
def one(person: str) -> Response:
    """Show one person: account, roles, rights."""
    return sheet(person)


@bp.post("/<person>")
def amend(person: str) -> Response:
    """Change name, NIP, job title and mail address."""
    form = request.form
    try:
        accounts.amend(rooms().store, me(), person, nama=form.get("nama", ""), nip=form.get("nip"),
                       jabatan=form.get("jabatan"), surel=form.get("surel"), now=now())  # fmt: skip
    except Refusal as no:
        return sheet(person, refusal=no)
    return back(person, say("Data orang ini sudah disimpan."))


@bp.post("/<person>/tautan")
def issue(person: str) -> Response:
    """Make a one-time link: the first for a new account, or one for a forgotten password."""
    known = accounts.get(me(), person, now())
    card = invites.issue(rooms().store, me(), person, "sandi" if known.has_password else "undangan", now())
    return cards([card], known)


@bp.post("/<person>/nonaktifkan")
def disable(person: str) -> Response:
    """Close an account; everything it has open ends at once."""
    accounts.disable(rooms().store, me(), person, now())
    return back(person, say("Akun ini dinonaktifkan; semua sesinya sudah berakhir."))


@bp.post("/<person>/aktifkan")
def enable(person: str) -> Response:
    """Open a closed account again."""
    accounts.enable(rooms().store, me(), person, now())
    return back(person, say("Akun ini aktif lagi."))


def listing(*, refusal: Refusal | None = None) -> Response:
    """Return the list of people, after a refusal with what was typed."""
    asked, offices = request.args, my_offices()
    chosen = office(asked["instansi"]).id if asked.get("instansi") else None if is_admin() else offices[0].id
    found = accounts.listed(me(), now(), agency=chosen, text=asked.get("q", "")[:100], after=asked.get("sesudah"))
    held = assignments.of_people([person.id for person in found.people], chosen)
    roles = {person: list(map(titles.held, mine)) for person, mine in held.items()}
    following = url_for(".people", instansi=chosen, q=asked.get("q") or None, sesudah=found.after)
    return page(
        "admin/orang.html", "admin/_orang.html", status=refusal.status if refusal else 200, tabs=tabs(), found=found,
        roles=roles, offices=offices, chosen=chosen, text=asked.get("q", ""), refusal=refusal, typed=request.form,
        whole=is_admin(), following=following if found.after else None,
    )  # fmt: skip


def sheet(person_id: str, *, refusal: Refusal | None = None) -> Response:
    """Return one person's page, after a refusal with its reason."""
    return page("admin/seorang.html", status=refusal.status if refusal else 200, **facts(person_id, refusal))


def facts(person_id: str, refusal: Refusal | None = None) -> Values:
    """Return what the pages about one person show."""
    person = accounts.get(me(), person_id, now())
    return {
        "tabs": tabs(), "person": person, "refusal": refusal, "typed": request.form, "titles": titles,
        "held": assignments.of_people([person.id]).get(person.id, ()), "today": today(), "offices": my_offices(),
        "given": grants.of_people([person.id]).get(person.id, ()), "myself": person.id == me().id,
        "agency": rooms().library.agency(person.agency or ""), "whole": is_admin(),
    }  # fmt: skip


def cards(made: list[Card], person: Person | None = None) -> Response:
    """Answer cards to hand out, each with a link that is shown this once."""
    base = rooms().settings.url or request.host_url.rstrip("/")
    return page("admin/kartu.html", tabs=tabs(), cards=made, base=base, person=person, nearby=nearby())


def nearby() -> str | None:
    """Return the host that cards would name though only this PC knows it, if so."""
    settings = rooms().settings
    return request.host if not settings.url and not settings.demo and is_loopback(request.host) else None


def back(person: str, text: str) -> Response:
    """Go back to a person's page, saying what was done."""
    return done(None, url_for("admin_orang.one", person=person), toast=Toast(text))
