"""The clock of a step: work begins, waits for the outside, goes on; and its due moment moves, visibly."""

from __future__ import annotations

from dataclasses import replace

from portal.cycle.acts import Draft, Typed, active, must_give, slot_for
from portal.cycle.calendar import Calendar
from portal.cycle.events import Event
from portal.cycle.explained import Due
from portal.cycle.replay import activation
from portal.cycle.state import CycleState, StepState
from portal.refusal import Refusal, Taken
from portal.say import say
from portal.sop.model import Step


def start(state: CycleState, step_id: str | None, putaran: int, role: str, unit: str | None) -> Draft:
    """Mulai dikerjakan: a holder of an open slot notes that work has begun, once a role and unit."""
    step, now = active(state, step_id, putaran)
    slot = slot_for(state, step, now, role, unit)
    before = next((event for event in now.started if (event.role, event.unit) == (role, slot.unit)), None)
    if before:
        raise Taken(say("{name} sudah mencatat bahwa langkah ini mulai dikerjakan.", name=before.actor.name))
    return Draft("mulai", step.id, now.putaran, role, slot.unit)


def pause(state: CycleState, step_id: str | None, putaran: int, role: str | None, typed: Typed) -> Draft:
    """Tunda: the active step waits for somebody outside; the reason says for whom or what."""
    step, now = active(state, step_id, putaran)
    if now.paused:
        raise Taken(say("Langkah ini sudah menunggu pihak luar, dicatat oleh {name}.", name=now.paused.actor.name))
    must_give(typed, say("Tulis siapa atau apa yang ditunggu dari luar."))
    return Draft("tunda", step.id, now.putaran, role, None, typed.payload())


def resume(
    state: CycleState, step_id: str | None, putaran: int, role: str | None, typed: Typed, moved: Due | None
) -> Draft:
    """Lanjutkan: the wait is over; `moved` is the due moment after it, None where there is no deadline."""
    step, now = active(state, step_id, putaran)
    if now.paused is None and now.pauses:
        raise Taken(say("Langkah ini sudah dilanjutkan oleh {name}.", name=now.pauses[-1][1].actor.name))
    if now.paused is None:
        raise Taken(say("Langkah ini tidak sedang menunggu pihak luar."))
    aktif = {**now.due_facts, **kept(step, now, moved)} if moved else None
    return Draft("lanjutkan", step.id, now.putaran, role, None, typed.payload(aktif=aktif))


def retime(state: CycleState, step_id: str | None, putaran: int, typed: Typed, due: Due) -> Draft:
    """Tenggat: the pengelola lets a due moment follow the calendar as it is now."""
    step, now = active(state, step_id, putaran)
    must_give(typed, say("Tulis alasan tenggat dihitung ulang, misalnya keputusan libur yang baru."))
    if now.paused:
        raise Refusal(say("Langkah ini menunggu pihak luar; tenggatnya dihitung saat dilanjutkan."))
    if due.at == now.due:
        raise Taken(say("Tenggat langkah ini tidak berubah."))
    return Draft("tenggat", step.id, now.putaran, None, None, typed.payload(aktif=kept(step, now, due)))


def after_wait(now: StepState, waited: Event, resumed: Event, calendar: Calendar) -> Due | None:
    """Return the due moment moved by the working days between the two events; None without a deadline.

    A wait that began after the due moment does not move it: what was late stays late.
    """
    return moved_by(Due(now.due, now.due_why or ""), waited, resumed, calendar)


def moved_by(due: Due, waited: Event, resumed: Event, calendar: Calendar) -> Due | None:
    """Return a due moment moved by the working days between the two events; None where nothing moves.

    A wait that ends on a day off counts as one day more where that day lies beyond: waiting makes nothing late.
    """
    if due.at is None or waited.time > due.at:
        return None
    until, over = calendar.local(due.at).date(), calendar.local(resumed.time).date()
    days = calendar.workdays_between(calendar.local(waited.time).date(), over)
    days += calendar.add_workdays(until, days) < over
    if not days:
        return None
    day = calendar.add_workdays(until, days)
    why = say("{why} Ditambah {n} hari kerja menunggu pihak luar.", why=due.why, n=days)
    return replace(due, at=calendar.end_of(day), why=why, day=day)


def kept(step: Step, now: StepState, due: Due) -> dict[str, object]:
    """Return what an event keeps of a due moment that moves: the new one, and `lama`, the one before."""
    before = now.due_facts.get("jatuh_tempo")
    return {**activation(step, due), "lama": before} if before else dict(activation(step, due))
