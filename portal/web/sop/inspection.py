"""What the checker says of an SOP, as its page shows it to staff: errors apart, advice put together by rule."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from portal.library import Entry
from portal.library.advising import BY_ID
from portal.sop.model import Problem


@dataclass(frozen=True, slots=True)
class Advised:
    """What one rule found; without `finds` what plugins and the composing said, each with a remedy of its own."""

    finds: str
    why: str
    remedy: str
    found: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that was found in one SOP."""

    errors: tuple[Problem, ...]
    advice: tuple[Advised, ...]
    count: int
    """How much advice there is, counted by place."""


def inspection(entry: Entry) -> Inspection:
    """Return what was found in an SOP."""
    ruled = (one for one in entry.advice if one.rule in BY_ID)  # in the order of the table, as `advise` gives it
    advice = [_advised(rule, tuple(found)) for rule, found in groupby(ruled, lambda one: one.rule)]
    others = tuple(one for one in entry.advice if one.rule not in BY_ID)
    if others:
        advice.append(Advised("", "", "", others))
    return Inspection(entry.errors, tuple(advice), len(entry.advice))


def _advised(rule: str, found: tuple[Problem, ...]) -> Advised:
    known = BY_ID[rule]
    return Advised(known.finds, known.why, known.remedy, found)
