"""The narrator of the demo: plays one office's people against the desk, act by act, on a clock of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from portal.cycle.calendar import Calendar
from portal.cycle.evidence import Bukti
from portal.cycle.flow import collects
from portal.cycle.period import Period, around
from portal.demo.cast import HANDED_OVER, OFFICES, Part
from portal.demo.papers import letter, sheet
from portal.desk import Desk
from portal.desk.values import Cycle, Form
from portal.people.model import Person
from portal.people.standing import Standing, standing_of
from portal.sop.model import Step

SLUG = "pengumpulan-data-kinerja"

NOTES: Mapping[str, str] = {
    "himpun": "Data semua bidang sudah lengkap dan dicocokkan dengan rencana aksi.",
    "periksa": "Sudah dicocokkan dengan realisasi triwulan lalu.",
}

REASONS: Mapping[str, str] = {"himpun": "Menunggu data dari bidang."}
"""Why a step was late, where it is not that its holder was away."""

AWAY = "Baru kembali dari dinas luar."

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "ekejab.input": {"sudah_diinput": "ya"},
    "rapat.undangan": {
        "pukul": "09.00", "tempat": "Ruang rapat", "acara": "Pembahasan format pengumpulan data kinerja",
    },
    "rapat.pelaksanaan": {"pimpinan": "Kepala Badan", "pokok": "Format disepakati; data masuk paling lambat Jumat."},
    "monev.pelaksanaan": {
        "masalah": "Realisasi layanan aduan belum dicatat harian.",
        "rekomendasi": "Pakai lembar catatan harian mulai bulan depan.",
    },
    "monev.hasil": {"kesimpulan": "Capaian sesuai target, satu indikator perlu perhatian."},
}  # fmt: skip
"""What is written into the activities' forms, beside the day."""


Telling = Generator[datetime, None, Cycle]
"""An act or several: yields when each is about to happen, returns the cycle after the last."""


