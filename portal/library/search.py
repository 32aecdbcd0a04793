# ruff: noqa: S608 (statements are put together from words of our own; what was typed is always bound)
"""Lists and search: answered from the index alone, whatever was typed."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import apsw

from portal.library.marking import hits_of, marked, quoted
from portal.library.query import Facets, Found, Hit, Query, Segments
from portal.say import Said, say

LONGEST = 200
MOST_WORDS = 16
MOST_ROWS = 200
MOST_COUNTED, MOST_WEIGHED = 1000, 500
"""How many rows of a list, and how many hits of a search, are counted; more hits than that are not weighed either."""
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
WEIGHTS = "12.0, 8.0, 3.0, 4.0, 2.0, 1.0"
QUOTED = "langkah, isi, identitas, instansi"
"""Where a snippet is taken from: the first of these that has a hit."""
COLUMNS = (
    "slug, agency, instansi, nama, nomor, status, siklus, tag, langkah, pelaksana, tanggal_pembuatan, tanggal_revisi,"
    " tanggal_efektif, origin, readable, usable, errors, advice"
)
THESE = "(SELECT value FROM json_each(?))"
"""Rows by their numbers in JSON: one statement for all, so that SQLite need not plan it anew for each page."""
NAME = 3
"""Which of the columns is the name."""

IN_TURN = "fts.rowid > ? ORDER BY fts.rowid"
"""The order in which FTS5 finds: a page of it costs no more than its rows."""

Key = tuple[str | float, int]
"""Where a row stands in its order: its sorting value, and its number."""


def find(connection: apsw.Connection, query: Query, now: datetime) -> Found:
    """Return a page of what the query asks for, best first, or by name where no words were given."""
    words, note = words_of(query.text)
    if query.text.strip() and not words:
        return Found(note=say("Ketik sedikitnya satu huruf atau angka."))
    search = _Search(connection, words, *_conditions(query, now))
    limit = max(1, min(query.limit, MOST_ROWS))
    total, most = search.total(), search.most
    keys = search.keys(_position(query.after), limit + 1, weigh=total <= most)
    return Found(
        rows=search.hits([id_ for _, id_ in keys[:limit]], in_force(now, "v") if query.in_force else "v.readable"),
        total_hint=min(total, most),
        at_least=total > most,
        next=_token(keys[limit - 1]) if len(keys) > limit else None,
        note=note,
    )


def facets(connection: apsw.Connection, *, only_in_force: bool, now: datetime) -> Facets:
    """Return what lists can be filtered by, counted over what the reader may see."""
    where = in_force(now, "d") if only_in_force else "1"
    rows = connection.execute(
        f"SELECT agency, coalesce(max(instansi), ''), count(*) FROM doc d WHERE {where} GROUP BY agency ORDER BY 2"
    )
    return Facets(
        agencies=tuple(rows),
        siklus=_grouped(connection, "SELECT siklus AS word FROM doc d", where),
        tag=_grouped(connection, "SELECT t.tag AS word FROM doc_tag t JOIN doc d ON d.id = t.doc", where),
        status=_grouped(connection, "SELECT status AS word FROM doc d", where),
    )


def titles(connection: apsw.Connection, agency: str) -> dict[str, str]:
    """Return the roles of an agency's SOPs with their titles: the one that the first SOP by name gives."""
    found: dict[str, str] = {}
    for (roles,) in connection.execute("SELECT jabatan FROM doc WHERE agency = ? ORDER BY urut, id", (agency,)):
        for role, title in json.loads(roles).items():
            found.setdefault(role, title)
    return found


def words_of(text: str) -> tuple[list[str], Said | None]:
    """Return the words that are looked for, and a note where they are not all that were typed."""
    note = None
    if len(text) > LONGEST:
        text, note = text[:LONGEST], say("Hanya {jumlah} huruf pertama yang dicari.", jumlah=LONGEST)
    words = [word for word in clean(text).replace('"', " ").split() if any(letter.isalnum() for letter in word)]
    if len(words) > MOST_WORDS:
        words, note = words[:MOST_WORDS], say("Hanya {jumlah} kata pertama yang dicari.", jumlah=MOST_WORDS)
    return words, note


