"""The tables of people: accounts, rights, assignments, and all that signing in needs."""

from __future__ import annotations

from peewee import AutoField, BooleanField, IntegerField, TextField

from portal.store.fields import Day, Instant
from portal.store.table import Table, of


class Person(Table):
    """An account. `agency` is the office that looks after it; `nama_key` the folded name lists are ordered by.

    `surel` is the mail address for the daily letter; `read_news` grows whenever the person has read notices, so that
    what was counted before is known to be old.
    """

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
    surel = TextField(null=True)
    read_news = IntegerField(default=0)

    class Meta:  # noqa: D106
        indexes = ((("nama_key", "id"), False), (("agency", "nama_key", "id"), False))


class Grant(Table):
    """A right of the portal: `admin`, or `admin_instansi`, `pengelola`, `pemantau` of an agency."""

    id = TextField(primary_key=True)
    person = TextField(constraints=of("person"), index=True)
    right = TextField()
    agency = TextField(null=True, index=True)
    mulai = Day(null=True)
    sampai = Day(null=True)
    given_by = TextField()
    given_at = Instant()
    ended_at = Instant(null=True)


class Assignment(Table):
    """Who holds which role of which agency, from when until when.

    `surat` and `surat_tanggal` are the number and date of a Plt.'s or Plh.'s surat perintah, `menggantikan` the
    official in whose place he acts; `perpanjangan` and `perpanjangan_tanggal` are of the surat that extended it.
    """

    id = TextField(primary_key=True)
    person = TextField(constraints=of("person"), index=True)
    agency = TextField()
    role = TextField()
    unit = TextField(null=True)
    capacity = TextField(default="definitif")
    mulai = Day()
    sampai = Day(null=True)
    surat = TextField(null=True)
    created_at = Instant()
    ended_at = Instant(null=True)
    surat_tanggal = Day(null=True)
    menggantikan = TextField(null=True)
    perpanjangan = TextField(null=True)
    perpanjangan_tanggal = Day(null=True)

    class Meta:  # noqa: D106
        indexes = ((("agency", "role"), False),)


class Session(Table):
    """A sign-in session; the cookie's value itself is never stored."""

    id_sha256 = TextField(primary_key=True)
    person = TextField(constraints=of("person"), index=True)
    created_at = Instant()
    seen_at = Instant()
    expires_at = Instant()
    remember = BooleanField(default=False)
    agent = TextField(null=True)
    acting_as = TextField(null=True, constraints=of("person"))


class Device(Table):
    """A browser from which a person has signed in before: strangers' failures do not lock it out."""

    token_sha256 = TextField(primary_key=True)
    person = TextField(constraints=of("person"), index=True)
    seen_at = Instant()


class Invite(Table):
    """A one-time link. It dies when used, when it expires, and when the password changes."""

    token_sha256 = TextField(primary_key=True)
    person = TextField(constraints=of("person"), index=True)
    kind = TextField()
    password_version = IntegerField()
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)


class Token(Table):
    """A personal token for reading the API."""

    id = TextField(primary_key=True)
    person = TextField(constraints=of("person"), index=True)
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
