"""The morning's letters: to whom, at most one a day, and again an hour later where one could not be sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portal.cycle.calendar import Calendar
from portal.desk import Desk
from portal.library.shelves import Shelves
from portal.people import assignments
from portal.people.standing import standing_of
from portal.rounds.letters import Letter, letter
from portal.rounds.post import Post, Unreachable
from portal.store import tables
from portal.store.database import Store
from portal.store.statements import first, insert, update

log = logging.getLogger("portal.rounds")

AGAIN = timedelta(hours=1)
"""So long after a failure a letter is tried once more."""

LATELY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went out, how many could not, and why the first of these could not."""

    sent: int = 0
    failed: int = 0
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """The rooms that letters are made of."""

    store: Store
    library: Shelves
    desk: Desk
    url: str | None = None

    def deliver(self, post: Post, hour: int, now: datetime) -> Sent:
        """Send the letters that are due: on working days from `hour` on in the person's agency, each once a day.

        The row that says so is written first: of many processes one sends, and where one is killed before its letter
        is out, that letter is tomorrow's. What fails is tried again after AGAIN, and keeps no other letter.
        """
        sent = failed = 0
        reachable, why = True, ""
        for person, day in self._due(hour, now):
            if not self._claim(person.id, day, now):
                continue
            try:
                if not reachable:
                    raise Unreachable
                sent += self._send(post, person, now)
            except OSError as fault:
                reachable = reachable and not isinstance(fault, Unreachable)
                failed += 1
                why = why or " ".join(str(fault).split())
                if str(fault):
                    log.warning("the daily letter could not be sent: %s", fault)
                self._fail(person.id, day, now)
            except Exception as fault:
                failed += 1
                why = why or type(fault).__name__
                log.exception("the daily letter of %s could not be written", person.id)
                self._fail(person.id, day, now)
        return Sent(sent, failed, why)

    def look(self, now: datetime) -> Iterator[tuple[tables.Person, Letter]]:
        """Yield the letters as they would be now, of everybody who has something to know; nothing is sent."""
        person = tables.Person
        for one in person.select().where(person.disabled_at.is_null()).order_by(person.nama_key, person.id):
            written = self.letter_of(one.id, now)
            if written:
                yield one, written

    def letter_of(self, person: str, now: datetime) -> Letter | None:
        """Return a person's letter as it would be now, None where there is nothing to know."""
        return letter(self.desk, standing_of(person, now), self._office, self.url, now)

    def _due(self, hour: int, now: datetime) -> Iterator[tuple[tables.Person, date]]:
        """Yield everybody whose letter of the day may go out and has not: three queries."""
        person, sent = tables.Person, tables.Letter
        lately = sent.failed_at.is_null() & (sent.day >= (now - LATELY).date())
        done = {(row.person, row.day) for row in sent.select(sent.person, sent.day).where(lately)}
        people = list(person.select().where(person.surel.is_null(False) & person.disabled_at.is_null()))
        held = assignments.of_people([one.id for one in people if one.agency is None])
        calendars: dict[str, Calendar] = {}
        for one in people:
            agency = one.agency or next((mine.agency for mine in held.get(one.id, ())), "")
            if agency not in calendars:
                calendars[agency] = self._calendar(agency)
            local = calendars[agency].local(now)
            waits = local.hour >= hour and calendars[agency].is_workday(local.date())
            if waits and (one.id, local.date()) not in done:
                yield one, local.date()

    def _calendar(self, agency_id: str) -> Calendar:
        agency = self.library.agency(agency_id)
        return self.desk.days.calendar(agency) if agency else Calendar()

    def _claim(self, person: str, day: date, now: datetime) -> bool:
        """Take the letter of a day upon this process; False where another one has."""
        where = 'WHERE "person" = ? AND "day" = ?'
        keys = (person, day.isoformat())
        with self.store.writing():
            row = first(tables.Letter, where, keys)
            if row is None:
                insert(tables.Letter, {"person": person, "day": day, "sent_at": now})
                return True
            if row.failed_at is None or row.failed_at > now - AGAIN:
                return False
            update(tables.Letter, {"sent_at": now, "failed_at": None}, where, keys)
            return True

    def _fail(self, person: str, day: date, now: datetime) -> None:
        with self.store.writing():
            update(tables.Letter, {"failed_at": now}, 'WHERE "person" = ? AND "day" = ?', (person, day.isoformat()))

    def _send(self, post: Post, person: tables.Person, now: datetime) -> int:
        written = self.letter_of(person.id, now)
        if written is None:
            return 0
        post.send(person.nama, str(person.surel), written, now)
        return 1

    def _office(self, agency_id: str) -> tuple[str, str]:
        agency = self.library.agency(agency_id)
        return (agency.nama, agency.zona_waktu) if agency else (agency_id, "WIB")
