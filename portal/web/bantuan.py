"""Help: what the portal is for, and how to get along on it."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web.answers import page

bp = Blueprint("bantuan", __name__)


@bp.get("/bantuan")
def show() -> Response:
    """Show the one page of help."""
    return page("bantuan/bantuan.html")
