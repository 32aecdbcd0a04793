"""Cycles at the turns that the demo's story does not stop at: signing by unit, a receipt, a decision, the end."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from portal.cycle.calendar import Calendar
from portal.cycle.period import read_period
from portal.demo.build import environment
from portal.demo.narrator import Narrator, Telling
from portal.desk import Desk
from portal.library import Library
from portal.people import accounts
from portal.people.model import CONSOLE
from portal.plugins import find_plugins
from portal.settings import load
from portal.store.database import Store

STATIONS = {
    "purwakarta 2023-TW1": ("Yayat Supriatna", 5),
    "purwakarta 2023-TW2": ("Iis Komariah", 6),
    "suak-midai 2025-TW1": ("Rosmaini Abdullah", 2),
    "bakesbangpol 2025-TW1": ("Bayu Prakoso", 4),
    "purwakarta 2023-TW3": ("Dewi Anggraeni Kusumawardhani", 99),
}
"""Agency and period → whose turn it is, after so many steps."""


def add_stations(home: Path, now: datetime) -> None:
    """Run a cycle up to each station, in the demo that stands in `home`."""
    settings = load(environment(home, {}), home.parent)
    plugins = find_plugins(settings)
    library = Library(settings, plugins, lambda: now)
    store = Store(settings.database)
    store.open()
    people = {person.nama: person for person in accounts.listed(CONSOLE, now, limit=100).people}
    for place, (_, steps) in STATIONS.items():
        agency, period = place.split()
        narrator = Narrator(Desk(store, library, plugins), agency, people, Calendar(), now, now)
        narrator.began(40)
        for _ in _walk(narrator, period, steps):
            pass
    store.close()


def _walk(narrator: Narrator, period: str, steps: int) -> Telling:
    cycle = yield from narrator.open(read_period(period, "triwulan"))
    return (yield from narrator.go(cycle, steps))
