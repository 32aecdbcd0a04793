"""/api/v1: the same facts as JSON, read-only, for programs that carry a person's token."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from portal.desk.facts import cycle_facts, file_facts, row_facts
from portal.desk.ledger_facts import register_facts
from portal.library import Entry, Hit, Query
from portal.refusal import NotThere
from portal.say import say
from portal.sop.facts import as_json
from portal.web.fields import number
from portal.web.instansi.register import asked_year
from portal.web.rooms import me, now, rooms, today
from portal.web.siklus.berkas import sent
from portal.web.sop.visible import NOT_HERE, readable

bp = Blueprint("api", __name__, url_prefix="/api/v1")

MOST = 100
FILTERS = ("q", "instansi", "siklus", "tag", "jumlah")


@bp.get("/sop")
def listing() -> Response:
    """Answer the SOPs in force, searched and filtered as on the library's page; `berikutnya` is the next page."""
    asked = request.args
    found = rooms().library.search(
        Query(text=asked.get("q", ""), agency=asked.get("instansi"), siklus=asked.get("siklus"), tag=asked.get("tag"),
              after=asked.get("sesudah"), limit=max(1, min(number(asked.get("jumlah")) or 50, MOST)))
    )  # fmt: skip
    same = {name: asked[name] for name in FILTERS if name in asked}
    following = url_for(".listing", _external=False, **same, sesudah=found.next) if found.next else None
    return jsonify({"sop": [_row(row) for row in found.rows], "berikutnya": following})


@bp.get("/sop/<slug>")
def base(slug: str) -> Response:
    """Answer a base SOP."""
    return _sop(readable(rooms().library.base(slug)))


@bp.get("/instansi")
def agencies() -> Response:
    """Answer the agencies."""
    known = rooms().library.agencies()
    return jsonify({"instansi": [{"id": agency.id, "nama": agency.nama, "pemda": agency.pemda,
                                  "zona_waktu": agency.zona_waktu, "hari_kerja": agency.hari_kerja}
                                 for agency in known]})  # fmt: skip


@bp.get("/instansi/<agency>/register")
def register(agency: str) -> Response:
    """Answer an agency's ledger of a year (`tahun`; else this year) to those who may see its cycles."""
    known = rooms().library.agency(agency)
    year = asked_year() or (today(known.zona_waktu) if known else today()).year
    return jsonify(register_facts(rooms().desk.register(me(), agency, year, now())))


@bp.get("/instansi/<agency>/sop/<slug>")
def composed(agency: str, slug: str) -> Response:
    """Answer what an agency follows."""
    return _sop(readable(rooms().library.composed(slug, agency)))


@bp.get("/siklus")
def cycles() -> Response:
    """Answer the cycles this person may see, newest first; `berikutnya` is the next page."""
    asked = request.args
    found = rooms().desk.cycles(
        me(), now(), agency=asked.get("instansi"), slug=asked.get("sop"), status=asked.get("status"),
        after=asked.get("sesudah"),
    )  # fmt: skip
    same = {name: asked[name] for name in ("instansi", "sop", "status") if name in asked}
    following = url_for(".cycles", _external=False, **same, sesudah=found.next) if found.next else None
    return jsonify({"siklus": [row_facts(row) for row in found.rows], "berikutnya": following})


@bp.get("/siklus/<cycle_id>")
def cycle(cycle_id: str) -> Response:
    """Answer one cycle with its steps and its trail."""
    return jsonify(cycle_facts(rooms().desk.cycle(me(), cycle_id, now())))


@bp.get("/siklus/<cycle_id>/berkas")
def files(cycle_id: str) -> Response:
    """Answer the files of a cycle, in the order they came."""
    rooms().desk.cycle(me(), cycle_id, now())
    found = rooms().desk.files.of(cycle_id)
    return jsonify({
        "berkas": [
            {**file_facts(one), "url": url_for(".file", cycle_id=cycle_id, file_id=one.id, _external=False)}
            for one in found
        ]
    })  # fmt: skip


@bp.get("/siklus/<cycle_id>/berkas/<file_id>")
def file(cycle_id: str, file_id: str) -> Response:
    """Answer the bytes of one file, if they are those that were kept."""
    rooms().desk.cycle(me(), cycle_id, now())
    return sent(rooms().desk.files.one(cycle_id, file_id))


@bp.get("/<path:rest>")
def nothing(rest: str) -> Response:
    """Answer 404 as JSON to those who have a token, and to nobody else."""
    raise NotThere(say("Alamat API ini tidak ada."))


def _sop(entry: Entry) -> Response:
    if entry.sop is None:
        raise NotThere(NOT_HERE)
    return jsonify(as_json(entry.sop))


def _row(row: Hit) -> dict[str, object]:
    place = url_for(".composed", agency=row.agency, slug=row.slug) if row.agency else url_for(".base", slug=row.slug)
    return {
        "slug": row.slug, "instansi": row.agency, "nama": "".join(piece for piece, _ in row.nama), "nomor": row.nomor,
        "status": row.status, "siklus": row.siklus, "tag": list(row.tag), "langkah": row.langkah, "url": place,
    }  # fmt: skip
