"""The desk itself: open a cycle, act on it, read it. Everything is done for one person at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from portal.cycle.events import Event
from portal.cycle.period import read_period
from portal.days.kept import Days
from portal.desk import audit, managing, news, opening, reading, retiming, rulings
from portal.desk.archives import Archives
from portal.desk.automatic import Opener
from portal.desk.capacity import as_manager
from portal.desk.correction import Correction, correction, offered
from portal.desk.files import Files
from portal.desk.gaps import Gap, gaps
from portal.desk.ledger import Register, register
from portal.desk.lke import Report, report
from portal.desk.news import NewsPage, Notice
from portal.desk.opening import Openable, Opening
from portal.desk.records import agency_of
from portal.desk.retiming import Moving
from portal.desk.values import Cycle, Done, Form, Page, Tasks
from portal.desk.writing import Writer
from portal.library import Library
from portal.people.standing import Standing, standing_of
from portal.plugins import Plugins
from portal.refusal import Refusal
from portal.say import say
from portal.sop.model import Agency
from portal.store import tables
from portal.store.cabinet import cabinet_of
from portal.store.database import Store


class Desk:
    """All acts on cycles and all reading of them. An act raises Refusal, and then nothing was written."""

    def __init__(self, store: Store, library: Library, plugins: Plugins) -> None:
        self._store, self._library = store, library
        self.days = Days(store, library)
        self.files = Files(store, library, cabinet_of(library.settings.home))
        self.archives = Archives(store, library, self.files)
        self._writer = Writer(store, library, plugins, self.days, self.files)
        self._opener = Opener(store, library, self.days, self.files, self._writer.tell)

    # opening ----------------------------------------------------------------------------------------------

    def opening(self, me: Standing, agency: str, slug: str, now: datetime, wanted: str | None = None) -> Opening:
        """Return what the form for a new cycle shows and asks; `wanted` is the period the person came for."""
        return opening.prepare(self._library, self.days, me, agency, slug, now, wanted)

    def open_due(self, now: datetime) -> tuple[Event, ...]:
        """Open what is to open by itself now (`buka_otomatis`); each period once, however often this is called."""
        return self._opener.open_due(now)

    def openable(self, me: Standing, now: datetime) -> tuple[Openable, ...]:
        """Return the SOPs whose cycles the person may open."""
        return opening.openable(self._library, me, self.agencies(me, now), now)

    def open(
        self, me: Standing, agency_id: str, slug: str, period_text: str, form: Form, now: datetime,
        counts: Mapping[str, str] | None = None, confirmed: str | None = None,
    ) -> Done:  # fmt: skip
        """Open the cycle of a period. `confirmed` is the digest the person has seen, where the SOP has changed."""
        agency, sop, entry = opening.followed(self._library, me, agency_id, slug, now)
        period = read_period(period_text, sop.siklus)
        office = self.days.calendar(agency, slug)
        opening.refuse_far(period, office.local(now).date())
        cycle = opening.begin(agency, sop, entry, period, opening.read_counts(counts or {}, sop), office, now)
        if before := self._writer.answered("buka", me, opening.subject(cycle), form):
            return Done(self._writer.load(me, before.cycle, now), before, again=True)
        changed = opening.since_last(agency.id, slug, sop, entry.digest)
        if changed and confirmed != entry.digest:
            raise Refusal(
                say("SOP ini berubah sejak siklus terakhir. Periksa perubahannya, lalu setujui."),
                status=409, field="setuju", reasons=changed,
            )  # fmt: skip
        actor = as_manager(me, agency.id, cycle.calendar.local(now).date())
        event = opening.opened(cycle, actor, now, form.bukti)
        with self._store.writing():
            as_manager(standing_of(me.person.id, now), agency.id, cycle.calendar.local(now).date())
            opening.refuse_taken(agency.id, slug, period)
            cycle = opening.write(cycle, event, form, self.files)
        self._writer.tell(event)
        return Done(cycle, event)

    # acts -------------------------------------------------------------------------------------------------

    def check(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Centang: attest that the step is done."""
        return self._writer.act("centang", rulings.check, me, cycle, form, now)

    def decide(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Putuskan: choose an exit of the decision."""
        return self._writer.act("putuskan", rulings.decide, me, cycle, form, now)

    def hand_in(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Serah: hand in for one's unit."""
        return self._writer.act("serah", rulings.hand_in, me, cycle, form, now)

    def send_back(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Kembalikan untuk perbaikan, to a finished step."""
        return self._writer.act("kembalikan", rulings.send_back, me, cycle, form, now)

    def undo(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Urungkan: take back the own event number `form.seq`."""
        return self._writer.act("urungkan", rulings.undo, me, cycle, form, now)

    def comment(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Komentar."""
        return self._writer.act("komentar", rulings.comment, me, cycle, form, now)

    def skip(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Lewati: close the active step without a check."""
        return self._writer.act("lewati", rulings.skip, me, cycle, form, now)

    def close(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Tutup: freeze a cycle whose flow has ended."""
        return self._writer.act("tutup", rulings.close, me, cycle, form, now)

    def reopen(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Buka kembali: name what was wrong after closing."""
        return self._writer.act("buka-kembali", rulings.reopen, me, cycle, form, now)

    def cancel(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Batalkan: the period is free again."""
        return self._writer.act("batalkan", rulings.cancel, me, cycle, form, now)

    def start(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Mulai dikerjakan: note that work on the step has begun."""
        return self._writer.act("mulai", managing.start, me, cycle, form, now)

    def pause(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Tunda: the step waits for the outside."""
        return self._writer.act("tunda", managing.pause, me, cycle, form, now)

    def resume(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Lanjutkan: the wait for the outside is over."""
        return self._writer.act("lanjutkan", managing.resume, me, cycle, form, now)

    def retime(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Tenggat: let the due moment follow the calendar as it is now."""
        return self._writer.act("tenggat", managing.retime, me, cycle, form, now)

    def record(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Catat: record a step that was done on paper, with its scan."""
        return self._writer.act("catat", managing.record, me, cycle, form, now)

    def move(self, me: Standing, cycle: str, form: Form, now: datetime) -> Done:
        """Pindah versi: go on with the SOP the agency follows now."""
        corrected = opening.corrected(self._library, me, self._writer.load(me, cycle, now), now)
        return self._writer.act("pindah-versi", managing.move(corrected), me, cycle, form, now)

    # reading ----------------------------------------------------------------------------------------------

    def cycle(self, me: Standing, cycle_id: str, now: datetime) -> Cycle:
        """Return one cycle; a pemantau's reading is noted in the journal, once a day."""
        cycle = self._writer.load(me, cycle_id, now)
        reading.note_if_overseer(self._store, me, cycle, now)
        return cycle

    def must_see(self, me: Standing, cycle_id: str, now: datetime) -> None:
        """Refuse as `cycle` does, without reading the trail. One query."""
        reading.must_see(me, self._library, cycle_id, now)

    def correction(self, me: Standing, cycle_id: str, now: datetime) -> Correction:
        """Return what moving this cycle to the SOP its agency follows now would mean. Raises Refusal."""
        return correction(self._library, me, self._writer.load(me, cycle_id, now), now)

    def offers_move(self, cycle: Cycle) -> bool:
        """True if the cycle runs on another SOP than its agency follows now."""
        return offered(self._library, cycle)

    def faults(self, cycle_id: str) -> tuple[str, ...]:
        """Return what is wrong with a cycle's chain; empty if it is whole."""
        return tuple(audit.chain(tables.Cycle.get_by_id(cycle_id))[1])

    def cycles(
        self, me: Standing, now: datetime, *, agency: str | None = None, slug: str | None = None,
        status: str | None = None, after: str | None = None, limit: int = reading.PAGE,
    ) -> Page:  # fmt: skip
        """Return the cycles the person may see, newest first, paged by key."""
        return reading.cycles(me, self._library, now, agency=agency, slug=slug, status=status, after=after, limit=limit)

    def tasks(self, me: Standing, now: datetime) -> Tasks:
        """Return Tugas saya."""
        return reading.tasks(me, self._library, now)

    def count(self, me: Standing, now: datetime) -> int:
        """Return how many slots wait for the person."""
        return reading.count(me, self._library, now)

    def news(self, me: Standing, now: datetime, before: int | None = None) -> NewsPage:
        """Return the person's notices, newest first, older than the one numbered `before`."""
        return news.page(me, self._visible(me, now), before)

    def unread(self, me: Standing, now: datetime) -> tuple[Notice, ...]:
        """Return the person's unread notices."""
        return news.unread(me, self._visible(me, now))

    def unread_count(self, me: Standing, now: datetime) -> int:
        """Return how many unread notices the person has."""
        return news.count(me, self._visible(me, now))

    def read_news(self, me: Standing, now: datetime, *, cycle: str | None = None, notice: int | None = None) -> bool:
        """Mark the person's notices as read: all, those of a cycle, or one; False where there was nothing to mark."""
        return news.read(self._store, me, now, cycle=cycle, notice=notice)

    def register(self, me: Standing, agency: str, year: int | None, now: datetime) -> Register:
        """Return the ledger of an agency and year (None: this year) whose cycles the person may see."""
        known = agency_of(agency, self._library)
        return register(self._library, me, agency, year, self.days.calendar(known), now)

    def lke(self, me: Standing, agency: str, year: int | None, slug: str | None, now: datetime) -> Report:
        """Return what a year's records (None: this year) answer about an SOP of an agency; see `portal.desk.lke`."""
        known = agency_of(agency, self._library)
        return report(self._store, self._library, me, agency, year, slug, self.days.calendar(known), now)

    def gaps(self, me: Standing, now: datetime) -> tuple[Gap, ...]:
        """Return the missed periods, and those held back, of the agencies the person manages."""
        return gaps(self._library, self.days, me, now)

    def moving(self, me: Standing, agency: Agency, now: datetime) -> tuple[Moving, ...]:
        """Return the open steps that today's calendar would make due otherwise, to the agency's pengelola."""
        today = self.days.calendar(agency).local(now).date()
        return retiming.moving(self._library, self.days, agency) if me.may_manage(agency.id, today) else ()

    def agencies(self, me: Standing, now: datetime) -> tuple[Agency, ...]:
        """Return the agencies whose cycles the person may see."""
        return tuple(agency_of(agency, self._library) for agency in self._visible(me, now))

    def _visible(self, me: Standing, now: datetime) -> tuple[str, ...]:
        return reading.visible(me, self._library, now)
