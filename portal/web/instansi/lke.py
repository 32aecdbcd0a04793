"""LKE of an agency: one page that answers the evaluation's demands from the records, for those who see its cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request

from portal.cycle.lke import SOURCE, Answer, Lack, Place, Verdict
from portal.cycle.lke_facts import Facts, Turn
from portal.desk.lke import Answered
from portal.say import say
from portal.sop.model import Agency
from portal.web.addresses import url_for
from portal.web.answers import page
from portal.web.instansi.ledger import fate_words
from portal.web.instansi.pages import agency_or_404
from portal.web.instansi.register import asked_year
from portal.web.instansi.tabs import office_tabs
from portal.web.rooms import me, now, rooms, today
from portal.web.words import short_period

bp = Blueprint("lke", __name__, url_prefix="/instansi/<agency>/lke")

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "ada": ("selesai", say("Ada")), "sebagian": ("sebagian", say("Sebagian")), "belum ada": ("belum", say("Belum ada")),
}  # fmt: skip
"""For each verdict its tone and its word."""

MOST_LATE = 6
"""So many late checks stand on the page, so that it stays one sheet; the cycles tell the others."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A lack as shown: where it is mended (for whom may mend it there), and the periods with their cycles."""

    lack: Lack
    url: str | None
    periods: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as shown: its verdict's tone and word, links into the records, and what is missing."""

    answer: Answer
    tone: str
    word: str
    links: tuple[tuple[str, str], ...]
    lacks: tuple[Missing, ...]


@bp.get("")
def show(agency: str) -> Response:
    """Show a year's answers, the auditor's numbers, and each period behind them."""
    agency_or_404(agency)
    report = rooms().desk.lke(me(), agency, asked_year(), request.args.get("sop"), now())
    found, answered = report.register.agency, report.answered
    lines = _lines(found, answered) if answered else ()
    late = [(turn, check) for turn in answered.facts.turns for check in turn.counts.late] if answered else []
    return page(
        "lke/lke.html", agency=found, report=report, answered=answered, lines=lines, source=SOURCE,
        fate_of=lambda turn: fate_words(turn.fate, turn.days, waits_late=turn.waits_late),
        tally={verdict: sum(line.answer.verdict == verdict for line in lines) for verdict in VERDICTS},
        late=late[:MOST_LATE], more_late=max(0, len(late) - MOST_LATE), day=today(found.zona_waktu), at=now(),
        tabs=office_tabs(found, "lke.show"),
    )  # fmt: skip


def _lines(agency: Agency, answered: Answered) -> Sequence[Line]:
    administers = me().may_administer(agency.id, today(agency.zona_waktu))
    runs = {turn.period: turn.run for turn in answered.facts.turns}
    mends = _mends(agency, answered, administers=administers)
    return [
        Line(
            answer, *VERDICTS[answer.verdict], _links(agency, answered, answer),
            tuple(
                Missing(lack, mends.get(lack.place), tuple((short_period(one), _cycle(runs.get(one)))
                                                           for one in lack.periods))
                for lack in answer.lacks
            ),
        )
        for answer in answered.answers
    ]  # fmt: skip


def _mends(agency: Agency, answered: Answered, *, administers: bool) -> dict[Place, str]:
    """Return where each kind of lack is mended, as far as the reader gets there."""
    found: dict[Place, str] = {
        "sop": url_for("instansi.sheet", agency=agency.id, slug=answered.entry.slug),
        "register": url_for("register.show", agency=agency.id, tahun=answered.facts.year),
    }
    if administers:
        found["aturan"] = url_for("admin_aturan.show", agency=agency.id)
        found["orang"] = url_for("admin_orang.people")
    return found


def _links(agency: Agency, answered: Answered, answer: Answer) -> tuple[tuple[str, str], ...]:
    """Return (address, text) of the records that an answer rests on."""
    links: list[tuple[str, str]] = []
    if "sop" in answer.places:
        links.append((url_for("instansi.sheet", agency=agency.id, slug=answered.entry.slug), say("Lembar SOP")))
    if "register" in answer.places:
        links.append((url_for("register.show", agency=agency.id, tahun=answered.facts.year), say("Register periode")))
    if "siklus" in answer.places:
        links += [(url, short_period(turn.period)) for turn in _shown_by(answer, answered.facts)
                  if (url := _cycle(turn.run))]  # fmt: skip
    return tuple(links)


def _shown_by(answer: Answer, facts: Facts) -> Sequence[Turn]:
    """Return the cycles that show an answer: of corrections those that were corrected, else all."""
    if answer.key != "perbaikan":
        return facts.run
    return [turn for turn in facts.run if turn.counts.returns or turn.counts.corrections]


def _cycle(run: str | None) -> str | None:
    return url_for("siklus.show", cycle_id=run) if run else None
