"""/instansi/<agency>/register/arsip: periods outside the portal, recorded with a scan, read, and withdrawn."""

from __future__ import annotations

from flask import Blueprint, Response, request

from portal.evidence.kinds import SERVED
from portal.refusal import Refusal
from portal.say import say
from portal.sop.unseen import seen
from portal.store.cabinet import chunks
from portal.web.addresses import url_for
from portal.web.answers import Toast, Values, done, page
from portal.web.instansi.pages import agency_or_404
from portal.web.intake import read_files
from portal.web.rooms import me, now, rooms, today
from portal.web.siklus.berkas import attached
from portal.web.siklus.files import file_fields

bp = Blueprint("arsip", __name__, url_prefix="/instansi/<agency>/register/arsip")


@bp.get("")
def form(agency: str) -> Response:
    """Ask which period was run outside the portal, why, and for its scan."""
    return _form(agency, request.args.get("sop", ""), request.args.get("periode"))


@bp.post("")
def record(agency: str) -> Response:
    """Record a period with its scan."""
    agency_or_404(agency)
    slug, period = request.form.get("sop", ""), request.form.get("periode", "")
    try:
        reason, scans = seen(request.form.get("alasan", "")), read_files()
        kept = rooms().desk.archives.record(me(), agency, slug, period, reason, scans, now())
    except Refusal as no:
        if no.status in (403, 404):
            raise
        return _form(agency, slug, None, no)
    return done(None, url_for("arsip.show", agency=agency, archive_id=kept.id),
                toast=Toast(say("Periode dicatat di luar portal.")))  # fmt: skip


@bp.get("/<archive_id>")
def show(agency: str, archive_id: str) -> Response:
    """Show one: its scan, its reason, and whether it was withdrawn."""
    return _shown(agency, archive_id)


@bp.get("/<archive_id>/berkas")
def scan(agency: str, archive_id: str) -> Response:
    """Give the scan, if its bytes are those that were kept."""
    archives = rooms().desk.archives
    kept = archives.one(me(), agency, archive_id, now())
    file = archives.opened(kept)
    served = kept.scan.jenis if kept.scan.jenis in SERVED else "application/octet-stream"
    answer = Response(chunks(file), content_type=served)
    answer.call_on_close(file.close)
    answer.content_length = kept.scan.ukuran
    return attached(answer, kept.scan.nama)


@bp.post("/<archive_id>/cabut")
def withdraw(agency: str, archive_id: str) -> Response:
    """Take back what was recorded by mistake."""
    try:
        rooms().desk.archives.withdraw(me(), agency, archive_id, seen(request.form.get("alasan", "")), now())
    except Refusal as no:
        if no.status in (403, 404):
            raise
        return _shown(agency, archive_id, no)
    return done(None, url_for("arsip.show", agency=agency, archive_id=archive_id),
                toast=Toast(say("Arsip dicabut; periodenya terbuka lagi.")))  # fmt: skip


def _form(agency: str, slug: str, period: str | None, refusal: Refusal | None = None) -> Response:
    agency_or_404(agency)
    asked = rooms().desk.archives.asked(me(), agency, slug, now(), period)
    typed = request.form if refusal else {"periode": period or ""}
    values: Values = {
        "asked": asked,
        "agency": asked.agency,
        "refusal": refusal,
        "typed": typed,
        **file_fields(),
        "most_files": 1,
    }
    return page("register/catat.html", status=refusal.status if refusal else 200, **values)


def _shown(agency: str, archive_id: str, refusal: Refusal | None = None) -> Response:
    found = agency_or_404(agency)
    kept = rooms().desk.archives.one(me(), agency, archive_id, now())
    entry = rooms().library.composed(kept.slug, agency)
    return page("register/arsip.html", status=refusal.status if refusal else 200, agency=found, kept=kept, at=now(),
                nama=entry.sop.nama if entry and entry.sop else kept.slug, refusal=refusal,
                manages=me().may_manage(agency, today(found.zona_waktu)))  # fmt: skip
