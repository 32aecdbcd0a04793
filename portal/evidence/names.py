"""The name of a file that somebody sent: text to be shown, never a place on the disk."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
NAMELESS = "berkas"

_JOINERS = "\u200c\u200d"
"""Invisible, but letters and emoji are made with them."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)")


def clean(given: str) -> str:
    """Return a name as it is kept: NFC, no folders, no control or bidirectional characters, at most 120 long."""
    plain = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in plain if one in _JOINERS or unicodedata.category(one) not in _HIDDEN)
    name = " ".join(seen.split()).rstrip(". ")
    stem, dot, end = name.rpartition(".")
    if dot and not stem.strip(" ." + _JOINERS):
        name = f"{NAMELESS}.{end}"
    return shortened(name)


def ending(name: str) -> str:
    """Return the last extension in small plain letters: "ＰＤＦ" is "pdf"; "" where there is none."""
    _, dot, end = name.rpartition(".")
    return unicodedata.normalize("NFKC", end).strip().casefold() if dot else ""


def shortened(name: str, longest: int = LONGEST) -> str:
    """Return a name of at most `longest` letters that keeps its extension."""
    if len(name) <= longest:
        return name
    stem, dot, end = name.rpartition(".")
    if not dot or len(end) > 10:
        return f"{name[: longest - 1].rstrip()}…"
    return f"{stem[: longest - len(end) - 2].rstrip()}….{end}"


def for_disk(name: str) -> str:
    """Return a name that every file system takes, for the file or folder of an archive."""
    name = _RESERVED.sub("_", clean(name)).strip(". ") or NAMELESS
    return f"_{name}" if _DEVICES.match(name) else name
