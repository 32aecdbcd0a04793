"""Monev: monitoring and evaluation of what was achieved, as steps of an SOP."""

from __future__ import annotations

from portal import Activity, Add, Agency, Sop, hookimpl

from .visit import RESULT, SCHEDULE, VISIT


@hookimpl
def activities() -> list[Activity]:
    """Offer the schedule, the visit and the result."""
    return [SCHEDULE, VISIT, RESULT]


@hookimpl
def sop_edits(sop: Sop, agency: Agency) -> list[Add]:
    """Schedule, visit and gather the result once the data are in, where no monev is held yet."""
    if "kinerja" not in sop.tag or any((step.aktivitas or "").startswith("monev.") for step in sop.langkah):
        return []
    planner = sop.first_role("kasubbag-perencanaan", "petugas-data")
    visitor = sop.first_role("kepala", "sekretaris")
    hosts = [column.id for column in sop.pelaksana if column.id == "kabid"]
    anchors = ("periksa", "himpun", "ekejab-input", "perintah", sop.langkah[0].id)
    steps = (
        {"aktivitas": SCHEDULE.name, "pelaksana": planner},
        {"aktivitas": VISIT.name, "pelaksana": visitor, "peserta": hosts},
        {"aktivitas": RESULT.name, "pelaksana": planner},
    )
    return [Add(step, after=anchors) for step in steps]
