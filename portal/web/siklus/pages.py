"""/siklus: the cycles of my agencies, one cycle, and every act on it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for

from portal.desk.capacity import vacant
from portal.desk.reading import LATE
from portal.desk.values import Cycle, Done
from portal.people.assignments import holders
from portal.refusal import Refusal
from portal.say import say
from portal.web import htmx, waiting
from portal.web.answers import Toast, Values, beside_menu, done, page
from portal.web.panels import panels
from portal.web.rooms import me, now, rooms, today
from portal.web.siklus.due import on_page
from portal.web.siklus.files import file_fields, files_shown
from portal.web.siklus.flow import live
from portal.web.siklus.form import fresh_key, read_form, toast_of
from portal.web.siklus.narrowing import narrowed
from portal.web.siklus.reminders import late_reminder, reminder
from portal.web.siklus.reply import Reply
from portal.web.siklus.schedule import schedule
from portal.web.siklus.view import asks_reason, names, titles, view
from portal.web.sop.flowchart import flowchart
from portal.web.sop.sheet import lay_out

bp = Blueprint("siklus", __name__, url_prefix="/siklus")

Act = Callable[..., Done]
LISTED = 25
"""How many cycles a page of the list shows."""

NOTHING = Reply()
"""The page as it is read: nothing was sent."""


@bp.get("")
def everyone() -> Response:
    """Show the cycles of my agencies, newest first."""
    chosen = {name: request.args.get(name) or None for name in ("instansi", "status", "sesudah")}
    found = rooms().desk.cycles(
        me(), now(), agency=chosen["instansi"], status=chosen["status"], after=chosen["sesudah"], limit=LISTED
    )
    agencies = rooms().desk.agencies(me(), now())
    offices = {agency.id: agency for agency in agencies}
    late = late_reminder((), found.rows, offices) if chosen["status"] == LATE else ""
    return page(
        "siklus/daftar.html", "siklus/_daftar.html", found=found, chosen=chosen, agencies=agencies, at=now(),
        offices=offices, reminder=late, openable=rooms().desk.openable(me(), now()),
    )  # fmt: skip


@bp.get("/buka")
def opening() -> Response:
    """Ask what a new cycle needs: the period, and what changed since the last one."""
    agency, slug = request.args.get("instansi", ""), request.args.get("sop", "")
    return page("siklus/buka.html", "siklus/_jadwal.html", **asked(agency, slug))


@bp.post("/buka")
def begin() -> Response:
    """Open the cycle of a period."""
    agency, slug = request.form.get("instansi", ""), request.form.get("sop", "")
    counts = {name.removeprefix("jumlah."): text for name, text in request.form.items() if name.startswith("jumlah.")}
    try:
        opened = rooms().desk.open(
            me(), agency, slug, request.form.get("periode", ""), read_form(), now(), counts, request.form.get("setuju")
        )
    except Refusal as no:
        return page(
            "siklus/buka.html", status=no.status, **{**asked(agency, slug), "typed": request.form, "refusal": no}
        )
    return done(None, url_for(".show", cycle_id=opened.cycle.id), toast=Toast(say("Siklus dibuka.")))


@bp.get("/<cycle_id>")
def show(cycle_id: str) -> Response:
    """Show one cycle: what is waited for, the checklist, the trail. Its notices are read by that."""
    values = shown(cycle_id)
    waiting.read(me(), cycle=cycle_id)
    return page("siklus/siklus.html", "siklus/_siklus.html", **values)


@bp.get("/<cycle_id>/riwayat")
def trail(cycle_id: str) -> Response:
    """Show the trail, whole or narrowed by the address, with its chain verified anew."""
    values = shown(cycle_id)
    found = narrowed(values["cycle"].sop, values["view"].trail, request.args)
    return page("siklus/riwayat.html", **values, found=found, faults=rooms().desk.faults(cycle_id))


@bp.get("/<cycle_id>/bagan")
def chart(cycle_id: str) -> Response:
    """Show the flow as it stands: what is done, by whom and when, what is waited for, what was returned."""
    values = shown(cycle_id)
    cycle: Cycle = values["cycle"]
    laid = lay_out(cycle.sop, unit_word=cycle.agency.sebutan_unit, with_origin=False)
    drawn = live(values["view"], lambda row: url_for(".show", cycle_id=cycle_id, _anchor=row.anchor))
    return page("siklus/bagan.html", **values, sheet=laid, chart=drawn)


@bp.get("/<cycle_id>/sop")
def sheet(cycle_id: str) -> Response:
    """Show the SOP that the cycle is bound to."""
    cycle = rooms().desk.cycle(me(), cycle_id, now())
    laid = lay_out(cycle.sop, unit_word=cycle.agency.sebutan_unit, with_origin=False)
    return page("siklus/sop.html", cycle=cycle, sheet=laid, chart=flowchart(cycle.sop))


@bp.post("/<cycle_id>/langkah/<step_id>/centang")
def check(cycle_id: str, step_id: str) -> Response:
    """Check one step off for the signed-in person."""
    return act_on(rooms().desk.check, cycle_id, step_id)


@bp.post("/<cycle_id>/langkah/<step_id>/putuskan")
def decide(cycle_id: str, step_id: str) -> Response:
    """Choose an exit of a decision."""
    return act_on(rooms().desk.decide, cycle_id, step_id)


@bp.post("/<cycle_id>/langkah/<step_id>/serah")
def hand_in(cycle_id: str, step_id: str) -> Response:
    """Hand in for one's unit."""
    return act_on(rooms().desk.hand_in, cycle_id, step_id)


