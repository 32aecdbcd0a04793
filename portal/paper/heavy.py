"""Heavy: the one door to what loads large libraries; it is opened when somebody first asks, never at start."""

from __future__ import annotations

import contextlib
import importlib
import io
from types import ModuleType
from typing import Literal, cast

from portal.hooks import Around, Render
from portal.refusal import Unable
from portal.say import say
from portal.sop.model import Sop

Name = Literal["pdf", "word", "excel"]
"""The modules behind the door: `portal.paper.<name>`."""

WITHOUT = say(
    "PDF belum dapat dibuat di komputer ini: WeasyPrint atau Pango belum terpasang. "
    "Pakai tampilan cetak di peramban; lembarnya sama."
)  # fmt: skip


def load(name: Name) -> ModuleType:
    """Return a module behind the door; refuse where this machine lacks what it needs.

    WeasyPrint tells of a missing library on standard output, where a command may be writing a document.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module(f"portal.paper.{name}")
    except (ImportError, OSError) as fault:
        if name != "pdf":
            raise
        raise Unable(WITHOUT) from fault


def renders(name: Name) -> Render:
    """Return the renderer of a module behind the door: its `render`, loaded with the first sheet."""

    def render(sop: Sop, around: Around) -> bytes:
        return cast(Render, load(name).render)(sop, around)

    return render
