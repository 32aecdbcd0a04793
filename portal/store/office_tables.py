"""The tables of an office beside its cycles: days off, periods on paper, letters sent, and the journal."""

from __future__ import annotations

from peewee import SQL, CompositeKey, IntegerField, TextField

from portal.store.fields import Day, Instant
from portal.store.table import Table


class Holiday(Table):
    """A day off, or a row of days (`day` to `sampai`): of everybody, or of one agency.

    `kind` is `libur`, `cuti bersama`, `lokal` or `ramadan` (days with shorter hours); `source` names the decree.
    """

    id = TextField(primary_key=True)
    day = Day()
    sampai = Day(null=True)
    nama = TextField()
    kind = TextField()
    agency = TextField(null=True)
    source = TextField()
    created_at = Instant()
    created_by = TextField()
    withdrawn_at = Instant(null=True)

    class Meta:  # noqa: D106
        indexes = ((("agency", "day"), False),)


class Archive(Table):
    """A period that was run on paper, outside the portal: why, and the scan that shows it.

    `withdrawn_at`, `withdrawn_by` (a name) and `withdrawn_why` are set where the record was a mistake.
    """

    id = TextField(primary_key=True)
    agency = TextField()
    slug = TextField()
    period = TextField()
    reason = TextField()
    name = TextField()
    media_type = TextField()
    size = IntegerField()
    sha256 = TextField()
    at = Instant()
    person = TextField()
    person_name = TextField()
    withdrawn_at = Instant(null=True)
    withdrawn_by = TextField(null=True)
    withdrawn_why = TextField(null=True)


Archive.add_index(
    Archive.index(
        Archive.agency,
        Archive.slug,
        Archive.period,
        unique=True,
        where=SQL('"withdrawn_at" IS NULL'),
        name="archive_one_per_period",
    )
)


class Letter(Table):
    """A daily letter: one a person and day. The row is there before the letter goes out.

    `failed_at` is when sending it failed: it may be tried again later that day.
    """

    person = TextField()
    day = Day()
    sent_at = Instant()
    failed_at = Instant(null=True)

    class Meta:  # noqa: D106
        primary_key = CompositeKey("person", "day")


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
