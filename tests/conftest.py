"""What every room's tests may ask for: a fresh store and a fixed instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.store.database import Store
from portal.store.migrations import create


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
