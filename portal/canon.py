"""The one JSON text of a value, and its hash."""

from __future__ import annotations

import hashlib
import json


def canonical(value: object) -> bytes:
    """Return the one JSON text of `value`: sorted keys, UTF-8, no spaces, no NaN."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()
