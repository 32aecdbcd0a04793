"""Indonesian first, English by choice: one cookie, gettext catalogues, and sentences made by `say`."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import Flask, request
from markupsafe import Markup, escape

from portal.say import Said, fitting

COOKIE = "bahasa"
SOURCE = "id"
"""The language in which every sentence is written, so that it needs no catalogue."""

LANGUAGES = {SOURCE: "Bahasa Indonesia", "en": "English"}
CATALOGUES = Path(__file__).parent.parent / "translations"

_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)
"""The language of the request at hand: read hundreds of times a page, so it costs no look at the request."""


def install(app: Flask) -> None:
    """Listen to each request's choice, and teach templates `_()`, `ngettext()` and the filters `said` and `cited`."""
    app.before_request(listen)
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext, pgettext=pgettext)
    app.jinja_env.filters.update(said=said, cited=cited)


def listen() -> None:
    """Speak the language that this request's person has chosen."""
    chosen = request.cookies.get(COOKIE, SOURCE)
    _spoken.set(chosen if chosen in LANGUAGES else SOURCE)


def language() -> str:
    """Return the language of this request's person: `id` unless he chose another."""
    return _spoken.get()


def said(text: object) -> str:
    """Return a sentence in the reader's language; text that was not made by `say` stays as it is."""
    if not isinstance(text, Said):
        return str(text)
    if _spoken.get() == SOURCE:
        return text
    template = str(_catalogue(_spoken.get()).gettext(text.template))
    if not text.values:
        return template
    values = fitting(template, text.values)
    return template.format(
        **{name: said(value) if isinstance(value, Said) else value for name, value in values.items()}
    )


def cited(text: object) -> Markup:
    """Return a sentence as `said` does; what it quotes from a document is marked as the Indonesian it is."""
    if not isinstance(text, Said) or _spoken.get() == SOURCE or not text.values:
        return escape(said(text))
    template = escape(_catalogue(_spoken.get()).gettext(text.template))
    return template.format(**{name: _quotation(value) for name, value in fitting(template, text.values).items()})


def _quotation(value: object) -> object:
    if isinstance(value, Said):
        return cited(value)
    return Markup('<span lang="id">{}</span>').format(value) if isinstance(value, str) else value


def gettext(text: str, /, **values: object) -> Markup:
    """Return a template's own text in the reader's language; `values` are escaped and put in."""
    found = _marked(_spoken.get(), text)
    return found % values if values or "%" in text else found


def pgettext(context: str, text: str, /, **values: object) -> Markup:
    """Return a template's own text that means different things in different places, for the place `context`."""
    found = Markup(_catalogue(_spoken.get()).pgettext(context, text))  # noqa: S704 (a text of our own)
    return found % values if values or "%" in text else found


def ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
    """Return a template's own text for `num` of something."""
    words = _catalogue(_spoken.get()).ngettext(one, many, num)
    return Markup(words) % {"num": num, **values}  # noqa: S704 (a text of our own templates or catalogues)


@cache
def _marked(spoken: str, text: str) -> Markup:
    return Markup(_catalogue(spoken).gettext(text))  # noqa: S704 (a text of our own templates or catalogues)


@cache
def _catalogue(spoken: str) -> NullTranslations:
    return NullTranslations() if spoken == SOURCE else Translations.load(str(CATALOGUES), [spoken])
