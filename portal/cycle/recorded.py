"""Which periods of an SOP stand on record, also where its siklus has changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from portal.cycle.period import Period, known_period, period_of, periods_of
from portal.sop.model import Siklus

DAY = timedelta(days=1)


def recorded(
    siklus: Siklus, year: int, since: str | None, known: Iterable[str], until: str | None = None
) -> tuple[Period, ...]:
    """Return the periods of `year` on record, in order: from `since`, else the first known, to `until`; and all known.

    `known` are the periods that anything is known of. As long as they are of another siklus than today's, the SOP was
    expected in that one: a change of siklus lets no period disappear. `since` counts by its first day, `until` by its
    last.
    """
    dated = sorted({one.text: one for one in map(known_period, known) if one.first}.values(), key=_first)
    begin = known_period(since).first if since else _first(dated[0]) if dated else None
    if begin is None:
        return ()
    found = {one.text: one for one in dated if _first(one).year == year}
    end = (known_period(until).last if until else None) or date.max
    for word, first, last in _stretches(siklus, dated, begin):
        within = (one for one in periods_of(year, word) if _first(one) >= first and _last(one) <= min(last, end))
        found.update((one.text, one) for one in within)
    return tuple(sorted(found.values(), key=lambda one: (_first(one), one.text)))


def _stretches(siklus: Siklus, dated: Sequence[Period], begin: date) -> Iterator[tuple[Siklus, date, date]]:
    """Yield each siklus with the days it was followed: whole periods, until the first known one of another."""
    groups = [list(group) for _, group in groupby(dated, key=lambda one: one.siklus)]
    for at, group in enumerate(groups):
        word = group[0].siklus
        if at + 1 < len(groups):
            last = _first(groups[at + 1][0]) - DAY
        else:
            last = date.max if word == siklus else _last(group[-1])
        yield word, begin, last
        begin = max(begin, _after(word, last))
    if begin < date.max:
        yield siklus, begin, date.max


def _after(siklus: Siklus, last: date) -> date:
    """Return the first day that no whole period up to `last` covers."""
    period = period_of(last, siklus) if last < date.max else None
    if period is None:
        return date.max
    return _last(period) + DAY if _last(period) == last else _first(period)


def _first(period: Period) -> date:
    if period.first is None:
        raise ValueError("a period of the calendar has days")
    return period.first


def _last(period: Period) -> date:
    if period.last is None:
        raise ValueError("a period of the calendar has days")
    return period.last
