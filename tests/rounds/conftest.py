"""The office at work, with a mailbox beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.people import accounts
from portal.settings.mail import Mail
from portal.store.database import Store
from tests.desk.office import World, make_world
from tests.rounds.mailbox import Mailbox, mailbox


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """An office in which a cycle waits for its head, who has a mail address."""
    world = make_world(store, tmp_path / "rumah")
    world.open()
    accounts.set_surel(store, world.people["kepala"], "kepala@contoh.go.id", world.now)
    return world


@pytest.fixture
def box() -> Iterator[Mailbox]:
    """A mail server on the loopback."""
    with mailbox() as box:
        yield box


@pytest.fixture
def mail(box: Mailbox) -> Mail:
    """How letters reach that mail server."""
    return Mail("127.0.0.1", box.port, "portal@contoh.go.id")
