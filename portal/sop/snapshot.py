"""Snapshots: an SOP as the bytes a cycle is bound to for ever, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from portal.canon import canonical
from portal.sop.model import Asal, Kaitan, Pelaksana, Pengesahan, Sop, Step, Unit, Waktu

VERSION = 1
_DAYS = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "ditinjau")


def snapshot(sop: Sop) -> bytes:
    """Return the canonical JSON of everything an SOP holds."""
    facts = asdict(sop)
    for name in _DAYS:
        facts[name] = facts[name] and facts[name].isoformat()
    return canonical({"potret": VERSION, **facts})


def from_snapshot(data: bytes) -> Sop:
    """Return the SOP of a snapshot; raise ValueError if the bytes are none that this release can read."""
    facts = json.loads(data)
    if not isinstance(facts, dict) or facts.get("potret") != VERSION:
        raise ValueError("not a snapshot this release can read")
    facts |= {name: date.fromisoformat(facts[name]) for name in _DAYS if facts.get(name)}
    return Sop(
        **{
            **_known(Sop, facts),
            "pelaksana": tuple(Pelaksana(**role) for role in facts["pelaksana"]),
            "langkah": tuple(_step(step) for step in facts["langkah"]),
            "keterkaitan": tuple(Kaitan(**link) for link in facts.get("keterkaitan", ())),
            "unit": tuple(Unit(**unit) for unit in facts.get("unit", ())),
            "disahkan_oleh": _maybe(Pengesahan, facts.get("disahkan_oleh")),
        }
    )


def _step(facts: Mapping[str, Any]) -> Step:
    return Step(
        **{
            **_known(Step, facts),
            "waktu": _maybe(Waktu, facts.get("waktu")),
            "tenggat": _maybe(Waktu, facts.get("tenggat")),
            "keterangan": _maybe(Kaitan, facts.get("keterangan")),
            "asal": Asal(**_known(Asal, facts.get("asal", {}))),
        }
    )


def _known(kind: type, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts this release has a place for, lists as tuples."""
    names = {field.name for field in fields(kind)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items() if name in names}


def _maybe(kind: type, facts: Mapping[str, Any] | None) -> Any:
    return kind(**_known(kind, facts)) if facts is not None else None
