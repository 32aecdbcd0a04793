"""How long an acting official may act: three months, extended once by three; and which assignments end soon."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.cycle.day_words import in_words
from portal.people.model import Assignment
from portal.refusal import Refusal
from portal.say import say

TERM = 3
"""So many months an acting official may act by one surat perintah."""

LONGEST = 6
"""So many months in all, with the extension."""

NOTICED = timedelta(days=14)
"""So long before its last day an assignment is said to end."""


@dataclass(frozen=True, slots=True)
class Term:
    """The days that a person has acted, or is to act, in one place: the last day belongs to it."""

    mulai: date
    sampai: date


@dataclass(frozen=True, slots=True)
class Ending:
    """An assignment whose last day is near, or past the limit; `extendable` if its days may be added to once."""

    held: Assignment
    last: date
    extendable: bool = False


def months_later(day: date, count: int) -> date:
    """Return the same date `count` months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_day(mulai: date, terms: Iterable[Term]) -> date:
    """Return since when somebody acts who begins on `mulai`, where his earlier terms went straight on."""
    for term in sorted(terms, key=lambda one: one.sampai, reverse=True):
        if term.mulai < mulai and mulai - timedelta(days=1) <= term.sampai:
            mulai = term.mulai
    return mulai


def require_term(mulai: date, sampai: date | None, terms: Sequence[Term] = ()) -> None:
    """Refuse an acting official's term without an end, longer than three months, or beyond six in all."""
    if sampai is None:
        raise Refusal(say("Plt. dan Plh. ditugaskan sampai tanggal tertentu, paling lama tiga bulan."), field="sampai")
    if sampai > months_later(mulai, TERM):
        raise Refusal(say("Plt. dan Plh. bertugas paling lama tiga bulan: di sini sampai {day}. Sesudah itu dapat "
                          "diperpanjang sekali.", day=in_words(months_later(mulai, TERM))), field="sampai")  # fmt: skip
    _require_longest(first_day(mulai, terms), sampai)


def require_extension(held: Assignment, sampai: date, terms: Sequence[Term] = ()) -> None:
    """Refuse a second extension, one that adds more than three months, and one beyond six months in all."""
    if not held.acting or held.sampai is None:
        raise Refusal(say("Hanya penugasan Plt. dan Plh. yang diperpanjang."))
    if held.extended:
        raise Refusal(say("Penugasan ini sudah diperpanjang sekali. Plt. dan Plh. hanya dapat diperpanjang sekali, "
                          "jadi tunjuk pejabat lain atau lantik pejabat definitif."), status=409)  # fmt: skip
    if sampai <= held.sampai:
        raise Refusal(say("Perpanjangan berakhir sesudah {day}.", day=in_words(held.sampai)), field="sampai")
    _require_longest(first_day(held.mulai, terms), sampai)
    if sampai > months_later(held.sampai, TERM):
        raise Refusal(say("Perpanjangan paling lama tiga bulan: sampai {day}.",
                          day=in_words(months_later(held.sampai, TERM))), field="sampai")  # fmt: skip


def furthest(held: Assignment, terms: Sequence[Term] = ()) -> date | None:
    """Return until when an assignment may still be extended; None where it may not be."""
    if not held.acting or held.sampai is None or held.extended:
        return None
    last = min(months_later(held.sampai, TERM), months_later(first_day(held.mulai, terms), LONGEST))
    return last if last > held.sampai else None


def ending(held: Iterable[Assignment], today: date) -> tuple[Ending, ...]:
    """Return the assignments that hold today and end within two weeks, the first to end first."""
    found = []
    for one in held:
        last = _last(one)
        if last is not None and one.on(today) and last - NOTICED <= today:
            found.append(Ending(one, last, furthest(one) is not None))
    return tuple(sorted(found, key=lambda one: one.last))


def _last(held: Assignment) -> date | None:
    """Return the last day; of an acting official whose days were never limited, the end of six months."""
    if held.sampai is None and held.acting:
        return months_later(held.mulai, LONGEST)
    return held.sampai


def _require_longest(first: date, sampai: date) -> None:
    if sampai > months_later(first, LONGEST):
        raise Refusal(
            say("Ia bertugas sejak {first}. Plt. dan Plh. paling lama enam bulan seluruhnya, jadi paling akhir {last}.",
                first=in_words(first), last=in_words(months_later(first, LONGEST))), field="sampai",
        )  # fmt: skip
