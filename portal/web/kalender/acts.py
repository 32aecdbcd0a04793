"""What the calendars of the nation and of an agency have in common: shown, written, brought in, given out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from flask import Response, request

from portal.cycle.calendar import Calendar
from portal.cycle.holidays import KINDS, Holiday, Kind
from portal.days import changes
from portal.days.ics import write_ics
from portal.days.rows import Row, of_year
from portal.days.sheets import Preview, read_table, write_table
from portal.refusal import NotThere, Refusal
from portal.say import say
from portal.sop.model import Agency
from portal.web.addresses import url_for
from portal.web.answers import Toast, Values, done
from portal.web.fields import day, number
from portal.web.kalender.year import EARLIEST, KIND_WORDS, LATEST, month_name, weekdays, year_of
from portal.web.language import said
from portal.web.rooms import me, now, rooms, today

FILES = {"csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Place:
    """Whose days a page shows, an agency's or for None the nation's, and where its acts are."""

    blueprint: str
    agency: Agency | None = None

    @property
    def id(self) -> str | None:
        """The agency's id."""
        return self.agency.id if self.agency else None

    @property
    def writes(self) -> bool:
        """True if the reader writes these days."""
        return changes.may_change(me(), self.id, today(self.agency.zona_waktu if self.agency else "WIB"))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that count here."""
        return rooms().desk.days.rows(self.id)

    @property
    def calendar(self) -> Calendar:
        """The days as they are counted here."""
        days = rooms().desk.days
        return days.calendar(self.agency) if self.agency else Calendar(off=days.off())

    def url(self, name: str, **more: str | int | None) -> str:
        """Return the address of a page or an act of this calendar."""
        return url_for(f"{self.blueprint}.{name}", agency=self.id, **more)


def shown(place: Place, refusal: Refusal | None = None) -> Values:
    """Return what the page of a year is made of."""
    asked = min(max(number(request.args.get("tahun")) or today().year, EARLIEST), LATEST)
    return {
        "place": place, "year": year_of(asked, place.rows, place.calendar), "refusal": refusal, "kinds": KIND_WORDS,
        "typed": request.form if refusal else {}, "month_name": month_name, "weekdays": weekdays, "choices": choices,
    }  # fmt: skip


def choices() -> list[tuple[str, str]]:
    """Return the kinds of the nation's days, for a list to choose from."""
    return [(kind, said(words)) for kind, words in KIND_WORDS.items() if kind != "lokal"]


def add(place: Place) -> Response:
    """Write the day off that was typed. Raises Refusal."""
    form = request.form
    kind: Kind = next((kind for kind in KINDS if kind == form.get("jenis")), "lokal")
    first = day(form.get("tanggal"), "tanggal")
    if first is None:
        raise Refusal(say("Tulis tanggalnya."), field="tanggal")
    wanted = Holiday(first, form.get("nama", ""), kind, form.get("sumber", ""), day(form.get("sampai"), "sampai"))
    row = changes.add(rooms().store, me(), wanted, now(), place.id)
    return _back(place, row, say("{name} ditambahkan ke kalender.", name=row.holiday.name))


def withdraw(place: Place, row_id: str) -> Response:
    """Let a day off count no longer."""
    row = changes.withdraw(rooms().store, me(), row_id, now(), place.id)
    return _back(place, row, say("{name} dicabut dari kalender.", name=row.holiday.name))


def preview(place: Place) -> tuple[str, Preview]:
    """Return the table that was sent, and what importing it would do. Raises Refusal."""
    text = sent_table()
    return text, read_table(text, place.rows, place.id)


def bring_in(place: Place) -> Response:
    """Write a table that was looked at. Raises Refusal, and then nothing was written."""
    _, found = preview(place)
    if found.problems or not (found.new or found.gone):
        raise Refusal(say("Tidak ada yang dapat disimpan; periksa tabelnya lagi."), field="tabel")
    gone = found.gone if request.form.get("cabut") else ()
    leaving = [row.id for row in (*found.replaced, *gone)]
    new, withdrawn = changes.bring_in(rooms().store, me(), found.new, leaving, now(), place.id)
    year = found.lines[0].holiday
    toast = Toast(say("{new} hari disimpan, {gone} dicabut.", new=new, gone=withdrawn))
    return done(None, place.url("show", tahun=year.day.year if year else None), toast=toast)


def sent_table() -> str:
    """Return the table of a form: its file, else what was pasted."""
    file = request.files.get("berkas")
    data = file.read() if file else b""
    if not data:
        return request.form.get("tabel", "")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def give_out(place: Place, format_name: str) -> Response:
    """Answer a year of these days as a file."""
    if format_name not in FILES:
        raise NotThere(say("Kalender tidak tersedia dalam bentuk itu."))
    asked = number(request.args.get("tahun")) or today().year
    rows = of_year(place.rows, asked)
    name = say("Kalender {agency}", agency=place.agency.nama) if place.agency else say("Kalender nasional")
    text = write_table(rows) if format_name == "csv" else write_ics(rows, name, now().astimezone(UTC))
    mark = "\ufeff" if format_name == "csv" else ""  # else Excel takes UTF-8 for its own old alphabet
    answer = Response(mark + text, content_type=FILES[format_name])
    whose = f"{place.id}-{asked}" if place.agency else str(asked)
    answer.headers["Content-Disposition"] = f'attachment; filename="kalender-{whose}.{format_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _back(place: Place, row: Row, text: str) -> Response:
    return done(None, place.url("show", tahun=row.holiday.day.year), toast=Toast(text))
