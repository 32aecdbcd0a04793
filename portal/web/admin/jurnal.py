"""The journal: every administrative act and the hash of every event, newest first, and whether it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import Blueprint, Response, request, url_for

from portal.say import say
from portal.store import journal as chain
from portal.store.tables import Journal
from portal.web import titles
from portal.web.admin.shared import require_admin, tabs
from portal.web.answers import page
from portal.web.fields import number
from portal.web.rooms import now

bp = Blueprint("admin_jurnal", __name__, url_prefix="/admin/jurnal")

PAGE = 50

ACTS: Mapping[str, str] = {
    "masuk": say("masuk"), "keluar": say("keluar"), "masuk-ditahan": say("percobaan masuk ditahan"),
    "akun-dibuat": say("membuat akun"), "akun-diubah": say("mengubah akun"),
    "akun-dinonaktifkan": say("menonaktifkan akun"), "akun-diaktifkan": say("mengaktifkan akun"),
    "tautan-dibuat": say("membuat tautan sekali pakai"), "tautan-dipakai": say("memakai tautan sekali pakai"),
    "sandi-diganti": say("mengganti kata sandi"), "sesi-diakhiri": say("mengeluarkan perangkat"),
    "lihat-sebagai": say("melihat sebagai orang lain"), "token-dibuat": say("membuat token"),
    "token-dicabut": say("mencabut token"), "penugasan-dibuat": say("memberi penugasan"),
    "penugasan-diakhiri": say("mengakhiri penugasan"),
    "penugasan-diperpanjang": say("memperpanjang penugasan"), "hak-diberikan": say("memberi hak"),
    "hak-dicabut": say("mencabut hak"), "instansi-diatur": say("mengatur instansi"),
    "kalender-ditambah": say("menambah hari libur"), "kalender-dicabut": say("mencabut hari libur"),
    "kalender-diimpor": say("mengimpor kalender"),
    "arsip-dicatat": say("mencatat periode di luar portal"), "arsip-dicabut": say("mencabut arsip periode"),
    "dibaca": say("membaca siklus sebagai pemantau"), "siklus": say("mencatat peristiwa siklus"),
    "berkas-rusak": say("menemukan berkas yang tidak utuh"), "berkas-pulih": say("menemukan berkas utuh kembali"),
}  # fmt: skip
"""What the kinds of lines are called; another one is shown as it is."""


@bp.get("")
def journal() -> Response:
    """Show the journal's last lines, older ones by key."""
    require_admin()
    return sheet(page_of(number(request.args.get("sebelum"))), first="sebelum" in request.args)


@bp.get("/kepala")
def head() -> Response:
    """Show the chain's head as a sheet to print and keep elsewhere."""
    require_admin()
    found = chain.head()
    return page("admin/kepala.html", tabs=tabs(), head=found, groups=groups(found.hash), at=now())


@bp.post("/periksa")
def verify() -> Response:
    """Check the whole chain, and say what was found."""
    require_admin()
    return sheet(page_of(None), verdict=chain.verify())


def page_of(before: int | None) -> list[Journal]:
    """Return one line more than a page, newest first."""
    query = Journal.select().order_by(Journal.seq.desc()).limit(PAGE + 1)
    return cast("list[Journal]", list(query if before is None else query.where(Journal.seq < before)))


def sheet(lines: list[Journal], *, verdict: object = None, first: bool = False) -> Response:
    """Return the page of some lines, and of the chain's head."""
    head = chain.head()
    following = url_for(".journal", sebelum=lines[PAGE - 1].seq) if len(lines) > PAGE else None
    return page("admin/jurnal.html", tabs=tabs(), lines=lines[:PAGE], acts=ACTS, head=head, groups=groups(head.hash),
                titles=titles, following=following, verdict=verdict, first=first)  # fmt: skip


def groups(digest: str) -> list[str]:
    """Return a digest in groups of four, as people copy it by hand."""
    return [digest[at : at + 4] for at in range(0, len(digest), 4)]
