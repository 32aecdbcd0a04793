"""The values of this room: a person, what he holds in the procedure, and what he may do in the portal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, get_args

from portal.store import tables

Kapasitas = Literal["definitif", "Plt.", "Plh."]
Right = Literal["admin", "admin_instansi", "pengelola", "pemantau"]

CAPACITIES: tuple[Kapasitas, ...] = get_args(Kapasitas)
ACTING: tuple[Kapasitas, ...] = ("Plt.", "Plh.")
RIGHTS: tuple[Right, ...] = get_args(Right)


class Doer(Protocol):
    """Whoever does something that the journal records."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def nama(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Console:
    """Whoever sits at the server's command line: may everything, and is named as such in the journal."""

    id: str = "-"
    nama: str = "Baris perintah"


CONSOLE = Console()


@dataclass(frozen=True, slots=True)
class Person:
    """An account. `agency` is the office that looks after it; None: the portal's administrators do.

    `surel` is where the daily letter goes; `read_news` grows whenever the person has read notices.
    """

    id: str
    username: str
    nama: str
    nip: str | None = field(default=None, repr=False)
    jabatan: str | None = None
    agency: str | None = None
    disabled: bool = False
    has_password: bool = False
    password_changed_at: datetime | None = None
    surel: str | None = field(default=None, repr=False)
    read_news: int = 0

    @classmethod
    def of(cls, row: tables.Person) -> Person:
        """Return the person of a row."""
        return cls(
            row.id, row.username, row.nama, row.nip, row.jabatan, row.agency,
            row.disabled_at is not None, row.password_hash is not None, row.password_changed_at,
            row.surel, row.read_news,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person holds a role of an agency, for one unit or (unit None) the whole office, between two days.

    Of a Plt. or Plh. `surat` is the number of his surat perintah, `menggantikan` the official in whose place he acts,
    `perpanjangan` the number of the surat that extended it.
    """

    id: str
    person: str
    agency: str
    role: str
    unit: str | None
    capacity: Kapasitas
    mulai: date
    sampai: date | None = None
    surat: str | None = None
    surat_tanggal: date | None = None
    menggantikan: str | None = None
    perpanjangan: str | None = None

    @classmethod
    def of(cls, row: tables.Assignment) -> Assignment:
        """Return the assignment of a row."""
        return cls(
            row.id, row.person, row.agency, row.role, row.unit,
            row.capacity, row.mulai, row.sampai, row.surat,  # type: ignore[arg-type]
            row.surat_tanggal, row.menggantikan, row.perpanjangan,
        )  # fmt: skip

    @property
    def acting(self) -> bool:
        """True for a Plt. or Plh."""
        return self.capacity in ACTING

    @property
    def extended(self) -> bool:
        """True if its days were added to."""
        return self.perpanjangan is not None

    def on(self, day: date) -> bool:
        """True if the assignment holds on `day`; its first and last day belong to it."""
        return self.mulai <= day and (self.sampai is None or day <= self.sampai)


@dataclass(frozen=True, slots=True)
class Grant:
    """A right of the portal, of one agency or (`admin`) of the whole portal. Not a role in the procedure."""

    id: str
    person: str
    right: Right
    agency: str | None = None
    mulai: date | None = None
    sampai: date | None = None

    @classmethod
    def of(cls, row: tables.Grant) -> Grant:
        """Return the grant of a row."""
        return cls(row.id, row.person, row.right, row.agency, row.mulai, row.sampai)  # type: ignore[arg-type]

    def on(self, day: date) -> bool:
        """True if the right holds on `day`; its first and last day belong to it."""
        return (self.mulai is None or self.mulai <= day) and (self.sampai is None or day <= self.sampai)
