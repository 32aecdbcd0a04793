"""Mutu baku dan kenyataan: what the steps of an agency's SOP really took, for those who may see its cycles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response

from portal.cycle.tempo import StepTempo
from portal.desk.tempo import Figures, figures
from portal.library import Entry
from portal.paper import heavy
from portal.paper.cells import Value, as_csv
from portal.refusal import NotThere
from portal.say import say
from portal.sop.model import Agency, Sop
from portal.web.answers import page
from portal.web.instansi import durations
from portal.web.instansi.pages import around, entry_or_404
from portal.web.rooms import me, now, rooms, today

bp = Blueprint("tempo", __name__, url_prefix="/instansi/<agency>/sop/<slug>/tempo")

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = (
    "No", "Langkah", "Pelaksana", "Mutu baku", "Mutu baku (menit kerja)", "Kali selesai", "Median (menit kerja)",
    "Terlama (menit kerja)", "Menunggu (menit kerja)", "Dikerjakan (menit kerja)", "Keputusan", "Keputusan “tidak”",
    "Dikembalikan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A step's bar in percent of its room: the median within the standard and beyond it, the worst, the standard.

    The scale is the longest median or standard, so that one bad day does not flatten all bars; a worst beyond it is
    cut off at the edge.
    """

    within: float
    beyond: float
    worst: float
    standard: float | None


@bp.get("")
def show(agency: str, slug: str) -> Response:
    """Show each step's standard beside what it took, the slowest step by name, and the reader's own figures."""
    entry, found = _found(agency, slug)
    return page("instansi/tempo.html", found=found, bars=bars(found.steps) if found else {}, lasted=durations.lasted,
                **around(entry, "tempo.show"))  # fmt: skip


@bp.get("/unduh/<format_name>")
def download(agency: str, slug: str, format_name: str) -> Response:
    """Answer the figures per step as a table; nobody's name is in it."""
    entry, found = _found(agency, slug)
    if found is None or entry.sop is None or format_name not in ("csv", "xlsx"):
        raise NotThere(say("Tabel ini tidak ada."))
    rows = [list(_row(found.sop, one)) for one in found.steps]
    if format_name == "csv":
        answer = Response(as_csv(HEAD, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = Response(heavy.load("excel").table(found.sop.nama, HEAD, rows), content_type=EXCEL)
    answer.headers["Content-Disposition"] = f'attachment; filename="{agency}-{slug}-tempo.{format_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def bars(steps: Sequence[StepTempo]) -> dict[str, Bar]:
    """Return the bar of each step that is known, by its id, all on one scale."""
    longest = max([1.0, *(value for one in steps for value in (one.median, one.standard) if one.count and value)])
    return {one.step.id: _bar(one, 100 / longest) for one in steps if one.median is not None}


def _bar(one: StepTempo, scale: float) -> Bar:
    median, worst = one.median or 0.0, one.worst or 0.0
    within = median - one.excess
    standard = None if one.standard is None else round(one.standard * scale, 2)
    return Bar(round(within * scale, 2), round(one.excess * scale, 2), round(min(100.0, worst * scale), 2), standard)


def _row(sop: Sop, one: StepTempo) -> Iterator[Value]:
    yield one.no
    yield one.step.uraian
    yield ", ".join(sop.title(role) for role in one.step.pelaksana)
    yield one.step.waktu.teks if one.step.waktu else None
    yield _whole(one.standard)
    yield one.count
    yield from (_whole(minutes) for minutes in (one.median, one.worst, one.waiting, one.working))
    yield from (one.decisions, one.returns, one.sent_back)


def _whole(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes)


def _found(agency_id: str, slug: str) -> tuple[Entry, Figures | None]:
    """Return the SOP and its figures. Raises NotThere for those who may not see the agency's cycles."""
    entry = entry_or_404(agency_id, slug)
    agency = entry.agency or Agency(agency_id, agency_id)
    if not me().may_see(agency.id, today(agency.zona_waktu)):
        raise NotThere(say("Instansi itu tidak ada, atau bukan instansi Anda."))
    return entry, figures(me(), agency.id, slug, rooms().desk.days.calendar(agency, slug), now())
