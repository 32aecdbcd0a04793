"""Rows of the library: fifty of them are most of a list's work, so each is rendered once and kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from flask import Flask
from markupsafe import Markup

from portal.library import Hit
from portal.web.language import language
from portal.web.sop.kept import Sheets

LARGEST = 4 * 1024 * 1024
"""How many bytes of rows one process keeps."""


def install(app: Flask) -> None:
    """Give templates `results(hits)`, rows of the library in the reader's language."""
    kept = Sheets(LARGEST)

    def results(hits: Iterable[Hit]) -> list[Markup]:
        read_in = language()
        return [kept.get((read_in, hit), partial(rendered, hit)) for hit in hits]

    def rendered(hit: Hit) -> str:
        return str(app.jinja_env.get_template("sop/baris.html").module.result(hit))  # type: ignore[attr-defined]

    app.jinja_env.globals["results"] = results
