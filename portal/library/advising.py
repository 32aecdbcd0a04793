"""All advice on an SOP: what the rules of its text find, then those of its drawing."""

from __future__ import annotations

from types import MappingProxyType

from portal.drawing.advice import DRAWING
from portal.sop.lint import rules
from portal.sop.model import Problem, Sop
from portal.sop.problems import Places

RULES = (*rules.RULES, *DRAWING)
BY_ID = MappingProxyType({rule.id: rule for rule in RULES})


def advise(sop: Sop, places: Places) -> tuple[Problem, ...]:
    """Return the advice on an SOP, rule by rule in the order of the table."""
    return rules.advise(sop, places, RULES)
