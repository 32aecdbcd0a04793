"""Drafts: the steps of an SOP while it is being composed, each value remembering where it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from portal.say import say
from portal.sop.document import Unreadable, Values
from portal.sop.faults import Faults
from portal.sop.model import END, Asal, Bentuk, Problem, Step
from portal.sop.nodes import Mapped, node_of
from portal.sop.schema import STEP
from portal.sop.values import read_keys
from portal.sop.waktu import parse_waktu

EXITS = ("berikut", "ya", "tidak")
_DEFAULTS = {"bentuk": "proses", "cukup": "semua"}
_STRONGEST: tuple[Bentuk, ...] = ("keputusan", "mulai", "selesai")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a person can go to and mend."""

    path: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A step that is not finished: `values` as written, `inherited` the keys a variant took from its base."""

    id: str
    values: Values
    asal: Asal
    spot: Spot
    spots: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))
    inherited: frozenset[str] = frozenset()

    @property
    def bentuk(self) -> Bentuk:
        """The shape that decides how the flow goes on."""
        return shape(self.values)

    def where(self, key: str) -> Spot:
        """Return where `key` was written; the row itself where it was not."""
        return self.spots.get(key, self.spot)

    def with_values(self, **values: object) -> Draft:
        """Return the draft with some values put in place of others."""
        return replace(self, values={**self.values, **values})


class Notes:
    """What is found wrong or odd while an SOP is composed."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, spot: Spot, message: str, level: Literal["galat", "saran"] = "galat") -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(spot.path, spot.line, message, level))

    @property
    def has_errors(self) -> bool:
        """True if something stands in the way of a cycle."""
        return any(problem.level == "galat" for problem in self.problems)


def shape(values: Values) -> Bentuk:
    """Return a step's shape; where it has one for each role, the one that steers the flow."""
    given: Bentuk | Mapping[str, Bentuk] | None = values.get("bentuk")
    if given is None:
        return "proses"
    if isinstance(given, str):
        return given
    return next((bentuk for bentuk in _STRONGEST if bentuk in given.values()), "proses")


def read_item(step: object, path: str) -> Values:
    """Return a `langkah` item that a plugin wrote in Python; raise `Unreadable` as for a document's."""
    node = node_of(step)
    if not isinstance(node, Mapped):
        raise Unreadable(
            (Problem(path, None, say("Langkah harus berupa pasangan kunci dan nilai, seperti di dokumen.")),)
        )
    faults = Faults(path)
    values, _ = read_keys(node, STEP, faults)
    faults.stop()
    return values


def differing(values: Values, source: Values, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the keys (besides id) whose meaning differs from `source`; `berikut` only where `keys` names it."""
    names = [key.name for key in STEP if key.name not in ("dari", "id")]
    if "berikut" not in keys:
        names.remove("berikut")
    return tuple(name for name in names if _meaning(name, values) != _meaning(name, source))


def _meaning(name: str, values: Values) -> object:
    return values.get(name) or _DEFAULTS.get(name)


def finished(draft: Draft, satuan_waktu: str | None) -> Step:
    """Return the step a linked draft has become."""
    values, given = draft.values, draft.values.get("bentuk")
    waktu, tenggat = values.get("waktu"), values.get("tenggat")
    target = values.get("berikut")
    return Step(
        id=draft.id,
        uraian=values["uraian"],
        pelaksana=values["pelaksana"],
        peserta=values.get("peserta") or (),
        cukup=values.get("cukup") or "semua",
        bentuk=draft.bentuk,
        bentuk_peran=dict(given) if isinstance(given, Mapping) else {},
        kelengkapan=values.get("kelengkapan") or (),
        waktu=parse_waktu(waktu, satuan_waktu) if waktu else None,
        tenggat=parse_waktu(tenggat, satuan_waktu) if tenggat else None,
        output=values.get("output") or (),
        keterangan=values.get("keterangan"),
        berikut=None if target == END else target,
        ya=values.get("ya"),
        tidak=values.get("tidak"),
        label_ya=values.get("label_ya"),
        label_tidak=values.get("label_tidak"),
        himpun=values.get("himpun"),
        per=values.get("per"),
        wajib_bukti=bool(values.get("wajib_bukti")),
        terima=bool(values.get("terima")),
        aktivitas=values.get("aktivitas"),
        asal=draft.asal,
    )
