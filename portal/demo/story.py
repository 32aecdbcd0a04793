"""What has happened in the demo: cycles fresh, half way, returned, late, closed, each told act by act."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from portal.cycle.calendar import Calendar
from portal.cycle.flow import collects
from portal.cycle.period import Period, around, period_of
from portal.demo.cast import OFFICES, Part
from portal.desk import Desk
from portal.desk.values import Cycle, Form
from portal.library import Library
from portal.people.model import Person
from portal.people.standing import standing_of
from portal.sop.model import Step

SLUG = "pengumpulan-data-kinerja"

NOTES: Mapping[str, str] = {
    "himpun": "Data semua bidang sudah lengkap dan dicocokkan dengan rencana aksi.",
    "periksa": "Sudah dicocokkan dengan realisasi triwulan lalu.",
}

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


@dataclass(slots=True)
class Narrator:
    """Plays one office's people against the desk, on a clock of its own that only goes forward."""

    desk: Desk
    agency: str
    people: Mapping[str, Person]
    calendar: Calendar
    clock: datetime
    latest: datetime

    def open(self, period: Period) -> Cycle:
        """Let the pengelola open the cycle of a period."""
        manager = self._one(lambda part: "pengelola" in part.rights)
        me = standing_of(manager.id, self.clock)
        return self.desk.open(me, self.agency, SLUG, period.text, self._form(), self.clock, confirmed=None).cycle

    def go(self, cycle: Cycle, steps: int) -> Cycle:
        """Let the next `steps` steps be done, each by those who hold it."""
        for _ in range(steps):
            if cycle.state.active is None:
                break
            cycle = self._do(cycle)
        return cycle

    def hand_in(self, cycle: Cycle, count: int) -> Cycle:
        """Let the first `count` units hand in at the active step."""
        step = self._step(cycle)
        for unit in cycle.sop.unit[:count]:
            self._later(hours=3)
            who = self._one(lambda part, unit=unit.id: any(seat == unit for _, seat in part.seats))
            form = self._form(step=step.id, putaran=cycle.state.putaran, unit=unit.id, catatan="Lembar kerja terisi.")
            cycle = self.desk.hand_in(standing_of(who.id, self.clock), cycle.id, form, self.clock).cycle
        return cycle

    def send_back(self, cycle: Cycle, to: str, reason: str) -> Cycle:
        """Let a holder of the active step send the cycle back."""
        self._later(hours=4)
        step = self._step(cycle)
        slot = cycle.state.steps[step.id].open[0]
        who = self._holder(slot.roles[0], slot.unit)
        form = self._form(step=step.id, putaran=cycle.state.putaran, ke=to, alasan=reason)
        return self.desk.send_back(standing_of(who.id, self.clock), cycle.id, form, self.clock).cycle

    def close(self, cycle: Cycle) -> Cycle:
        """Let the pengelola close a cycle whose flow has ended."""
        self._later(hours=2)
        me = standing_of(self._one(lambda part: "pengelola" in part.rights).id, self.clock)
        return self.desk.close(me, cycle.id, self._form(), self.clock).cycle

    def say(self, cycle: Cycle, role: str, text: str) -> Cycle:
        """Let a holder of a role comment."""
        self._later(hours=1)
        me = standing_of(self._holder(role, None).id, self.clock)
        return self.desk.comment(me, cycle.id, self._form(catatan=text), self.clock).cycle

    def _do(self, cycle: Cycle) -> Cycle:
        step = self._step(cycle)
        if collects(cycle.sop, step):
            cycle = self.hand_in(cycle, len(cycle.sop.unit))
        while cycle.state.active == step.id and cycle.state.steps[step.id].open:
            self._later(hours=5)
            cycle = self._check(cycle, step)
            if step.is_decision:
                break
        return cycle

    def _check(self, cycle: Cycle, step: Step) -> Cycle:
        now = cycle.state.steps[step.id]
        slot = now.open[0]
        role = next((one for one in slot.roles if self._has(one, slot.unit)), slot.roles[0])
        late = now.due is not None and self.clock > now.due
        form = self._form(
            step=step.id, putaran=now.putaran, role=role, unit=slot.unit, pilihan="ya" if step.is_decision else None,
            catatan=NOTES.get(step.id), alasan="Menunggu data dari bidang." if late else None,
            isian=self._answers(step),
        )  # fmt: skip
        me = standing_of(self._holder(role, slot.unit).id, self.clock)
        act = self.desk.decide if step.is_decision else self.desk.check
        return act(me, cycle.id, form, self.clock).cycle

    def _answers(self, step: Step) -> dict[str, str]:
        today = self.calendar.local(self.clock).date().isoformat()
        return {**ANSWERS.get(step.aktivitas or "", {}), "tanggal": today}

    def _step(self, cycle: Cycle) -> Step:
        step = cycle.sop.step(cycle.state.active or "")
        if step is None:
            raise ValueError("the story goes on after its cycle has ended")
        return step

    def _form(self, **typed: object) -> Form:
        return Form(kunci=secrets.token_hex(16), **typed)  # type: ignore[arg-type]

    def _later(self, *, hours: int) -> None:
        """Move the clock on by some working hours, never past the present."""
        following = self.clock + timedelta(hours=hours)
        local = self.calendar.local(following)
        if local.hour >= 16 or local.hour < 8 or not self.calendar.is_workday(local.date()):
            day = self.calendar.add_workdays(local.date() - timedelta(days=local.hour < 8), 1)
            following = datetime.combine(day, time(8, 10 + following.minute % 45), local.tzinfo).astimezone(UTC)
        self.clock = min(following, self.latest)

    def _has(self, role: str, unit: str | None) -> bool:
        return any((role, unit) in part.seats or (role, None) in part.seats for part in OFFICES[self.agency].people)

    def _holder(self, role: str, unit: str | None) -> Person:
        return self._one(lambda part: (role, unit) in part.seats or any(seat[0] == role for seat in part.seats
                                                                      if unit is None))  # fmt: skip

    def _one(self, fits: object) -> Person:
        for part in OFFICES[self.agency].people:
            if _fits(fits, part):
                return self.people[part.nama]
        raise LookupError(f"nobody in {self.agency} plays this part")


