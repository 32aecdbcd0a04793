"""The office at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.desk.values import Cycle
from portal.store.database import Store
from tests.desk.office import World, make_world


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """An office with people for every role."""
    return make_world(store, tmp_path / "rumah")


@pytest.fixture
def cycle(world: World) -> Cycle:
    """A cycle that has just been opened."""
    return world.open()
