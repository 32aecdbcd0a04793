"""Where to go after signing in: only to a page of this portal, whatever was asked."""

from __future__ import annotations

import re

PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""One slash, then printable ASCII without a backslash: what no browser takes for another host."""

LONGEST = 2000


def inside(asked: str | None, otherwise: str) -> str:
    """Return `asked` if it is a path of this portal, else `otherwise`."""
    if asked and len(asked) <= LONGEST and PATH.fullmatch(asked):
        return asked
    return otherwise
