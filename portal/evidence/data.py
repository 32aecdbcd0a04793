"""The bytes of a file as they are looked at: `bytes`, or a file mapped into memory, which takes none."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Data = bytes | mmap.mmap


@contextmanager
def looked_at(path: Path) -> Iterator[Data]:
    """Give a file's bytes without reading them all; the file must not be empty."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data
