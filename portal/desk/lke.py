"""LKE of an agency: the facts of one SOP's year as the records have them, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cycle.calendar import Calendar
from portal.cycle.ledger import Entry as Line
from portal.cycle.ledger import Fate
from portal.cycle.lke import Answer, answers
from portal.cycle.lke_facts import AHEAD, Facts, Numbers, Text, Turn, numbers
from portal.cycle.period import known_period
from portal.desk.capacity import vacant
from portal.desk.ledger import Book, Register, register
from portal.desk.lke_counts import Held, of_year
from portal.desk.reading import note_reading
from portal.library import Entry, Library, Query
from portal.people.assignments import holders
from portal.people.standing import Standing
from portal.settings.agency_rules import SopRules
from portal.sop.facts import differs_from_signed
from portal.sop.model import Sop
from portal.store import journal
from portal.store.database import Store
from portal.store.journal import Head

TAG = "kinerja"
"""The tag of the SOPs that the evaluation asks about."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One SOP's year: its facts, the auditor's numbers, the answers.

    `head` is the journal's last line; `noted`: it tells of every cycle's last entry.
    """

    entry: Entry
    facts: Facts
    numbers: Numbers
    answers: tuple[Answer, ...]
    head: Head
    noted: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The LKE page of an agency and year. `choices` are the SOPs it can be asked of, as (slug, name).

    `answered` is None where there is no SOP to ask about.
    """

    register: Register
    choices: tuple[tuple[str, str], ...]
    slug: str | None = None
    answered: Answered | None = None


def report(
    store: Store, library: Library, me: Standing, agency_id: str, year: int | None, slug: str | None,
    calendar: Calendar, now: datetime,
) -> Report:  # fmt: skip
    """Return what a year's records answer about `slug`, or the agency's first SOP tagged kinerja.

    None is this year, or the last one while no period of this year is over or begun.
    Raises NotThere for those who may not see the agency's cycles; a pemantau's reading is noted. The queries are as
    many however many cycles ran.
    """
    found = register(library, me, agency_id, year, calendar, now)
    if year is None and found.year - 1 in found.years and _to_come(found):
        found = register(library, me, agency_id, found.year - 1, calendar, now)
    choices = _choices(library, found)
    slug = slug or next((one for one, _ in choices), None)
    entry = library.composed(slug, found.agency.id) if slug else None
    if slug is None or entry is None:
        return Report(found, choices)
    today = calendar.local(now).date()
    note_reading(store, me, found.agency.id, f"lke/{slug}/{found.year}", today, now)
    held = of_year(found.agency.id, slug, found.year, calendar)
    facts = _facts(library, found, entry, held, calendar, today)
    noted = all(one.noted for one in held)
    return Report(found, choices, slug, Answered(entry, facts, numbers(facts), answers(facts), journal.head(), noted))


def _to_come(found: Register) -> bool:
    return all(line.fate in AHEAD for book in found.books for line in book.entries)


def _choices(library: Library, found: Register) -> tuple[tuple[str, str], ...]:
    """Return the SOPs tagged kinerja, those that stand in the year's ledger first, then all others that stand there."""
    hits = library.search(Query(agency=found.agency.id, tag=TAG, in_force=False)).rows
    tagged = {hit.slug: "".join(text for text, _ in hit.nama) for hit in hits}
    ledger = {book.slug: book.nama for book in found.books}
    first = sorted(tagged, key=lambda slug: (slug not in ledger, slug))
    return tuple((slug, tagged[slug]) for slug in first) + tuple(
        (slug, nama) for slug, nama in ledger.items() if slug not in tagged
    )


def _facts(
    library: Library, found: Register, entry: Entry, held: Sequence[Held], calendar: Calendar, today: date
) -> Facts:
    sop, book = entry.sop, next((book for book in found.books if book.slug == entry.slug), None)
    rules = library.rules(found.agency.id).of(entry.slug)
    filled = holders(found.agency.id, today)
    columns = sop.pelaksana if sop else ()
    return Facts(
        found.year, today, sop.siklus if sop else book.siklus if book else "insidental", _text(entry, sop, today),
        _turns(book, held, entry.digest, calendar), _window(rules),
        tuple(column.jabatan for column in columns),
        vacant(sop, filled) if sop else (),
    )  # fmt: skip


def _window(rules: SopRules) -> tuple[int, int] | None:
    return (rules.jendela.buka, rules.jendela.tutup) if rules.jendela else None


def _text(entry: Entry, sop: Sop | None, today: date) -> Text:
    if sop is None:
        return Text("konsep", in_force=False, readable=False)
    days = (sop.ditinjau, sop.tanggal_revisi, sop.tanggal_efektif, sop.tanggal_pembuatan)
    return Text(
        sop.status, sop.in_force(today), entry.usable, differs_from_signed(sop),
        max((day for day in days if day and day <= today), default=None), len(sop.langkah),
        tuple(no for no, step in enumerate(sop.langkah, 1) if not step.waktu and not step.tenggat),
        any(_leads_back(sop, no, target) for no, step in enumerate(sop.langkah, 1) for target in step.exits), sop.nomor,
    )  # fmt: skip


def _leads_back(sop: Sop, no: int, target: str | None) -> bool:
    return target is not None and sop.step(target) is not None and sop.number(target) <= no


def _turns(book: Book | None, held: Sequence[Held], digest: str, calendar: Calendar) -> tuple[Turn, ...]:
    """Return the periods of the ledger, each with its cycle; then the cycles that stand in no ledger."""
    by_id = {one.row.id: one for one in held}
    lines = book.entries if book else ()
    known = {line.run.id for line in lines if line.run}
    return tuple(_turn(line, by_id, digest, calendar) for line in lines) + tuple(
        _labelled(one, digest, calendar) for one in held if one.row.id not in known
    )


def _turn(line: Line, held: dict[str, Held], digest: str, calendar: Calendar) -> Turn:
    run = held.get(line.run.id) if line.run else None
    if run is None or line.run is None:
        return Turn(line.period, line.fate, closes=line.closes, paper=line.paper)
    finished = calendar.local(line.run.finished_at).date() if line.run.finished_at else None
    return Turn(line.period, line.fate, line.days, line.closes, finished, line.run.id, None, run.row.digest == digest,
                line.run.late, run.counts)  # fmt: skip


def _labelled(one: Held, digest: str, calendar: Calendar) -> Turn:
    row = one.row
    finished = calendar.local(row.finished_at).date() if row.finished_at else None
    fate: Fate = "selesai" if finished else "berjalan"
    return Turn(known_period(row.period), fate, 0, None, finished, row.id, None, row.digest == digest,
                counts=one.counts)  # fmt: skip
