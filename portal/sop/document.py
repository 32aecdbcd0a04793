"""A document as it was read: what was written, and on which line, before anything is composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.sop.model import Problem

Values = Mapping[str, Any]
"""The keys that were given, typed by `portal.sop.schema`; one present but empty has its kind's empty value."""


class Unreadable(Exception):
    """A document that cannot be read; `problems` name each reason with its line and remedy."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """One item of `langkah` as written; `id` is its own, else that of `dari`, else made from `aktivitas`."""

    id: str
    values: Values
    lines: Mapping[str, int]
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file of a library or an agency. `langkah` is None where the key is absent."""

    slug: str
    path: str
    sha256: str
    varian_dari: str | None
    instansi: str | None
    values: Values
    lines: Mapping[str, int]
    langkah: tuple[Row, ...] | None
    isi: str


def activity_id(name: str) -> str:
    """Return the id of a step that has no other name than its activity: `rapat.undangan` → `rapat-undangan`."""
    return name.replace(".", "-").replace("_", "-")
