"""QR: the address of a sheet as a code that a telephone reads, as a picture to print."""

from __future__ import annotations

import io

import segno

BORDER = 2
"""How many light modules stand around the code: fewer than on a poster, a sheet is white anyway."""


def svg(address: str) -> str:
    """Return the code as an SVG document without size, to be as large as its place."""
    data = io.BytesIO()
    _code(address).save(data, kind="svg", border=BORDER, omitsize=True, xmldecl=False, nl=False)
    return data.getvalue().decode()


def png(address: str, scale: int = 8) -> bytes:
    """Return the code as a PNG, `scale` pixels a module."""
    data = io.BytesIO()
    _code(address).save(data, kind="png", border=BORDER, scale=scale)
    return data.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False, boost_error=False)
