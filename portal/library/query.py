"""What is asked of the library's list, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.say import Said

Segments = tuple[tuple[str, bool], ...]
"""A text in pieces: (words, whether they are a hit)."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `agency` is an id, or "" for bases only; `after` is the `next` of the page before.

    `in_force`: only SOPs in force, all that a visitor may see. Open it for staff by name.
    """

    text: str = ""
    agency: str | None = None
    siklus: str | None = None
    tag: str | None = None
    status: str | None = None
    after: str | None = None
    limit: int = 50
    in_force: bool = True


class Hit(NamedTuple):
    """One row of a list: a document, with its name and the place where it was found in pieces.

    `used` counts the agencies that have a variant of a base; a row that is not `readable` has problems instead.
    """

    slug: str
    agency: str | None
    instansi: str | None
    nama: Segments
    snippet: Segments
    nomor: str | None
    status: str | None
    siklus: str | None
    tag: tuple[str, ...]
    langkah: int
    pelaksana: int
    tanggal_pembuatan: date | None
    tanggal_revisi: date | None
    tanggal_efektif: date | None
    origin: str | None
    used: int
    readable: bool
    usable: bool
    errors: int
    advice: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows. `total_hint` counts all, or is the least there are if `at_least`; `note` is for the reader."""

    rows: tuple[Hit, ...] = ()
    total_hint: int = 0
    at_least: bool = False
    next: str | None = None
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be filtered by: (value, name, how many), the most telling first."""

    agencies: tuple[tuple[str, str, int], ...] = ()
    siklus: tuple[tuple[str, str, int], ...] = ()
    tag: tuple[tuple[str, str, int], ...] = ()
    status: tuple[tuple[str, str, int], ...] = ()
