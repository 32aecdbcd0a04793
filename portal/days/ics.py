"""Days off as an iCalendar file, for the calendar of a telephone or an office program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from portal.days.rows import Row


def write_ics(rows: Iterable[Row], name: str, now: datetime) -> str:
    """Return rows as an iCalendar file; `now` is UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal SOP//Kalender//ID", f"X-WR-CALNAME:{_escaped(name)}"]
    for row in rows:
        one = row.holiday
        lines += [
            "BEGIN:VEVENT",
            f"UID:{row.id}@portal-sop",
            f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(one.name)}",
            f"DESCRIPTION:{_escaped(f'{one.kind}; {one.source}')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, as RFC 5545 wants it; no letter is cut in two."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
