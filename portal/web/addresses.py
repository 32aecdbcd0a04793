"""Addresses for views and templates: `url_for`, each address built once."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, current_app, request
from werkzeug.routing import MapAdapter

MOST, LONGEST = 5000, 200
"""How many addresses are remembered, and how long their values may be; the one unused for longest goes first."""

NAME = "portal-addresses"

Value = str | int | None


def install(app: Flask) -> None:
    """Build each address once: a list of fifty rows would else spend most of its time on it."""
    adapters: dict[str, MapAdapter] = {}

    @lru_cache(maxsize=MOST)
    def build(root: str, endpoint: str, values: tuple[tuple[str, Value], ...]) -> str:
        if root not in adapters:
            adapters[root] = app.url_map.bind("localhost", script_name=root or "/")
        return adapters[root].build(endpoint, {name: value for name, value in values if value is not None})

    def address(endpoint: str, **values: Value) -> str:
        root = request.root_path
        if not values:
            return build(root, endpoint, ())
        short = all(len(value) <= LONGEST for value in values.values() if isinstance(value, str))
        remembered = build if short else build.__wrapped__
        return remembered(root, endpoint, tuple(sorted(values.items())))

    app.extensions[NAME] = app.jinja_env.globals["url_for"] = address


def url_for(endpoint: str, **values: Value) -> str:
    """Return the address of an endpoint, named in full; what is None is left out."""
    address: str = current_app.extensions[NAME](endpoint, **values)
    return address
