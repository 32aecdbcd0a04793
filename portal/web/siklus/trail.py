"""The trail of a cycle in sentences: who, in which capacity, did what, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.cycle.events import Event
from portal.cycle.flags import Flag
from portal.desk.values import Cycle
from portal.say import say
from portal.sop.model import Agency, Sop


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail: the event, what was done in words, and whether it was taken back.

    `due` is a due moment that it moved, before and after; `units` the units a return names; `flags` what to know of it.
    """

    event: Event
    words: str
    title: str | None
    reason: str | None
    undone: bool
    undoable: bool
    due: tuple[datetime | None, datetime | None] | None = None
    units: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def trail(cycle: Cycle, known: Sequence[Flag] = (), undoable: Collection[int] = ()) -> tuple[Deed, ...]:
    """Return the whole trail, newest first, with what is to know of each line; `undoable` are the reader's numbers."""
    return tuple(_deed(cycle, event, known, undoable) for event in reversed(cycle.state.events))


def _deed(cycle: Cycle, event: Event, known: Sequence[Flag], undoable: Collection[int]) -> Deed:
    payload = event.payload
    return Deed(
        event=event,
        words=words(cycle.sop, event),
        title=capacity_of(cycle.sop, cycle.agency, event),
        reason=payload.get("alasan") or payload.get("catatan"),
        undone=event.seq in cycle.state.undone,
        undoable=event.seq in undoable,
        due=moved(event),
        units=tuple(unit.nama for unit in cycle.sop.unit if unit.id in (payload.get("unit_diminta") or ())),
        flags=tuple(flag.kind for flag in known if event.seq in flag.seqs),
    )


def moved(event: Event) -> tuple[datetime | None, datetime | None] | None:
    """Return the due moment that an event moved: before and after."""
    facts = event.payload.get("aktif")
    if not facts or event.kind not in ("lanjutkan", "tenggat", "pindah-versi"):
        return None
    before, after = (datetime.fromisoformat(at) if at else None for at in (facts.get("lama"), facts["jatuh_tempo"]))
    return before, after


def capacity_of(sop: Sop, agency: Agency, event: Event) -> str | None:
    """Return the capacity that follows the name; a role without a title here (a unit's, at a hand-in) has none."""
    if event.role and event.kind != "catat":
        column = next((column for column in sop.pelaksana if column.id == event.role), None)
        title = column.jabatan if column else agency.jabatan.get(event.role)
        acting = event.actor.capacity in ("Plt.", "Plh.")
        return f"{event.actor.capacity} {title}" if acting and title else title
    named = {"pengelola": say("pengelola siklus"), "pemantau": say("pemantau")}
    return named.get(event.actor.capacity)


def signed_as(sop: Sop, event: Event) -> str:
    """Return the capacity in which the official of a recorded paper signed: "Plt. Kepala Dinas"."""
    acting = event.payload.get("kapasitas")
    title = ", ".join(filter(None, (sop.title(event.role or ""), unit_of(sop, event))))
    return f"{acting} {title}" if acting in ("Plt.", "Plh.") else title


def unit_of(sop: Sop, event: Event) -> str:
    """Return the name of the unit an act was done for, where its step asks each of them; empty elsewhere."""
    step = sop.step(event.step or "")
    if step is None or step.per != "unit":
        return ""
    return next((unit.nama for unit in sop.unit if unit.id == event.unit), "")


def words(sop: Sop, event: Event) -> str:
    """Return what an event did, in words that follow the person's name."""
    no = sop.number(event.step) if event.step and sop.step(event.step) else 0
    step = sop.step(event.step or "")
    if event.kind == "putuskan" and step:
        yes = event.payload.get("pilihan") == "ya"
        answer = (step.label_ya or say("Ya")) if yes else (step.label_tidak or say("Tidak"))
        return say("memutuskan langkah {no}: {answer}", no=no, answer=answer)
    if event.kind in ("kembalikan", "buka-kembali") and event.payload.get("ke"):
        back = sop.number(event.payload["ke"])
        if event.kind == "kembalikan":
            return say("mengembalikan ke langkah {no}", no=back)
        return say("membuka kembali siklus dari langkah {no}", no=back)
    if event.kind == "serah":
        unit = next((u.nama for u in sop.unit if u.id == event.unit), event.unit or "")
        return say("menyerahkan data {unit}", unit=unit)
    if event.kind == "catat" and step:
        return say("mencatat langkah {no} dari kertas yang ditandatangani {pejabat}, {kapasitas}",
                   no=no, pejabat=event.payload.get("pejabat", ""), kapasitas=signed_as(sop, event))  # fmt: skip
    if event.kind == "centang" and step and step.terima:
        return say("menerima langkah {no}", no=no)
    if event.kind == "centang" and (unit := unit_of(sop, event)):
        return say("menyelesaikan langkah {no} untuk {unit}", no=no, unit=unit)
    if event.kind == "urungkan":
        return say("mengurungkan catatan {seq}", seq=event.payload.get("seq", ""))
    plain = {
        "buka": say("membuka siklus"), "centang": say("menyelesaikan langkah {no}", no=no),
        "lewati": say("melewati langkah {no}", no=no), "komentar": say("berkomentar"),
        "tutup": say("menutup siklus"), "buka-kembali": say("membuka kembali siklus"),
        "batalkan": say("membatalkan siklus"), "mulai": say("mulai mengerjakan langkah {no}", no=no),
        "tunda": say("mencatat langkah {no} menunggu pihak luar", no=no),
        "lanjutkan": say("melanjutkan langkah {no}", no=no),
        "tenggat": say("menghitung ulang tenggat langkah {no}", no=no),
        "pindah-versi": say("memindahkan siklus ke versi SOP yang baru"),
    }  # fmt: skip
    return plain.get(event.kind, event.kind)
