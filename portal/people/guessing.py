"""Guesses from a written jabatan: which role of the procedure it is, and for which unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.people.names import folded

_SPELLED_OUT = {
    "kasubbag": "kepala sub bagian",
    "kasubag": "kepala sub bagian",
    "kasubbid": "kepala sub bidang",
    "kabid": "kepala bidang",
    "kabag": "kepala bagian",
    "kasi": "kepala seksi",
    "kasie": "kepala seksi",
    "kadis": "kepala dinas",
    "kadin": "kepala dinas",
    "kaban": "kepala badan",
    "sekdis": "sekretaris dinas",
    "sekban": "sekretaris badan",
    "sekcam": "sekretaris kecamatan",
    "subbagian": "sub bagian",
    "subbag": "sub bagian",
    "subag": "sub bagian",
    "subbidang": "sub bidang",
    "plt": "",
    "plh": "",
}
_KINDS = ("bidang", "seksi", "bagian", "sub")


def guess_role(jabatan: str | None, titles: Mapping[str, str]) -> str | None:
    """Return the role whose title begins the jabatan (the longest such), or is begun by it alone; else None."""
    words = _words(jabatan or "")
    if not words:
        return None
    known = {role: _words(title) for role, title in titles.items()}
    begins = {role: len(title) for role, title in known.items() if title and words[: len(title)] == title}
    if begins:
        longest = max(begins.values())
        best = [role for role, length in begins.items() if length == longest]
    else:
        best = [role for role, title in known.items() if title[: len(words)] == words]
    return best[0] if len(best) == 1 else None


def guess_unit(text: str, jabatan: str | None, units: Mapping[str, str]) -> str | None:
    """Return the unit that `text` names by id or name; without text, the one whose name the jabatan holds."""
    if text:
        named = [unit for unit, name in units.items() if folded(text) == folded(unit) or _bare(text) == _bare(name)]
        return named[0] if len(named) == 1 else None
    words = _words(jabatan or "")
    held = [unit for unit, name in units.items() if _holds(words, _bare(name))]
    return held[0] if len(held) == 1 else None


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", folded(text))
    return " ".join(_SPELLED_OUT.get(word, word) for word in words).split()


def _bare(name: str) -> list[str]:
    words = _words(name)
    while words and words[0] in _KINDS:
        words = words[1:]
    return words


def _holds(words: list[str], part: list[str]) -> bool:
    return bool(part) and any(words[start : start + len(part)] == part for start in range(len(words)))
