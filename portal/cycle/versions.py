"""Pindah versi: a running cycle moves to a corrected SOP, as long as what was done stands in it unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from portal.cycle.acts import Draft, Typed, must_give, running
from portal.cycle.meanwhile import last
from portal.cycle.state import CycleState
from portal.refusal import Refusal, Taken
from portal.say import say
from portal.sop.model import Asal, Sop, Step


def obstacles(state: CycleState, corrected: Sop) -> tuple[str, ...]:
    """Return why the cycle cannot move to `corrected`: done steps that are changed, moved or gone."""
    touched = [step for step in state.sop.langkah if _touched(state, step.id)]
    found = []
    for step in touched:
        after = corrected.step(step.id)
        no = state.sop.number(step.id)
        if after is None:
            found.append(say("Langkah {no} sudah dikerjakan, tetapi tidak ada lagi dalam SOP yang baru.", no=no))
        elif step.id != state.active and _bare(after) != _bare(step):
            found.append(say("Langkah {no} sudah dikerjakan, tetapi isinya berubah dalam SOP yang baru.", no=no))
        elif step.id == state.active and _roles(after) != _roles(step):
            found.append(say("Langkah {no} sedang berjalan, tetapi pelaksananya berubah dalam SOP yang baru.", no=no))
    if corrected.langkah[0].id != state.sop.langkah[0].id:
        found.append(say("Langkah pertama SOP yang baru bukan langkah pertama siklus ini."))
    return tuple(dict.fromkeys([*found, *_of_units(state, corrected, touched)]))


def _of_units(state: CycleState, corrected: Sop, touched: Sequence[Step]) -> Iterator[str]:
    """Yield what speaks against the corrected SOP's units: what all had done would be open again for a new one."""
    before, after = ({unit.id: unit.nama for unit in sop.unit} for sop in (state.sop, corrected))
    if before.keys() - after.keys():
        yield say("Ada unit siklus ini yang tidak ada lagi dalam SOP yang baru.")
    joined = ", ".join(nama for unit, nama in after.items() if unit not in before)
    for step in touched if joined else ():
        if step.id != state.active and "unit" in (step.per, step.himpun):
            yield say("Langkah {no} sudah dikerjakan tanpa {units}, unit yang baru dalam SOP itu.",
                      no=state.sop.number(step.id), units=joined)  # fmt: skip


def move_on(
    state: CycleState, corrected: Sop, typed: Typed, before: tuple[str, str], after: tuple[str, str],
    changes: Sequence[str], aktif: Mapping[str, object] | None = None,
) -> Draft:  # fmt: skip
    """Pindah versi. `before` and `after` are (SHA-256 of the snapshot, digest); `changes` what differs, in words;
    `aktif` the due moment of the active step where the corrected SOP gives it another time.
    """
    running(state)
    if before[0] == after[0]:
        moved = last(state, "pindah-versi")
        if moved:
            raise Taken(say("Siklus ini sudah dipindahkan ke versi SOP itu oleh {name}.", name=moved.actor.name))
        raise Taken(say("Siklus ini sudah memakai versi SOP itu."))
    must_give(typed, say("Tulis alasan siklus pindah ke versi SOP yang baru."))
    if reasons := obstacles(state, corrected):
        raise Refusal(say("Siklus ini tidak dapat pindah versi."), status=409, reasons=reasons)
    return Draft(
        "pindah-versi", state.active, state.putaran,
        payload=typed.payload(
            dari=before[0], ke_versi=after[0], digest_lama=before[1], digest_baru=after[1],
            perubahan=[str(change) for change in changes], aktif=dict(aktif) if aktif else None,
        ),
    )  # fmt: skip


def _touched(state: CycleState, step_id: str) -> bool:
    now = state.steps[step_id]
    return now.state in ("aktif", "selesai", "dilewati") or bool(now.filled or now.earlier)


def _bare(step: Step) -> Step:
    return replace(step, asal=Asal())


def _roles(step: Step) -> tuple[object, ...]:
    return step.pelaksana, step.deciders, step.cukup, step.per, step.himpun, step.is_decision
