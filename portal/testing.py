"""What the tests of a plugin may use: an SOP as the portal composes it, and a cycle that has come so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.cycle.events import Actor, Event, Kind
from portal.cycle.replay import replay
from portal.cycle.state import CycleState
from portal.library.entries import Entry
from portal.library.shelves import Shelves
from portal.plugins import Plugins, find_plugins
from portal.settings import load
from portal.settings.agency import AgencySettings
from portal.settings.agency_changes import write_agency_settings
from portal.sop.model import Sop, Step
from portal.sop.schema import heading

START = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
"""When a cycle of a test begins: Tuesday, 6 October 2026, 09.00 WIB; each of its events comes a minute later."""

COLUMNS = ("no", "uraian", "pelaksana", "kelengkapan", "waktu", "output", "keterangan")


def plugins_in(home: Path, folder: Path | None = None) -> Plugins:
    """Return all plugins a portal with the empty folder `home` finds, and the one in `folder`, wherever it lies."""
    return find_plugins(load({"PORTAL_HOME": str(home)}, home), (folder,) if folder else ())


def composed(
    home: Path, agency: str, slug: str, aktifkan: Sequence[str] | None = None, unit: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Entry:  # fmt: skip
    """Return what `agency` follows in a portal with the empty folder `home`.

    `aktifkan` and `unit` are what the operator sets: the plugins switched on, the units (id → name).
    `folder` is a plugin that lies anywhere, for instance the one that is being tested.
    Raises `LookupError` where the agency has no such SOP.
    """
    if aktifkan is not None or unit is not None:
        given = AgencySettings(unit, None if aktifkan is None else tuple(aktifkan))
        write_agency_settings(home, agency, given)
    settings = load({"PORTAL_HOME": str(home)}, home)
    entry = Shelves(settings, plugins_in(home, folder), lambda: START).composed(slug, agency)
    if entry is None:
        raise LookupError(f"{agency}: {slug}")
    return entry


def cycle_at(
    sop: Sop, step: str, typed: Mapping[str, Mapping[str, str]] | None = None, skipped: Collection[str] = ()
) -> CycleState:
    """Return a cycle that has come to `step`: every step before it checked, every decision a yes.

    `typed` are the forms of activities by step id; `skipped` steps were passed over by the pengelola.
    """
    events = [_event(1, "buka", None, {})]
    state = replay(sop, events)
    while state.active and state.active != step:
        here = sop.step(state.active)
        slots = state.steps[state.active].open
        choice = {"pilihan": "ya"} if here and here.is_decision else {}
        if state.active in skipped:
            events.append(_event(len(events) + 1, "lewati", state.active, choice))
        else:
            payload = {"isian": dict((typed or {}).get(state.active, {})), **choice}
            kind: Kind = "putuskan" if choice else "centang"
            events.append(_event(len(events) + 1, kind, state.active, payload, slots[0].roles[0], slots[0].unit))
        state = replay(sop, events)
    return state


def _event(
    seq: int, kind: Kind, step: str | None, payload: Mapping[str, object], role: str | None = None,
    unit: str | None = None,
) -> Event:  # fmt: skip
    time = START + timedelta(minutes=seq)
    return Event("uji", seq, kind, Actor("uji", "Penguji"), time, step, 1, role, unit, payload)


def printed(sop: Sop) -> str:
    """Return the table of steps as Markdown, with the form's own column titles and without its hidden columns.

    Under `pelaksana` stand the titles of those who check, and in brackets of those who take part.
    """
    shown = [column for column in COLUMNS if heading(sop.label, column)]
    head = [str(heading(sop.label, column)) for column in shown]
    rows = [[_cells(sop, step)[column] for column in shown] for step in sop.langkah]
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _cells(sop: Sop, step: Step) -> dict[str, str]:
    who = [sop.title(role) for role in step.pelaksana] + [f"({sop.title(role)})" for role in step.peserta]
    return {
        "no": str(sop.number(step.id)),
        "uraian": step.uraian,
        "pelaksana": "; ".join(who),
        "kelengkapan": "; ".join(step.kelengkapan),
        "waktu": step.waktu.teks if step.waktu else "",
        "output": "; ".join(step.output),
        "keterangan": step.keterangan.teks if step.keterangan else "",
    }
