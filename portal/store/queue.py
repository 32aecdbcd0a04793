"""The queue of writers: one at a time, in the order they came."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.store.locks import FileTurn
from portal.store.trouble import busy, unwritable

PATIENCE_SECONDS = 10.0


class Turnstile:
    """A lock between threads that is handed over in the order of arrival."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    @property
    def waiting(self) -> int:
        """How many wait for the turn."""
        return len(self._waiting)

    def enter(self, seconds: float) -> bool:
        """Wait up to `seconds` for the turn; False if it did not come."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            place = threading.Lock()
            place.acquire()
            self._waiting.append(place)
        if place.acquire(timeout=seconds):
            return True
        with self._guard:
            if place in self._waiting:
                self._waiting.remove(place)
                return False
        return True  # the turn was handed over in the last moment

    def leave(self) -> None:
        """Hand the turn to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


class WriteQueue:
    """The turns of all threads and processes that write one database."""

    def __init__(self, lock_file: Path, patience: float = PATIENCE_SECONDS) -> None:
        self._file = FileTurn(lock_file)
        self._patience = patience
        self._holder: int | None = None
        self._start()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be the only writer inside the block; inside one's own turn this is free.

        Raises Refusal (503) if the turn does not come in time.
        """
        if self._pid != os.getpid():
            self._start()
        me = threading.get_ident()
        if self._holder == me:
            yield
            return
        deadline = time.monotonic() + self._patience
        if not self._turnstile.enter(self._patience):
            raise busy()
        try:
            self._take_file(deadline - time.monotonic())
            try:
                self._holder = me
                yield
            finally:
                self._holder = None
                self._file.give_back()
        finally:
            self._turnstile.leave()

    def close(self) -> None:
        """Close the lock file."""
        self._file.close()

    def _take_file(self, seconds: float) -> None:
        try:
            taken = self._file.take(seconds)
        except OSError as error:
            raise unwritable() from error
        if not taken:
            raise busy()

    def _start(self) -> None:
        self._pid = os.getpid()
        self._turnstile = Turnstile()
        self._holder = None
