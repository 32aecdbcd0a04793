"""A long cycle to replay: forty steps, walked through and returned until the trail has five hundred lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from portal.cycle.events import Actor, Event, chained, first_link, stamp
from portal.sop.model import Pelaksana, Sop, Step, Unit

STEPS, EVENTS = 40, 500
ROLES = ("kepala", "sekretaris", "kasubbag", "kabid", "staf")
UNITS = ("a", "b", "c", "d", "e")
BEGAN = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)


def long_sop() -> Sop:
    """Return a procedure of forty steps; each eighth collects from units, each seventh is a decision."""
    return Sop(
        slug="panjang", nama="Panjang", instansi="kantor", siklus="triwulan",
        pelaksana=tuple(Pelaksana(role, role.title()) for role in ROLES),
        unit=tuple(Unit(unit, unit.upper()) for unit in UNITS),
        langkah=tuple(_step(number) for number in range(STEPS)),
    )  # fmt: skip


def _step(number: int) -> Step:
    following = f"langkah-{number + 1}" if number + 1 < STEPS else None
    role = (ROLES[number % len(ROLES)],)
    if number % 7 == 6 and following:
        return Step(f"langkah-{number}", "Memutuskan", role, bentuk="keputusan", ya=following, tidak="langkah-0")
    himpun: Literal["unit"] | None = "unit" if number % 8 == 7 else None
    return Step(f"langkah-{number}", "Mengerjakan", role, berikut=following, himpun=himpun)


def long_trail(sop: Sop) -> tuple[Event, ...]:
    """Return the trail: every step is begun, commented on and checked in turn; the last one sends all back."""
    events: list[Event] = []
    at, putaran = 0, 1
    _append(events, "buka", None, 1, {})
    while len(events) < EVENTS:
        step = sop.langkah[at]
        _append(events, "mulai", step, putaran, {})
        if at == STEPS - 1:
            _append(events, "kembalikan", step, putaran, {"ke": "langkah-0", "alasan": "angka tertukar"})
            at, putaran = 0, putaran + 1
            continue
        kind, more = ("putuskan", {"pilihan": "ya"}) if step.is_decision else ("centang", {"catatan": "lengkap"})
        _append(events, kind, step, putaran, more)
        at += 1
    return tuple(events[:EVENTS])


def _append(events: list[Event], kind: str, step: Step | None, putaran: int, payload: Mapping[str, object]) -> None:
    time = BEGAN + timedelta(minutes=len(events))
    facts = {"langkah": "langkah-0", "jatuh_tempo": stamp(time), "penjelasan": "“1 hari” sejak Kamis, 1 Oktober."}
    event = Event(
        "c" * 32, len(events) + 1, kind, Actor("p" * 32, "Orang Contoh"), time, step.id if step else None,  # type: ignore[arg-type]
        putaran, step.pelaksana[0] if step else None, payload={**payload, "aktif": facts},
    )  # fmt: skip
    prev = events[-1].hash if events else first_link("kantor", "panjang", "2026-TW3", "0" * 64)
    events.append(chained(event, prev))
