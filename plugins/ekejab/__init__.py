"""E-kejab: keying the performance data into the application outside, having it corrected, and documenting it."""

from __future__ import annotations

from portal import Activity, Add, Agency, Check, CycleState, Sop, hookimpl, say

from .entry import CORRECTION, DOCUMENTATION, INPUT


@hookimpl
def activities() -> list[Activity]:
    """Offer the input, its correction and the documentation."""
    return [INPUT, CORRECTION, DOCUMENTATION]


@hookimpl
def sop_edits(sop: Sop, agency: Agency) -> list[Add]:
    """Key the data in once the document is signed, else before the last step, where nothing is keyed yet."""
    if "kinerja" not in sop.tag or any((step.aktivitas or "").startswith("ekejab.") for step in sop.langkah):
        return []
    document = {"aktivitas": DOCUMENTATION.name, "pelaksana": sop.first_role("admin-ekejab", "petugas-data")}
    correct = {"aktivitas": CORRECTION.name, "pelaksana": sop.first_role("sekretaris", "kepala")}
    key_in = {"aktivitas": INPUT.name, "pelaksana": sop.first_role("kasubbag-perencanaan", "petugas-data")}
    signed = sop.step("tanda-tangan")
    return [
        Add(document, after="tanda-tangan") if signed else Add(document, before=sop.langkah[-1].id),
        Add(correct, before="ekejab-dokumentasi"),
        Add(key_in, before="ekejab-koreksi"),
    ]


@hookimpl
def objections(cycle: CycleState, step: str, check: Check) -> list[str]:
    """Refuse to document, or to approve, what nobody has keyed in, and a documentation dated before its input."""
    here = cycle.sop.step(step)
    activity = here.aktivitas if here else None
    approving = activity == CORRECTION.name and check.choice == "ya"
    asked_for = any(one.aktivitas == INPUT.name for one in cycle.sop.langkah)
    if not asked_for or not (approving or activity == DOCUMENTATION.name):
        return []
    entry = cycle.last_check(INPUT.name)
    if entry is None:
        return [
            say("Belum ada yang menyatakan data sudah diinput ke e-kejab. Kembalikan dahulu ke langkah input e-kejab.")
        ]
    keyed = str(entry.payload.get("isian", {}).get("tanggal", ""))
    if check.form.get("tanggal", keyed) < keyed:
        return [say("Tanggal dokumentasi lebih awal daripada tanggal input {day}. Periksa tanggalnya.", day=keyed)]
    return []
