"""Boxes that plugins put on pages: their own templates, rendered apart, so that a fault leaves only its box out."""

from __future__ import annotations

import logging

from flask import render_template
from markupsafe import Markup

from portal.web.rooms import rooms

log = logging.getLogger("portal.web")


def panels(place: str, subject: object) -> list[Markup]:
    """Return the boxes of all plugins for a place of a page, in order."""
    boxes = []
    for name, panel in rooms().plugins.panels(place, subject):
        try:
            html = render_template(panel.template, **panel.values)
        except Exception:
            log.exception("plugin %s: panel %s could not be rendered", name, panel.template)
            continue
        boxes.append(Markup(html))  # noqa: S704 (a rendered template of a plugin, every value in it escaped)
    return boxes
