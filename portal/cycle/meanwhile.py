"""Who was first: what somebody is told whose act comes too late."""

from __future__ import annotations

from portal.cycle.events import Event, Kind
from portal.cycle.state import CycleState, StepState
from portal.say import say
from portal.sop.model import Step


def last(state: CycleState, *kinds: Kind) -> Event | None:
    """Return the last event of these kinds; None where there is none."""
    return next((event for event in reversed(state.events) if event.kind in kinds), None)


def ended(state: CycleState) -> str | None:
    """Return who ended the cycle; None while it can go on."""
    closed, cancelled = last(state, "tutup"), last(state, "batalkan")
    if state.status == "ditutup" and closed:
        return say(
            "Siklus ini sudah ditutup oleh {name}. Pengelola dapat membukanya kembali dengan alasan.",
            name=closed.actor.name,
        )
    if state.status == "dibatalkan" and cancelled:
        return say("Siklus ini sudah dibatalkan oleh {name}; tidak ada yang dicatat.", name=cancelled.actor.name)
    return None


def moved_on(state: CycleState, step: Step, now: StepState) -> str:
    """Return why `step` is not, or no longer, the active one that a form was made for, and who saw to that."""
    no = state.sop.number(step.id)
    if now.filled and now.state == "selesai":
        names = ", ".join(dict.fromkeys(filled.event.actor.name for filled in now.filled))
        return say("Langkah {no} sudah diselesaikan oleh {name}; tidak ada yang dicatat lagi.", no=no, name=names)
    if now.skipped:
        return say("Langkah {no} dilewati oleh {name}; tidak ada yang dicatat.", no=no, name=now.skipped.actor.name)
    here = state.active_step
    if here is None:
        return say("Alur siklus ini sudah selesai; langkah {no} tidak aktif.", no=no)
    if here.id == step.id:
        return _again(now, no)
    place = {"no": no, "active": state.sop.number(here.id)}
    before = next((event for event in reversed(state.events) if event.kind != "komentar"), None)
    if here.returned:
        name = here.returned.actor.name
        return say("{name} sudah mengembalikan siklus ini ke langkah {active}; langkah {no} belum aktif lagi.",
                   name=name, **place)  # fmt: skip
    if before and before.kind == "urungkan":
        return say("{name} mengurungkan catatannya; siklus ini menunggu di langkah {active}, langkah {no} belum aktif.",
                   name=before.actor.name, **place)  # fmt: skip
    waiting = state.sop.step(here.id)
    who = ", ".join(state.sop.title(role) for role in waiting.pelaksana) if waiting else ""
    return say("Langkah {no} belum atau tidak lagi aktif. Siklus ini menunggu {who} di langkah {active}.",
               who=who, **place)  # fmt: skip


def _again(now: StepState, no: int) -> str:
    if now.returned:
        return say("Langkah {no} sudah dibuka lagi oleh {name} sejak halaman Anda dimuat. Periksa lalu ulangi.",
                   no=no, name=now.returned.actor.name)  # fmt: skip
    return say("Langkah {no} sudah dibuka lagi sejak halaman Anda dimuat. Periksa lalu ulangi.", no=no)
