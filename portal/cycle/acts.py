"""What may happen next in a cycle: each act looks at the state and answers a draft of its event, or refuses.

Who the person is and whether he holds the role is the desk's business; here the cycle's own rules are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.cycle.events import Event, Kind
from portal.cycle.evidence import Bukti, must_bring, told
from portal.cycle.flow import collects, target_of
from portal.cycle.meanwhile import ended, last, moved_on
from portal.cycle.state import CycleState, Slot, StepState
from portal.refusal import NotAllowed, NotThere, Refusal, Taken
from portal.say import say
from portal.sop.model import Step

UNDOABLE: tuple[Kind, ...] = ("serah", "centang", "putuskan", "kembalikan", "lewati", "catat", "mulai", "tunda")
LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that the rules allow, not yet numbered, signed or chained."""

    kind: Kind
    step: str | None = None
    putaran: int = 1
    role: str | None = None
    unit: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the person wrote with the act."""

    alasan: str | None = None
    catatan: str | None = None
    isian: Mapping[str, str] = field(default_factory=dict)
    bukti: tuple[Bukti, ...] = ()

    def payload(self, **more: object) -> dict[str, Any]:
        """Return what is kept on the event: only what was given."""
        given: dict[str, object] = {
            "alasan": self.alasan,
            "catatan": self.catatan,
            "isian": dict(self.isian),
            "bukti": told(self.bukti),
        }
        given |= more
        return {key: value for key, value in given.items() if value not in (None, "", {}, (), [], False)}


def running(state: CycleState) -> None:
    """Refuse where the cycle no longer runs."""
    if why := ended(state):
        raise Taken(why)


def active(state: CycleState, step_id: str | None, putaran: int) -> tuple[Step, StepState]:
    """Return the active step if it is the one the form was made for; otherwise say what happened meanwhile."""
    running(state)
    step = state.sop.step(step_id or "")
    if step is None:
        raise NotThere(say("Langkah itu tidak ada dalam SOP siklus ini."))
    now = state.steps[step.id]
    if state.active != step.id or now.putaran != putaran:
        raise Taken(moved_on(state, step, now))
    return step, now


def slot_for(state: CycleState, step: Step, now: StepState, role: str, unit: str | None) -> Slot:
    """Return the open slot that a holder of `role` (for `unit`) fills."""
    found = next((slot for slot in now.open if slot.takes(role, unit)), None)
    if found:
        return found
    done = next((filled for filled in now.filled if filled.slot.takes(role, unit)), None)
    if done:
        raise Taken(
            say(
                "{title} sudah mencatat langkah {no}: {name}; tidak ada yang dicatat lagi.",
                title=state.sop.title(role), no=state.sop.number(step.id), name=done.event.actor.name,
            )
        )  # fmt: skip
    raise NotAllowed(
        say("Langkah {no} menunggu {who}.", no=state.sop.number(step.id), who=_titles(state, step.pelaksana))
    )


def _titles(state: CycleState, roles: tuple[str, ...]) -> str:
    return ", ".join(state.sop.title(role) for role in roles)


def ask_reason(state: CycleState, now: StepState, target: str | None, typed: Typed, moment: datetime) -> None:
    """Refuse a late act, an incomplete collection or a return without a reason: a question, not a lock."""
    if typed.alasan:
        return
    if target and target in state.path:
        raise Refusal(
            say("Ini mengembalikan siklus ke langkah {no}. Tulis apa yang perlu diperbaiki.",
                no=state.sop.number(target)), field="alasan",
        )  # fmt: skip
    names = {unit.id: unit.nama for unit in state.sop.unit}
    missing = "; ".join(names[handin.unit] for handin in now.handins if handin.event is None)
    if now.late(moment) and missing:
        raise Refusal(
            say("Langkah ini lewat tenggat, dan belum masuk: {units}. Tulis alasan keterlambatan, dan mengapa "
                "diselesaikan tanpa mereka.", units=missing), field="alasan",
        )  # fmt: skip
    if now.late(moment):
        raise Refusal(say("Langkah ini lewat tenggat. Tulis alasan keterlambatan."), field="alasan")
    if missing:
        raise Refusal(
            say("Belum masuk: {units}. Tulis alasan bila tetap diselesaikan tanpa mereka.", units=missing),
            field="alasan",
        )


def check(
    state: CycleState, step_id: str | None, putaran: int, role: str, unit: str | None, typed: Typed, moment: datetime,
    units: tuple[str, ...] = (),
) -> Draft:  # fmt: skip
    """Centang: attest that the step is done and the next may start; where that is a return, `units` are asked again."""
    step, now = active(state, step_id, putaran)
    if step.is_decision:
        raise Refusal(say("Langkah {no} adalah keputusan: pilih salah satu jawabannya.", no=state.sop.number(step.id)))
    slot = slot_for(state, step, now, role, unit)
    must_bring(step, now, typed.bukti)
    target = step.berikut if len(now.open) == 1 else None
    ask_reason(state, now, target, typed, moment)
    again = _asked_again(state, target, units)
    return Draft("centang", step.id, now.putaran, role, slot.unit, typed.payload(unit_diminta=again))


def decide(
    state: CycleState, step_id: str | None, putaran: int, role: str, choice: str | None, typed: Typed,
    moment: datetime, units: tuple[str, ...] = (),
) -> Draft:  # fmt: skip
    """Putuskan: choose an exit of a decision; where that is a return, `units` are asked again, all if none is named."""
    step, now = active(state, step_id, putaran)
    if not step.is_decision:
        raise Refusal(say("Langkah {no} bukan keputusan.", no=state.sop.number(step.id)))
    if choice not in ("ya", "tidak"):
        raise Refusal(say("Pilih salah satu jawaban keputusan ini."), field="pilihan")
    slot_for(state, step, now, role, None)
    must_bring(step, now, typed.bukti)
    ask_reason(state, now, target_of(step, choice), typed, moment)
    again = _asked_again(state, target_of(step, choice), units)
    return Draft("putuskan", step.id, now.putaran, role, None, typed.payload(pilihan=choice, unit_diminta=again))


def hand_in(state: CycleState, step_id: str | None, putaran: int, role: str, unit: str | None, typed: Typed) -> Draft:
    """Serah: a unit's hand-in at the collecting step; a later one replaces it until the step is checked."""
    step, now = active(state, step_id, putaran)
    if not collects(state.sop, step):
        raise Refusal(say("Langkah {no} tidak menghimpun serahan.", no=state.sop.number(step.id)))
    if unit not in {known.id for known in state.sop.unit}:
        raise NotAllowed(say("Serahan dicatat atas nama satu unit; Anda tidak ditugaskan di unit siklus ini."))
    return Draft("serah", step.id, now.putaran, role, unit, typed.payload())


