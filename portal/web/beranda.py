"""The first page: the library for a visitor, Tugas saya for somebody who works here."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web import tugas
from portal.web.rooms import reader
from portal.web.sop import pages as sop

bp = Blueprint("beranda", __name__)


@bp.get("/")
def show() -> Response:
    """Show what concerns the reader most."""
    return tugas.show() if reader() else sop.library()
