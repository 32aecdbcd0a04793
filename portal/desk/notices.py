"""Who is told of an act on a cycle, and what: decided and written in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.cycle.events import PORTAL, Event
from portal.cycle.flow import collects
from portal.cycle.state import CycleState
from portal.desk.records import Awaited, awaited
from portal.desk.values import Cycle
from portal.people.assignments import Holder, holders
from portal.people.grants import managers
from portal.sop.model import Sop
from portal.store import news

EVERYBODY = {
    "komentar": "komentar", "tutup": "ditutup", "batalkan": "dibatalkan", "pindah-versi": "pindah",
    "buka-kembali": "dibuka-kembali",
}  # fmt: skip
"""The acts that all who hold a step of the cycle, and its pengelola, are told of, and the kind of that notice."""

TELLING = (
    "buka", "serah", "centang", "putuskan", "kembalikan", "urungkan", "lewati", "catat", *EVERYBODY,
)  # fmt: skip
"""The acts that may concern somebody else."""

Held = Mapping[str, Sequence[Holder]]


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is told: the kind of notice, the step it is about and, where it is his turn, as whom."""

    kind: str
    step: str | None = None
    title: str | None = None


def notify(before: CycleState | None, after: Cycle, event: Event) -> None:
    """Write the notices of an act, inside its transaction; nobody is told of his own act."""
    if event.kind not in TELLING:
        return
    day = after.calendar.local(event.time).date()
    told = whom(before, after.state, event, holders(after.agency.id, day), managers(after.agency.id, day))
    for person, one in told.items():
        news.write(
            {
                "person": person, "agency": after.agency.id, "cycle": after.id, "seq": event.seq, "kind": one.kind,
                "detail": _detail(after, event, one), "at": event.time,
            }
        )  # fmt: skip


def whom(
    before: CycleState | None, after: CycleState, event: Event, held: Held, managing: Iterable[str]
) -> dict[str, Told]:
    """Return who is told what, each person one thing: his turn goes before what he might like to know."""
    told: dict[str, Told] = {}
    if event.kind in EVERYBODY:
        told.update(dict.fromkeys((*managing, *_taking_part(after.sop, held)), Told(EVERYBODY[event.kind])))
    if event.actor == PORTAL:
        told.update(dict.fromkeys(managing, Told("otomatis")))
    if event.kind == "catat" and event.role:
        told.update(dict.fromkeys(_holding(held, event.role, event.unit), Told("kertas", event.step)))
    if after.status == "selesai" and (before is None or before.status != "selesai"):
        told.update(dict.fromkeys(managing, Told("selesai")))
    told.update(_turns(before, after, event, held))
    told.pop(event.actor.id, None)
    return told


def _turns(before: CycleState | None, after: CycleState, event: Event, held: Held) -> dict[str, Told]:
    """Return whose turn it has become by this event."""
    now = after.active_step
    if now is None or after.status != "berjalan":
        return {}
    past = set(_keys(before)) if before else set()
    back = now.returned is not None and now.returned.seq == event.seq
    found: dict[str, Told] = {}
    for key, one in _keys(after).items():
        if key not in past:
            people = _of_unit(held, one.unit) if one.kind == "serah" else _holding(held, one.role, one.unit)
            word = "dikembalikan" if back else "giliran serah" if one.kind == "serah" else "giliran"
            for person in people:
                found.setdefault(person, Told(word, now.id, one.title))
    return found


def _keys(state: CycleState) -> dict[tuple[object, ...], Awaited]:
    now = state.active_step
    if now is None or state.status != "berjalan":
        return {}
    return {(now.id, now.putaran, one.role, one.unit, one.kind): one for one in awaited(state)}


def _taking_part(sop: Sop, held: Held) -> list[str]:
    """Return all who hold a step of the SOP, or hand in at one."""
    found: dict[str, None] = {}
    for step in sop.langkah:
        for role in step.pelaksana:
            found.update(dict.fromkeys(_holding(held, role, None)))
        if collects(sop, step):
            for unit in sop.unit:
                found.update(dict.fromkeys(_of_unit(held, unit.id)))
    return list(found)


def _holding(held: Held, role: str, unit: str | None) -> list[str]:
    return [one.person_id for one in held.get(role, ()) if unit is None or one.unit in (None, unit)]


def _of_unit(held: Held, unit: str | None) -> list[str]:
    return [one.person_id for those in held.values() for one in those if unit is not None and one.unit == unit]


def _detail(cycle: Cycle, event: Event, one: Told) -> dict[str, object]:
    """Return what the sentence is made of when it is read; it repeats nothing that somebody has typed."""
    step = cycle.sop.step(one.step or "")
    facts: dict[str, object] = {"nama": cycle.sop.nama, "periode": cycle.period.text, "oleh": event.actor.name}
    if step:
        facts |= {"no": cycle.sop.number(step.id), "uraian": step.uraian}
    return facts | ({"sebagai": one.title} if one.title else {})
