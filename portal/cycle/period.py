"""Periods: `2026-TW3`, `2026-07`, `2026-S1`, `2026`, or a free label for an insidental SOP."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from portal.refusal import Refusal
from portal.say import say
from portal.sop.model import Siklus

MONTHS: tuple[str, ...] = (
    say("Januari"), say("Februari"), say("Maret"), say("April"), say("Mei"), say("Juni"), say("Juli"),
    say("Agustus"), say("September"), say("Oktober"), say("November"), say("Desember"),
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")
LONGEST_LABEL = 60

KEPT = 4096
"""So many periods are worked out once: a ledger asks for the same few again and again."""

PATTERNS: dict[Siklus, tuple[re.Pattern[str], int, str]] = {
    # siklus: (pattern of year and number, months in one period, example)
    "bulanan": (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), 1, "2026-07"),
    "triwulan": (re.compile(r"(\d{4})-TW([1-4])"), 3, "2026-TW3"),
    "semester": (re.compile(r"(\d{4})-S([12])"), 6, "2026-S1"),
    "tahunan": (re.compile(r"(\d{4})()"), 12, "2026"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """One period of an SOP. `first` and `last` are its days; both None for a free label."""

    text: str
    siklus: Siklus
    number: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> str:
        """The period as people say it: "Triwulan III 2026 (Juli–September)"."""
        if self.first is None or self.last is None:
            return self.text
        year, first, last = self.first.year, MONTHS[self.first.month - 1], MONTHS[self.last.month - 1]
        if self.siklus == "bulanan":
            return say("{month} {year}", month=first, year=year)
        if self.siklus == "tahunan":
            return say("Tahun {year}", year=year)
        number = ROMAN[self.number - 1]
        if self.siklus == "triwulan":
            return say("Triwulan {number} {year} ({first}–{last})", number=number, year=year, first=first, last=last)
        return say("Semester {number} {year} ({first}–{last})", number=number, year=year, first=first, last=last)


def read_period(text: str, siklus: Siklus) -> Period:
    """Return the period that `text` names for an SOP of this `siklus`; refuse what is not one."""
    text = unicodedata.normalize("NFC", text).strip()
    if siklus == "insidental":
        return _labelled(text)
    pattern, months, example = PATTERNS[siklus]
    match = pattern.fullmatch(text.upper())
    if match is None or not 1900 <= int(match[1]) <= 9000:
        raise Refusal(
            say("Periode “{text}” tidak dikenal. Tulis seperti {example}.", text=text[:40], example=example),
            field="periode",
        )
    return _period(int(match[1]), int(match[2] or 1), siklus, months)


@lru_cache(KEPT)
def known_period(text: str) -> Period:
    """Return the period of a stored text, whatever its siklus; a text that is no calendar period is a label."""
    for siklus, (pattern, months, _) in PATTERNS.items():
        match = pattern.fullmatch(text)
        if match:
            return _period(int(match[1]), int(match[2] or 1), siklus, months)
    return Period(text, "insidental")


def _labelled(text: str) -> Period:
    if not text or len(text) > LONGEST_LABEL or not text.isprintable():
        raise Refusal(
            say("Beri nama pelaksanaan ini, paling panjang {n} huruf, misalnya “Rapat 3 Maret”.", n=LONGEST_LABEL),
            field="periode",
        )
    return Period(text, "insidental")


@lru_cache(KEPT)
def _period(year: int, number: int, siklus: Siklus, months: int) -> Period:
    last_month = number * months
    mark = {"bulanan": f"-{number:02}", "triwulan": f"-TW{number}", "semester": f"-S{number}"}.get(siklus, "")
    return Period(
        f"{year}{mark}",
        siklus,
        number,
        date(year, last_month - months + 1, 1),
        date(year, last_month, calendar.monthrange(year, last_month)[1]),
    )


def period_of(day: date, siklus: Siklus) -> Period | None:
    """Return the period that `day` lies in; None for insidental."""
    if siklus == "insidental":
        return None
    months = PATTERNS[siklus][1]
    return _period(day.year, (day.month - 1) // months + 1, siklus, months)


@lru_cache(KEPT)
def periods_of(year: int, siklus: Siklus) -> tuple[Period, ...]:
    """Return the periods of a year, in order; none for insidental."""
    if siklus == "insidental":
        return ()
    months = PATTERNS[siklus][1]
    return tuple(_period(year, number, siklus, months) for number in range(1, 12 // months + 1))


def around(day: date, siklus: Siklus, before: int = 3, after: int = 1) -> list[Period]:
    """Return the periods around the one of `day`, latest first: what a form offers to open."""
    here = period_of(day, siklus)
    if here is None:
        return []
    found = [here]
    for _ in range(after):
        following = period_of(_day(found[0].last) + timedelta(days=1), siklus)
        found.insert(0, following or here)
    for _ in range(before):
        previous = period_of(_day(found[-1].first) - timedelta(days=1), siklus)
        found.append(previous or here)
    return found


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("a period of the calendar has days")
    return day
