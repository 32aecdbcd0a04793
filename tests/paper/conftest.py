"""The sheets of the five agencies, and of a procedure of forty steps, as the formats are asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from portal.library import Library
from portal.plugins import find_plugins
from portal.settings import load
from portal.sop.model import Agency, Sop

NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
SLUG = "pengumpulan-data-kinerja"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The shipped library, read from its files."""
    home = tmp_path_factory.mktemp("paper")
    settings = load({"PORTAL_HOME": str(home), "PORTAL_HTTP": "ya"}, home)
    library = Library(settings, find_plugins(settings), lambda: NOW)
    yield library
    library.stop()


@pytest.fixture(scope="session")
def five(library: Library) -> dict[str, tuple[Agency, Sop]]:
    """The agencies with their way of the one procedure, by id."""
    found = {agency.id: (agency, library.composed(SLUG, agency.id)) for agency in library.agencies()}
    return {name: (agency, entry.sop) for name, (agency, entry) in found.items() if entry and entry.sop}
