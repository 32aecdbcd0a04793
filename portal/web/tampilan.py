"""How the portal looks to one reader: theme and language, kept in cookies."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request

from portal.web import language, theme
from portal.web.next_url import inside
from portal.web.rooms import rooms

bp = Blueprint("tampilan", __name__)


@bp.post("/tampilan")
def change() -> Response:
    """Keep the chosen theme or language, and go back to the page."""
    answer: Response = redirect(inside(request.form.get("kembali"), "/"), 303)  # type: ignore[assignment]
    secure = not rooms().settings.http
    if (chosen := request.form.get("tema")) in theme.THEMES:
        theme.remember(answer, theme.COOKIE, chosen or "", secure=secure)
    if (chosen := request.form.get("bahasa")) in language.LANGUAGES:
        theme.remember(answer, language.COOKIE, chosen or "", secure=secure)
    return answer
