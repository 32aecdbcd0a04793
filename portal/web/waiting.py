"""What waits for a person, tasks and notices: counted again whenever the journal has grown, or he has read some.

Neither changes without one of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, g

from portal.library.keeping import Kept
from portal.people.standing import Standing
from portal.store import journal
from portal.web.rooms import now, rooms, today

NAME = "portal-waiting"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open tasks and how many unread notices wait for a person."""

    tasks: int
    notices: int


def install(app: Flask) -> None:
    """Keep the counts of this process, and give templates the number of unread notices."""
    app.extensions[NAME] = Kept[Counts]()
    app.jinja_env.globals.update(unread=unread)


def waiting(person: Standing) -> int:
    """Return how many open tasks wait for `person` on this request's day."""
    return _counts(person).tasks


def unread(person: Standing) -> int:
    """Return how many notices `person` has not read."""
    return _counts(person).notices


def read(person: Standing, *, cycle: str | None = None, notice: int | None = None) -> None:
    """Mark notices as read, and forget what this request has counted."""
    if unread(person):
        rooms().desk.read_news(person, now(), cycle=cycle, notice=notice)
        g.pop("waiting", None)
        g.news_read = True


def _counts(person: Standing) -> Counts:
    """Return a person's counts: kept between requests, and found once a request."""
    known: tuple[str, Counts] | None = g.get("waiting")
    if known is None or known[0] != person.id:
        kept: Kept[Counts] = current_app.extensions[NAME]
        asked = (person.id, today(), person.person.read_news)
        found = _counted(person) if g.get("news_read") else kept.get(
            journal.head().hash, asked, lambda: _counted(person)
        )  # fmt: skip
        known = g.waiting = (person.id, found)
    return known[1]


def _counted(person: Standing) -> Counts:
    desk = rooms().desk
    return Counts(desk.count(person, now()), desk.unread_count(person, now()))
