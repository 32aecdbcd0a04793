"""What the tests of this room share: a good password, and looking at cards and the journal."""

from __future__ import annotations

from collections.abc import Callable

from portal.people.invites import Card
from portal.people.model import Person
from portal.people.standing import Standing
from portal.store.tables import Journal

GOOD = "kopi susu pagi hari"

MakePerson = Callable[..., Person]
As = Callable[[Person], Standing]


def link_of(card: Card) -> str:
    """Return the link's value."""
    return card.path.rsplit("/", 1)[1]


def journaled() -> list[str]:
    """Return the kinds of all lines of the journal."""
    return [line.kind for line in Journal.select().order_by(Journal.seq)]
