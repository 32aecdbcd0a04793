"""The signed scan that may lie beside a document: told apart by its hash."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path


def scan_sha256(path: Path) -> str | None:
    """Return the SHA-256 of a scan, None if it is no regular file that can be read."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
