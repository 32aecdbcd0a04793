"""The one place that knows what an htmx request is (the extension htmx-flask stays behind it)."""

from __future__ import annotations

from flask import Flask, request
from htmx_flask import Htmx
from htmx_flask.requests import HtmxAwareRequest as HtmxRequest

__all__ = ["MESSAGE_AREA", "HtmxRequest", "install", "shown_url", "wants_fragment"]

MESSAGE_AREA = "#pesan"


def install(app: Flask) -> None:
    """Give every request its `htmx` facts."""
    Htmx(app)


def wants_fragment() -> bool:
    """True if the answer replaces a part of a page: not for boosted links and not for a restored history."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def shown_url() -> str | None:
    """Return the address that the person's browser shows, as htmx tells it."""
    url: str | None = request.htmx.current_url  # type: ignore[attr-defined]
    return url
