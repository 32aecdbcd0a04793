"""The first page of administration: what there is to look after."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web.admin.shared import is_admin, my_offices, tabs
from portal.web.answers import page
from portal.web.rooms import rooms

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.get("")
def show() -> Response:
    """Show what the reader looks after, and whether something needs him."""
    plugins = rooms().plugins
    problems = rooms().library.problems() if is_admin() else ()
    errors = sum(problem.level == "galat" for problem in problems)
    return page("admin/ringkasan.html", tabs=tabs(), offices=my_offices(), whole=is_admin(), plugins=plugins,
                errors=errors, advice=len(problems) - errors)  # fmt: skip
