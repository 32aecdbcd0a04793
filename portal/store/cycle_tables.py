"""The tables of cycles: snapshots, cycles, their trail, their files, and what is projected from it."""

from __future__ import annotations

from peewee import AutoField, BlobField, CompositeKey, IntegerField, TextField

from portal.store.fields import Instant, Json
from portal.store.table import Table, of


class Snapshot(Table):
    """The exact bytes of a composed SOP that cycles are bound to."""

    sha256 = TextField(primary_key=True)
    content = BlobField()


class Cycle(Table):
    """A cycle, with what its events add up to for lists: the projection of its trail.

    `opened_with` is the snapshot of its opening where the cycle has moved to another since;
    `finished_at` is when its flow ended, `paused_at` since when its active step waits for the outside; `returns`,
    `on_paper`, `skipped` and `late` count returns, checks from paper, skipped steps and late checks.
    """

    id = TextField(primary_key=True)
    agency = TextField()
    slug = TextField()
    nama = TextField()
    period = TextField()
    label = TextField(null=True)
    status = TextField()
    snapshot_sha256 = TextField(constraints=of("snapshot", "sha256"))
    digest = TextField()
    seq = IntegerField()
    putaran = IntegerField(default=1)
    active = TextField(null=True)
    active_uraian = TextField(null=True)
    active_no = IntegerField(null=True)
    held_by = TextField(null=True)
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    due_at = Instant(null=True)
    opened_at = Instant()
    ended_at = Instant(null=True)
    counts = Json(null=True)
    head_hash = TextField()
    opened_with = TextField(null=True, constraints=of("snapshot", "sha256"))
    finished_at = Instant(null=True)
    paused_at = Instant(null=True)
    returns = IntegerField(default=0)
    on_paper = IntegerField(default=0)
    skipped = IntegerField(default=0)
    late = IntegerField(default=0)

    class Meta:  # noqa: D106
        indexes = ((("agency", "status", "opened_at", "id"), False),)


Cycle.add_index(
    Cycle.index(
        Cycle.agency,
        Cycle.slug,
        Cycle.period,
        unique=True,
        where=(Cycle.status != "dibatalkan"),
        name="cycle_one_per_period",
    )
)


class Event(Table):
    """One line of a cycle's trail: never changed, never removed; only its payload may be emptied."""

    cycle = TextField(constraints=of("cycle"))
    seq = IntegerField()
    kind = TextField()
    step = TextField(null=True)
    putaran = IntegerField()
    role = TextField(null=True)
    unit = TextField(null=True)
    actor_id = TextField()
    actor_name = TextField()
    capacity = TextField()
    time = Instant()
    payload = TextField(null=True)
    payload_sha256 = TextField()
    prev = TextField()
    hash = TextField(unique=True)
    kunci = TextField(null=True)
    body_sha256 = TextField(null=True)

    class Meta:  # noqa: D106
        primary_key = CompositeKey("cycle", "seq")
        indexes = ((("cycle", "prev"), True), (("actor_id", "kunci"), True))


class Task(Table):
    """An open slot of a running cycle: what somebody is waited for."""

    id = TextField(primary_key=True)
    cycle = TextField(constraints=of("cycle"), index=True)
    agency = TextField()
    slug = TextField()
    nama = TextField()
    period = TextField()
    step = TextField()
    no = IntegerField()
    of = IntegerField()
    uraian = TextField()
    putaran = IntegerField()
    role = TextField()
    unit = TextField(null=True)
    title = TextField()
    kind = TextField()
    since = Instant()
    due_at = Instant(null=True)
    started_at = Instant(null=True)
    paused_at = Instant(null=True)

    class Meta:  # noqa: D106
        indexes = ((("agency", "role", "unit"), False),)


class File(Table):
    """A file that an event of a cycle brought: its name as given, and the SHA-256 its bytes are kept under.

    `purpose` is `bukti` (with a check or hand-in), `bahan` (with the opening) or `kertas` (the scan of a paper);
    `located` is 1 where a picture tells where it was taken; `broken_at` is since when its bytes are known to be
    missing or changed.
    """

    id = TextField(primary_key=True)
    agency = TextField()
    cycle = TextField(constraints=of("cycle"))
    seq = IntegerField()
    step = TextField(null=True)
    putaran = IntegerField()
    unit = TextField(null=True)
    purpose = TextField()
    name = TextField()
    media_type = TextField()
    size = IntegerField()
    sha256 = TextField()
    person = TextField()
    person_name = TextField()
    at = Instant()
    located = IntegerField(default=0)
    broken_at = Instant(null=True)

    class Meta:  # noqa: D106
        indexes = ((("cycle", "seq"), False), (("agency", "sha256"), False))


class Notice(Table):
    """What somebody is told about a cycle, written with the event it tells of."""

    id = AutoField()
    person = TextField(constraints=of("person"))
    agency = TextField()
    cycle = TextField(constraints=of("cycle"), index=True)
    seq = IntegerField()
    kind = TextField()
    detail = Json()
    at = Instant()
    read_at = Instant(null=True)

    class Meta:  # noqa: D106
        indexes = ((("person", "id"), False), (("person", "read_at"), False))
