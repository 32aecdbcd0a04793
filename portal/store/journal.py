"""The journal: one chain over everything that happens in the portal, so that what is removed shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.canon import canonical, sha256
from portal.cycle.events import stamp
from portal.say import say
from portal.store.rows import add
from portal.store.tables import Journal

FORMAT = "portal-jurnal-1"

START = sha256(canonical([FORMAT]))
"""What the first line is chained to."""

_LAST = 'SELECT "seq", "hash", "time" FROM "journal" ORDER BY "seq" DESC LIMIT 1'

_HASH = 'SELECT "hash" FROM "journal" WHERE "seq" = ?'


@dataclass(frozen=True, slots=True)
class Head:
    """The journal's last line, to be kept in a second place: its number, hash and instant."""

    seq: int
    hash: str
    time: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: how many lines are whole, and the first fault in words, if any."""

    lines: int
    fault: str | None = None


def append(
    kind: str,
    subject: str,
    actor_id: str,
    actor_name: str,
    now: datetime,
    agency: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> str:
    """Append a line and return its hash. Only inside `Store.writing`, with what it records.

    Raises RuntimeError outside a transaction. `detail` is JSON and holds no secret and no NIP.
    """
    if not Journal._meta.database.in_transaction():
        raise RuntimeError("the journal is written together with what it records")
    last = head()
    line = Journal(
        seq=last.seq + 1,
        time=now,
        kind=kind,
        agency=agency,
        subject=subject,
        actor_id=actor_id,
        actor_name=actor_name,
        detail=canonical(dict(detail or {})).decode(),
        prev=last.hash,
    )
    line.hash = link(line)
    add(line)
    return line.hash


def head() -> Head:
    """Return the last line's number, hash and instant; number 0 in an empty journal."""
    last = Journal._meta.database.execute_sql(_LAST).fetchone()
    return Head(last[0], last[1], datetime.fromisoformat(last[2])) if last else Head(0, START, None)


def hash_of(seq: int) -> str | None:
    """Return the hash of a line, None where there is none of this number."""
    row = Journal._meta.database.execute_sql(_HASH.replace("?", Journal._meta.database.param), (seq,)).fetchone()
    return row[0] if row else None


def verify(known: Head | None = None) -> Verdict:
    """Check the whole chain; `known` is a head noted earlier, which shows a cut or rewritten end too."""
    prev, count = START, 0
    for line in Journal.select().order_by(Journal.seq).iterator():
        if line.seq != count + 1:
            return Verdict(count, say("Jurnal: baris {seq} hilang.", seq=count + 1))
        if line.prev != prev or line.hash != link(line):
            return Verdict(count, say("Jurnal: baris {seq} telah diubah.", seq=line.seq))
        if known and line.seq == known.seq and line.hash != known.hash:
            return Verdict(count, say("Jurnal: baris {seq} tidak sama dengan kepala yang dicatat.", seq=line.seq))
        prev, count = line.hash, count + 1
    if known and known.seq > count:
        return Verdict(count, say("Jurnal: terpotong sesudah baris {seq}; kepala yang dicatat adalah {known}.",
                                  seq=count, known=known.seq))  # fmt: skip
    return Verdict(count)


def link(line: Journal) -> str:
    """Return the hash that `line` must carry, from its own fields and `prev`."""
    return sha256(
        canonical(
            [FORMAT, line.seq, stamp(line.time), line.kind, line.agency, line.subject, line.actor_id,
             line.actor_name, line.detail, line.prev]
        )
    )  # fmt: skip
