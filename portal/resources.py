"""Where the portal's own files lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from portal.refusal import Refusal
from portal.say import say

PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return the folder `name` (`templates`, `sop_library`, `plugins`, `starter`, `static`).

    A wheel carries all of them inside the package; in a checkout three of them stand beside it.
    """
    for place in (PACKAGE, PACKAGE.parent):
        if (place / name).is_dir():
            return place / name
    raise Refusal(say("Folder {nama} tidak ikut terpasang. Pasang ulang portal.", nama=name), status=500)
