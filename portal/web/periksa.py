"""/periksa: check an evidence pack in the browser, for everybody who is signed in; nothing of it is kept."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import cast

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from portal.cycle.period import known_period
from portal.desk import pack_check
from portal.desk.audit import read_head
from portal.desk.pack_check import Verdict
from portal.refusal import Refusal
from portal.say import say
from portal.store import journal
from portal.store.cabinet import Draft
from portal.web.answers import Values, page
from portal.web.intake import Incoming, Intake
from portal.web.rooms import rooms

bp = Blueprint("periksa", __name__, url_prefix="/periksa")

FIELD = "paket"
MEGABYTE = 1024 * 1024
LARGEST = 512
"""The largest pack that is read here, in MB; the command reads larger ones."""

BESIDE = MEGABYTE
"""What the form may weigh beside the pack."""

ONE_AT_A_TIME = BoundedSemaphore()
"""A pack may unfold to gigabytes: whoever comes meanwhile is asked to come again, and holds up no thread."""


@bp.get("")
def form() -> Response:
    """Ask for a pack."""
    return _page()


@bp.post("")
def check() -> Response:
    """Check the pack that was sent, and say what was found."""
    try:
        draft = _sent()
        noted = request.form.get("kepala", "").strip()
        known = read_head(noted) if noted else None
        found = _checked(draft)
        against = pack_check.compared(found, known) if known else None
    except Refusal as no:
        return _page(no)
    return _page(found=found, period=known_period(found.period), known=known, against=against, ours=_ours(found))


def _sent() -> Draft:
    """Return the pack as it came: on the disk, and away with the request. Raises Refusal (413, 422)."""
    incoming = cast("Incoming", request)
    incoming.intake = Intake(rooms().desk.files.cabinet, LARGEST * MEGABYTE)
    incoming.max_content_length = LARGEST * MEGABYTE + BESIDE
    try:
        sent = request.files.get(FIELD)
    except RequestEntityTooLarge:
        raise _too_large() from None
    if sent is None or not sent.filename:
        raise Refusal(say("Pilih dahulu paket buktinya."), field=FIELD)
    draft = cast("Draft", sent.stream)
    if not draft.fits:
        raise _too_large()
    draft.close()
    if not draft.size:
        raise Refusal(say("Berkas itu kosong."), field=FIELD)
    return draft


def _checked(draft: Draft) -> Verdict:
    if not ONE_AT_A_TIME.acquire(blocking=False):
        raise Refusal(say("Portal sedang memeriksa paket lain. Ulangi sebentar lagi."), status=503, field=FIELD)
    try:
        with draft.path.open("rb") as file:
            return pack_check.check(file)
    finally:
        ONE_AT_A_TIME.release()


def _ours(found: Verdict) -> bool | None:
    """Return whether this portal's journal has the pack's last line: None where it has no line of that number.

    That line's hash rests on all before it, and holds the hash of the cycle's last event.
    """
    seq, digest = max(found.lines.items())
    known = journal.hash_of(seq)
    return None if known is None else known == digest


def _too_large() -> Refusal:
    return Refusal(
        say("Paket ini lebih besar dari {n} MB. Periksa dengan perintah portal audit verify.", n=LARGEST),
        status=413, field=FIELD,
    )  # fmt: skip


def _page(refusal: Refusal | None = None, **found: object) -> Response:
    values: Values = {"found": None, "known": None, "against": None, "ours": None, **found}
    return page(
        "periksa/periksa.html", status=refusal.status if refusal else 200, refusal=refusal, largest=LARGEST,
        kepala=request.form.get("kepala", "") if refusal and refusal.status != 413 else "", **values,
    )  # fmt: skip
