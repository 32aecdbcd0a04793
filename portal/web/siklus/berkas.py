"""/siklus/<id>/berkas: the files of a cycle, given to those who may see it: one by one, or all in one archive."""

from __future__ import annotations

import contextlib
from typing import BinaryIO
from urllib.parse import quote

from flask import Blueprint, Response

from portal.desk.bundle import Opened, bundle
from portal.desk.files import Berkas
from portal.evidence.kinds import SERVED
from portal.evidence.names import for_disk
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.store.cabinet import chunks
from portal.web.rooms import me, now, rooms

bp = Blueprint("berkas", __name__, url_prefix="/siklus")

SANDBOX = "sandbox; default-src 'none'"


@bp.get("/<cycle_id>/berkas/<file_id>")
def one(cycle_id: str, file_id: str) -> Response:
    """Give one file, if its bytes are those that were kept."""
    rooms().desk.cycle(me(), cycle_id, now())
    return sent(rooms().desk.files.one(cycle_id, file_id))


@bp.get("/<cycle_id>/berkas.zip")
def everything(cycle_id: str) -> Response:
    """Give all files of a cycle as one archive, made while it is sent."""
    cycle = rooms().desk.cycle(me(), cycle_id, now())
    found = rooms().desk.files.of(cycle_id)
    if not found:
        raise NotThere(say("Siklus ini belum memiliki berkas."))
    answer = Response(bundle(cycle, found, opener()), content_type="application/zip")
    return attached(answer, for_disk(f"{cycle.agency.id}-{cycle.slug}-{cycle.period.text}.zip"))


def opener() -> Opened:
    """Return what opens files for the one who asks now, also after the answer has begun; None for one not whole."""
    files, reader, moment = rooms().desk.files, me(), now()

    def opened(berkas: Berkas) -> BinaryIO | None:
        with contextlib.suppress(Refusal):
            return files.opened(reader, berkas, moment)
        return None

    return opened


def sent(berkas: Berkas) -> Response:
    """Answer a file's bytes as an attachment of a type from our own table. Raises Refusal where they are not whole."""
    file = rooms().desk.files.opened(me(), berkas, now())
    answer = Response(
        chunks(file), content_type=berkas.media_type if berkas.media_type in SERVED else "application/octet-stream"
    )
    answer.call_on_close(file.close)
    answer.content_length = berkas.size
    return attached(answer, berkas.name)


def attached(answer: Response, name: str) -> Response:
    """Let a browser save the answer under `name`, and run nothing that may be in it."""
    plain = for_disk(name.encode("ascii", "replace").decode())
    disposition = f'attachment; filename="{plain}"'
    if plain != name:  # RFC 6266: the second is for those who can read it
        disposition += f"; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Content-Disposition"] = disposition
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("Cookie")
    return answer
