"""Routes: what builds an address is compiled when the first one is asked for; few of all routes are, at each start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class Route(Rule):
    """Werkzeug's rule, which would compile two builders for each of our routes before the portal answers at all."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        compiled: list[Builder] = []

        def build(rule: Route, /, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(super(Route, rule)._compile_builder(append_unknown))
            return compiled[0](rule, **values)

        return build
