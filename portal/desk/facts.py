"""A cycle as other programs read it: the same facts as the page, as plain values."""

from __future__ import annotations

from datetime import datetime

from portal.cycle.events import Event, stamp
from portal.cycle.state import StepState
from portal.desk.files import Berkas
from portal.desk.values import Cycle, CycleRow

TOLD_BESIDE = ("langkah", "jatuh_tempo", "penjelasan")
"""What a due moment's event keeps that a step tells anyway."""


def row_facts(row: CycleRow) -> dict[str, object]:
    """Return a cycle of a list."""
    return {
        "id": row.id, "instansi": row.agency, "sop": row.slug, "nama": row.nama, "periode": row.period.text,
        "status": row.status, "putaran": row.putaran, "langkah_aktif": row.active_no, "uraian_aktif": row.active_uraian,
        "dipegang": row.held_by, "selesai": row.done, "dari": row.total, "jatuh_tempo": _moment(row.due_at),
        "menunggu_luar_sejak": _moment(row.paused_at), "dikembalikan": row.returns, "dari_kertas": row.on_paper,
        "dilewati": row.skipped, "dicentang_terlambat": row.late_checks,
        "dibuka": _moment(row.opened_at), "berakhir": _moment(row.ended_at),
    }  # fmt: skip


def cycle_facts(cycle: Cycle) -> dict[str, object]:
    """Return one cycle with its steps and its trail."""
    state = cycle.state
    steps = [
        _step(no, step.uraian, list(step.pelaksana), state.steps[step.id])
        for no, step in enumerate(cycle.sop.langkah, 1)
    ]
    return {
        "versi": 1, "id": cycle.id, "instansi": cycle.agency.id, "sop": cycle.slug, "nama": cycle.sop.nama,
        "periode": cycle.period.text, "status": state.status, "putaran": state.putaran, "aktif": state.active,
        "selesai": state.done, "dari": state.total, "digest": cycle.digest, "naskah_sha256": cycle.snapshot_sha256,
        "naskah_pembuka_sha256": cycle.opened_with or cycle.snapshot_sha256,
        "dibuka": _moment(cycle.opened_at), "langkah": steps,
        "riwayat": [_event(event, event.seq in state.undone) for event in state.events],
    }  # fmt: skip


def file_facts(berkas: Berkas) -> dict[str, object]:
    """Return one file of a cycle; `seq` is the event that brought it."""
    return {
        "id": berkas.id, "seq": berkas.seq, "langkah": berkas.step, "putaran": berkas.putaran, "unit": berkas.unit,
        "untuk": berkas.purpose, "nama": berkas.name, "jenis": berkas.media_type, "ukuran": berkas.size,
        "sha256": berkas.sha256, "oleh": berkas.person_name, "waktu": stamp(berkas.at),
        "memuat_lokasi": berkas.tells_place, "rusak_sejak": _moment(berkas.broken_at),
    }  # fmt: skip


def _step(no: int, uraian: str, pelaksana: list[str], now: StepState) -> dict[str, object]:
    return {
        "no": no, "id": now.id, "uraian": uraian, "pelaksana": pelaksana, "keadaan": now.state,
        "putaran": now.putaran, "sejak": _moment(now.since), "jatuh_tempo": _moment(now.due),
        "penjelasan": now.due_why,
        "tenggat": {key: value for key, value in now.due_facts.items() if key not in TOLD_BESIDE},
        "mulai": [{"seq": event.seq, "peran": event.role, "unit": event.unit} for event in now.started],
        "menunggu_luar_sejak": _moment(now.paused.time) if now.paused else None,
        "pernah_menunggu": [{"dari": stamp(first.time), "sampai": stamp(last.time)} for first, last in now.pauses],
        "centang": [{"seq": f.event.seq, "peran": f.event.role, "unit": f.slot.unit} for f in now.filled],
        "belum": [{"peran": list(slot.roles), "unit": slot.unit} for slot in now.open],
        "serahan": [{"unit": h.unit, "seq": h.event.seq if h.event else None} for h in now.handins],
    }  # fmt: skip


def _event(event: Event, undone: bool) -> dict[str, object]:
    return {
        "seq": event.seq, "jenis": event.kind, "langkah": event.step, "putaran": event.putaran, "peran": event.role,
        "unit": event.unit, "nama": event.actor.name, "kapasitas": event.actor.capacity, "waktu": stamp(event.time),
        "isi": dict(event.payload), "diurungkan": undone, "hash": event.hash,
    }  # fmt: skip


def _moment(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
