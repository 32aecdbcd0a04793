"""The second yardstick: a bare Flask view on peewee that runs the transaction of a check-off, the usual way."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import peewee
from flask import Flask, request
from playhouse.apsw_ext import APSWDatabase

ME = "u1"


class Person(peewee.Model):
    """Who checks."""

    id = peewee.TextField(primary_key=True)
    nama = peewee.TextField()


class Assignment(peewee.Model):
    """By which role he may."""

    person = peewee.TextField(index=True)
    role = peewee.TextField()


class Cycle(peewee.Model):
    """The cycle, with what lists show of it."""

    id = peewee.TextField(primary_key=True)
    seq = peewee.IntegerField()
    active = peewee.TextField()
    done = peewee.IntegerField()
    head = peewee.TextField()


class Event(peewee.Model):
    """One line of the trail."""

    cycle = peewee.TextField()
    seq = peewee.IntegerField()
    kind = peewee.TextField()
    step = peewee.TextField()
    actor = peewee.TextField()
    time = peewee.TextField()
    payload = peewee.TextField()
    prev = peewee.TextField()
    hash = peewee.TextField(unique=True)

    class Meta:
        """Its key."""

        primary_key = peewee.CompositeKey("cycle", "seq")


class Task(peewee.Model):
    """What waits for somebody."""

    cycle = peewee.TextField(index=True)
    step = peewee.TextField()
    since = peewee.TextField()


class Journal(peewee.Model):
    """One line of the journal."""

    seq = peewee.IntegerField(primary_key=True)
    time = peewee.TextField()
    subject = peewee.TextField()
    detail = peewee.TextField()
    prev = peewee.TextField()
    hash = peewee.TextField(unique=True)


TABLES = (Person, Assignment, Cycle, Event, Task, Journal)


def link(*values: object) -> str:
    """Return the hash of one line of a chain."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def create_bare_orm(path: Path, cycles: list[str]) -> Flask:
    """Return an application with these cycles to check off; its connection is kept, as the portal's is."""
    app = Flask(__name__)
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    database: Any = APSWDatabase(str(path), pragmas=pragmas)
    database.bind(TABLES)
    database.create_tables(TABLES)
    Person.create(id=ME, nama="Pengukur")
    Assignment.create(person=ME, role="kepala")
    Journal.create(seq=0, time="", subject="", detail="", prev="", hash="")
    for cycle in cycles:
        Cycle.create(id=cycle, seq=1, active="langkah-1", done=0, head="")
        Task.create(cycle=cycle, step="langkah-1", since="")

    @app.post("/siklus/<cycle>/langkah/<step>/centang")
    def check(cycle: str, step: str) -> tuple[str, int]:
        time = datetime.now(UTC).isoformat()
        with database.atomic("IMMEDIATE"):
            row = Cycle.get_by_id(cycle)
            me = Person.get_by_id(ME)
            if not list(Assignment.select().where(Assignment.person == ME)):
                return "", 403
            head = Journal.select().order_by(Journal.seq.desc()).first()
            event = Event.create(
                cycle=cycle, seq=row.seq + 1, kind="centang", step=step, actor=me.id, time=time,
                payload=json.dumps({"catatan": request.form["catatan"]}), prev=row.head,
                hash=link(cycle, row.seq, step, time, row.head),
            )  # fmt: skip
            after = f"langkah-{row.done + 2}"
            Task.delete().where(Task.cycle == cycle).execute()
            Task.create(cycle=cycle, step=after, since=time)
            Cycle.update(seq=row.seq + 1, active=after, done=row.done + 1, head=event.hash).where(
                Cycle.id == cycle
            ).execute()
            Journal.create(seq=head.seq + 1, time=time, subject=cycle, detail=event.hash, prev=head.hash,
                           hash=link(head.seq, event.hash, head.hash))  # fmt: skip
        return "", 303

    return app
