"""Answers kept until what they were made of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

MOST = 500


class Kept(Generic[Answer]):
    """Answers by what was asked. All are forgotten with the generation of their source, or when they are too many."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answers: dict[Hashable, Answer] = {}
        self._generation: int | str = -1
        self._lock = threading.Lock()

    def get(self, generation: int | str, asked: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Return the answer kept since `generation` of the source; a new one is found outside any lock."""
        with self._lock:
            if self._generation != generation or len(self._answers) >= self._most:
                self._answers, self._generation = {}, generation
            answers = self._answers
            if asked in answers:
                return answers[asked]
        found = answer()
        with self._lock:
            answers[asked] = found
        return found
