"""Wording: an uraian begins with an active verb, leaves the actor to his column, and tells one activity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.say import say
from portal.sop.lint.finding import Finding, numbered, quoted
from portal.sop.lint.words import POSITIONS, is_nominal, is_verb, words
from portal.sop.model import Sop, Step

LONGEST = 30
"""Words of an uraian that still read in one glance."""

MOST_VERBS = 3
"""Verbs of an uraian that still are one activity: preparing, signing and sending something."""

_BESIDE = frozenset(("yang", "telah", "sudah", "untuk", "agar", "supaya", "guna", "setelah"))
_THEN = frozenset(("kemudian", "lalu", "sekaligus", "selanjutnya"))


def actor_named(sop: Sop) -> Iterator[Finding]:
    """Find uraian that name who acts."""
    titles = _titles(sop)
    for no, step in numbered(sop):
        if _names_actor(step, titles):
            message = say('Uraian langkah {no} menyebut pelakunya: "{kalimat}".', no=no, kalimat=quoted(step.uraian))
            yield Finding("uraian", message, step)


def no_verb(sop: Sop) -> Iterator[Finding]:
    """Find uraian that begin with a noun or a passive."""
    titles = _titles(sop)
    for no, step in numbered(sop):
        found = words(step.uraian)
        if found and is_nominal(found[0]) and not _begins_with_actor(found, titles):
            message = say('Uraian langkah {no} dimulai dengan "{kata}", bukan kata kerja aktif: "{kalimat}".',
                          no=no, kata=found[0], kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("uraian", message, step)


def too_much(sop: Sop) -> Iterator[Finding]:
    """Find uraian that tell several activities."""
    for no, step in numbered(sop):
        found = words(step.uraian)
        if sum(map(is_verb, found)) > MOST_VERBS or _goes_on(found):
            message = say('Uraian langkah {no} memuat beberapa kegiatan: "{kalimat}".',
                          no=no, kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("uraian", message, step)


def too_long(sop: Sop) -> Iterator[Finding]:
    """Find uraian that are too long for a cell of the table."""
    for no, step in numbered(sop):
        count = len(step.uraian.split())
        if count > LONGEST:
            message = say('Uraian langkah {no} terdiri atas {jumlah} kata: "{kalimat}".',
                          no=no, jumlah=count, kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("uraian", message, step)


def told_twice(sop: Sop) -> Iterator[Finding]:
    """Find steps with the words and the actor of an earlier one."""
    seen: dict[tuple[object, ...], int] = {}
    for no, step in numbered(sop):
        first = seen.setdefault((*words(step.uraian), step.pelaksana), no)
        if first != no:
            message = say('Uraian dan pelaksana langkah {no} sama dengan langkah {lain}: "{kalimat}".',
                          no=no, lain=first, kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("uraian", message, step)


def _titles(sop: Sop) -> list[tuple[str, ...]]:
    """Return the titles of all columns as words; "Sekretaris / Bidang" is two."""
    parts = (part for role in sop.pelaksana for part in re.split(r"[/,]", role.jabatan))
    return [found for part in parts if (found := words(part))]


def _begins_with_actor(found: tuple[str, ...], titles: list[tuple[str, ...]]) -> bool:
    return found[0] in POSITIONS or any(found[: len(title)] == title for title in titles)


def _goes_on(found: tuple[str, ...]) -> bool:
    """True if a word like `kemudian` is followed by another act ("tahun lalu" is none)."""
    return any(word in _THEN and (is_verb(after) or is_nominal(after)) for word, after in pairwise(found[1:]))


def _names_actor(step: Step, titles: list[tuple[str, ...]]) -> bool:
    """True if the uraian begins with a position, or ends in `oleh` one that does this very step."""
    found = words(step.uraian)
    if found and _begins_with_actor(found, titles):
        return True
    if "oleh" not in found:
        return False
    at = found.index("oleh")
    beside = _BESIDE.intersection(found[:at])  # there it tells of another step's actor
    return bool(found[at + 1 :]) and not beside and _begins_with_actor(found[at + 1 :], titles)
