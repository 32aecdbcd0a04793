"""The daily letter of one person: what is late, due today and this week, and what he has not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.calendar import Calendar
from portal.cycle.day_words import in_words
from portal.desk import Desk
from portal.desk.news import Notice
from portal.desk.values import TaskRow
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
    tasks, news = desk.tasks(me, now), desk.unread(me, now)
    groups: list[tuple[str, Sequence[TaskRow]]] = [
        (say("TERLAMBAT"), tasks.late), (say("HARI INI"), tasks.today), (say("MINGGU INI"), tasks.week),
    ]  # fmt: skip
    if not news and not any(rows for _, rows in groups):
        return None
    parts: list[str] = [say("Selamat pagi, {name}.", name=me.nama)]
    for heading, rows in groups:
        parts += _group(heading, [_task(row, office, url) for row in rows])
    parts += _group(say("KABAR YANG BELUM DIBACA"), [_notice(one, office, url) for one in news])
    parts += ["", "-- ", say("Dikirim oleh Portal SOP, paling banyak sekali sehari pada hari kerja.")]
    parts += [say("Alamat surel Anda diatur di {url}/akun", url=url)] if url else []
    return Letter(_subject(len(tasks.late), len(tasks.today), len(news)), "\n".join(parts) + "\n")


def _subject(late: int, today: int, news: int) -> str:
    told = [say("{n} terlambat", n=late)] if late else []
    told += [say("{n} jatuh tempo hari ini", n=today)] if today else []
    told += [say("{n} kabar", n=news)] if news else []
    return say("Portal SOP: {told}", told=", ".join(told)) if told else say("Portal SOP: tugas Anda minggu ini")


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


def _notice(one: Notice, office: Office, url: str | None) -> list[str]:
    name, _ = office(one.agency)
    lines = [f"- {_line(one.text)}", f"  {_line(one.nama)}, {one.period.words}, {_line(name)}"]
    return [*lines, f"  {url}/siklus/{one.cycle}"] if url else lines


def _day(moment: datetime, zone: str) -> date:
    return Calendar(zone).local(moment).date()


def _line(text: str) -> str:
    return " ".join(text.split())
