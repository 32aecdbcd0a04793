"""Rendered sheets and files, kept in memory by what they were made of, the oldest forgotten first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from markupsafe import Markup

LARGEST = 24 * 1024 * 1024
"""How many bytes of one kind a process keeps."""

Piece = TypeVar("Piece", Markup, bytes)


class Kept(Generic[Piece]):
    """A store of what took a while to make."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._kept: OrderedDict[Hashable, Piece] = OrderedDict()
        self._lock = threading.Lock()
        self._largest, self._size = largest, 0

    def found(self, key: Hashable) -> Piece | None:
        """Return what is kept under `key`."""
        with self._lock:
            piece = self._kept.get(key)
            if piece is not None:
                self._kept.move_to_end(key)
            return piece

    def put(self, key: Hashable, piece: Piece) -> None:
        """Keep a piece, and forget the oldest where it is too much."""
        with self._lock:
            self._size += len(piece) - len(self._kept.pop(key, b""))
            self._kept[key] = piece
            while self._size > self._largest and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])


class Sheets(Kept[Markup]):
    """A store of rendered HTML. Made by our own templates only, so that it may count as safe."""

    def get(self, key: Hashable, render: Callable[[], str], *, keep: bool = True) -> Markup:
        """Return the HTML kept under `key`, rendering it outside any lock where it is new."""
        kept = self.found(key)
        if kept is not None:
            return kept
        html = Markup(render())  # noqa: S704 (a rendered template, every value in it escaped)
        if keep:
            self.put(key, html)
        return html


class Files(Kept[bytes]):
    """A store of SOPs as files. They are made one at a time: a PDF takes as much of the machine as thousand pages."""

    def __init__(self, largest: int = LARGEST) -> None:
        super().__init__(largest)
        self._making = threading.Lock()

    def get(self, key: Hashable, render: Callable[[], bytes], *, keep: bool = True) -> bytes:
        """Return the file kept under `key`, or make it when it is its turn."""
        if (kept := self.found(key)) is not None:
            return kept
        with self._making:
            if (kept := self.found(key)) is not None:
                return kept
            data = render()
            if keep:
                self.put(key, data)
            return data
