"""A file of an office program, packed so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP file can tell: these files say nothing of when they were made."""

_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_ANY_DAY = rb"\g<1>2000-01-01T00:00:00Z\g<3>"


def repacked(data: bytes) -> bytes:
    """Return a ZIP file of an office program with the moment of its making taken out, its parts in the same order."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _BEGINNING)
            part.create_system = 3
            part.external_attr = 0o644 << 16
            part.compress_type = ZIP_DEFLATED
            content = old.read(name)
            new.writestr(part, _MOMENT.sub(_ANY_DAY, content) if name == _CORE else content)
    return packed.getvalue()
