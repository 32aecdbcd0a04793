"""Faults: gathers what is wrong with one document, in words that name line and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from portal.say import say
from portal.sop.document import Unreadable
from portal.sop.model import Problem

MOST = 50
"""So many faults are enough to be told of at once."""


class Faults:
    """What is wrong with the document at `path`, so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, line: int | None, message: str) -> None:
        """Note a fault; raise `Unreadable` at once when there are too many to read."""
        self.found.append(Problem(self.path, line, message))
        if len(self.found) >= MOST:
            self.stop()

    def blames(self, line: int | None) -> bool:
        """True if something was noted of this very line."""
        return line is not None and any(problem.line == line for problem in self.found)

    def refusal(self, line: int | None, message: str) -> Unreadable:
        """Return the refusal to raise where reading cannot go on."""
        return Unreadable((*self.found, Problem(self.path, line, message)))

    def stop(self) -> None:
        """Raise `Unreadable` if anything was noted."""
        if self.found:
            raise Unreadable(tuple(sorted(self.found, key=lambda problem: problem.line or 0)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ' Maksudnya "…"?' with the known word most like `word`, or nothing."""
    matches = difflib.get_close_matches(word, list(known), n=1) if len(word) <= 100 else []
    return say(' Maksudnya "{known}"?', known=matches[0]) if matches else ""


def short(word: str) -> str:
    """Return a word that a person typed, short enough to stand in a message."""
    line = " ".join(word.split())
    return line if len(line) <= 60 else line[:59] + "…"
