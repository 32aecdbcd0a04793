"""Dates, distances, periods, sizes and states as people say them, in the agency's zone: the filters of templates."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from flask import Flask

from portal.cycle.calendar import Calendar
from portal.cycle.period import Period
from portal.people.names import mask_nip, spaced_nip
from portal.say import say
from portal.web.language import language, said

LABELS: dict[str, str] = {
    # steps
    "belum": say("Belum"), "aktif": say("Aktif"), "selesai": say("Selesai"), "dilewati": say("Dilewati"),
    "dibuka lagi": say("Dibuka lagi"), "tidak ditempuh": say("Tidak ditempuh"),
    # cycles
    "berjalan": say("Berjalan"), "ditutup": say("Ditutup"), "dibatalkan": say("Dibatalkan"),
    # documents
    "konsep": say("Konsep"), "berlaku": say("Berlaku"), "dicabut": say("Dicabut"),
    "bulanan": say("Bulanan"), "triwulan": say("Triwulan"), "semester": say("Semester"),
    "tahunan": say("Tahunan"), "insidental": say("Insidental"),
    # what an agency calls its units
    "bidang": say("bidang"), "seksi": say("seksi"), "bagian": say("bagian"), "unit": say("unit"),
    # what is flagged, capacities, and where a plugin comes from
    "satu orang": say("Satu orang di dua sisi"), "kertas": say("Dari kertas"), "jam mundur": say("Jam mundur"),
    "pejabat sementara": say("Plt. atau Plh."), "terlambat": say("Terlambat"),
    "definitif": say("definitif"), "paket": say("paket"), "folder": say("folder"), "portal": say("portal"),
}  # fmt: skip

TONES = {"ditutup": "tutup", "dibatalkan": "dilewati"}
ROMAN = ("", "I", "II", "III", "IV")
KEPT = 4096
UNITS = ("B", "KB", "MB", "GB")
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
"""What a browser calls itself, and what people call it; the first that fits counts."""


def install(app: Flask) -> None:
    """Teach templates the filters of this module."""
    for filter_ in (
        label,
        tone,
        day,
        short_day,
        printed,
        paper_day,
        clock,
        moment,
        distance,
        period,
        short_period,
        size,
        browser,
        mask_nip,
        spaced_nip,
    ):
        app.jinja_env.filters[filter_.__name__] = filter_


def label(word: str) -> str:
    """Return a state, status or kind as shown; a word the portal does not know is shown as it is."""
    return said(LABELS.get(word, word))


def tone(word: str) -> str:
    """Return what `data-state` says for a state: the word itself, without spaces."""
    return TONES.get(word, word).replace(" ", "-")


def _local(value: date | datetime, zone: str) -> date:
    return Calendar(zone=zone).local(value).date() if isinstance(value, datetime) else value


@lru_cache(KEPT)
def _said_day(value: date, pattern: str, locale: str) -> str:
    """Return a day by a pattern; a page says the same few days again and again."""
    return str(format_date(value, pattern, locale=locale))


def day(value: date | datetime, zone: str = "WIB") -> str:
    """Return "Rabu, 14 Oktober 2026"."""
    return _said_day(_local(value, zone), "EEEE, d MMMM y", language())


def short_day(value: date | datetime, now: datetime, zone: str = "WIB") -> str:
    """Return "Rabu, 14 Oktober": the year is left out inside the current year."""
    local = _local(value, zone)
    if local.year != _local(now, zone).year:
        return day(local)
    return _said_day(local, "EEEE, d MMMM", language())


def printed(value: date) -> str:
    """Return "14 Oktober 2026", as forms print a date."""
    return _said_day(value, "d MMMM y", language())


def paper_day(text: str) -> str:
    """Return "Senin, 5 Oktober 2026" of a date in ISO form; other text as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def clock(value: datetime, zone: str = "WIB") -> str:
    """Return "14.20"."""
    separator = "." if language() == "id" else ":"
    return Calendar(zone=zone).local(value).strftime(f"%H{separator}%M")


def moment(value: datetime, now: datetime, zone: str = "WIB") -> str:
    """Return "Rabu, 14 Oktober, 14.20": a time in a row."""
    return f"{short_day(value, now, zone)}, {clock(value, zone)}"


def distance(due: datetime, now: datetime, calendar: Calendar) -> str:
    """Return how far a deadline is: "lewat 2 hari kerja", "hari ini", "besok", "5 hari lagi"."""
    target, today = calendar.local(due).date(), calendar.local(now).date()
    if due < now:
        late = calendar.workdays_between(target, today)
        if late:
            return said(say("lewat 1 hari kerja") if late == 1 else say("lewat {n} hari kerja", n=late))
        days = (today - target).days
        return said(say("lewat {n} hari", n=days) if days > 1 else say("lewat 1 hari"))
    ahead = (target - today).days
    if ahead == 0:
        return said(say("hari ini"))
    return said(say("besok") if ahead == 1 else say("{n} hari lagi", n=ahead))


def short_period(value: Period) -> str:
    """Return "Triwulan III 2026", "September 2026", "Semester I 2026", "Tahun 2026", or the free label."""
    if value.first is None:
        return value.text
    year, number = value.first.year, ROMAN[value.number] if value.number < len(ROMAN) else ""
    if value.siklus == "triwulan":
        return said(say("Triwulan {number} {year}", number=number, year=year))
    if value.siklus == "semester":
        return said(say("Semester {number} {year}", number=number, year=year))
    if value.siklus == "bulanan":
        return _said_day(value.first, "LLLL y", language())
    return said(say("Tahun {year}", year=year))


def period(value: Period) -> str:
    """Return a period with its months: "Triwulan III 2026 (Juli–September)"."""
    if value.first is None or value.last is None or value.siklus in ("bulanan", "tahunan"):
        return short_period(value)
    first, last = (_said_day(end, "LLLL", language()) for end in (value.first, value.last))
    return f"{short_period(value)} ({first}–{last})"


def size(count: int) -> str:
    """Return the size of a file: "96 KB", "1,4 MB"."""
    amount, unit = float(count), 0
    while amount >= 1000 and unit < len(UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    text = f"{amount:.1f}" if unit > 1 and amount < 10 else f"{amount:.0f}"
    return f"{text.replace('.', ',') if language() == 'id' else text} {UNITS[unit]}"


def browser(agent: str | None) -> str:
    """Return what a browser's own description means: "Firefox di Windows"."""
    name = next((word for mark, word in BROWSERS.items() if mark in (agent or "")), None)
    system = next((word for mark, word in SYSTEMS.items() if mark in (agent or "")), None)
    if name and system:
        return said(say("{browser} di {system}", browser=name, system=system))
    return name or system or said(say("Peramban tidak dikenal"))
