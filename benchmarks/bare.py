"""The yardstick: bare Flask views that do the same work with nothing around it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw
from flask import Flask, render_template, request
from jinja2 import DictLoader

TABLE = """<!doctype html><html lang="id"><meta charset="utf-8"><title>{{ sop.nama }}</title>
<body><h1>{{ sop.nama }}</h1>
<table><thead><tr><th>No</th><th>Uraian Kegiatan</th>
{%- for role in sop.pelaksana %}<th>{{ role.jabatan }}</th>{% endfor -%}
<th>Kelengkapan</th><th>Waktu</th><th>Output</th><th>Keterangan</th></tr></thead><tbody>
{%- for step in sop.langkah %}
<tr id="langkah-{{ step.id }}"><th>{{ step.no }}</th><td>{{ step.uraian }}</td>
{%- for role in sop.pelaksana %}<td>{{ step.bentuk if role.id in step.pelaksana }}</td>{% endfor -%}
<td>{% for one in step.kelengkapan %}<p>{{ one }}</p>{% endfor %}</td>
<td>{{ step.waktu.teks if step.waktu }}</td>
<td>{% for one in step.output %}<p>{{ one }}</p>{% endfor %}</td>
<td>{{ step.keterangan.teks if step.keterangan }}</td></tr>
{%- endfor %}
</tbody></table></body></html>"""

SCHEMA = """
CREATE TABLE sop(slug TEXT PRIMARY KEY, content TEXT);
CREATE TABLE cycle(id TEXT PRIMARY KEY, seq INTEGER, active TEXT, done INTEGER, head TEXT);
CREATE TABLE event(cycle TEXT, seq INTEGER, kind TEXT, step TEXT, actor TEXT, time TEXT, payload TEXT, prev TEXT,
  hash TEXT UNIQUE, PRIMARY KEY (cycle, seq));
CREATE TABLE task(id INTEGER PRIMARY KEY, cycle TEXT, step TEXT, since TEXT);
CREATE INDEX task_cycle ON task(cycle);
CREATE TABLE journal(seq INTEGER PRIMARY KEY, time TEXT, subject TEXT, detail TEXT, prev TEXT, hash TEXT UNIQUE);
INSERT INTO journal VALUES (0, '', '', '', '', '');
"""


def connect(path: Path) -> apsw.Connection:
    """Open the database as the portal does: WAL, and on disk what is confirmed."""
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")
    return connection


def row(database: apsw.Connection, query: str, *values: str) -> tuple[Any, ...]:
    """Return the one row of a query."""
    return next(iter(database.execute(query, values)))


def link(*values: object) -> str:
    """Return the hash of one line of a chain."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def create_bare(path: Path, slug: str, sop: dict[str, Any], cycles: list[str]) -> Flask:
    """Return an application with one SOP to show and these cycles to check off."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"table.html": TABLE})
    database = connect(path)
    database.execute(SCHEMA)
    database.execute("INSERT INTO sop VALUES (?, ?)", (slug, json.dumps(sop)))
    for cycle in cycles:
        database.execute("INSERT INTO cycle VALUES (?, 1, 'langkah-1', 0, '')", (cycle,))
        database.execute("INSERT INTO task(cycle, step, since) VALUES (?, 'langkah-1', '')", (cycle,))

    @app.get("/sop/<slug>")
    def show(slug: str) -> str:
        (content,) = row(database, "SELECT content FROM sop WHERE slug = ?", slug)
        return render_template("table.html", sop=json.loads(content))

    @app.post("/siklus/<cycle>/langkah/<step>/centang")
    def check(cycle: str, step: str) -> tuple[str, int]:
        time = datetime.now(UTC).isoformat()
        payload = json.dumps({"catatan": request.form["catatan"]})
        database.execute("BEGIN IMMEDIATE")
        seq, done, head = row(database, "SELECT seq, done, head FROM cycle WHERE id = ?", cycle)
        last, before = row(database, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        after = f"langkah-{done + 2}"
        event = (cycle, seq + 1, "centang", step, "u1", time, payload, head, link(cycle, seq, step, time, head))
        entry = (last + 1, time, cycle, event[-1], before, link(last, event[-1], before))
        database.execute("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?)", event)
        database.execute("DELETE FROM task WHERE cycle = ?", (cycle,))
        database.execute("INSERT INTO task(cycle, step, since) VALUES (?,?,?)", (cycle, after, time))
        database.execute(
            "UPDATE cycle SET seq = ?, active = ?, done = ?, head = ? WHERE id = ?",
            (seq + 1, after, done + 1, event[-1], cycle),
        )
        database.execute("INSERT INTO journal VALUES (?,?,?,?,?,?)", entry)
        database.execute("COMMIT")
        return "", 303

    return app