def send_back(
    state: CycleState, step_id: str | None, putaran: int, role: str, to: str | None,
    units: tuple[str, ...], typed: Typed,
) -> Draft:  # fmt: skip
    """Kembalikan: a holder of the active step sends the cycle back to a finished step."""
    step, now = active(state, step_id, putaran)
    must_give(typed, say("Tulis apa yang perlu diperbaiki, agar penerima tahu harus mulai dari mana."))
    _finished(state, to)
    again = _asked_again(state, to, units)
    outside = to not in step.exits
    return Draft("kembalikan", step.id, now.putaran, role, None,
                 typed.payload(ke=to, unit_diminta=again, di_luar_alur=outside))  # fmt: skip


def skip(state: CycleState, step_id: str | None, putaran: int, choice: str | None, typed: Typed) -> Draft:
    """Lewati: the pengelola closes the active step without a check, for ever visible."""
    step, now = active(state, step_id, putaran)
    must_give(typed, say("Tulis alasan mengapa langkah ini dilewati; alasan ini selalu terlihat."))
    if step.is_decision and choice not in ("ya", "tidak"):
        raise Refusal(say("Langkah ini keputusan: pilih ke mana siklus berlanjut."), field="pilihan")
    return Draft(
        "lewati", step.id, now.putaran, None, None, typed.payload(pilihan=choice if step.is_decision else None)
    )


