"""Locks between processes and what must reach the disk: the only module that touches either."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

from filelock import lock_descriptor, unlock_descriptor

_POLL_SECONDS = 0.001


class FileTurn:
    """An exclusive lock on a file, kept open between turns and opened anew after a fork.

    Where the system offers no file locks every `take` succeeds: the database's own lock then
    still lets one writer in at a time, only less fairly.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None
        self._pid = 0
        self._native = True

    def take(self, seconds: float) -> bool:
        """Take the lock within `seconds`; False if it did not come free. Raises OSError."""
        fd = self._opened()
        deadline = time.monotonic() + seconds
        while not self._try(fd):
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def give_back(self) -> None:
        """Release the lock."""
        if self._native and self._fd is not None:
            unlock_descriptor(self._fd)

    def close(self) -> None:
        """Close the file; a later `take` opens it again."""
        if self._fd is not None and self._pid == os.getpid():
            os.close(self._fd)
        self._fd = None

    def _try(self, fd: int) -> bool:
        if not self._native:
            return True
        try:
            return lock_descriptor(fd, blocking=False)
        except OSError as error:
            if error.errno != errno.ENOSYS:
                raise
            self._native = False
            return True

    def _opened(self) -> int:
        # A child shares its parent's open file, and with it the parent's lock: it needs its own.
        if self._fd is None or self._pid != os.getpid():
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            self._pid = os.getpid()
        return self._fd


def publish(draft: Path, target: Path) -> None:
    """Give a finished file its final name, so that it is there whole, also after a power failure."""
    fd = os.open(draft, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
    draft.replace(target)
    settle(target.parent)


def settle(folder: Path) -> None:
    """Make a folder's new names durable; a system without folder handles does that by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