def expression(words: Sequence[str]) -> str:
    """Return the FTS5 expression of words: each a quoted phrase, so nothing typed is an operator.

    The last one may be unfinished; of a single letter only names and numbers are searched.
    """
    phrases = [f'"{word}"' for word in words]
    if phrases:
        phrases[-1] = f"{{nama nomor}} : {phrases[-1]}*" if len(words[-1]) == 1 else f"{phrases[-1]}*"
    return " AND ".join(phrases)


def clean(text: str) -> str:
    """Return typed text without what SQLite cannot take: NUL and halves of characters."""
    return text.encode("utf-8", "replace").decode().replace("\x00", " ")


def in_force(now: datetime, table: str) -> str:
    """Return the condition that a document may be followed today, judged in its own zone."""
    day = {zone: (now.astimezone(UTC) + timedelta(hours=hours)).date().isoformat() for zone, hours in ZONES.items()}
    today = f"CASE {table}.zona WHEN 'WIT' THEN '{day['WIT']}' WHEN 'WITA' THEN '{day['WITA']}' ELSE '{day['WIB']}' END"
    return (
        f"({table}.readable AND {table}.status = 'berlaku'"
        f" AND ({table}.tanggal_efektif IS NULL OR {table}.tanggal_efektif <= {today}))"
    )


class _Search:
    """One search: where it looks, for which words, under which conditions."""

    def __init__(self, connection: apsw.Connection, words: Sequence[str], where: str, values: tuple[str, ...]) -> None:
        self._connection = connection
        self._words = words
        self.most = MOST_WEIGHED if words else MOST_COUNTED
        self._pattern = hits_of(words)
        self._match = expression(words)
        source = "fts JOIN doc d ON d.id = fts.rowid WHERE fts MATCH ? AND" if words else "doc d WHERE"
        self._from = f"FROM {source} {where}"
        self._values = (self._match, *values) if words else values

    def total(self) -> int:
        """Return how many rows there are in all; of more than `most`, that there are more."""
        rows = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 {self._from} LIMIT ?)", (*self._values, self.most + 1)
        )
        return int(next(rows)[0])

    def keys(self, after: Key | None, limit: int, *, weigh: bool) -> list[Key]:
        """Return where the next rows stand, in order: by name, or where words were given by weight or names first."""
        if not self._words:
            by_name = "(d.urut, d.id) > (?, ?) ORDER BY d.urut, d.id"
            after = after if after and isinstance(after[0], str) else ("", 0)
            return self._page("d.urut", by_name, self._values, after, limit)
        after = after if after and isinstance(after[0], int | float) else None
        return self._weighed(after, limit) if weigh else self._names_first(after, limit)

    def hits(self, ids: list[int], counted: str) -> tuple[Hit, ...]:
        """Return the rows of these numbers, in this order."""
        numbers = (json.dumps(ids),)
        used = f"(SELECT count(DISTINCT v.agency) FROM doc v WHERE v.origin = d.slug AND {counted})"
        sql = f"SELECT id, CASE WHEN agency = '' THEN {used} ELSE 0 END, {COLUMNS} FROM doc d WHERE id IN {THESE}"
        quotes = self._quotes(numbers) if self._words else {}
        found = {id_: _hit(used, columns, self._marked(columns[NAME]), quotes.get(id_, ()))
                 for id_, used, *columns in self._connection.execute(sql, numbers)}  # fmt: skip
        return tuple(found[id_] for id_ in ids if id_ in found)

    def _marked(self, name: str) -> Segments:
        return marked(name, self._pattern) if self._words else ((name, False),)

    def _quotes(self, numbers: tuple[str]) -> dict[int, Segments]:
        """Return where each row was found. FTS5 could say, but it would search again for every single row."""
        rows = self._connection.execute(f"SELECT rowid, {QUOTED} FROM fts WHERE rowid IN {THESE}", numbers)
        return {id_: quoted(texts, self._pattern) for id_, *texts in rows}

    def _weighed(self, after: Key | None, limit: int) -> list[Key]:
        """Return a page of the best. Kept in between, or each hit would be weighed for every mention of its weight."""
        sql = (
            f"WITH found AS MATERIALIZED (SELECT bm25(fts, {WEIGHTS}) AS place, d.id AS id {self._from})"
            " SELECT place, id FROM found WHERE (place, id) > (?, ?) ORDER BY place, id LIMIT ?"
        )
        return list(self._connection.execute(sql, (*self._values, *(after or (-1e9, 0)), limit)))

    def _names_first(self, after: Key | None, limit: int) -> list[Key]:
        """Return a page of those with a hit in name or number, in place 0, then of the others, in place 1."""
        place, last = after or (0, 0)
        named, keys = f"{{nama nomor}} : ({self._match})", []
        if place == 0:
            keys = self._page("0", IN_TURN, (named, *self._values[1:]), (last,), limit)
        if len(keys) == limit:
            return keys
        others, known = "(SELECT rowid FROM fts WHERE fts MATCH ?)", named
        if after is None:  # those in the page are all there are
            others, known = THESE, json.dumps([id_ for _, id_ in keys])
        elsewhere = f"d.id NOT IN {others} AND {IN_TURN}"
        return keys + self._page("1", elsewhere, self._values, (known, last if place == 1 else 0), limit - len(keys))

    def _page(self, key: str, order: str, found: Sequence[str], after: Sequence[str | float], limit: int) -> list[Key]:
        """Return a page in an order that an index keeps."""
        sql = f"SELECT {key}, d.id {self._from} AND {order} LIMIT ?"
        return list(self._connection.execute(sql, (*found, *after, limit)))


