"""Addresses in templates: `url_for`, each address built once."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, request
from werkzeug.routing import MapAdapter

MOST, LONGEST = 5000, 200
"""How many addresses are remembered, and how long their values may be; the one unused for longest goes first."""

Value = str | int | None


def install(app: Flask) -> None:
    """Let templates build each address once: a list of fifty rows would else spend most of its time on it."""
    adapters: dict[str, MapAdapter] = {}

    @lru_cache(maxsize=MOST)
    def build(root: str, endpoint: str, values: tuple[tuple[str, Value], ...]) -> str:
        if root not in adapters:
            adapters[root] = app.url_map.bind("localhost", script_name=root or "/")
        return adapters[root].build(endpoint, {name: value for name, value in values if value is not None})

    def url_for(endpoint: str, **values: Value) -> str:
        short = all(len(value) <= LONGEST for value in values.values() if isinstance(value, str))
        remembered = build if short else build.__wrapped__
        return remembered(request.script_root, endpoint, tuple(sorted(values.items())))

    app.jinja_env.globals["url_for"] = url_for
