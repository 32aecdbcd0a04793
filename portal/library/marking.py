"""Showing where words were found: a text in pieces, each a hit or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from portal.library.query import Segments

BEFORE, LONGEST = 60, 220
"""How many letters of a quoted text stand before its first hit, and in all."""

PLAIN = {code: base for code in range(0xC0, 0x250) if (base := unicodedata.normalize("NFD", chr(code))[0]) != chr(code)}
"""Letters with an accent as they are without one, so that a text keeps its length."""

ACCENTED = re.compile("[\u00c0-\u024f]")
LETTER, OTHER = r"[^\W_]", r"[\W_]"


@dataclass(frozen=True, slots=True)
class Hits:
    """What finds words in a plain text; `beginnings` tell cheaply of most texts that they hold none."""

    pattern: re.Pattern[str]
    beginnings: tuple[str, ...]

    def first(self, small: str) -> int:
        """Return where in a plain text the first hit may be; -1 where there is none."""
        first = -1
        for beginning in self.beginnings:
            at = small.find(beginning) if first < 0 else small.find(beginning, 0, first)
            first = at if at >= 0 else first
        return first


def hits_of(words: Sequence[str]) -> Hits:
    """Return what finds typed words in a plain text; the last word may be the beginning of a longer one."""
    parts, beginnings = [], []
    for number, word in enumerate(words, 1):
        tokens = re.findall(f"{LETTER}+", plain(word))
        end = f"{LETTER}*" if number == len(words) else f"(?!{LETTER})"
        parts += [f"{OTHER}+".join(map(re.escape, tokens)) + end] if tokens else []
        beginnings += tokens[:1]
    return Hits(re.compile("|".join(parts) or r"(?!)"), tuple(beginnings))


def plain(text: str) -> str:
    """Return a text in small letters without accents, as long as it was."""
    small = text.lower()
    if small.isascii():
        return small
    if len(small) != len(text):  # a letter that grows when it is made small
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small.translate(PLAIN) if ACCENTED.search(small) else small


def marked(text: str, hits: Hits) -> Segments:
    """Return a whole text in pieces."""
    small = plain(text)
    return _pieces(text, 0, len(text), _places(small, hits, hits.first(small)))


def quoted(texts: Iterable[str], hits: Hits) -> Segments:
    """Return the neighbourhood of the first hit in the first text that has one, in pieces; nothing where none has."""
    for text in texts:
        small = plain(text)
        if (maybe := hits.first(small)) < 0:
            continue
        places = _places(small, hits, maybe)
        place = next(places, None)
        if place is None:
            continue
        first, last = place
        start = min(first, text.find(" ", first - BEFORE) + 1) if first > BEFORE else 0
        end = max(last, text.rfind(" ", last, start + LONGEST)) if len(text) > start + LONGEST else len(text)
        near = takewhile(lambda other, end=end: other[1] <= end, places)  # type: ignore[misc]
        return _pieces(text, start, end, chain((place,), near))
    return ()


def _pieces(text: str, start: int, end: int, places: Iterable[tuple[int, int]]) -> Segments:
    """Return a text from `start` to `end` in pieces, with a mark where it was cut."""
    pieces, done = [("… ", False)] if start else [], start
    for first, last in places:
        pieces += [(text[done:first], False), (text[first:last], True)]
        done = last
    pieces += [(text[done:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _places(small: str, hits: Hits, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the hits are, from `start`. That a word begins there is asked last: first, it would cost the speed.

    A `start` below 0 says that there are none.
    """
    for hit in hits.pattern.finditer(small, start) if start >= 0 else ():
        if hit.start() == 0 or not small[hit.start() - 1].isalnum():
            yield hit.span()
