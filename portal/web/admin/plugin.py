"""Plugins: those in use, those in quarantine with the reason, and what has failed since the start."""

from __future__ import annotations

from flask import Blueprint, Response

from portal.web.admin.shared import require_admin, tabs
from portal.web.answers import page
from portal.web.rooms import rooms

bp = Blueprint("admin_plugin", __name__, url_prefix="/admin/plugin")


@bp.get("")
def plugins() -> Response:
    """Show all plugins."""
    require_admin()
    return page("admin/plugin.html", tabs=tabs(), plugins=rooms().plugins)
