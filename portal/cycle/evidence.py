"""Evidence: the files an act brings, as its event names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portal.cycle.events import Event
from portal.cycle.state import StepState
from portal.refusal import Refusal
from portal.say import say
from portal.sop.model import Step


@dataclass(frozen=True, slots=True)
class Bukti:
    """A file: its name as given, its media type, its size in bytes, and the SHA-256 its bytes are kept under.

    `lokasi`: the picture tells where it was taken.
    """

    nama: str
    jenis: str
    ukuran: int
    sha256: str
    lokasi: bool = False


def told(bukti: tuple[Bukti, ...]) -> list[dict[str, Any]]:
    """Return files as an event's payload names them."""
    return [{key: value for key, value in asdict(one).items() if value is not False} for one in bukti]


def bukti_of(event: Event) -> tuple[Bukti, ...]:
    """Return the files an event brought; none after its payload was emptied."""
    return tuple(_read(one) for one in event.payload.get("bukti") or ())


def _read(one: Mapping[str, Any]) -> Bukti:
    return Bukti(str(one["nama"]), str(one["jenis"]), int(one["ukuran"]), str(one["sha256"]), bool(one.get("lokasi")))


def must_bring(step: Step, now: StepState, bukti: tuple[Bukti, ...]) -> None:
    """Refuse a check without a file where the SOP wants one; what units handed in counts."""
    if not step.wajib_bukti or bukti:
        return
    if any(handin.event and bukti_of(handin.event) for handin in now.handins):
        return
    raise Refusal(say("Langkah ini wajib disertai bukti dukung. Lampirkan sedikitnya satu berkas."), field="bukti")
