"""What a rule is, and what it answers: the place at fault and the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portal.say import say
from portal.sop.model import Sop, Step

LONGEST_QUOTE = 110


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the front-matter key at fault (of `step`, if it is a step's), and a sentence about it."""

    key: str
    message: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, what it finds, why that matters, and the remedy for all it finds."""

    id: str
    finds: str
    why: str
    remedy: str
    find: Callable[[Sop], Iterable[Finding]]


def numbered(sop: Sop) -> Iterator[tuple[int, Step]]:
    """Yield the steps with their printed numbers."""
    return enumerate(sop.langkah, 1)


def quoted(text: str) -> str:
    """Return a sentence short enough to be quoted, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;.") + " …"


def listed(items: Iterable[str]) -> str:
    """Return "a, b, dan c"."""
    words = list(items)
    if len(words) < 3:
        return say("{a} dan {b}", a=words[0], b=words[1]) if words[1:] else "".join(words)
    return say("{a}, dan {b}", a=", ".join(words[:-1]), b=words[-1])
