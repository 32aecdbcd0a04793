"""What every room's tests may ask for: a fresh store and a fixed instant.

Random examples differ from run to run at a desk, where somebody can look into a find; CI repeats the same ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from portal.store.database import Store
from portal.store.migrations import create

settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


@pytest.fixture
def now() -> datetime:
    """Tuesday, 6 October 2026, 09.00 WIB."""
    return datetime(2026, 10, 6, 2, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open, empty store in a folder of its own."""
    store = Store(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    create(store)
    yield store
    store.close()
