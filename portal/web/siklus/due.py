"""The clock of a step as its page tells it: why it is due then, how late it is, whether it was begun or waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle import tallies
from portal.cycle.due import due
from portal.cycle.events import Event
from portal.cycle.explained import Due
from portal.cycle.state import StepState
from portal.cycle.units import Gathered, gathered
from portal.desk import capacity
from portal.desk.managing import due_today
from portal.desk.values import Cycle
from portal.people.standing import Standing
from portal.say import say
from portal.web.answers import Values
from portal.web.siklus.view import CycleView, Seat, StepView

CHECKS = ("centang", "putuskan")


@dataclass(frozen=True, slots=True)
class Story:
    """Why a step is due when it is: the sentence, and the days it names.

    `crossed` are the days off that were passed over, by name; `before` is the due moment that was moved.
    """

    why: str | None
    since: date | None = None
    weekends: int = 0
    crossed: tuple[tuple[date, str], ...] = ()
    moved_from: date | None = None
    before: datetime | None = None


def on_page(cycle: Cycle, seen: CycleView, me: Standing) -> Values:
    """Return what the page of a cycle needs for the clock of its steps."""
    return {
        "due_story": due_story, "lateness": lateness, "late_by": late_by, "units_of": units_of,
        "may_start": may_start, "waits": waits(cycle, seen, me), "fresh_due": fresh_due(cycle, seen),
    }  # fmt: skip


def due_story(cycle: Cycle, row: StepView) -> Story:
    """Return the story of a row's due moment, from what its event kept."""
    facts = row.now.due_facts
    return Story(
        due_why(cycle, row), _day(facts.get("sejak")), int(facts.get("akhir_pekan") or 0),
        tuple((date.fromisoformat(day), str(name)) for day, name in facts.get("lewat") or ()),
        _day(facts.get("digeser_dari")), _moment(facts.get("lama")),
    )  # fmt: skip


def due_why(cycle: Cycle, row: StepView) -> str | None:
    """Return why the row is due when it is, as its event tells it.

    Where the same rule explains it in the same words today, the answer is that sentence, which can be translated.
    """
    now = row.now
    if now.since is None or now.due_why is None:
        return now.due_why
    today = due_today(cycle, row.step, now).why
    first = due(row.step.waktu, row.step.tenggat, now.since, cycle.calendar).why
    return next((why for why in (today, first) if why == now.due_why), now.due_why)


def lateness(cycle: Cycle, row: StepView, now: datetime) -> str | None:
    """Return how late the active row is, "Terlambat 2 hari kerja"; None if it is not."""
    if row.now.due is None or not row.now.late(now):
        return None
    return _late(cycle, row.now.due, now)


def late_by(cycle: Cycle, row: StepView, check: Event) -> str | None:
    """Return how late a check that stands came; None if it came in time."""
    return came_late(cycle, row.now, check)


def came_late(cycle: Cycle, now: StepState, check: Event) -> str | None:
    """Return how late a check that stands on a step came; None if it came in time."""
    if now.due is None or not tallies.is_late(now, check):
        return None
    signed = _day(check.payload.get("tanggal")) if check.kind == "catat" else None
    return _late(cycle, now.due, cycle.calendar.end_of(signed) if signed else check.time)


def _late(cycle: Cycle, due_at: datetime, then: datetime) -> str:
    calendar = cycle.calendar
    days = calendar.workdays_between(calendar.local(due_at).date(), calendar.local(then).date())
    if not days:
        return say("Terlambat")
    return say("Terlambat 1 hari kerja") if days == 1 else say("Terlambat {n} hari kerja", n=days)


def units_of(cycle: Cycle, row: StepView) -> Gathered | None:
    """Return how far the units are at a row, None where it asks none."""
    return gathered(cycle.sop, row.step, row.now)


def may_start(row: StepView) -> tuple[Seat, ...]:
    """Return the seats in which the reader may note that work has begun: each once."""
    begun = {f"{event.role}|{event.unit or ''}" for event in row.now.started}
    return tuple(seat for seat in row.mine if seat.act in CHECKS and seat.value not in begun)


def waits(cycle: Cycle, seen: CycleView, me: Standing) -> bool:
    """True if the reader may let the active step wait for the outside, and go on: its holder or the pengelola."""
    row = seen.active
    if row is None:
        return False
    return seen.manages or any(held.role in row.step.pelaksana for held in capacity.holdings(me, cycle, seen.today))


def fresh_due(cycle: Cycle, seen: CycleView) -> Due | None:
    """Return the active step's due moment by today's calendar, where the pengelola may let it follow."""
    row = seen.active
    if row is None or not seen.manages or row.now.paused:
        return None
    fresh = due_today(cycle, row.step, row.now)
    return fresh if fresh.at != row.now.due else None


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
