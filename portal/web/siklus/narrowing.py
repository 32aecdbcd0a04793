"""The trail of a cycle, narrowed by what its address asks: a person, a capacity, a step, a round, a kind of act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.cycle.events import Event
from portal.say import say
from portal.sop.model import Sop
from portal.web.siklus.trail import Deed

KINDS: Mapping[str, str] = {
    "buka": say("Pembukaan siklus"), "serah": say("Serahan"), "centang": say("Centang"), "putuskan": say("Putusan"),
    "kembalikan": say("Pengembalian"), "urungkan": say("Pengurungan"), "lewati": say("Langkah dilewati"),
    "catat": say("Dicatat dari kertas"), "mulai": say("Mulai dikerjakan"), "tunda": say("Menunggu pihak luar"),
    "lanjutkan": say("Dilanjutkan"), "tenggat": say("Tenggat dihitung ulang"), "pindah-versi": say("Pindah versi"),
    "komentar": say("Komentar"), "tutup": say("Penutupan"), "buka-kembali": say("Pembukaan kembali"),
    "batalkan": say("Pembatalan siklus"),
}  # fmt: skip

CAPACITIES: Mapping[str, str] = {"pengelola": say("Pengelola siklus"), "pemantau": say("Pemantau")}
"""What those are called who act by a right and hold no role."""

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One list of the form: the name of its field, its label, its options (value, text), and the one that is chosen."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The lines that fit, of how many, and the form's lists."""

    deeds: tuple[Deed, ...]
    of: int
    choices: tuple[Choice, ...]

    @property
    def is_narrowed(self) -> bool:
        """True if something is asked for."""
        return any(choice.chosen for choice in self.choices)


def role_of(event: Event) -> str:
    """Return the role somebody acted in, or the right by which he did."""
    return event.role or event.actor.capacity


FIELDS: tuple[tuple[str, str, Callable[[Event], str]], ...] = (
    ("orang", say("Orang"), lambda event: event.actor.id),
    ("peran", say("Jabatan"), role_of),
    ("langkah", say("Langkah"), lambda event: event.step or ""),
    ("putaran", say("Putaran"), lambda event: str(event.putaran)),
    ("jenis", say("Jenis catatan"), lambda event: event.kind),
)
"""What a trail is narrowed by: the name in the address, the label, and what an event has of it."""


def narrowed(sop: Sop, trail: Sequence[Deed], asked: Mapping[str, str]) -> Narrowed:
    """Return the lines of a trail that fit; what the trail does not have is not asked for."""
    choices = tuple(_choice(sop, trail, name, label, value_of, asked) for name, label, value_of in FIELDS)
    tests = [(value_of, choice.chosen) for (_, _, value_of), choice in zip(FIELDS, choices, strict=True)]
    fits = tuple(
        deed for deed in trail if all(wanted in ("", value_of(deed.event)) for value_of, wanted in tests)
    )  # fmt: skip
    return Narrowed(fits, len(trail), tuple(choice for choice in choices if len(choice.options) > 1))


def _choice(
    sop: Sop, trail: Sequence[Deed], name: str, label: str, value_of: Callable[[Event], str], asked: Mapping[str, str]
) -> Choice:
    texts = {value: _text(sop, name, deed) for deed in reversed(trail) if (value := value_of(deed.event))}
    options = tuple(_sorted(sop, name, texts.items()))
    wanted = asked.get(name, "")
    return Choice(name, label, options, wanted if wanted in texts and len(options) > 1 else "")


def _text(sop: Sop, name: str, deed: Deed) -> str:
    event = deed.event
    if name == "orang":
        return event.actor.name
    if name == "peran":
        return sop.title(event.role) if event.role else CAPACITIES.get(event.actor.capacity, event.actor.capacity)
    if name == "langkah":
        step = sop.step(event.step or "")
        return f"{sop.number(step.id)}. {step.uraian}" if step else event.step or ""
    return KINDS.get(event.kind, event.kind) if name == "jenis" else str(event.putaran)


def _sorted(sop: Sop, name: str, options: Iterable[Option]) -> list[Option]:
    """Return options by name; steps in their order, rounds by number, kinds as they first came."""
    if name == "langkah":
        order = {step.id: number for number, step in enumerate(sop.langkah)}
        return sorted(options, key=lambda option: order.get(option[0], len(order)))
    if name == "putaran":
        return sorted(options, key=lambda option: int(option[0]))
    return list(options) if name == "jenis" else sorted(options, key=lambda option: option[1].casefold())