@bp.post("/<cycle_id>/langkah/<step_id>/kembalikan")
def send_back(cycle_id: str, step_id: str) -> Response:
    """Send the cycle back to a finished step."""
    return act_on(rooms().desk.send_back, cycle_id, step_id)


@bp.post("/<cycle_id>/langkah/<step_id>/lewati")
def skip(cycle_id: str, step_id: str) -> Response:
    """Close the active step without a check."""
    return act_on(rooms().desk.skip, cycle_id, step_id)


@bp.post("/<cycle_id>/urungkan")
def undo(cycle_id: str) -> Response:
    """Take back one's own act."""
    return act_on(rooms().desk.undo, cycle_id)


@bp.post("/<cycle_id>/komentar")
def comment(cycle_id: str) -> Response:
    """Remark something."""
    return act_on(rooms().desk.comment, cycle_id)


@bp.post("/<cycle_id>/tutup")
def close(cycle_id: str) -> Response:
    """Freeze a cycle whose flow has ended."""
    return act_on(rooms().desk.close, cycle_id)


@bp.post("/<cycle_id>/buka-kembali")
def reopen(cycle_id: str) -> Response:
    """Open a closed cycle again, naming what was wrong."""
    return act_on(rooms().desk.reopen, cycle_id)


@bp.post("/<cycle_id>/batalkan")
def cancel(cycle_id: str) -> Response:
    """Cancel a cycle."""
    return act_on(rooms().desk.cancel, cycle_id)


# what the views share ---------------------------------------------------------------------------------------


def act_on(act: Act, cycle_id: str, step_id: str | None = None) -> Response:
    """Do one act and say so where its form stood; where it is refused, with the fresh page and what was typed."""
    name = (request.endpoint or "").rpartition(".")[2]
    try:
        answer = act(me(), cycle_id, read_form(step_id), now())
    except Refusal as no:
        if no.status == 404:
            raise
        reply = Reply(name, step_id, no=no, typed=request.form)
        return page("siklus/siklus.html", "siklus/_siklus.html", status=no.status, **shown(cycle_id, reply))
    toast = toast_of(answer)
    if htmx.wants_fragment():
        reply = Reply(name, answer.event.step, toast=toast)
        return beside_menu(page("siklus/siklus.html", "siklus/_siklus.html", **_values(answer.cycle, reply)))
    return done(None, url_for("siklus.show", cycle_id=cycle_id), toast=toast)


def asked(agency: str, slug: str) -> Values:
    """Return what the form for a new cycle is made of: what it asks, who begins, and the roles nobody holds."""
    found = rooms().desk.opening(me(), agency, slug, now(), request.args.get("periode"))
    held = holders(agency, today(found.agency.zona_waktu))
    first = found.sop.langkah[0]
    return {
        "asked": found, "kunci": fresh_key(), "typed": {}, "refusal": None, **file_fields(),
        "first_titles": titles(found.sop, first.pelaksana), "first_names": names(held, first.pelaksana),
        "vacant": vacant(found.sop, held),
        "schedule": schedule(found, request.values, now()),
    }  # fmt: skip


def shown(cycle_id: str, reply: Reply = NOTHING) -> Values:
    """Return what the page of a cycle is made of."""
    return _values(rooms().desk.cycle(me(), cycle_id, now()), reply)


def _values(cycle: Cycle, reply: Reply) -> Values:
    held = holders(cycle.agency.id, cycle.calendar.local(now()).date())
    seen = view(cycle, me(), now(), held, rooms().plugins.activities)
    active = cycle.state.active
    return {
        "view": seen, "cycle": cycle, "tz": cycle.sop.zona_waktu, "at": now(), "key": fresh_key, "reply": reply,
        "asks_reason": asks_reason, **on_page(cycle, seen, me()),
        "moves": seen.manages and rooms().desk.offers_move(cycle), "reminder": reminder(cycle, held),
        "boxes": panels("step", (cycle.state, active)) if active else [], **files_shown(cycle),
    }  # fmt: skip