def undo(state: CycleState, seq: int, person: str) -> Draft:
    """Urungkan: take back one's own act while nothing later rests on it."""
    running(state)
    event = next((event for event in state.events if event.seq == seq), None)
    if event is None or event.kind not in UNDOABLE:
        raise NotThere(say("Tidak ada catatan yang dapat diurungkan dengan nomor itu."))
    if event.actor.id != person:
        raise NotAllowed(say("Hanya {name} yang dapat mengurungkan catatan ini.", name=event.actor.name))
    if seq in state.undone:
        raise Taken(say("Catatan ini sudah diurungkan."))
    if any(not _leaves_standing(state, event, later) for later in state.events if later.seq > seq):
        raise Taken(say("Sudah ada catatan sesudahnya; kembalikan untuk perbaikan bila ada yang keliru."))
    return Draft("urungkan", event.step, event.putaran, event.role, event.unit, {"seq": seq})


def may_undo(state: CycleState, event: Event, person: str) -> bool:
    """True if `person` may take `event` back now."""
    try:
        undo(state, event.seq, person)
    except Refusal:
        return False
    return True


def _leaves_standing(state: CycleState, event: Event, later: Event) -> bool:
    """True if `later` would stand as it is without `event`: a comment, or another slot of the same active step."""
    if later.kind in ("komentar", "urungkan") or later.seq in state.undone:
        return True
    together = ("serah", "centang", "catat", "mulai")
    return (
        event.kind in together
        and later.kind in together
        and later.step == event.step == state.active
        and state.steps[later.step or ""].putaran == event.putaran
    )


def comment(state: CycleState, typed: Typed) -> Draft:
    """Komentar: a remark that changes nothing."""
    running(state)
    if not typed.catatan:
        raise Refusal(say("Tulis komentar Anda lebih dahulu."), field="catatan")
    return Draft("komentar", state.active, state.putaran, payload=typed.payload())


def close(state: CycleState) -> Draft:
    """Tutup: freeze a cycle whose flow has ended."""
    running(state)
    if state.status != "selesai":
        step = state.sop.step(state.active or "")
        raise Taken(
            say("Siklus belum selesai: masih menunggu {who}.", who=_titles(state, step.pelaksana if step else ()))
        )
    return Draft("tutup", None, state.putaran)


def reopen(
    state: CycleState, to: str | None, wrong: str | None, old: str | None, new: str | None, typed: Typed
) -> Draft:
    """Buka kembali: after closing, name what was wrong; with `to`, go back to that step for repair."""
    if state.status != "ditutup":
        before = last(state, "buka-kembali")
        if before and state.status != "dibatalkan":
            raise Taken(say("Siklus ini sudah dibuka kembali oleh {name}.", name=before.actor.name))
        raise Taken(say("Siklus ini tidak tertutup."))
    must_give(typed, say("Tulis alasan siklus dibuka kembali."))
    if not wrong:
        raise Refusal(say("Sebutkan apa yang salah."), field="salah")
    if to:
        _finished(state, to)
    return Draft("buka-kembali", None, state.putaran, payload=typed.payload(ke=to, salah=wrong, lama=old, baru=new))


def cancel(state: CycleState, typed: Typed) -> Draft:
    """Batalkan: end a cycle that should not be; its period is free again."""
    running(state)
    must_give(typed, say("Tulis alasan pembatalan; periode ini menjadi kosong lagi."))
    return Draft("batalkan", state.active, state.putaran, payload=typed.payload())


def must_give(typed: Typed, question: str) -> None:
    """Refuse with `question` where no reason was given."""
    if not typed.alasan:
        raise Refusal(question, field="alasan")


def _finished(state: CycleState, to: str | None) -> None:
    if to not in state.path:
        raise Refusal(say("Pilih langkah yang sudah selesai sebagai tujuan."), field="ke")


def _asked_again(state: CycleState, target: str | None, units: tuple[str, ...]) -> list[str]:
    """Return the units that a move asks again: those named, where the move is a return."""
    if not set(units) <= {unit.id for unit in state.sop.unit}:
        raise Refusal(say("Ada unit yang tidak dikenal dalam siklus ini."), field="unit")
    return list(dict.fromkeys(units)) if target in state.path else []
