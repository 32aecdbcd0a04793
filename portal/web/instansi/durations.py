"""Durations: working minutes as people say them, "2 jam 10 menit" or "1,5 hari kerja"."""

from __future__ import annotations

from babel.numbers import format_decimal

from portal.cycle.tempo import DAY_MINUTES
from portal.say import say
from portal.web.language import language, said

HOUR = 60


def lasted(minutes: float, workweek: int) -> str:
    """Return working minutes in the words of an office whose week has so many days."""
    whole, day = round(minutes), DAY_MINUTES[workweek]
    if whole >= day:
        days = format_decimal(round(minutes / day, 1), locale=language(), format="0.#")
        return said(say("1 hari kerja") if days == "1" else say("{days} hari kerja", days=days))
    if whole < 1:
        return said(say("kurang dari 1 menit"))
    hours, rest = divmod(whole, HOUR)
    if not hours:
        return said(say("{n} menit", n=rest))
    return said(say("{hours} jam {rest} menit", hours=hours, rest=rest) if rest else say("{n} jam", n=hours))
