"""The agencies: each one's own file, and over it what the operator has set."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from portal.canon import canonical, sha256
from portal.library.files import read_bytes, stamp
from portal.plugins import Plugins
from portal.refusal import Refusal
from portal.say import say
from portal.settings import Settings
from portal.settings.agency import FILE, AgencySettings, read_each_agencys
from portal.settings.agency_rules import AgencyRules, rules_of
from portal.sop.document import Unreadable
from portal.sop.model import Agency, Problem, Unit
from portal.sop.problems import judge_agency
from portal.sop.reading import read_agency


@dataclass(frozen=True, slots=True)
class Seat:
    """An agency, the plugin folder it stands in, and the stamp of all that describes it.

    `problems` stand in the way of every SOP of the agency.
    """

    agency: Agency
    plugin: str
    folder: Path
    stamp: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Overrides:
    """What is set for the agencies; `problems` are of the whole file, `own` of one agency's part."""

    stamp: str
    agencies: Mapping[str, AgencySettings]
    problems: tuple[Problem, ...] = ()
    own: Mapping[str, Problem] = field(default_factory=dict)

    def against(self, agency_id: str) -> tuple[Problem, ...]:
        """Return what stands in the way of every SOP of an agency."""
        return (*self.problems, self.own[agency_id]) if agency_id in self.own else self.problems


@dataclass(frozen=True, slots=True)
class _Known:
    state: str
    overrides: _Overrides
    seat: Seat | None
    problems: tuple[Problem, ...] = ()


class Seats:
    """The agencies that the plugins bring, read again when their files change."""

    def __init__(self, settings: Settings, plugins: Plugins) -> None:
        self._settings = settings
        self._file = str(settings.home / FILE)
        self._files = {
            plugin.name: str(plugin.folder / "instansi.md") for plugin in plugins.loaded if _has_agency(plugin.folder)
        }
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._overrides = _Overrides("", settings.agencies)
        self._by_id: dict[str, str] = {}
        self.all()

    def get(self, agency_id: str) -> Seat | None:
        """Return one agency's seat; only its own file is looked at."""
        plugin = self._by_id.get(agency_id)
        if plugin is None:
            return None
        seat = self._seat(plugin, self._overrides_now())
        if seat is None or seat.agency.id != agency_id:
            return next((one for one in self.all() if one.agency.id == agency_id), None)
        return seat

    def all(self) -> tuple[Seat, ...]:
        """Return all agencies, by id; two that claim one id are left out, and told of by `problems`."""
        overrides = self._overrides_now()
        seats = [seat for plugin in self._files if (seat := self._seat(plugin, overrides))]
        claims = Counter(seat.agency.id for seat in seats)
        single = sorted((seat for seat in seats if claims[seat.agency.id] == 1), key=lambda seat: seat.agency.id)
        self._by_id = {seat.agency.id: seat.plugin for seat in single}
        return tuple(single)

    def rules(self, agency_id: str) -> AgencyRules:
        """Return what the operator has set for an agency, and what holds where nothing is set."""
        return rules_of(self._overrides_now().agencies.get(agency_id, AgencySettings()))

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the agencies' files and settings."""
        served = {seat.agency.id for seat in self.all()}
        found = [*self._overrides.problems, *self._overrides.own.values()]
        for plugin, known in sorted(self._known.items()):
            found += known.problems
            if known.seat and known.seat.agency.id not in served:
                message = say(
                    'Instansi "{id}" juga dibawa plugin lain; keduanya tidak dipakai.', id=known.seat.agency.id
                )
                found.append(Problem(f"{plugin}/instansi.md", None, message))
        claimed = {known.seat.agency.id for known in self._known.values() if known.seat}
        for agency_id in sorted({*self._settings.agencies, *self._overrides.agencies} - claimed):
            message = say("Pengaturan [instansi.{id}] tidak mengenai instansi mana pun.", id=agency_id)
            found.append(Problem(FILE, None, message, "saran"))
        return tuple(found)

    def _overrides_now(self) -> _Overrides:
        state = stamp(self._file)
        if state != self._overrides.stamp or state.endswith("~"):
            self._overrides = self._read_overrides(state)
        return self._overrides

    def _read_overrides(self, state: str) -> _Overrides:
        given = dict(self._settings.agencies)
        try:
            read, refused = read_each_agencys(self._settings.home)
        except Refusal as why:
            return _Overrides(state, given, (Problem(FILE, None, why.message),))
        for agency, later in read.items():
            given[agency] = later.over(given.get(agency, AgencySettings()))
        own = {agency: Problem(FILE, None, why.message) for agency, why in refused.items()}
        return _Overrides(state, given, own=own)

    def _seat(self, plugin: str, overrides: _Overrides) -> Seat | None:
        state = stamp(self._files[plugin])
        with self._lock:
            known = self._known.get(plugin)
        if known is None or known.state != state or known.overrides is not overrides or state.endswith("~"):
            known = _read(plugin, Path(self._files[plugin]), state, overrides)
            with self._lock:
                self._known[plugin] = known
        return known.seat


def _has_agency(folder: Path) -> bool:
    return (folder / "instansi.md").exists()


def _read(plugin: str, path: Path, state: str, overrides: _Overrides) -> _Known:
    shown = f"{plugin}/instansi.md"
    try:
        agency = read_agency(read_bytes(path, shown), shown)
    except Unreadable as why:
        return _Known(state, overrides, None, why.problems)
    agency = _overridden(agency, overrides.agencies.get(agency.id, AgencySettings()))
    young = "~" if "~" in state + overrides.stamp else ""
    units = [[unit.id, unit.nama] for unit in agency.unit]
    problems = overrides.against(agency.id)
    set_here = [list(agency.aktifkan), units, agency.hari_kerja, [str(one) for one in problems]]
    mark = sha256(canonical([state, *set_here])) + young
    seat = Seat(agency, plugin, path.parent, mark, problems)
    return _Known(state, overrides, seat, judge_agency(agency, shown))


def _overridden(agency: Agency, given: AgencySettings) -> Agency:
    if given.unit is not None:
        agency = replace(agency, unit=tuple(Unit(id_, name) for id_, name in given.unit.items()))
    if given.aktifkan is not None:
        agency = replace(agency, aktifkan=given.aktifkan)
    if given.hari_kerja is not None:
        agency = replace(agency, hari_kerja=given.hari_kerja)
    return agency
