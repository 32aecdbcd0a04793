"""Tugas saya: what waits for the signed-in person, by urgency; the first page of everybody who works here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Response

from portal.cycle.calendar import Calendar
from portal.desk.gaps import Gap
from portal.desk.values import Tasks
from portal.library import Library
from portal.people.standing import Standing
from portal.say import say
from portal.sop.model import Agency
from portal.web import titles
from portal.web.answers import page
from portal.web.rooms import me, now, rooms, today
from portal.web.siklus.reminders import late_reminder

MORNING, NOON, EVENING, NIGHT = 4, 11, 15, 19


@dataclass(frozen=True, slots=True)
class Role:
    """One of the reader's assignments, in words."""

    title: str
    office: str
    since: date
    until: date | None


def show() -> Response:
    """Answer the page Tugas saya."""
    found = rooms().desk.tasks(me(), now())
    library = rooms().library
    agencies = {agency.id: agency for agency in rooms().desk.agencies(me(), now())}
    first = next(iter(agencies.values()), None)
    zone = first.zona_waktu if first else "WIB"
    return page(
        "tugas/tugas.html", tasks=found, groups=groups(found), at=now(), tz=zone, calendars=calendars(agencies),
        greeting=greeting(Calendar(zone).local(now())), summary=summary(found), roles=my_roles(me(), library),
        agencies=agencies, opens=opens(agencies.values()),
        reminder=late_reminder(found.late, found.waiting, agencies), gaps=together(rooms().desk.gaps(me(), now())),
    )  # fmt: skip


def opens(agencies: Iterable[Agency]) -> bool:
    """True if the reader may open cycles somewhere."""
    return any(me().may_manage(agency.id, today(agency.zona_waktu)) for agency in agencies)


def groups(found: Tasks) -> list[tuple[str, str, object]]:
    """Return (state, heading, rows) of the groups, the most urgent first; empty ones are left out."""
    every = [
        ("terlambat", say("Terlambat"), found.late),
        ("hari-ini", say("Hari ini"), found.today),
        ("", say("Minggu ini"), found.week),
        ("", say("Nanti"), found.later),
    ]
    return [group for group in every if group[2]]


def together(found: Iterable[Gap]) -> list[list[Gap]]:
    """Return the gaps of each agency, the urgent ones first, apart from those that may still be opened in time."""
    heaps: dict[tuple[str, bool], list[Gap]] = {}
    for gap in found:
        heaps.setdefault((gap.agency.id, not gap.urgent), []).append(gap)
    return [heaps[key] for key in sorted(heaps)]


def calendars(agencies: Mapping[str, Agency]) -> dict[str, Calendar]:
    """Return each agency's calendar, for saying how far a deadline is."""
    return {agency.id: rooms().desk.days.calendar(agency) for agency in agencies.values()}


def greeting(local: datetime) -> str:
    """Return the greeting of the hour."""
    if MORNING <= local.hour < NOON:
        return say("Selamat pagi")
    if NOON <= local.hour < EVENING:
        return say("Selamat siang")
    return say("Selamat sore") if EVENING <= local.hour < NIGHT else say("Selamat malam")


def summary(found: Tasks) -> str:
    """Return in one sentence what is urgent; nothing where nothing waits, which the list below says."""
    late, today = len(found.late), len(found.today)
    if late and today:
        return say("{late} langkah terlambat dan {today} jatuh tempo hari ini.", late=late, today=today)
    if late:
        return say("{late} langkah terlambat.", late=late)
    if today:
        return say("{today} langkah jatuh tempo hari ini.", today=today)
    return say("{n} langkah menunggu Anda, tidak ada yang terlambat.", n=found.count) if found.count else ""


def my_roles(standing: Standing, library: Library) -> list[Role]:
    """Return the reader's assignments of today in words."""
    found = []
    for agency_id in dict.fromkeys(assignment.agency for assignment in standing.assignments):
        agency = library.agency(agency_id)
        day = today(agency.zona_waktu if agency else "WIB")
        for held in standing.holding(agency_id, day):
            place = titles.unit(agency_id, held.unit)
            title = f"{titles.held(held)}, {place}" if place else titles.held(held)
            found.append(Role(title, titles.office(agency_id), held.mulai, held.sampai))
    return found
