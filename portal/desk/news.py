"""What people are told of their cycles: their notices in words, listed, counted, and marked as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.cycle.period import Period, known_period
from portal.people.standing import Standing
from portal.say import say
from portal.store import news
from portal.store.database import Store

PAGE = 30
MOST_COUNTED = 100
"""More than so many unread notices are not counted."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as its person reads it."""

    id: int
    cycle: str
    agency: str
    kind: str
    text: str
    nama: str
    period: Period
    at: datetime
    unread: bool


@dataclass(frozen=True, slots=True)
class NewsPage:
    """Some notices, newest first, and what the next page begins behind."""

    rows: tuple[Notice, ...]
    next: int | None = None


def page(me: Standing, agencies: Sequence[str], before: int | None = None) -> NewsPage:
    """Return the person's notices of `agencies`, those whose cycles he may see today: one query."""
    found = news.listed(me.person.id, agencies, before, PAGE + 1)
    rows = tuple(_notice(row) for row in found[:PAGE])
    return NewsPage(rows, rows[-1].id if len(found) > PAGE else None)


def unread(me: Standing, agencies: Sequence[str]) -> tuple[Notice, ...]:
    """Return the person's unread notices, at most MOST_COUNTED: at most one query."""
    return tuple(_notice(row) for row in news.unread(me.person.id, agencies, MOST_COUNTED))


def count(me: Standing, agencies: Sequence[str]) -> int:
    """Return how many unread notices the person has, at most MOST_COUNTED: at most one query."""
    return len(news.unread(me.person.id, agencies, MOST_COUNTED))


def read(store: Store, me: Standing, now: datetime, *, cycle: str | None = None, notice: int | None = None) -> bool:
    """Mark notices of the person as read: all, those of a cycle, or one; another's stay as they are.

    False where a cycle has none that are unread, and nothing was written.
    """
    if cycle is not None and not news.has_unread(me.person.id, cycle):
        return False
    with store.writing():
        news.read(me.person.id, now, cycle=cycle, notice=notice)
    return True


def sentence(kind: str, facts: Mapping[str, Any]) -> str:
    """Return what a notice says."""
    who, step = facts.get("oleh", ""), {"no": facts.get("no", ""), "uraian": str(facts.get("uraian", "")).rstrip(". ")}
    title = facts.get("sebagai", "")
    sentences = {
        "giliran": say("Giliran Anda sebagai {title}: langkah {no}, {uraian}.", title=title, **step),
        "giliran serah": say("Data {title} ditunggu: langkah {no}, {uraian}.", title=title, **step),
        "dikembalikan": say("{who} mengembalikan siklus kepada Anda: langkah {no}, {uraian}.", who=who, **step),
        "kertas": say("{who} mencatat langkah Anda dari kertas: langkah {no}, {uraian}.", who=who, **step),
        "komentar": say("{who} menulis komentar.", who=who),
        "ditutup": say("{who} menutup siklus ini.", who=who),
        "dibatalkan": say("{who} membatalkan siklus ini.", who=who),
        "pindah": say("{who} memindahkan siklus ini ke versi SOP yang baru.", who=who),
        "dibuka-kembali": say("{who} membuka kembali siklus ini.", who=who),
        "otomatis": say("Siklus ini dibuka otomatis."),
        "selesai": say("Semua langkah selesai. Siklus ini menunggu Anda tutup."),
    }
    return sentences.get(kind, say("Ada yang berubah pada siklus ini."))


def _notice(row: Any) -> Notice:
    facts: Mapping[str, Any] = row.detail
    return Notice(
        row.id, row.cycle, row.agency, row.kind, sentence(row.kind, facts), str(facts.get("nama", "")),
        known_period(str(facts.get("periode", ""))), row.at, row.read_at is None,
    )  # fmt: skip
