"""What the operator sets for an agency without touching its file: units, plugins, how it counts days, its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal

from portal.refusal import Refusal
from portal.say import say
from portal.settings.agency_checks import AGENCY, IDENT, SOP, refused, table_of
from portal.settings.toml_file import read_toml, unknown_key

FILE = "instansi.toml"

Geser = Literal["tetap", "maju", "mundur"]
Hari = Literal["kerja", "kalender"]
Menit = Literal["hari kerja berikutnya", "tanpa batas"]


@dataclass(frozen=True, slots=True)
class Window:
    """When a period is on time: from the `buka`-th to the `tutup`-th day after its last day."""

    buka: int
    tutup: int


@dataclass(frozen=True, slots=True)
class SopSettings:
    """What holds for one SOP of an agency; None leaves what holds otherwise.

    `dicatat_sejak` and `dicatat_sampai` are the first and the last period that the ledger expects, `buka_otomatis`
    lets its cycles open by themselves.
    """

    jendela: Window | None = None
    dicatat_sejak: str | None = None
    buka_otomatis: bool | None = None
    hari: Hari | None = None
    dicatat_sampai: str | None = None

    def over(self, other: SopSettings) -> SopSettings:
        """Return these settings, key by key, with those of `other` where nothing is set here."""
        return replace(other, **_set(self))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """`unit` (id → name), `aktifkan` (names of plugins), and how the agency works; None leaves what holds otherwise.

    `plt_tidak_boleh` and `plh_tidak_boleh` are acts that an acting official may not do, `sop` is set by slug.
    """

    unit: Mapping[str, str] | None = None
    aktifkan: tuple[str, ...] | None = None
    geser: Geser | None = None
    hari_kerja: Literal[5, 6] | None = None
    hari: Hari | None = None
    menit: Menit | None = None
    kuota_bukti_mb: int | None = None
    plt_tidak_boleh: tuple[str, ...] | None = None
    plh_tidak_boleh: tuple[str, ...] | None = None
    sop: Mapping[str, SopSettings] = field(default_factory=dict)

    def over(self, other: AgencySettings) -> AgencySettings:
        """Return these settings, key by key, with those of `other` where nothing is set here."""
        sop = {slug: self.of(slug).over(other.of(slug)) for slug in (*other.sop, *self.sop)}
        return replace(other, **{**_set(self), "sop": sop})  # type: ignore[arg-type]

    def of(self, slug: str) -> SopSettings:
        """Return what is set for one SOP."""
        return self.sop.get(slug, SopSettings())


def _set(settings: AgencySettings | SopSettings) -> dict[str, object]:
    """Return the keys that are set."""
    values = {one.name: getattr(settings, one.name) for one in fields(settings)}
    return {name: value for name, value in values.items() if value is not None}


def read_agencies(written: Mapping[str, object], shown: str) -> dict[str, AgencySettings]:
    """Return the tables `[instansi.<id>]` of a settings file, checked."""
    tables = written.get("instansi", {})
    if not isinstance(tables, dict):
        raise Refusal(say("{berkas}: instansi harus berupa tabel, misalnya [instansi.anambas].", berkas=shown))
    return {name: checked(name, table, shown) for name, table in tables.items()}


def read_agency_settings(home: Path) -> dict[str, AgencySettings]:
    """Return what the pages of administration have set in this home, by agency."""
    return read_agencies(_written(home), FILE)


def read_each_agencys(home: Path) -> tuple[dict[str, AgencySettings], dict[str, Refusal]]:
    """Return the same as far as it can be read, and for the other agencies why not. Raises Refusal for the whole file.

    So one agency's mistake is its own.
    """
    written = _written(home)
    tables = written.get("instansi", {})
    if not isinstance(tables, dict):
        return read_agencies(written, FILE), {}
    found, refusals = dict[str, AgencySettings](), dict[str, Refusal]()
    for agency, table in tables.items():
        try:
            found[agency] = checked(agency, table, FILE)
        except Refusal as why:
            refusals[agency] = why
    return found, refusals


def _written(home: Path) -> dict[str, object]:
    written = read_toml(home / FILE, FILE)
    for key in written:
        if key != "instansi":
            raise unknown_key(FILE, key, ["instansi"])
    return written


def checked(agency: str, table: object, shown: str) -> AgencySettings:
    """Return the table `[instansi.<agency>]` as settings, or refuse what does not fit."""
    place = f"[instansi.{agency}]"
    if not IDENT.fullmatch(agency) or not isinstance(table, dict):
        raise Refusal(say("{berkas}: {tempat} bukan tabel sebuah instansi.", berkas=shown, tempat=place))
    own = {key: value for key, value in table.items() if key != "sop"}
    sops = table.get("sop", {})
    if not isinstance(sops, dict):
        raise refused(shown, place, "sop", f"[instansi.{agency}.sop.pengumpulan-data-kinerja]")
    values = table_of(own, AGENCY, place, shown, also=("sop",))
    sop = {slug: _sop(slug, given, f"[instansi.{agency}.sop.{slug}]", shown) for slug, given in sops.items()}
    return AgencySettings(**values, sop=sop)  # type: ignore[arg-type]


def _sop(slug: str, table: object, place: str, shown: str) -> SopSettings:
    if not IDENT.fullmatch(slug) or not isinstance(table, dict):
        raise Refusal(say("{berkas}: {tempat} bukan tabel sebuah SOP.", berkas=shown, tempat=place))
    values = table_of(table, SOP, place, shown)
    window = values.pop("jendela", None)
    return SopSettings(Window(*window) if isinstance(window, tuple) else None, **values)  # type: ignore[arg-type]
