"""When the steps of a new cycle would be due, told on the form that opens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.cycle.explained import Due
from portal.cycle.forecast import Planned, dated, dates, forecast
from portal.cycle.period import Period, around
from portal.desk.opening import Opening, read_counts
from portal.desk.values import counting
from portal.refusal import Refusal
from portal.sop.model import Step

PERIODS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Schedule:
    """The steps with their due moments for one period, and each dated step's date in the periods that follow."""

    period: Period | None
    steps: tuple[Planned, ...]
    ahead: tuple[tuple[Step, tuple[tuple[Period, Due], ...]], ...]


def schedule(asked: Opening, typed: Mapping[str, str], now: datetime) -> Schedule:
    """Return when the steps would be due, if the cycle of the period that is chosen were opened now.

    `typed` is the form so far: its `periode`, and its counts as `jumlah.<noun>`; what cannot be read counts once.
    """
    chosen = typed.get("periode") or asked.suggested
    period = next((one for one in asked.periods if one.text == chosen), None)
    sop = asked.sop
    try:
        counts = read_counts({name.removeprefix("jumlah."): text for name, text in typed.items()}, sop)
    except Refusal:
        counts = {}
    calendar = counting(asked.office, sop, period or Period("", sop.siklus), counts)
    ahead = _following(period) if period else ()
    return Schedule(
        period, forecast(sop, now, calendar),
        tuple((step, dates(step, ahead, now, calendar)) for step in dated(sop)) if ahead else (),
    )  # fmt: skip


def _following(period: Period) -> tuple[Period, ...]:
    """Return a period and those after it, in order."""
    if period.first is None:
        return ()
    return tuple(reversed(around(period.first, period.siklus, before=0, after=PERIODS_AHEAD - 1)))