@dataclass(slots=True)
class Narrator:
    """Plays one office's people against the desk, on a clock of its own that only goes forward."""

    desk: Desk
    agency: str
    people: Mapping[str, Person]
    calendar: Calendar
    clock: datetime
    latest: datetime

    def open(self, period: Period) -> Telling:
        """Let the pengelola open the cycle of a period."""
        yield self.clock
        me = self.manager()
        rows = [("Indikator", "Target", "Realisasi"), ("Indeks layanan aduan", "80", "")]
        bukti = (sheet(self.desk.files.cabinet, f"Format data kinerja {period.text}.csv", rows),)
        return self.desk.open(me, self.agency, SLUG, period.text, _form(bukti=bukti), self.clock).cycle

    def go(self, cycle: Cycle, steps: int = 99) -> Telling:
        """Let the next `steps` steps be done, each by those who hold it."""
        for _ in range(steps):
            if cycle.state.active is None:
                break
            cycle = yield from self._do(cycle)
        return cycle

    def hand_in(self, cycle: Cycle, count: int) -> Telling:
        """Let the first `count` units hand in at the active step."""
        step = _active(cycle)
        for unit in cycle.sop.unit[:count]:
            yield self._later(hours=3)
            who = self._of_unit(unit.id)
            rows = [("Indikator", "Target", "Realisasi"), (unit.nama, "80", str(70 + cycle.state.seq))]
            bukti = (sheet(self.desk.files.cabinet, f"Lembar kerja {unit.nama}.csv", rows),)
            form = _form(
                step=step.id, putaran=cycle.state.putaran, unit=unit.id, catatan="Lembar kerja terisi.", bukti=bukti
            )
            cycle = self.desk.hand_in(self._acting(who), cycle.id, form, self.clock).cycle
        return cycle

    def send_back(self, cycle: Cycle, to: str, reason: str) -> Telling:
        """Let a holder of the active step send the cycle back."""
        yield self._later(hours=4)
        step = _active(cycle)
        slot = cycle.state.steps[step.id].open[0]
        me = self._acting(self._holder(slot.roles[0], slot.unit))
        form = _form(step=step.id, putaran=cycle.state.putaran, ke=to, alasan=reason)
        return self.desk.send_back(me, cycle.id, form, self.clock).cycle

    def on_paper(self, cycle: Cycle) -> Telling:
        """Let the pengelola record the active step from the paper that its holder has signed."""
        yield self._later(hours=5)
        step = _active(cycle)
        now = cycle.state.steps[step.id]
        slot = now.open[0]
        signed, day = self._holder(slot.roles[0], slot.unit), self.calendar.local(self.clock).date()
        lines = [
            "LEMBAR DISPOSISI",
            "",
            cycle.sop.nama,
            cycle.period.words,
            "",
            "Diterima dan disetujui.",
            "",
            signed.nama,
        ]
        bukti = (letter(self.desk.files.cabinet, f"Lembar disposisi {cycle.period.text}.pdf", lines),)
        form = _form(
            step=step.id, putaran=now.putaran, role=slot.roles[0], unit=slot.unit, pejabat=signed.nama,
            kapasitas="definitif", tanggal=day.isoformat(), bukti=bukti, pilihan="ya" if step.is_decision else None,
            alasan="Lembar disposisi baru kembali." if now.late(self.clock) else None,
        )  # fmt: skip
        return self.desk.record(self.manager(), cycle.id, form, self.clock).cycle

    def close(self, cycle: Cycle) -> Telling:
        """Let the pengelola close a cycle whose flow has ended."""
        yield self._later(hours=2)
        me = self.manager()
        return self.desk.close(me, cycle.id, _form(), self.clock).cycle

    def say(self, cycle: Cycle, role: str, text: str) -> Telling:
        """Let a holder of a role comment."""
        yield self._later(hours=1)
        me = self._acting(self._holder(role, None))
        return self.desk.comment(me, cycle.id, _form(catatan=text), self.clock).cycle

    def began(self, workdays: int) -> None:
        """Set the clock back by so many working days, to the morning."""
        local = self.calendar.local(self.latest)
        day = local.date()
        while workdays:
            day -= timedelta(days=1)
            workdays -= self.calendar.is_workday(day)
        self.clock = min(datetime.combine(day, time(8, 20), local.tzinfo).astimezone(UTC), self.latest)

    def after(self, period: Period) -> None:
        """Set the clock to the first morning of work after a period that has days."""
        if period.last is None:
            raise ValueError("a quarter has days")
        day = self.calendar.add_workdays(period.last, 1)
        zone = self.calendar.local(self.latest).tzinfo
        self.clock = min(datetime.combine(day, time(8, 25), zone).astimezone(UTC), self.latest)

    def quarters(self) -> list[Period]:
        """Return the quarters before the present one, latest first."""
        return around(self.calendar.local(self.latest).date(), "triwulan", before=4, after=0)[1:]

    def _do(self, cycle: Cycle) -> Telling:
        step = _active(cycle)
        if collects(cycle.sop, step):
            cycle = yield from self.hand_in(cycle, len(cycle.sop.unit))
        hours = 5
        while cycle.state.active == step.id and cycle.state.steps[step.id].open:
            yield self._later(hours=hours)
            cycle, hours = self._check(cycle, step), 1
            if step.is_decision:
                break
        return cycle

    def _check(self, cycle: Cycle, step: Step) -> Cycle:
        now = cycle.state.steps[step.id]
        slot = now.open[0]
        late = now.due is not None and self.clock > now.due
        form = _form(
            step=step.id, putaran=now.putaran, role=slot.roles[0], unit=slot.unit,
            pilihan="ya" if step.is_decision else None, catatan=NOTES.get(step.id),
            alasan=REASONS.get(step.id, AWAY) if late else None, isian=self._answers(step),
            bukti=self._gathered(cycle, step),
        )  # fmt: skip
        me = self._acting(self._holder(slot.roles[0], slot.unit))
        act = self.desk.decide if step.is_decision else self.desk.check
        return act(me, cycle.id, form, self.clock).cycle

    def _gathered(self, cycle: Cycle, step: Step) -> tuple[Bukti, ...]:
        """Return the data that one person gathers, where the units do not hand in themselves."""
        if step.id != "himpun" or collects(cycle.sop, step):
            return ()
        rows = [("Indikator", "Target", "Realisasi"), ("Indeks layanan aduan", "80", str(70 + cycle.state.seq))]
        return (sheet(self.desk.files.cabinet, f"Data kinerja {cycle.period.text}.csv", rows),)

    def _answers(self, step: Step) -> dict[str, str]:
        today = self.calendar.local(self.clock).date().isoformat()
        return {**ANSWERS.get(step.aktivitas or "", {}), "tanggal": today}

    def _later(self, *, hours: int) -> datetime:
        """Move the clock on by some working hours, never past the present, and return it."""
        following = self.clock + timedelta(hours=hours)
        local = self.calendar.local(following)
        if local.hour >= 16 or local.hour < 8 or not self.calendar.is_workday(local.date()):
            day = self.calendar.add_workdays(local.date() - timedelta(days=local.hour < 8), 1)
            following = datetime.combine(day, time(8, 10 + following.minute % 45), local.tzinfo).astimezone(UTC)
        self.clock = min(following, self.latest)
        return self.clock

    def manager(self) -> Standing:
        """Return what the pengelola may do now."""
        return self._acting(self._one(lambda part: "pengelola" in part.rights))

    def _acting(self, person: Person) -> Standing:
        """Return what a person may do now, who reads what he was told before he does something."""
        me = standing_of(person.id, self.clock)
        self.desk.read_news(me, self.clock)
        return me

    def _holder(self, role: str, unit: str | None) -> Person:
        return self._one(lambda part: any(held == role and unit in (None, of) for held, of in part.seats))

    def _of_unit(self, unit: str) -> Person:
        return self._one(lambda part: any(of == unit for _, of in part.seats))

    def _one(self, fits: Callable[[Part], bool]) -> Person:
        early = self.clock.date() < (self.latest - HANDED_OVER).date()
        part = next(part for part in OFFICES[self.agency].people if fits(part) and part.there(early=early))
        return self.people[part.nama]


def _active(cycle: Cycle) -> Step:
    step = cycle.sop.step(cycle.state.active or "")
    if step is None:
        raise ValueError("the story goes on after its cycle has ended")
    return step


def _form(**typed: object) -> Form:
    return Form(kunci=secrets.token_hex(16), **typed)  # type: ignore[arg-type]
