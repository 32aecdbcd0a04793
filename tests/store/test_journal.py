"""The journal: a chain that shows every change, and is written only with what it records."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import peewee
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.store import journal
from portal.store.database import Store
from portal.store.journal import Head, Verdict
from portal.store.rows import add
from portal.store.tables import Journal


@pytest.fixture
def lines(store: Store, now: datetime) -> list[str]:
    hashes = []
    for number in range(5):
        with store.writing():
            hashes.append(
                journal.append("uji", f"hal-{number}", "p1", "Ani", now, agency="purwakarta", detail={"n": 1})
            )
    return hashes


def tamper(store: Store, sql: str) -> None:
    for act in ("update", "delete", "insert"):
        store.database.execute_sql(f'DROP TRIGGER "journal_{act}"')
    store.database.execute_sql(sql)


def test_a_whole_journal_verifies(lines: list[str]) -> None:
    assert journal.verify() == Verdict(5)
    assert journal.verify(journal.head()) == Verdict(5)
    assert journal.head().hash == lines[-1]


def test_an_empty_journal_verifies(store: Store) -> None:
    assert journal.verify() == Verdict(0)
    assert journal.head() == Head(0, journal.START, None)


def test_a_line_outside_a_transaction_is_refused(store: Store, now: datetime) -> None:
    with pytest.raises(RuntimeError):
        journal.append("uji", "-", "p1", "Ani", now)


def test_order_is_the_number_even_when_the_clock_goes_back(store: Store, now: datetime) -> None:
    for hours in (0, -1, 24):
        with store.writing():
            journal.append("uji", str(hours), "p1", "Ani", now + timedelta(hours=hours))
    assert journal.verify() == Verdict(3)
    assert [line.subject for line in Journal.select().order_by(Journal.seq)] == ["0", "-1", "24"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET subject = 'lain' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM journal",
        "INSERT INTO journal SELECT 9, time, kind, agency, subject, actor_id, actor_name, detail, 'a', 'b'"
        " FROM journal",
        "INSERT OR REPLACE INTO journal"
        " SELECT seq, time, kind, agency, 'lain', actor_id, actor_name, detail, prev, hash FROM journal WHERE seq = 3",
    ],
)
def test_the_database_refuses_to_rewrite_the_journal(store: Store, lines: list[str], sql: str) -> None:
    with pytest.raises(peewee.IntegrityError, match="jurnal"):
        store.database.execute_sql(sql)
    assert journal.verify() == Verdict(5)


@pytest.mark.parametrize(
    ("sql", "whole"),
    [
        ("UPDATE journal SET subject = 'lain' WHERE seq = 3", 2),
        ("UPDATE journal SET actor_name = 'Budi' WHERE seq = 1", 0),
        ("UPDATE journal SET agency = NULL WHERE seq = 5", 4),
        ("UPDATE journal SET detail = '{}' WHERE seq = 4", 3),
        ("DELETE FROM journal WHERE seq = 2", 1),
        ("DELETE FROM journal WHERE seq = 1", 0),
    ],
)
def test_what_was_changed_behind_the_portal_is_named(store: Store, lines: list[str], sql: str, whole: int) -> None:
    tamper(store, sql)
    found = journal.verify()
    assert found.lines == whole
    assert str(whole + 1) in str(found.fault)


def test_two_lines_that_changed_places_are_named(store: Store, lines: list[str]) -> None:
    tamper(store, "UPDATE journal SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)")
    store.database.execute_sql("UPDATE journal SET seq = -seq WHERE seq < 0")
    assert journal.verify().lines == 1


def test_a_cut_end_shows_only_beside_a_noted_head(store: Store, lines: list[str]) -> None:
    noted = journal.head()
    tamper(store, "DELETE FROM journal WHERE seq > 3")
    assert journal.verify() == Verdict(3)
    assert "terpotong" in str(journal.verify(noted).fault)


def test_a_wholly_rewritten_journal_shows_beside_a_noted_head(store: Store, lines: list[str], now: datetime) -> None:
    noted = journal.head()
    tamper(store, "DELETE FROM journal")
    for number in range(6):
        with store.writing():
            journal.append("uji", f"lain-{number}", "p1", "Ani", now)
    assert journal.verify() == Verdict(6)
    assert "kepala" in str(journal.verify(noted).fault)
    assert journal.verify(replace(noted, hash=lines[0])).fault


def test_a_journal_that_cannot_be_written_undoes_the_act(store: Store, lines: list[str], now: datetime) -> None:
    with pytest.raises(peewee.IntegrityError), store.writing():
        journal.append("uji", "-", "p1", "Ani", now)
        add(
            Journal(
                seq=9, time=now, kind="x", subject="-", actor_id="-", actor_name="-", detail="{}", prev="p", hash="h"
            )
        )
    assert journal.verify() == Verdict(5)


def line(time: datetime, kind: str, subject: str, actor: str, detail: str, seq: int = 1) -> Journal:
    return Journal(
        seq=seq, time=time, kind=kind, subject=subject, actor_id=actor, actor_name=actor, detail=detail,
        prev="p", hash="h",
    )  # fmt: skip


Words = tuple[str, str, str, str]
text = st.text(max_size=8)
TIME = datetime.fromisoformat("2026-10-06T02:00:00Z")


@given(st.tuples(text, text, text, text), st.tuples(text, text, text, text))
def test_two_different_lines_never_have_one_hash(
    one: tuple[str, str, str, str], two: tuple[str, str, str, str]
) -> None:
    assert (journal.link(line(TIME, *one)) == journal.link(line(TIME, *two))) == (one == two)
