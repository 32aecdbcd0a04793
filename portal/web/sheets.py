"""Rendered sheets, kept in memory by what they were made of, the oldest forgotten first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from markupsafe import Markup

LARGEST = 24 * 1024 * 1024
"""How many bytes of HTML one process keeps."""


class Sheets:
    """A store of rendered HTML. Made by our own templates only, so that it may count as safe."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = threading.Lock()
        self._largest, self._size = largest, 0

    def get(self, key: Hashable, render: Callable[[], str], *, keep: bool = True) -> Markup:
        """Return the HTML kept under `key`, rendering it outside any lock where it is new."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        html = Markup(render())  # noqa: S704 (a rendered template, every value in it escaped)
        if not keep:
            return html
        with self._lock:
            self._size += len(html) - len(self._kept.pop(key, ""))
            self._kept[key] = html
            while self._size > self._largest and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
        return html
