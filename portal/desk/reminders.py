"""What people paste into the office's chat: where a cycle stands, and what is late. Plain text, without any NIP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.day_words import in_words
from portal.cycle.period import Period
from portal.cycle.state import Slot, StepState
from portal.cycle.units import Gathered, gathered
from portal.desk.values import Cycle
from portal.people.assignments import Holder
from portal.say import say
from portal.sop.model import Step

Holders = Mapping[str, Sequence[Holder]]


@dataclass(frozen=True, slots=True)
class Late:
    """One late step of a list: `days` are the working days since `due`, `missing` the units that are not in."""

    nama: str
    period: Period
    office: str
    no: int
    uraian: str
    due: date
    days: int
    held_by: str
    missing: tuple[str, ...]
    address: str


def of_cycle(cycle: Cycle, holders: Holders, now: datetime, address: str) -> str:
    """Return where a cycle stands: its period, what is due when, who has done his part and who has not."""
    head = [_bold(cycle.sop.nama), f"{cycle.period.words}, {_line(cycle.agency.nama)}", ""]
    state = cycle.state.active_step
    step = cycle.sop.step(state.id) if state else None
    if state is None or step is None:
        return "\n".join((*head, say("Semua langkah selesai."), address))
    body = [say("Langkah {no}: {uraian}", no=cycle.sop.number(step.id), uraian=_line(step.uraian)),
            *_deadline(cycle, state, now)]  # fmt: skip
    told = gathered(cycle.sop, step, state)
    body += _units(cycle, told, holders) if told else []
    if told is None or told.collects:
        body += _slots(cycle, step, state, holders)
    return "\n".join((*head, *body, address))


def of_late(rows: Sequence[Late], today: date) -> str:
    """Return the list of what is late on a day; empty where nothing is."""
    if not rows:
        return ""
    parts = [_bold(say("Terlambat per {day}", day=in_words(today)))]
    for number, row in enumerate(rows, 1):
        parts += ["", f"{number}. {_line(row.nama)}, {row.period.words}, {_line(row.office)}",
                  say("Langkah {no}: {uraian}", no=row.no, uraian=_line(row.uraian)),
                  say("Batas: {day}, {late}", day=in_words(row.due), late=_past(row.days))]  # fmt: skip
        parts += [say("Belum masuk: {names}", names="; ".join(map(_line, row.missing)))] if row.missing else []
        parts += [say("Pada: {who}", who=_line(row.held_by)), row.address]
    return "\n".join(parts)


def _deadline(cycle: Cycle, state: StepState, now: datetime) -> list[str]:
    calendar = cycle.calendar
    if state.paused:
        since, whom = in_words(calendar.local(state.paused.time).date()), state.paused.payload.get("alasan") or ""
        waits = [say("Menunggu pihak luar sejak {day}: {whom}", day=since, whom=_line(str(whom)))]
        return [*waits, *(_due(cycle, state.due, now) if state.late(now) else ())]
    return _due(cycle, state.due, now)


def _due(cycle: Cycle, due: datetime | None, now: datetime) -> list[str]:
    calendar = cycle.calendar
    if due is None:
        return [say("Batas: tanpa batas waktu")]
    due_day, today = calendar.local(due).date(), calendar.local(now).date()
    if due < now:
        late = _past(calendar.workdays_between(due_day, today))
        return [say("Batas: {day}, {late}", day=in_words(due_day), late=late)]
    return [say("Batas: {day}", day=in_words(due_day))]


def _past(days: int) -> str:
    return say("lewat {n} hari kerja", n=days) if days else say("sudah lewat")


def _units(cycle: Cycle, told: Gathered, holders: Holders) -> list[str]:
    word = cycle.agency.sebutan_unit
    done = say("masuk") if told.collects else say("selesai")
    found = ["", say("{come} dari {all} {unit} {done}.", come=len(told.come), all=told.all, unit=word, done=done)]
    found += [say("Sudah:"), *(f"- {_line(name)}" for name in told.come)] if told.come else []
    found += [say("Belum:"), *(f"- {_unit(cycle, name, holders)}" for name in told.missing)] if told.missing else []
    return [*found, ""]


def _unit(cycle: Cycle, name: str, holders: Holders) -> str:
    """Return a unit with the names of those who act for it."""
    ids = {unit.id for unit in cycle.sop.unit if unit.nama == name}
    names = dict.fromkeys(holder.name for held in holders.values() for holder in held if holder.unit in ids)
    return f"{_line(name)} ({_line(', '.join(names))})" if names else _line(name)


def _slots(cycle: Cycle, step: Step, state: StepState, holders: Holders) -> list[str]:
    """Return who has checked and who is waited for: each in his own line where several must."""
    if len(state.open) + len(state.filled) == 1:
        return [say("Menunggu: {who}", who=_holders(cycle, state.open[0], holders))]
    done = [f"- {_line(cycle.sop.title(filled.event.role or ''))}" for filled in state.filled]
    waiting = [f"- {_holders(cycle, slot, holders)}" for slot in state.open]
    return [*([say("Sudah:"), *done] if done else []), say("Belum:"), *waiting]


def _holders(cycle: Cycle, slot: Slot, holders: Holders) -> str:
    names = dict.fromkeys(holder.name for role in slot.roles for holder in holders.get(role, ()))
    titles = _line(say(" atau ").join(cycle.sop.title(role) for role in slot.roles))
    return f"{titles} ({_line(', '.join(names))})" if names else titles


def _bold(text: str) -> str:
    return f"*{_line(text).replace('*', '')}*"


def _line(text: str) -> str:
    return " ".join(text.split())
