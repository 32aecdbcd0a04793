"""A step that was done on paper: who signed, as what, when, and the scan that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.acts import Draft, Typed, active, ask_reason, slot_for
from portal.cycle.flow import target_of
from portal.cycle.state import CycleState
from portal.refusal import Refusal
from portal.say import say

CAPACITIES = ("definitif", "Plt.", "Plh.")


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper: the official's name, his capacity, and its date (ISO), as typed."""

    pejabat: str | None = None
    kapasitas: str | None = None
    tanggal: str | None = None


def record(
    state: CycleState, step_id: str | None, putaran: int, role: str, unit: str | None, choice: str | None,
    typed: Typed, paper: Paper, today: date, moment: datetime,
) -> Draft:  # fmt: skip
    """Catat: the pengelola records a step that an official did on paper; `moment` is the end of the paper's day."""
    step, now = active(state, step_id, putaran)
    if role not in (step.deciders if step.is_decision else step.pelaksana):
        raise Refusal(say("Pilih jabatan yang menandatangani kertas itu."), field="peran")
    slot = slot_for(state, step, now, role, unit)
    if step.is_decision and choice not in ("ya", "tidak"):
        raise Refusal(say("Pilih jawaban keputusan seperti tertulis pada kertas."), field="pilihan")
    if not typed.bukti:
        raise Refusal(say("Lampirkan pindaian kertas yang ditandatangani."), field="bukti")
    day = day_of(paper, today)
    ends = step.is_decision or len(now.open) == 1
    ask_reason(state, now, target_of(step, choice) if ends else None, typed, moment)
    more = {"pejabat": (paper.pejabat or "").strip(), "kapasitas": paper.kapasitas, "tanggal": day.isoformat()}
    pilihan = choice if step.is_decision else None
    return Draft("catat", step.id, now.putaran, role, slot.unit, typed.payload(pilihan=pilihan, **more))


def day_of(paper: Paper, today: date) -> date:
    """Return the date of the paper; refuse a paper without name, capacity or a date up to `today`."""
    if not (paper.pejabat or "").strip():
        raise Refusal(say("Tulis nama pejabat yang menandatangani."), field="pejabat")
    if paper.kapasitas not in CAPACITIES:
        raise Refusal(say("Pilih kapasitas pejabat: definitif, Plt. atau Plh."), field="kapasitas")
    try:
        day = date.fromisoformat(paper.tanggal or "")
    except ValueError:
        raise Refusal(say("Tulis tanggal yang tertera pada kertas."), field="tanggal") from None
    if day > today:
        raise Refusal(say("Tanggal pada kertas tidak boleh sesudah hari ini."), field="tanggal")
    return day
