"""A small office for the desk's tests: one SOP with every kind of step, people for every role, a second office."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from portal.cycle.evidence import Bukti
from portal.desk import Desk
from portal.desk.values import Cycle, Done, Form
from portal.library import Library
from portal.people import accounts, assignments, grants
from portal.people.model import CONSOLE, Person
from portal.people.standing import Standing, standing_of
from portal.plugins import Plugins, find_plugins
from portal.settings import load
from portal.store.database import Store

NOW = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
SLUG = "uji"
PERIOD = "2026-TW3"

SOP = """---
nama: Uji
instansi: {agency}
siklus: triwulan
pelaksana: {{kepala: Kepala, kasubbag: Kasubbag, sekretaris: Sekretaris, kabid: Kabid}}
langkah:
  - {{id: perintah, uraian: Memerintahkan, pelaksana: kepala, bentuk: mulai, waktu: 5 menit}}
  - {{id: himpun, uraian: Menghimpun, pelaksana: kasubbag, himpun: unit, waktu: 2 hari}}
  - {{id: rapat, uraian: Rapat, pelaksana: [kepala, kasubbag], waktu: 1 hari}}
  - {{id: ttd, uraian: Menandatangani, pelaksana: kabid, per: unit}}
  - {{id: koreksi, uraian: Mengoreksi, pelaksana: kepala, bentuk: keputusan, ya: arsip, tidak: himpun}}
  - {{id: arsip, uraian: Mengarsipkan, pelaksana: sekretaris, bentuk: selesai}}
---
"""
AGENCY = """---
id: {agency}
nama: Kantor {agency}
unit: {{a: Bidang A, b: Bidang B}}
---
"""
ACTING = {
    "capacity": "Plh.", "sampai": date(2026, 10, 11), "surat": "SP/1", "surat_tanggal": date(2026, 10, 5),
    "menggantikan": "Kepala Lama",
}  # fmt: skip
"""The terms of somebody who stands in for the head for a few days."""
CAST = {
    "kepala": ("kepala", None), "kasubbag": ("kasubbag", None), "sekretaris": ("sekretaris", None),
    "kabid-a": ("kabid", "a"), "kabid-b": ("kabid", "b"),
}  # fmt: skip


def write_agency(home: Path, agency: str, sop: str = SOP) -> Path:
    """Write an agency plugin with one SOP into a home; return the SOP's path."""
    folder = home / "plugins" / agency
    (folder / "sop").mkdir(parents=True)
    (folder / "instansi.md").write_text(AGENCY.format(agency=agency), "utf-8")
    path = folder / "sop" / f"{SLUG}.md"
    path.write_text(sop.format(agency=agency), "utf-8")
    return path


@dataclass
class World:
    """An office at work; `now` may be moved."""

    store: Store
    library: Library
    plugins: Plugins
    desk: Desk
    people: dict[str, Person] = field(default_factory=dict)
    now: datetime = NOW

    def me(self, name: str) -> Standing:
        """Return what a person may do now."""
        return standing_of(self.people[name].id, self.now)

    def later(self, **more: float) -> None:
        """Let time pass."""
        self.now += timedelta(**more)

    def hire(self, name: str, agency: str, role: str | None = None, unit: str | None = None, **more: Any) -> Person:
        """Make a person, with a role."""
        made = accounts.create(self.store, CONSOLE, username=name, nama=name.title(), now=self.now)
        self.people[name] = made
        if role:
            assignments.assign(self.store, CONSOLE, person_id=made.id, agency=agency, role=role, unit=unit,
                               mulai=self.now.date(), now=self.now, **more)  # fmt: skip
        return made

    def grant(self, name: str, right: Any, agency: str | None) -> None:
        """Give a person a right."""
        last = self.now.date() + timedelta(days=100) if right == "pemantau" else None
        first = self.now.date() if right == "pemantau" else None
        grants.give(self.store, CONSOLE, person_id=self.people[name].id, right=right, agency=agency, now=self.now,
                    mulai=first, sampai=last)  # fmt: skip

    def open(self, period: str = PERIOD, who: str = "pengelola", agency: str = "satu", **more: Any) -> Cycle:
        """Open a cycle."""
        return self.desk.open(self.me(who), agency, SLUG, period, form(), self.now, **more).cycle

    def bukti(self, name: str = "bukti.pdf", data: bytes = b"%PDF-1.7 uji") -> Bukti:
        """Put a file into the office's cabinet, as an upload does before its act."""
        draft = self.desk.files.cabinet.draft(1024 * 1024)
        draft.write(data)
        return Bukti(name, "application/pdf", len(data), self.desk.files.cabinet.put(draft))

    def act(self, name: str, who: str, cycle: Cycle | str, **typed: Any) -> Done:
        """Let somebody do an act, by default on the active step."""
        cycle_id = cycle if isinstance(cycle, str) else cycle.id
        on_a_step = ("check", "decide", "hand_in", "send_back", "skip", "start", "pause", "resume", "retime", "record")
        if name in on_a_step and "step" not in typed:
            state = self.desk.cycle(self.me("pengelola"), cycle_id, self.now).state
            typed = {"step": state.active, "putaran": state.putaran, **typed}
        done: Done = getattr(self.desk, name)(self.me(who), cycle_id, form(**typed), self.now)
        return done

    def until(self, cycle: Cycle, step: str) -> Cycle:
        """Let everybody work until `step` is active."""
        way = {
            "perintah": [("check", "kepala")],
            "himpun": [("hand_in", "kabid-a"), ("hand_in", "kabid-b"), ("check", "kasubbag")],
            "rapat": [("check", "kepala"), ("check", "kasubbag")],
            "ttd": [("check", "kabid-a"), ("check", "kabid-b")],
            "koreksi": [("decide", "kepala")],
            "arsip": [("check", "sekretaris")],
        }
        while cycle.state.active and cycle.state.active != step:
            for name, who in way[cycle.state.active]:
                more = {"pilihan": "ya"} if name == "decide" else {}
                cycle = self.act(name, who, cycle, **more).cycle
        return cycle


def form(**typed: Any) -> Form:
    """Return a form with a fresh key."""
    return Form(**{"kunci": secrets.token_hex(16), **typed})


def make_world(store: Store, home: Path) -> World:
    """Return the office, its people hired, nothing opened yet."""
    for agency in ("satu", "dua"):
        write_agency(home, agency)
    settings = load({"PORTAL_HOME": str(home), "PORTAL_PLUGINS": "satu,dua"}, home)
    plugins = find_plugins(settings)
    library = Library(settings, plugins, lambda: NOW)
    world = World(store, library, plugins, Desk(store, library, plugins))
    for name, (role, unit) in CAST.items():
        world.hire(name, "satu", role, unit)
    world.hire("pengelola", "satu")
    world.grant("pengelola", "pengelola", "satu")
    world.hire("orang-luar", "dua", "kepala")
    world.grant("orang-luar", "pengelola", "dua")
    return world
