"""Rapat: a meeting as steps of an SOP, with its invitation before and its minutes after."""

from __future__ import annotations

from collections.abc import Iterable

from portal import Activity, Add, Agency, CycleState, Panel, Problem, Sop, hookimpl, say

from .meeting import INVITATION, MEETING, MINUTES


@hookimpl
def activities() -> list[Activity]:
    """Offer the invitation, the meeting itself and its minutes."""
    return [INVITATION, MEETING, MINUTES]


@hookimpl
def sop_edits(sop: Sop, agency: Agency) -> list[Add]:
    """Invite and meet once the format is known and before the data are gathered, where no meeting is held yet."""
    if "kinerja" not in sop.tag or set(_of_this_plugin(sop)):
        return []
    host = sop.first_role("kasubbag-perencanaan", "sekretaris")
    guests = [column.id for column in sop.pelaksana if column.id in ("kepala", "sekretaris", "kabid")]
    anchors = ("edarkan", "format", "perintah", "periksa", sop.langkah[0].id)
    invite = {"aktivitas": INVITATION.name, "pelaksana": host}
    meet = {"aktivitas": MEETING.name, "pelaksana": host, "peserta": [role for role in guests if role != host]}
    return [Add(invite, after=anchors), Add(meet, after=anchors)]


@hookimpl
def sop_problems(sop: Sop) -> list[Problem]:
    """Advise where no earlier step invites to the meeting."""
    held = list(_of_this_plugin(sop))
    if MEETING.name not in held or INVITATION.name in held[: held.index(MEETING.name)]:
        return []
    number = next(no for no, step in enumerate(sop.langkah, 1) if step.aktivitas == MEETING.name)
    advice = say(
        "Langkah {no} adalah rapat tanpa langkah undangan sebelumnya. Pertimbangkan menambahkannya.", no=number
    )
    return [Problem("", None, advice, "saran")]


@hookimpl
def panels(place: str, subject: object) -> list[Panel]:
    """Show the invitation at the step of the meeting, and what the meeting held at the step of its minutes."""
    match subject:
        case (CycleState() as cycle, str(step_id)) if place == "step":
            step = cycle.sop.step(step_id)
        case _:
            return []
    earlier = {MEETING.name: INVITATION, MINUTES.name: MEETING}.get(step.aktivitas or "" if step else "")
    event = cycle.last_check(earlier.name) if earlier else None
    if earlier is None or event is None:
        return []
    lines = earlier.produce(event.payload.get("isian", {}))
    return [Panel("rapat/sebelumnya.html", {"title": earlier.title, "lines": lines})] if lines else []


def _of_this_plugin(sop: Sop) -> Iterable[str]:
    mine = {INVITATION.name, MEETING.name, MINUTES.name}
    return (step.aktivitas for step in sop.langkah if step.aktivitas in mine)
