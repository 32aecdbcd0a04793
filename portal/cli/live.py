"""The rooms behind commands that read or write an office's cycles and people."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property

import click

from portal.cli.office import Office
from portal.clock import clock_of
from portal.desk import Desk
from portal.library import Library
from portal.people import accounts
from portal.people.model import Person
from portal.people.standing import Standing, standing_of
from portal.refusal import NotThere
from portal.say import say
from portal.store.database import Store


class Live(Office):
    """An office with its database open, at the moment of the command."""

    @cached_property
    def now(self) -> datetime:
        """The moment of the command: in the demo by its own clock."""
        return clock_of(self.settings.home, demo=self.settings.demo)()

    @cached_property
    def store(self) -> Store:
        """The office's database, open."""
        return Store(self.settings.database).open()

    @cached_property
    def desk(self) -> Desk:
        """The desk of the office."""
        store = self.store
        return Desk(store, Library(self.settings, self.plugins, lambda: self.now), self.plugins)

    def person(self, username: str) -> Person:
        """Return the person of a user name."""
        _ = self.store
        found = accounts.find(username)
        if found is None:
            raise NotThere(say("Tidak ada akun dengan nama pengguna “{username}”.", username=username))
        return found

    def standing(self, username: str) -> Standing:
        """Return what a person may do now."""
        return standing_of(self.person(username).id, self.now)


def write_json(value: object) -> None:
    """Write a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
