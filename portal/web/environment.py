"""The environment of the templates: Flask's own, without what it costs for globals that no template has."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import templating


class Environment(templating.Environment):
    """One dictionary of globals for all templates.

    Jinja lays each template's own over it in a chain, which it copies and compares name by name at every page and
    import; no template of the portal has any.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the environment's globals themselves, where a template has none of its own."""
        return super().make_globals(d) if d else self.globals
