"""The daily letter of one person: what waits for him, what he answers for, and what he has not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.calendar import Calendar
from portal.cycle.day_words import in_words
from portal.desk import Desk
from portal.desk.gaps import Gap
from portal.desk.news import Notice
from portal.desk.values import CycleRow, TaskRow
from portal.people.standing import Standing
from portal.say import say

MOST = 20
"""So many lines of a kind; the rest is only counted."""

Office = Callable[[str], tuple[str, str]]
"""An agency's name and zone, by id."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its subject and its text. It holds no NIP and nothing that somebody has typed about a case."""

    subject: str
    text: str


def letter(desk: Desk, me: Standing, office: Office, url: str | None, now: datetime) -> Letter | None:
    """Return what a person is to know this morning, None where there is nothing."""
    tasks, news, gaps = desk.tasks(me, now), desk.unread(me, now), desk.gaps(me, now)
    late = [
        row for row in tasks.waiting if row.late(now) and me.may_manage(row.agency, _day(now, office(row.agency)[1]))
    ]
    groups: list[tuple[str, Sequence[Sequence[str]]]] = [
        (say("TERLAMBAT"), [_task(row, office, url) for row in tasks.late]),
        (say("HARI INI"), [_task(row, office, url) for row in tasks.today]),
        (say("MINGGU INI"), [_task(row, office, url) for row in tasks.week]),
        (say("TERLAMBAT PADA ORANG LAIN"), [_waits(row, office, url) for row in late]),
        (say("DAPAT DITUTUP"), [_ended(row, office, url) for row in tasks.ended]),
        (say("PERIODE TANPA SIKLUS"), [_gap(one, url) for one in gaps]),
        (say("KABAR YANG BELUM DIBACA"), [_notice(one, office, url) for one in news]),
    ]
    if not any(entries for _, entries in groups):
        return None
    parts: list[str] = [say("Selamat pagi, {name}.", name=me.nama)]
    for heading, entries in groups:
        parts += _group(heading, entries)
    parts += ["", "-- ", say("Dikirim oleh Portal SOP, paling banyak sekali sehari pada hari kerja.")]
    parts += [say("Alamat surel Anda diatur di {url}/akun", url=url)] if url else []
    told = [
        (say("{n} terlambat", n=len(tasks.late)), tasks.late),
        (say("{n} jatuh tempo hari ini", n=len(tasks.today)), tasks.today),
        (say("{n} terlambat pada orang lain", n=len(late)), late),
        (say("{n} periode tanpa siklus", n=len(gaps)), gaps),
        (say("{n} kabar", n=len(news)), news),
    ]
    return Letter(_subject([words for words, rows in told if rows]), "\n".join(parts) + "\n")


def _subject(told: Sequence[str]) -> str:
    return say("Portal SOP: {told}", told=", ".join(told)) if told else say("Portal SOP: pekerjaan Anda minggu ini")


def _group(heading: str, entries: Sequence[Sequence[str]]) -> Iterator[str]:
    if entries:
        yield from ("", f"{heading} ({len(entries)})")
        for entry in entries[:MOST]:
            yield from entry
        if len(entries) > MOST:
            yield say("dan {n} lagi", n=len(entries) - MOST)


def _task(row: TaskRow, office: Office, url: str | None) -> list[str]:
    name, zone = office(row.agency)
    act = (
        say("Serahkan data {unit}", unit=row.title) if row.kind == "serah" else say("Sebagai {title}", title=row.title)
    )
    due = say("batas {day}", day=in_words(_day(row.due_at, zone))) if row.due_at else say("tanpa batas waktu")
    lines = [
        f"- {_line(row.uraian)}",
        f"  {_line(row.nama)}, {row.period.words}, {_line(name)}",
        f"  {_line(act)}, {due}",
    ]
    return [*lines, f"  {url}/siklus/{row.cycle}#aktif"] if url else lines


def _waits(row: CycleRow, office: Office, url: str | None) -> list[str]:
    name, zone = office(row.agency)
    due = in_words(_day(row.due_at, zone)) if row.due_at else ""
    lines = [
        f"- {_line(row.active_uraian or '')}",
        f"  {_line(row.nama)}, {row.period.words}, {_line(name)}",
        f"  {_line(say('Menunggu {holder}, batas {day}', holder=row.held_by or say('siapa pun'), day=due))}",
    ]
    return [*lines, f"  {url}/siklus/{row.id}#aktif"] if url else lines


def _ended(row: CycleRow, office: Office, url: str | None) -> list[str]:
    line = f"- {_line(row.nama)}, {row.period.words}, {_line(office(row.agency)[0])}"
    return [line, f"  {url}/siklus/{row.id}"] if url else [line]


def _gap(one: Gap, url: str | None) -> list[str]:
    line = f"- {_line(one.nama)}, {one.entry.period.words}, {_line(one.agency.nama)}"
    return [line, f"  {_fate(one)}", *([f"  {url}/instansi/{one.agency.id}/register"] if url else [])]


def _fate(one: Gap) -> str:
    if one.why:
        return say("Tidak dibuka otomatis. {why}", why=one.why)
    if one.urgent:
        return say("Terlewat")
    return say("Dapat dibuka sampai {day}", day=in_words(one.entry.closes)) if one.entry.closes else say("Dapat dibuka")


def _notice(one: Notice, office: Office, url: str | None) -> list[str]:
    name, _ = office(one.agency)
    lines = [f"- {_line(one.text)}", f"  {_line(one.nama)}, {one.period.words}, {_line(name)}"]
    return [*lines, f"  {url}/siklus/{one.cycle}"] if url else lines


def _day(moment: datetime, zone: str) -> date:
    return Calendar(zone).local(moment).date()


def _line(text: str) -> str:
    return " ".join(text.split())