def _fits(fits: object, part: Part) -> bool:
    return bool(callable(fits) and fits(part))


def tell(desk: Desk, library: Library, people: Mapping[str, Mapping[str, Person]], now: datetime) -> None:
    """Tell the whole story up to `now`."""
    for agency, scene in SCENES.items():
        known = library.agency(agency)
        if known is None:
            continue
        calendar = Calendar(known.zona_waktu, known.hari_kerja)
        scene(Narrator(desk, agency, people[agency], calendar, now, now), now)


def _began(narrator: Narrator, now: datetime, workdays: int) -> None:
    """Set the narrator's clock back by so many working days, to the morning."""
    day = narrator.calendar.local(now).date()
    while workdays:
        day -= timedelta(days=1)
        workdays -= narrator.calendar.is_workday(day)
    zone = narrator.calendar.local(now).tzinfo
    narrator.clock = min(datetime.combine(day, time(8, 20), zone).astimezone(UTC), now)


def _quarters(narrator: Narrator, now: datetime) -> list[Period]:
    """Return the quarters before the present one, latest first."""
    return around(narrator.calendar.local(now).date(), "triwulan", before=4, after=0)[1:]


def purwakarta(narrator: Narrator, now: datetime) -> None:
    """Two quarters closed, one of them returned once; the last quarter waits to be opened."""
    _, second, third, *_ = _quarters(narrator, now)
    _began(narrator, now, 150)
    cycle = narrator.go(narrator.open(third), 99)
    narrator.close(cycle)
    _began(narrator, now, 90)
    cycle = narrator.go(narrator.open(second), 4)
    cycle = narrator.send_back(cycle, "himpun", "Realisasi indikator layanan aduan tertukar dengan triwulan lalu.")
    narrator.close(narrator.go(cycle, 99))


def bakesbangpol(narrator: Narrator, now: datetime) -> None:
    """The last quarter came back once and is being gathered again, three of five units in."""
    first, second, *_ = _quarters(narrator, now)
    _began(narrator, now, 80)
    narrator.close(narrator.go(narrator.open(second), 99))
    _began(narrator, now, 12)
    cycle = narrator.go(narrator.open(first), 7)
    cycle = narrator.say(
        cycle, "kasubbag-perencanaan", "Rekap konflik bulan September belum ada; sudah saya tanyakan ke bidang."
    )
    cycle = narrator.send_back(
        cycle, "himpun", "Angka realisasi Politik Dalam Negeri tertukar, dan rekap konflik September belum dilampirkan."
    )
    narrator.hand_in(cycle, 3)


def anambas(narrator: Narrator, now: datetime) -> None:
    """The last quarter is half way: two of three units have handed in."""
    first, second, *_ = _quarters(narrator, now)
    _began(narrator, now, 75)
    narrator.close(narrator.go(narrator.open(second), 99))
    _began(narrator, now, 2)
    cycle = narrator.go(narrator.open(first), 3)
    narrator.hand_in(cycle, 2)


def luwu_timur(narrator: Narrator, now: datetime) -> None:
    """This year's cycle has just been opened."""
    _began(narrator, now, 0)
    this_year = period_of(narrator.calendar.local(now).date(), "tahunan")
    if this_year:
        narrator.open(this_year)


def suak_midai(narrator: Narrator, now: datetime) -> None:
    """The last quarter is late: the input has been waiting for three weeks."""
    first, second, *_ = _quarters(narrator, now)
    _began(narrator, now, 85)
    narrator.close(narrator.go(narrator.open(second), 99))
    _began(narrator, now, 15)
    narrator.go(narrator.open(first), 1)


SCENES = {
    "purwakarta": purwakarta, "bakesbangpol": bakesbangpol, "anambas": anambas, "luwu-timur": luwu_timur,
    "suak-midai": suak_midai,
}  # fmt: skip
