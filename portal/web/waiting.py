"""What waits for a person, tasks and notices: counted again whenever the journal has grown, or he has read some.

Neither changes without one of the two, and tasks only with the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flask import Flask, current_app, g

from portal.library.keeping import Kept
from portal.people.standing import Standing
from portal.store import journal
from portal.web.rooms import now, rooms, today

NAME = "portal-waiting"


def install(app: Flask) -> None:
    """Keep the counts of this process, and give templates the number of unread notices."""
    app.extensions[NAME] = Kept[int]()
    app.jinja_env.globals.update(unread=unread)


def waiting(person: Standing) -> int:
    """Return how many open tasks wait for `person` on this request's day."""
    return _counted(("tugas", person.person.id, today()), lambda: rooms().desk.count(person, now()))


def unread(person: Standing) -> int:
    """Return how many notices `person` has not read."""
    return _counted(_news(person), lambda: rooms().desk.unread_count(person, now()))


def read(person: Standing, *, cycle: str | None = None, notice: int | None = None) -> None:
    """Mark notices as read, and count what is left for this request and those that follow."""
    if unread(person) and rooms().desk.read_news(person, now(), cycle=cycle, notice=notice):
        left = _counted(_news(person, since=1), lambda: rooms().desk.unread_count(person, now()))
        g.waiting[_news(person)] = left


def _news(person: Standing, since: int = 0) -> Hashable:
    """Return what the count of a person's notices is kept by; `since`: how often he has read in this request."""
    return ("kabar", person.person.id, today(), person.person.read_news + since)


def _counted(asked: Hashable, count: Callable[[], int]) -> int:
    """Return a count: kept between requests, and looked for once a request."""
    known: dict[Hashable, int] = g.setdefault("waiting", {})
    if asked not in known:
        kept: Kept[int] = current_app.extensions[NAME]
        known[asked] = kept.get(_head(), asked, count)
    return known[asked]


def _head() -> str:
    """Return the journal's head as this request first saw it."""
    found: str | None = g.get("journal_head")
    if found is None:
        found = g.journal_head = journal.head().hash
    return found
