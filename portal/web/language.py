"""Indonesian first, English by choice: one cookie, gettext catalogues, and sentences made by `say`."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale, get_translations

from portal.say import Said

COOKIE = "bahasa"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
CATALOGUES = Path(__file__).parent.parent / "translations"


def install(app: Flask) -> None:
    """Load the catalogues and teach templates `_()` and the filter `said`."""
    app.config["BABEL_DEFAULT_LOCALE"] = "id"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    Babel(app, locale_selector=language)
    app.jinja_env.filters["said"] = said


def language() -> str:
    """Return the language of this request's person: `id` unless he chose another."""
    chosen = request.cookies.get(COOKIE, "id") if has_request_context() else "id"
    return chosen if chosen in LANGUAGES else "id"


def said(text: object) -> str:
    """Return a sentence in the reader's language; text that was not made by `say` stays as it is."""
    if not isinstance(text, Said):
        return str(text)
    template = str(get_translations().ugettext(text.template))
    if not text.values:
        return template
    return template.format(**{name: said(value) if isinstance(value, Said) else value
                              for name, value in text.values.items()})  # fmt: skip


def locale_name() -> str:
    """Return the reader's language for Babel's formatting: `id` or `en`."""
    return str(get_locale() or "id")
