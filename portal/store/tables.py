"""Every table of the portal, as peewee models that a `Store` binds to its database when it opens.

References are plain text columns, so that reading one never runs a hidden query.
"""

from __future__ import annotations

from peewee import SQL, AutoField, BlobField, BooleanField, CompositeKey, IntegerField, Model, Node, TextField

from portal.store.fields import Day, Instant, Json


def _of(table: str, column: str = "id") -> list[Node]:
    return [SQL(f'REFERENCES "{table}"("{column}")')]


class Table(Model):
    """The common ground of all tables."""

    class Meta:  # noqa: D106
        legacy_table_names = False


class Person(Table):
    """An account. `agency` is the office that looks after it; `nama_key` the folded name lists are ordered by."""

    id = TextField(primary_key=True)
    username = TextField(unique=True)
    nama = TextField()
    nama_key = TextField()
    nip = TextField(null=True)
    jabatan = TextField(null=True)
    agency = TextField(null=True)
    password_hash = TextField(null=True)
    password_version = IntegerField(default=0)
    password_changed_at = Instant(null=True)
    created_at = Instant()
    disabled_at = Instant(null=True)

    class Meta:  # noqa: D106
        indexes = ((("nama_key", "id"), False), (("agency", "nama_key", "id"), False))


class Grant(Table):
    """A right of the portal: `admin`, or `admin_instansi`, `pengelola`, `pemantau` of an agency."""

    id = TextField(primary_key=True)
    person = TextField(constraints=_of("person"), index=True)
    right = TextField()
    agency = TextField(null=True, index=True)
    mulai = Day(null=True)
    sampai = Day(null=True)
    given_by = TextField()
    given_at = Instant()
    ended_at = Instant(null=True)


class Assignment(Table):
    """Who holds which role of which agency, from when until when."""

    id = TextField(primary_key=True)
    person = TextField(constraints=_of("person"), index=True)
    agency = TextField()
    role = TextField()
    unit = TextField(null=True)
    capacity = TextField(default="definitif")
    mulai = Day()
    sampai = Day(null=True)
    surat = TextField(null=True)
    created_at = Instant()
    ended_at = Instant(null=True)

    class Meta:  # noqa: D106
        indexes = ((("agency", "role"), False),)


class Session(Table):
    """A sign-in session; the cookie's value itself is never stored."""

    id_sha256 = TextField(primary_key=True)
    person = TextField(constraints=_of("person"), index=True)
    created_at = Instant()
    seen_at = Instant()
    expires_at = Instant()
    remember = BooleanField(default=False)
    agent = TextField(null=True)
    acting_as = TextField(null=True, constraints=_of("person"))


class Device(Table):
    """A browser from which a person has signed in before: strangers' failures do not lock it out."""

    token_sha256 = TextField(primary_key=True)
    person = TextField(constraints=_of("person"), index=True)
    seen_at = Instant()


class Invite(Table):
    """A one-time link. It dies when used, when it expires, and when the password changes."""

    token_sha256 = TextField(primary_key=True)
    person = TextField(constraints=_of("person"), index=True)
    kind = TextField()
    password_version = IntegerField()
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)


class Token(Table):
    """A personal token for reading the API."""

    id = TextField(primary_key=True)
    person = TextField(constraints=_of("person"), index=True)
    name = TextField()
    token_sha256 = TextField(unique=True)
    created_at = Instant()
    used_at = Instant(null=True)
    revoked_at = Instant(null=True)


class Attempt(Table):
    """One failed (or running) try to sign in, under a hashed key of account, device or address."""

    id = AutoField()
    key = TextField()
    at = Instant(index=True)

    class Meta:  # noqa: D106
        indexes = ((("key", "at"), False),)


class Snapshot(Table):
    """The exact bytes of a composed SOP that cycles are bound to."""

    sha256 = TextField(primary_key=True)
    content = BlobField()


class Cycle(Table):
    """A cycle, with what its events add up to for lists: the projection of its trail."""

    id = TextField(primary_key=True)
    agency = TextField()
    slug = TextField()
    nama = TextField()
    period = TextField()
    label = TextField(null=True)
    status = TextField()
    snapshot_sha256 = TextField(constraints=_of("snapshot", "sha256"))
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

    cycle = TextField(constraints=_of("cycle"))
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
    cycle = TextField(constraints=_of("cycle"), index=True)
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

    class Meta:  # noqa: D106
        indexes = ((("agency", "role"), False),)


class Journal(Table):
    """One line of the portal-wide journal, chained over all agencies."""

    seq = IntegerField(primary_key=True)
    time = Instant()
    kind = TextField()
    agency = TextField(null=True)
    subject = TextField()
    actor_id = TextField()
    actor_name = TextField()
    detail = TextField()
    prev = TextField(unique=True)
    hash = TextField(unique=True)

    class Meta:  # noqa: D106
        indexes = ((("agency", "seq"), False),)


TABLES: tuple[type[Table], ...] = (
    Person, Grant, Assignment, Session, Device, Invite, Token, Attempt,
    Snapshot, Cycle, Event, Task, Journal,
)  # fmt: skip
"""All tables, those that are referred to first."""
