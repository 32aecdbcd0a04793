"""A cycle's record: everything its papers say, gathered from the cycle in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from portal.cycle import tallies
from portal.cycle.day_words import in_words
from portal.cycle.events import Event
from portal.cycle.evidence import bukti_of
from portal.cycle.state import CycleState, StepState
from portal.desk.values import Cycle
from portal.paper.front import day
from portal.paper.markup import grouped
from portal.paper.record import Attestation, Entry, Record, StepLine
from portal.sop.model import Step
from portal.store.journal import Head
from portal.web.siklus.due import came_late
from portal.web.siklus.trail import Deed, signed_as, trail

ATTESTING = ("centang", "putuskan", "serah", "catat", "lewati")
"""The acts by which somebody answers for a step."""

CHECKS = ("centang", "putuskan", "catat")


def record(cycle: Cycle, faults: Sequence[str], head: Head) -> Record:
    """Return the papers of a cycle as it stands; `faults` are those of its chain.

    `head` is the journal's as they are made: with another head they are other papers of the same cycle.
    """
    deeds = trail(cycle)[::-1]
    last = cycle.state.events[-1]
    agency, sop = cycle.agency, cycle.sop
    return Record(
        office=tuple(line for line in (agency.pemda, agency.nama, sop.satuan_kerja) if line),
        name=sop.nama,
        period=cycle.label or cycle.period.words,
        facts=tuple(_facts(cycle)),
        steps=tuple(_step(cycle, no, step, deeds) for no, step in enumerate(sop.langkah, 1)),
        attestations=tuple(_attestation(cycle, deed) for deed in deeds if deed.event.kind in ATTESTING),
        trail=tuple(_entry(cycle, deed) for deed in deeds),
        hashes=(
            ("Naskah SOP yang dipakai", cycle.snapshot_sha256),
            (f"Catatan terakhir (nomor {last.seq})", last.hash),
            (f"Kepala jurnal waktu dicetak (nomor {head.seq})", head.hash),
        ),
        faults=tuple(faults),
        foot=f"Siklus {cycle.id[:8]}, sampai catatan {last.seq}, sidik {grouped(last.hash)}",
    )


def _facts(cycle: Cycle) -> Iterator[tuple[str, str]]:
    state = cycle.state
    opened, last = state.events[0], state.events[-1]
    if cycle.sop.nomor:
        yield "Nomor SOP", cycle.sop.nomor
    yield "Periode", cycle.period.words
    if cycle.label:
        yield "Sebutan", cycle.label
    yield "Keadaan", state.status.capitalize()
    yield "Langkah selesai", f"{state.done} dari {state.total}"
    if state.putaran > 1:
        yield "Putaran", str(state.putaran)
    if told := ", ".join(_told(state)):
        yield "Perlu diketahui", told
    yield "Dibuka", f"{_moment(cycle, opened.time)}, oleh {opened.actor.name}"
    yield "Catatan terakhir", f"{_moment(cycle, last.time)}, oleh {last.actor.name}"


def _told(state: CycleState) -> Iterator[str]:
    """Yield what an evaluator counts, as far as there is any."""
    counted = (
        (state.putaran - 1, "pengembalian"), (tallies.on_paper(state), "langkah dari kertas"),
        (tallies.skipped(state), "langkah dilewati"), (tallies.late(state), "centang terlambat"),
    )  # fmt: skip
    return (f"{n} {words}" for n, words in counted if n)


# the checklist -------------------------------------------------------------------------------------------------


def _step(cycle: Cycle, no: int, step: Step, deeds: Sequence[Deed]) -> StepLine:
    now = cycle.state.steps[step.id]
    stands = {filled.event.seq for filled in now.filled} | ({now.skipped.seq} if now.skipped else set())
    done = [deed for deed in deeds if deed.event.seq in stands]
    titles = ", ".join(cycle.sop.title(role) for role in step.pelaksana)
    return StepLine(
        no=no,
        uraian=step.uraian,
        titles=titles,
        state=now.state.capitalize(),
        done=tuple((", ".join(_who(cycle, deed)), _when(cycle, now, deed.event)) for deed in done),
        open=tuple(_awaited(cycle, now)),
        due=_moment(cycle, now.due) if now.due and now.state == "aktif" else None,
        notes=tuple(_units(cycle, now)),
    )


def _when(cycle: Cycle, now: StepState, event: Event) -> str:
    """Return when somebody answered for a step, and what an evaluator asks of that: from paper, late."""
    paper = f"dari kertas tanggal {_paper_day(event)}" if event.kind == "catat" else None
    late = came_late(cycle, now, event) if event.kind in CHECKS else None
    return "; ".join(filter(None, (_moment(cycle, event.time), paper, late and late.lower())))


def _awaited(cycle: Cycle, now: StepState) -> Iterator[str]:
    for slot in now.open:
        titles = " atau ".join(cycle.sop.title(role) for role in slot.roles)
        yield f"{titles}, {_unit(cycle, slot.unit)}" if slot.unit else titles


def _units(cycle: Cycle, now: StepState) -> Iterator[str]:
    """Yield which units have handed in, and which have not."""
    given = [_unit(cycle, handin.unit) for handin in now.handins if handin.event]
    missing = [_unit(cycle, handin.unit) for handin in now.handins if not handin.event]
    if given:
        yield f"Menyerahkan: {', '.join(given)}"
    if missing:
        yield f"Belum menyerahkan: {', '.join(missing)}"


def _unit(cycle: Cycle, unit: str | None) -> str:
    return next((one.nama for one in cycle.sop.unit if one.id == unit), unit or "")


# who attested what ---------------------------------------------------------------------------------------------


def _attestation(cycle: Cycle, deed: Deed) -> Attestation:
    event = deed.event
    step = cycle.sop.step(event.step or "")
    name, *capacity = _who(cycle, deed)
    return Attestation(
        no=cycle.sop.number(step.id) if step else 0,
        uraian=step.uraian if step else "",
        said=f"{deed.words[:1].upper()}{deed.words[1:]}",
        name=name,
        capacity=", ".join(capacity),
        when=_moment(cycle, event.time),
        notes=tuple(_notes(deed)),
        hash=event.hash,
        undone=_undone(cycle, deed),
    )


def _who(cycle: Cycle, deed: Deed) -> list[str]:
    """Return name and capacity of the one who answers: of a step done on paper, the official who signed it."""
    event = deed.event
    if event.kind == "catat" and event.payload.get("pejabat"):
        return [event.payload["pejabat"], signed_as(cycle.sop, event)]
    capacity = [deed.title] if deed.title else []
    unit = [_unit(cycle, event.unit)] if event.unit else []
    replaced = event.payload.get("menggantikan")
    return [event.actor.name, *capacity, *unit, *([f"menggantikan {replaced}"] if replaced else [])]


def _undone(cycle: Cycle, deed: Deed) -> str | None:
    if deed.undone:
        return "Diurungkan"
    now = cycle.state.steps.get(deed.event.step or "")
    if now and any(filled.event.seq == deed.event.seq for filled in now.earlier):
        return "Dibuka lagi oleh pengembalian"
    return None


# the trail -----------------------------------------------------------------------------------------------------


def _entry(cycle: Cycle, deed: Deed) -> Entry:
    event = deed.event
    replaced = event.payload.get("menggantikan")
    instead = f" menggantikan {replaced}," if replaced else ""
    who = event.actor.name + (f", {deed.title},{instead}" if deed.title else "")
    said = f"{who} {deed.words}"
    return Entry(event.seq, _moment(cycle, event.time), said, tuple(_notes(deed)), event.hash, deed.undone)


def _notes(deed: Deed) -> Iterator[str]:
    """Yield what an act says beyond itself: its reason, the correction, the paper, the files."""
    event = deed.event
    if deed.reason:
        yield deed.reason
    if event.payload.get("alasan") and event.payload.get("catatan"):
        yield event.payload["catatan"]
    if event.payload.get("salah"):
        yield f"{event.payload['salah']}: {event.payload.get('lama') or '–'} → {event.payload.get('baru') or '–'}"
    if event.kind == "catat" and event.payload.get("pejabat"):
        yield f"Dicatat oleh {event.actor.name} dari kertas tanggal {_paper_day(event)}"
    if event.payload.get("di_luar_alur"):
        yield "Di luar alur SOP"
    for one in bukti_of(event):
        yield f"Berkas {one.nama}, SHA-256 {one.sha256}"


def _paper_day(event: Event) -> str:
    try:
        return day(date.fromisoformat(event.payload.get("tanggal", "")))
    except ValueError:
        return ""


def _moment(cycle: Cycle, moment: datetime) -> str:
    """Return a moment in the cycle's zone: "Kamis, 8 Oktober 2026, 09.12 WIB"."""
    local = cycle.calendar.local(moment)
    return f"{in_words(local.date())}, {local:%H.%M} {cycle.sop.zona_waktu}"
