"""Problems: everything that is wrong with documents and plugins, errors first."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web.admin.shared import require_admin, tabs
from portal.web.answers import page
from portal.web.rooms import rooms

bp = Blueprint("admin_masalah", __name__, url_prefix="/admin/masalah")

MOST = 500


@bp.get("")
def problems() -> Response:
    """Show what `portal check` would say."""
    require_admin()
    found = rooms().library.problems()
    errors = [problem for problem in found if problem.level == "galat"]
    advice = [problem for problem in found if problem.level != "galat"]
    return page("admin/masalah.html", tabs=tabs(), errors=errors[:MOST], advice=advice[:MOST],
                more=max(len(errors), len(advice)) - MOST)  # fmt: skip
