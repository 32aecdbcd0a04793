"""How many tasks wait for a person: counted again whenever the journal has grown, for no task changes without it."""

from __future__ import annotations

from flask import Flask, current_app

from portal.library.keeping import Kept
from portal.people.standing import Standing
from portal.store import journal
from portal.web.rooms import now, rooms, today

NAME = "portal-waiting"


def install(app: Flask) -> None:
    """Keep the counts of this process."""
    app.extensions[NAME] = Kept[int]()


def waiting(person: Standing) -> int:
    """Return how many open tasks wait for `person` on this request's day."""
    kept: Kept[int] = current_app.extensions[NAME]
    return kept.get(journal.head().hash, (person.id, today()), lambda: rooms().desk.count(person, now()))
