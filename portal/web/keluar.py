"""/keluar: sign out."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for

from portal.people import sessions
from portal.web import signin
from portal.web.rooms import now, rooms

bp = Blueprint("keluar", __name__)


@bp.post("/keluar")
def leave() -> Response:
    """Sign out; the session is over on the server at once."""
    sessions.end(rooms().store, request.cookies.get(signin.cookie_name()), now())
    return signin.take(redirect(url_for("beranda.show"), 303))  # type: ignore[arg-type]
