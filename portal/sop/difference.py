"""What differs between two composed SOPs, in sentences: shown before a cycle opens with a changed one."""

from __future__ import annotations

from dataclasses import fields

from portal.say import say
from portal.sop.model import Sop, Step

NOT_COMPARED = {"slug", "langkah", "unit", "zona_waktu", "hari_kerja", "dihapus", "isi", "instansi"}
NOT_COMPARED_OF_STEPS = {"id", "asal"}


def difference(old: Sop, new: Sop) -> tuple[str, ...]:
    """Return what changed from `old` to `new`, step by step, the identity first."""
    return (*_identity(old, new), *_steps(old, new))


def _identity(old: Sop, new: Sop) -> list[str]:
    names = [f.name for f in fields(Sop) if f.name not in NOT_COMPARED]
    changed = [name for name in names if getattr(old, name) != getattr(new, name)]
    if old.isi != new.isi:
        changed.append("isi")
    return [say("Keterangan SOP berubah: {keys}.", keys=", ".join(changed))] if changed else []


def _steps(old: Sop, new: Sop) -> list[str]:
    before, after = {step.id: step for step in old.langkah}, {step.id: step for step in new.langkah}
    found: list[str] = []
    for no, step in enumerate(new.langkah, 1):
        if step.id not in before:
            found.append(say("Langkah {no} baru: {uraian}.", no=no, uraian=step.uraian))
        elif keys := _keys(before[step.id], step):
            found.append(say("Langkah {no} berubah: {keys}.", no=no, keys=", ".join(keys)))
    found += [say("Langkah dihapus: {uraian}.", uraian=s.uraian) for s in old.langkah if s.id not in after]
    common = [step.id for step in new.langkah if step.id in before]
    if common != [step.id for step in old.langkah if step.id in after]:
        found.append(say("Urutan langkah berubah."))
    return found


def _keys(old: Step, new: Step) -> list[str]:
    names = [f.name for f in fields(Step) if f.name not in NOT_COMPARED_OF_STEPS]
    return [name for name in names if getattr(old, name) != getattr(new, name)]
