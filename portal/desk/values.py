"""What goes over the desk: the form that comes in, the cycle that is shown, the answer to an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime

from portal.canon import canonical, sha256
from portal.cycle.acts import LONGEST_TEXT, Typed
from portal.cycle.calendar import Calendar
from portal.cycle.events import Event
from portal.cycle.evidence import Bukti
from portal.cycle.paper import Paper
from portal.cycle.period import Period
from portal.cycle.state import CycleState
from portal.refusal import Refusal
from portal.say import say
from portal.sop.model import Agency, Sop

EVENT_DAY = "hari H"
"""Among a cycle's counts: the day that H-n counts back from, as its ordinal."""

SHORTEST_KEY, LONGEST_KEY = 16, 64


@dataclass(frozen=True, slots=True)
class Form:
    """What a person sent: the slot the form was made for, and what he typed.

    `kunci` is fresh for every form and unique per person: the same key with the same content is
    answered again, with other content refused.
    """

    kunci: str
    step: str | None = None
    putaran: int = 1
    role: str | None = None
    unit: str | None = None
    alasan: str | None = None
    catatan: str | None = None
    isian: Mapping[str, str] = field(default_factory=dict)
    pilihan: str | None = None
    ke: str | None = None
    unit_diminta: tuple[str, ...] = ()
    salah: str | None = None
    lama: str | None = None
    baru: str | None = None
    seq: int = 0
    bukti: tuple[Bukti, ...] = ()
    pejabat: str | None = None
    kapasitas: str | None = None
    tanggal: str | None = None

    def __post_init__(self) -> None:
        if not SHORTEST_KEY <= len(self.kunci) <= LONGEST_KEY or not self.kunci.isalnum():
            raise Refusal(say("Formulir ini tidak lengkap. Muat ulang halaman lalu coba lagi."))
        for name in [f.name for f in fields(self)]:
            self._must_be_text(name, getattr(self, name))

    def _must_be_text(self, name: str, value: object) -> None:
        texts = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
        for text in texts:
            if isinstance(text, str) and ("\x00" in text or len(text) > LONGEST_TEXT):
                raise Refusal(
                    say("Tulisan terlalu panjang atau memuat huruf yang tidak sah; paling panjang {n} huruf.",
                        n=LONGEST_TEXT), field=name,
                )  # fmt: skip

    @property
    def typed(self) -> Typed:
        """What is kept with the event."""
        return Typed(self.alasan, self.catatan, self.isian, self.bukti)

    @property
    def paper(self) -> Paper:
        """What stands on the paper that is recorded."""
        return Paper(self.pejabat, self.kapasitas, self.tanggal)

    def digest(self, kind: str, cycle: str) -> str:
        """Return the SHA-256 of everything but the key: what makes two sendings the same."""
        content = {key: value for key, value in asdict(self).items() if key != "kunci"}
        return sha256(canonical([kind, cycle, content]))


def counting(office: Calendar, sop: Sop, period: Period, counts: Mapping[str, int]) -> Calendar:
    """Return an office's days as they count for a cycle of this SOP and period."""
    event = date.fromordinal(counts[EVENT_DAY]) if EVENT_DAY in counts else None
    return replace(
        office, zone=sop.zona_waktu, workweek=sop.hari_kerja, period_last=period.last, event_day=event, counts=counts
    )


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle as it stands: its facts, its SOP as pinned, its state."""

    id: str
    agency: Agency
    slug: str
    period: Period
    label: str | None
    snapshot_sha256: str
    digest: str
    opened_at: datetime
    counts: Mapping[str, int]
    state: CycleState
    opened_with: str | None = None
    office: Calendar = field(default_factory=Calendar)

    @property
    def sop(self) -> Sop:
        """The SOP the cycle was opened with, byte for byte."""
        return self.state.sop

    @property
    def calendar(self) -> Calendar:
        """The days that count for this cycle: those of its office, the pinned zone and week, the period's last day."""
        return counting(self.office, self.sop, self.period, self.counts)


@dataclass(frozen=True, slots=True)
class Pinned:
    """An SOP as a cycle binds itself to it: the composed SOP, its digest, its bytes and their SHA-256."""

    sop: Sop
    digest: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to an act: the cycle after it, and the event written. `again` if it was answered before."""

    cycle: Cycle
    event: Event
    again: bool = False


def is_past(due_at: datetime | None, paused_at: datetime | None, now: datetime) -> bool:
    """True if a due moment has passed, and nobody waited for the outside when it did."""
    return due_at is not None and due_at < now and (paused_at is None or paused_at > due_at)


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle in a list: the projection only."""

    id: str
    agency: str
    slug: str
    nama: str
    period: Period
    label: str | None
    status: str
    putaran: int
    active_uraian: str | None
    active_no: int | None
    held_by: str | None
    done: int
    total: int
    due_at: datetime | None
    opened_at: datetime
    ended_at: datetime | None
    finished_at: datetime | None = None
    paused_at: datetime | None = None
    returns: int = 0
    on_paper: int = 0
    skipped: int = 0
    late_checks: int = 0

    def late(self, now: datetime) -> bool:
        """True if the cycle runs and its active step is past its due moment, and did not wait for the outside."""
        return self.status == "berjalan" and is_past(self.due_at, self.paused_at, now)


@dataclass(frozen=True, slots=True)
class Page:
    """Some cycles of a list, and the key of the next page."""

    rows: tuple[CycleRow, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open slot that waits for the reader: the act is `kind` (centang, putuskan, serah).

    `missing` are the units that have not handed in yet, where a collection waits for its check.
    """

    cycle: str
    agency: str
    nama: str
    period: Period
    step: str
    no: int
    of: int
    uraian: str
    putaran: int
    title: str
    unit: str | None
    kind: str
    since: datetime
    due_at: datetime | None
    started_at: datetime | None = None
    paused_at: datetime | None = None
    missing: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """True if the step waits for the outside."""
        return self.paused_at is not None

    def late(self, now: datetime) -> bool:
        """True if the task is past its due moment, and did not wait for the outside when that passed."""
        return is_past(self.due_at, self.paused_at, now)


@dataclass(frozen=True, slots=True)
class Tasks:
    """Tugas saya: what waits for the reader by urgency, what he waits for, and the cycles that run.

    `ended` are those whose steps are all over, and which he may close.
    """

    late: tuple[TaskRow, ...] = ()
    today: tuple[TaskRow, ...] = ()
    week: tuple[TaskRow, ...] = ()
    later: tuple[TaskRow, ...] = ()
    ended: tuple[CycleRow, ...] = ()
    waiting: tuple[CycleRow, ...] = ()
    running: tuple[CycleRow, ...] = ()

    @property
    def count(self) -> int:
        """How many slots wait for the reader."""
        return len(self.late) + len(self.today) + len(self.week) + len(self.later)
