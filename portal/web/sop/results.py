"""Rows of the library: fifty of them are most of a list's work, so each is rendered once and kept."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup

from portal.library import Hit
from portal.web.language import language
from portal.web.sop.kept import Sheets

LARGEST = 4 * 1024 * 1024
"""How many bytes of rows one process keeps."""


def install(app: Flask) -> None:
    """Give templates `result(hit)`, a row of the library in the reader's language."""
    kept = Sheets(LARGEST)

    def result(hit: Hit) -> Markup:
        return kept.get((language(), hit), lambda: rendered(hit))

    def rendered(hit: Hit) -> str:
        return str(app.jinja_env.get_template("sop/baris.html").module.result(hit))  # type: ignore[attr-defined]

    app.jinja_env.globals["result"] = result
