"""How an agency works: its week, its deadlines, its acting officials, and the ledger of each of its SOPs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request

from portal.cycle.period import known_period, read_period
from portal.library import Query
from portal.refusal import Refusal
from portal.say import say
from portal.settings.agency import AgencySettings, SopSettings, Window, checked
from portal.settings.agency_changes import write_agency_settings
from portal.settings.agency_checks import HOLDERS_ACTS, LONGEST_WINDOW
from portal.sop.model import Agency, Siklus
from portal.store import journal
from portal.web.addresses import url_for
from portal.web.admin.shared import is_admin, office, tabs
from portal.web.answers import Toast, done, page
from portal.web.fields import number
from portal.web.rooms import me, now, rooms

bp = Blueprint("admin_aturan", __name__, url_prefix="/admin/instansi/<agency>/aturan")

MOST_SOPS = 50
MOST = 1_000_000

CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {
    "hari_kerja": [("5", say("5 hari, Senin sampai Jumat")), ("6", say("6 hari, Senin sampai Sabtu"))],
    "hari": [("kerja", say("hari kerja")), ("kalender", say("hari kalender"))],
    "geser": [
        ("tetap", say("Tetap, dengan nama harinya")), ("maju", say("Maju ke hari kerja sebelumnya")),
        ("mundur", say("Mundur ke hari kerja berikutnya")),
    ],
    "menit": [
        ("hari kerja berikutnya", say("Akhir hari kerja berikutnya")), ("tanpa batas", say("Tanpa batas waktu")),
    ],
}  # fmt: skip
"""What may be chosen for each key, and what it is called."""

ACTS: Mapping[str, str] = {
    "serah": say("menyerahkan"), "centang": say("mencentang"), "putuskan": say("memutuskan"),
    "kembalikan": say("mengembalikan"), "mulai": say("mencatat mulai dikerjakan"), "tunda": say("menunda"),
    "lanjutkan": say("melanjutkan"), "urungkan": say("mengurungkan"), "komentar": say("berkomentar"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One of the agency's SOPs, with what is set for it."""

    slug: str
    nama: str
    siklus: Siklus
    given: SopSettings


@bp.get("")
def show(agency: str) -> Response:
    """Show how the agency works."""
    return _page(office(agency))


@bp.post("")
def change(agency: str) -> Response:
    """Set how the agency works; cycles that run keep the deadlines they have."""
    known = office(agency)
    try:
        given = read_form(known)
        write_agency_settings(rooms().settings.home, known.id, given)
    except Refusal as no:
        return _page(known, no)
    detail = {"aturan": {name: request.form.getlist(name) for name in request.form}}
    with rooms().store.writing():
        journal.append("instansi-diatur", known.id, me().id, me().nama, now(), agency=known.id, detail=detail)
    return done(
        None, url_for("admin_aturan.show", agency=known.id), toast=Toast(say("Aturan instansi sudah disimpan."))
    )


def read_form(agency: Agency) -> AgencySettings:
    """Return what was typed, checked. Raises Refusal with the field it belongs to."""
    form = request.form
    table: dict[str, object] = {name: form[name] for name in ("geser", "hari", "menit") if name in form}
    table |= {name: int(form[name]) for name in ("hari_kerja",) if form.get(name, "") in ("5", "6")}
    for name in ("plt_tidak_boleh", "plh_tidak_boleh"):
        table[name] = form.getlist(name)
    if is_admin() and form.get("kuota_bukti_mb"):
        table["kuota_bukti_mb"] = _number(form["kuota_bukti_mb"], "kuota_bukti_mb")
    settings = checked(agency.id, table, agency.nama)
    sop = {row.slug: _sop(row) for row in sops(agency) if f"{row.slug}.buka" in form}
    return AgencySettings(
        geser=settings.geser, hari_kerja=settings.hari_kerja, hari=settings.hari, menit=settings.menit,
        kuota_bukti_mb=settings.kuota_bukti_mb, plt_tidak_boleh=settings.plt_tidak_boleh,
        plh_tidak_boleh=settings.plh_tidak_boleh, sop=sop,
    )  # fmt: skip


def sops(agency: Agency) -> list[Row]:
    """Return the agency's SOPs that run by periods, and all that something is set for, with what is set for each."""
    rules, found = rooms().library.rules(agency.id), []
    hits = rooms().library.search(Query(agency=agency.id, limit=MOST_SOPS)).rows
    for slug in dict.fromkeys([*(hit.slug for hit in hits), *sorted(rules.given)]):
        entry, given = rooms().library.composed(slug, agency.id), rules.given.get(slug, SopSettings())
        if entry and entry.sop and entry.sop.siklus != "insidental":
            found.append(Row(slug, entry.sop.nama, entry.sop.siklus, given))
        elif entry is None or entry.sop is None:  # its record can be ended, though the document is gone or broken
            found.append(Row(slug, slug, known_period(given.dicatat_sejak or "").siklus, given))
    return found


def _sop(row: Row) -> SopSettings:
    """Return what was typed for one SOP; what is left empty is not set."""
    form = request.form
    first, last = form.get(f"{row.slug}.buka", "").strip(), form.get(f"{row.slug}.tutup", "").strip()
    plain = form.get(f"{row.slug}.hari")
    window = None
    if first or last:
        window = Window(_number(first, f"{row.slug}.buka"), _number(last, f"{row.slug}.tutup"))
        if not 1 <= window.buka <= window.tutup <= LONGEST_WINDOW:
            sentence = say("Jendela dibuka dan ditutup pada hari ke-1 sampai ke-366, dan tidak ditutup sebelum dibuka.")
            raise Refusal(sentence, field=f"{row.slug}.tutup")
    return SopSettings(
        window,
        _period(row, "sejak", row.given.dicatat_sejak),
        bool(form.get(f"{row.slug}.otomatis")),
        "kerja" if plain == "kerja" else "kalender" if plain == "kalender" else None,
        _period(row, "sampai", row.given.dicatat_sampai),
    )


def _period(row: Row, name: str, given: str | None) -> str | None:
    """Return the period that was typed; what was set before stands, though the SOP has another siklus since."""
    field = f"{row.slug}.{name}"
    text = request.form.get(field, "").strip()
    if text in ("", given):
        return given if text else None
    try:
        return read_period(text, row.siklus).text
    except Refusal as no:
        raise Refusal(no.message, field=field) from None


def _number(text: str, field: str) -> int:
    given = number(text)
    if given is None or not 1 <= given <= MOST:
        raise Refusal(say("Tulis dengan angka, dari 1."), field=field)
    return given


def _page(agency: Agency, refusal: Refusal | None = None) -> Response:
    rules = rooms().library.rules(agency.id)
    return page(
        "admin/aturan.html", status=refusal.status if refusal else 200, tabs=tabs(), agency=agency, rules=rules,
        sops=sops(agency), choices=CHOICES, acts=[(act, ACTS[act]) for act in HOLDERS_ACTS], refusal=refusal,
        typed=request.form if refusal else None, whole=is_admin(),
    )  # fmt: skip
