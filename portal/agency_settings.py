"""What the operator sets for an agency without touching its file: units and plugins switched on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.refusal import Refusal
from portal.say import say
from portal.toml_file import read_toml, unknown_key

FILE = "instansi.toml"
KEYS = ("unit", "aktifkan")
IDENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """`unit` (id → name) and `aktifkan` (names of plugins); None leaves what the agency's file says."""

    unit: Mapping[str, str] | None = None
    aktifkan: tuple[str, ...] | None = None

    def over(self, other: AgencySettings) -> AgencySettings:
        """Return these settings, key by key, with those of `other` where nothing is set here."""
        return AgencySettings(
            other.unit if self.unit is None else self.unit,
            other.aktifkan if self.aktifkan is None else self.aktifkan,
        )


def read_agencies(written: Mapping[str, object], shown: str) -> dict[str, AgencySettings]:
    """Return the tables `[instansi.<id>]` of a settings file, checked."""
    tables = written.get("instansi", {})
    if not isinstance(tables, dict):
        raise Refusal(say("{berkas}: instansi harus berupa tabel, misalnya [instansi.anambas].", berkas=shown))
    return {name: checked(name, table, shown) for name, table in tables.items()}


def read_agency_settings(home: Path) -> dict[str, AgencySettings]:
    """Return what the page of agencies has set in this home, by agency."""
    written = read_toml(home / FILE, FILE)
    for key in written:
        if key != "instansi":
            raise unknown_key(FILE, key, ["instansi"])
    return read_agencies(written, FILE)


def checked(agency: str, table: object, shown: str) -> AgencySettings:
    """Return the table `[instansi.<agency>]` as settings, or refuse what does not fit."""
    place = f"[instansi.{agency}]"
    if not IDENT.fullmatch(agency) or not isinstance(table, dict):
        raise Refusal(say("{berkas}: {tempat} bukan tabel sebuah instansi.", berkas=shown, tempat=place))
    for key in table:
        if key not in KEYS:
            raise unknown_key(f"{shown}: {place}", key, KEYS)
    return AgencySettings(_units(table.get("unit"), place, shown), _active(table.get("aktifkan"), place, shown))


def _units(value: object, place: str, shown: str) -> dict[str, str] | None:
    if value is None:
        return None
    if isinstance(value, dict):
        names = {str(key): " ".join(name.split()) for key, name in value.items() if isinstance(name, str)}
        if len(names) == len(value) and all(IDENT.fullmatch(key) and name for key, name in names.items()):
            return names
    raise Refusal(
        say('{berkas}: {tempat} unit ditulis seperti {{ aptika = "Bidang Aptika" }}.', berkas=shown, tempat=place)
    )


def _active(value: object, place: str, shown: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(name, str) and NAME.fullmatch(name) for name in value):
        return tuple(dict.fromkeys(value))
    raise Refusal(say('{berkas}: {tempat} aktifkan ditulis seperti ["rapat", "monev"].', berkas=shown, tempat=place))
