"""The front of a sheet in values: whose it is, its number and dates, who signed it, and the pairs of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.cycle.period import MONTHS
from portal.hooks import Around
from portal.sop.facts import differs_from_signed
from portal.sop.model import Kaitan, Sop
from portal.sop.schema import heading

FRAME = "Kerangka, tidak disahkan"
DIFFERS = "Berbeda dari naskah yang disahkan"
BASE = "SOP INDUK"
"""What stands where an agency's name would: a base is nobody's."""

_DAYS = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif")
_BOXES = (
    "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan_perlengkapan", "peringatan",
    "pencatatan_pendataan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the title, and for staff name, rank and NIP; `instead` is what stands where nobody signs."""

    title: str | None = None
    name: str | None = None
    below: tuple[str, ...] = ()
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Kop:
    """One line of the kop; the address is not `strong`."""

    text: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Front:
    """The identity page of one sheet, as its reader may see it. Titles that the form does not print are left out."""

    office: tuple[Kop, ...]
    before: tuple[tuple[str, str], ...]
    signed: tuple[str, Signature] | None
    after: tuple[tuple[str, str], ...]
    boxes: tuple[tuple[str, tuple[str, ...]], ...]


def front(sop: Sop, around: Around) -> Front:
    """Return the identity of an SOP; of the one who signed, visitors get the title only."""
    before = [("nomor", sop.nomor or ""), *((key, day(getattr(sop, key))) for key in _DAYS)]
    signed = heading(sop.label, "disahkan_oleh")
    return Front(
        office=_office(sop, around),
        before=_titled(sop, before),
        signed=(signed, signature(sop, staff=around.staff)) if signed is not None else None,
        after=_titled(sop, [("nama", sop.nama)]),
        boxes=tuple((title, _texts(getattr(sop, key))) for key in _BOXES if (title := heading(sop.label, key))),
    )


def signature(sop: Sop, *, staff: bool) -> Signature:
    """Return what stands in the place of the signature."""
    signed = sop.disahkan_oleh
    if sop.instansi is None:
        return Signature(instead=FRAME)
    if differs_from_signed(sop):
        return Signature(instead=DIFFERS)
    if signed is None:
        return Signature()
    if not staff:
        return Signature(signed.jabatan)
    nip = f"NIP {signed.nip}" if signed.nip else None
    return Signature(signed.jabatan, signed.nama, tuple(line for line in (signed.pangkat, nip) if line))


def day(when: date | None) -> str:
    """Return a day as the form prints it, "31 Januari 2022"; nothing where none was given."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if when else ""


def _office(sop: Sop, around: Around) -> tuple[Kop, ...]:
    agency = around.agency
    named = [agency.pemda, agency.nama] if agency else []
    above, below = ([Kop(line.upper()) for line in lines if line] for lines in (named, [sop.satuan_kerja]))
    address = [Kop(agency.alamat, strong=False)] if agency and agency.alamat else []
    return (*above, *address, *below) or (Kop(BASE),)


def _titled(sop: Sop, rows: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((title, text) for key, text in rows if (title := heading(sop.label, key)) is not None)


def _texts(items: tuple[str | Kaitan, ...]) -> tuple[str, ...]:
    return tuple(item.teks if isinstance(item, Kaitan) else item for item in items)
