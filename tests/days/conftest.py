"""The office of the desk's tests, with somebody for every right over its days."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.store.database import Store
from tests.desk.office import World, make_world


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    """An office at work, its own administrator and the portal's beside it."""
    world = make_world(store, tmp_path / "rumah")
    world.hire("agnes", "satu")
    world.grant("agnes", "admin", None)
    world.hire("admin-satu", "satu")
    world.grant("admin-satu", "admin_instansi", "satu")
    return world
