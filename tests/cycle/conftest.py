"""Trails to begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.sop.model import Step
from tests.cycle.trail import Trail, make_sop, row


@pytest.fixture
def line() -> Trail:
    """Kepala, kasubbag, sekretaris: three plain steps."""
    return Trail(
        make_sop(row("perintah", "kepala", "himpun"), row("himpun", to="periksa"), row("periksa", "sekretaris"))
    )


@pytest.fixture
def trail() -> Callable[..., Trail]:
    """Make a trail from steps."""
    return lambda *steps, units=(): Trail(make_sop(*steps, units=units))


@pytest.fixture
def step() -> Callable[..., Step]:
    """Make a step."""
    return row