def _hit(used: int, columns: list[Any], nama: Segments, snippet: Segments) -> Hit:
    slug, agency, instansi, _, nomor, status, siklus, tag, steps, roles, made, revised, effective, *rest = columns
    origin, readable, usable, errors, advice = rest
    return Hit(
        slug, agency or None, instansi, nama, snippet, nomor, status, siklus, _tags(tag), steps, roles,
        _day(made), _day(revised), _day(effective), origin, used, bool(readable), bool(usable), errors, advice,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1000)
def _tags(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _conditions(query: Query, now: datetime) -> tuple[str, tuple[str, ...]]:
    asked = {"d.agency": query.agency, "d.siklus": query.siklus, "d.status": query.status}
    parts = [f"{column} = ?" for column, value in asked.items() if value is not None]
    values = [value for value in asked.values() if value is not None]
    if query.tag is not None:
        parts.append("EXISTS (SELECT 1 FROM doc_tag t WHERE t.tag = ? AND t.doc = d.id)")
        values.append(query.tag)
    if query.in_force:
        parts.append(in_force(now, "d"))
    return " AND ".join(parts) or "1", tuple(clean(value) for value in values)


def _grouped(connection: apsw.Connection, source: str, where: str) -> tuple[tuple[str, str, int], ...]:
    sql = f"SELECT word, word, count(*) FROM ({source} WHERE {where}) WHERE word <> '' GROUP BY 1 ORDER BY 3 DESC, 1"
    return tuple(connection.execute(sql))


def _token(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _position(token: str | None) -> Key | None:
    """Return where the page before ended; None for the first page and for what is no token of ours."""
    try:
        key = json.loads(base64.urlsafe_b64decode(f"{token or ''}===".encode()))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if isinstance(key, list) and len(key) == 2 and isinstance(key[0], str | float | int) and type(key[1]) is int:
        return (clean(key[0]) if isinstance(key[0], str) else key[0], min(key[1], 2**62))
    return None
