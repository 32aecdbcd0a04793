"""What a test needs of the machine: skipped, with the reason, where it is missing; a failure where it is required."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(need: str, reason: str) -> NoReturn:
    """Skip the running test because of `reason`; fail it where `PORTAL_REQUIRE_<need>` is set, as in CI."""
    required = f"PORTAL_REQUIRE_{need}"
    if os.environ.get(required) == "1":
        pytest.fail(f"{reason} ({required}=1)", pytrace=False)
    pytest.skip(reason)
