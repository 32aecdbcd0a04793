"""The values an SOP is made of: frozen, complete, and named as the official form names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from portal.say import say

Bentuk = Literal["mulai", "proses", "keputusan", "selesai"]
Status = Literal["konsep", "berlaku", "dicabut"]
Siklus = Literal["bulanan", "triwulan", "semester", "tahunan", "insidental"]
Sumber = Literal["dasar", "varian", "aktivitas", "plugin"]

END = "selesai"
"""The reserved target that ends a cycle."""


@dataclass(frozen=True, slots=True)
class Waktu:
    """A time expression: its words, and what they mean if they could be read.

    `jenis` is `durasi` ("5 menit", "1 – 20 hari kerja"), `tanggal` ("tanggal 10 bulan berikutnya"),
    `sebelum` ("H-3") or `bebas` (not understood: shown as it is, never a deadline).
    `satuan` is menit, jam, hari, hari kerja, hari kalender, minggu, bulan or tahun. `min` and `maks`
    are counts of `satuan`, equal unless a range was written; for `tanggal` both are the day of the
    month and `bulan` counts months after the period's last month; for `sebelum` both are days before.
    `per` is the noun of a rate ("90 Menit/Perangkat Daerah").
    """

    teks: str
    jenis: Literal["durasi", "tanggal", "sebelum", "bebas"] = "bebas"
    satuan: str | None = None
    min: int | float | None = None
    maks: int | float | None = None
    per: str | None = None
    bulan: int | None = None


@dataclass(frozen=True, slots=True)
class Kaitan:
    """Text that may link to another SOP by its slug."""

    teks: str
    sop: str | None = None


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """Who signed. Shown to staff only, except the title."""

    jabatan: str | None = None
    nama: str | None = None
    pangkat: str | None = None
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class Pelaksana:
    """A column of the form: a position in the procedure, never a person."""

    id: str
    jabatan: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of an agency: bidang, seksi or bagian."""

    id: str
    nama: str


@dataclass(frozen=True, slots=True)
class Asal:
    """Where a step comes from, and which of its keys were changed since (`diubah`)."""

    sumber: Sumber = "dasar"
    nama: str | None = None
    diubah: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. In a composed SOP `berikut` is the effective next id, None at an end."""

    id: str
    uraian: str
    pelaksana: tuple[str, ...]
    peserta: tuple[str, ...] = ()
    cukup: Literal["semua", "satu"] = "semua"
    bentuk: Bentuk = "proses"
    bentuk_peran: Mapping[str, Bentuk] = field(default_factory=dict)
    kelengkapan: tuple[str, ...] = ()
    waktu: Waktu | None = None
    tenggat: Waktu | None = None
    output: tuple[str, ...] = ()
    keterangan: Kaitan | None = None
    berikut: str | None = None
    ya: str | None = None
    tidak: str | None = None
    label_ya: str | None = None
    label_tidak: str | None = None
    himpun: Literal["unit"] | None = None
    per: Literal["unit"] | None = None
    wajib_bukti: bool = False
    terima: bool = False
    aktivitas: str | None = None
    asal: Asal = Asal()

    @property
    def is_decision(self) -> bool:
        """True if the step has two exits, `ya` and `tidak`."""
        return self.bentuk == "keputusan"

    @property
    def deciders(self) -> tuple[str, ...]:
        """The roles that may decide: those drawn as a diamond, else all."""
        drawn = tuple(role for role in self.pelaksana if self.bentuk_peran.get(role) == "keputusan")
        return drawn or self.pelaksana

    @property
    def exits(self) -> tuple[str | None, ...]:
        """Where the step may go on, in the order ya, tidak or berikut; None is the end."""
        if not self.is_decision:
            return (self.berikut,)
        return tuple(None if target == END else target for target in (self.ya, self.tidak))


@dataclass(frozen=True, slots=True)
class Agency:
    """An office, as its `instansi.md` (and the operator's settings) describe it."""

    id: str
    nama: str
    pemda: str | None = None
    alamat: str | None = None
    zona_waktu: Literal["WIB", "WITA", "WIT"] = "WIB"
    zona_dianggap: bool = False
    hari_kerja: Literal[5, 6] = 5
    unit: tuple[Unit, ...] = ()
    jabatan: Mapping[str, str] = field(default_factory=dict)
    label: Mapping[str, str | None] = field(default_factory=dict)
    aktifkan: tuple[str, ...] = ()
    sebutan_unit: Literal["bidang", "seksi", "bagian"] = "bidang"
    isi: str = ""


@dataclass(frozen=True, slots=True)
class Sop:
    """One procedure: identity, ordered steps and a Markdown body.

    `instansi` is None for a base SOP (a frame, never signed); otherwise the agency that follows it,
    and `unit`, `zona_waktu` and `hari_kerja` are that agency's on the day of composing.
    """

    slug: str
    nama: str
    pelaksana: tuple[Pelaksana, ...]
    langkah: tuple[Step, ...]
    instansi: str | None = None
    nomor: str | None = None
    satuan_kerja: str | None = None
    status: Status = "berlaku"
    tanggal_pembuatan: date | None = None
    tanggal_revisi: date | None = None
    tanggal_efektif: date | None = None
    ditinjau: date | None = None
    disahkan_oleh: Pengesahan | None = None
    menggantikan: str | None = None
    naskah: str | None = None
    digest_disahkan: str | None = None
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi_pelaksana: tuple[str, ...] = ()
    keterkaitan: tuple[Kaitan, ...] = ()
    peralatan_perlengkapan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()
    pencatatan_pendataan: tuple[str, ...] = ()
    siklus: Siklus = "insidental"
    tag: tuple[str, ...] = ()
    satuan_waktu: str | None = None
    nomor_kolom: tuple[str, ...] = ()
    label: Mapping[str, str | None] = field(default_factory=dict)
    isi: str = ""
    dihapus: tuple[str, ...] = ()
    unit: tuple[Unit, ...] = ()
    zona_waktu: Literal["WIB", "WITA", "WIT"] = "WIB"
    hari_kerja: Literal[5, 6] = 5

    def step(self, step_id: str) -> Step | None:
        """Return the step with this id, or None."""
        return next((step for step in self.langkah if step.id == step_id), None)

    def number(self, step_id: str) -> int:
        """Return the printed number of a step, from 1."""
        return next(no for no, step in enumerate(self.langkah, 1) if step.id == step_id)

    def title(self, role: str) -> str:
        """Return the title (jabatan) of a role; the id itself if it has none."""
        return next((p.jabatan for p in self.pelaksana if p.id == role), role)

    def first_role(self, *wanted: str) -> str:
        """Return the first of the `wanted` roles that this form has a column for, else its first column."""
        columns = [column.id for column in self.pelaksana]
        return next((role for role in wanted if role in columns), columns[0])

    def in_force(self, today: date) -> bool:
        """True if the SOP may be followed today: berlaku, and its effective date is not to come."""
        return self.status == "berlaku" and (self.tanggal_efektif is None or self.tanggal_efektif <= today)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a document or plugin: where, what, and what to do.

    `galat` blocks new cycles, `saran` is advice. `path` is shown to people: relative, with `/`.
    Advice on the text names its `rule` (see `portal.sop.lint`) and the `remedy`; elsewhere `message` says it all.
    """

    path: str
    line: int | None
    message: str
    level: Literal["galat", "saran"] = "galat"
    rule: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return say("{place}: {message}", place=place, message=self.message)
