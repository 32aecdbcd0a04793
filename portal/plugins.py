"""The plugins of this portal: built once by `find_plugins`, handed to whoever asks them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import cast

from portal.builtin import MODULES
from portal.cycle.events import Event
from portal.cycle.state import CycleState
from portal.hooks import Asker, Check, Format, Panel
from portal.plugin_asking import Answers, Fault, Plugin, ask
from portal.plugin_finding import Candidate, Quarantined, find_candidates, folded
from portal.plugin_loading import Rejected, load, managed
from portal.resources import PACKAGE
from portal.say import Said, say
from portal.settings import Settings
from portal.sop.document import Unreadable
from portal.sop.edits import Activity, Edit
from portal.sop.model import Agency, Problem, Sop
from portal.sop.reading import read_agency

MOST_FAULTS = 100
"""How many kinds of failing hook calls are remembered."""


class Plugins:
    """All plugins in use, in order of name, and those in quarantine.

    `faults` are the last hook calls that failed, each kind once, for the page of plugins and for checking.
    """

    def __init__(self, loaded: Iterable[Plugin], quarantined: Iterable[Quarantined], *, trace: bool = False) -> None:
        self.trace = trace
        self._faults: dict[Fault, None] = {}
        self.activities: Mapping[str, Activity]
        self.formats: Mapping[str, Format]
        self.loaded: tuple[Plugin, ...] = tuple(sorted(loaded, key=lambda plugin: folded(plugin.name)))
        self.activities, self.formats, late = self._gather()
        gone = {one.name for one in late}
        self.loaded = tuple(plugin for plugin in self.loaded if plugin.name not in gone)
        self.quarantined = tuple(sorted([*quarantined, *late], key=lambda one: folded(one.name)))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The hook calls that failed, those first that failed first."""
        return tuple(self._faults)

    def plugin(self, name: str) -> Plugin | None:
        """Return the plugin of this name, None if there is none in use."""
        return next((plugin for plugin in self.loaded if plugin.name == name), None)

    def is_quarantined(self, name: str) -> bool:
        """True if a plugin of this name was found and set aside."""
        return any(folded(one.name) == folded(name) for one in self.quarantined)

    def why_missing(self, name: str) -> Said | None:
        """Return why a plugin of this name is not in use; None if it is."""
        if self.plugin(name):
            return None
        for one in self.quarantined:
            if folded(one.name) == folded(name):
                return say('plugin "{nama}" dikarantina: {sebab}', nama=name, sebab=one.reason)
        return say('plugin "{nama}" tidak terpasang', nama=name)

    def ask(self, hook: str, only: Collection[str] | None = None, **arguments: object) -> Answers:
        """Ask a hook of every plugin, or of `only` these; faults are logged and dropped, the others still asked."""
        return self._ask(hook, only, arguments)[0]

    def edits(self, sop: Sop, agency: Agency) -> tuple[dict[str, tuple[Edit, ...]], list[Fault]]:
        """Ask the plugins that `agency` switched on how they change `sop`: their edits by name, and who failed."""
        given, faults = self._ask("sop_edits", agency.aktifkan, {"sop": sop, "agency": agency})
        return {name: cast("tuple[Edit, ...]", edits) for name, edits in given}, faults

    def problems(self, sop: Sop) -> list[Problem]:
        """Ask all plugins what is wrong with `sop`."""
        return [cast(Problem, one) for _, answer in self.ask("sop_problems", sop=sop) for one in answer]

    def objections(self, cycle: CycleState, step: str, check: Check, person: Asker) -> list[str]:
        """Ask all plugins for objections to a check; a plugin that fails objects, and is named."""
        arguments = {"cycle": cycle, "step": step, "check": check, "person": person}
        given, faults = self._ask("objections", None, arguments)
        failed = [
            say('Plugin "{nama}" gagal memeriksa langkah ini. Beri tahu admin portal, lalu coba lagi.', nama=one.plugin)
            for one in faults
        ]
        return [cast(str, text) for _, answer in given for text in answer] + failed

    def tell(self, event: Event) -> None:
        """Tell all plugins of an event that is on disk."""
        self._ask("recorded", None, {"event": event})

    def panels(self, place: str, subject: object) -> list[tuple[str, Panel]]:
        """Ask all plugins for boxes on a page, each with the name of its plugin."""
        answers = self.ask("panels", place=place, subject=subject)
        return [(name, cast(Panel, panel)) for name, answer in answers for panel in answer]

    def _ask(
        self, hook: str, only: Collection[str] | None, arguments: Mapping[str, object]
    ) -> tuple[Answers, list[Fault]]:
        asked = [plugin for plugin in self.loaded if only is None or plugin.name in only]
        given, faults = ask(asked, hook, arguments, trace=self.trace)
        self._faults.update(dict.fromkeys(faults[: MOST_FAULTS - len(self._faults)]))
        return given, faults

    def _gather(self) -> tuple[dict[str, Activity], dict[str, Format], list[Quarantined]]:
        """Take activities and formats, by name of plugin; one that fails or clashes here is quarantined."""
        activities: dict[str, Activity] = {}
        formats: dict[str, Format] = {}
        late: list[Quarantined] = []
        for plugin in self.loaded:
            try:
                offered = cast("list[Activity]", self._start(plugin, "activities"))
                exports = cast("list[Format]", self._start(plugin, "formats"))
                _refuse_clashes(plugin, [one.name for one in offered], activities, own=f"{plugin.name}.")
                _refuse_clashes(plugin, [one.name for one in exports], formats)
            except Rejected as why:
                late.append(quarantine(plugin.name, plugin.folder, why))
                continue
            activities.update((one.name, one) for one in offered)
            formats.update((one.name, one) for one in exports)
        return activities, formats, late

    def _start(self, plugin: Plugin, hook: str) -> list[object]:
        given, faults = self._ask(hook, (plugin.name,), {})
        if faults:
            raise Rejected(say("gagal di hook {hook}: {sebab}", hook=hook, sebab=faults[0].message), plugin.name)
        return [item for _, items in given for item in items]


def find_plugins(settings: Settings, extra: Sequence[Path] = ()) -> Plugins:
    """Find, load and check all plugins; `extra` are single folders that replace whatever has their name."""
    candidates, refused = find_candidates(settings, extra)
    loaded = [_own(module) for module in MODULES]
    for candidate in candidates:
        try:
            loaded.append(_loaded(candidate))
        except Rejected as why:
            refused.append(quarantine(candidate.name, candidate.folder, why))
    kept, twins = _one_agency_each(loaded)
    return Plugins(kept, [*refused, *twins], trace=settings.trace)


def quarantine(name: str, folder: Path | None, why: Rejected) -> Quarantined:
    """Return the record of a plugin that was rejected."""
    return Quarantined(name, folder, why.reason, why.path, why.line)


def _own(module: ModuleType) -> Plugin:
    name = f"portal.{module.__name__.rpartition('.')[2]}"
    manager, hooks = managed(name, module)
    return Plugin(name, PACKAGE / "builtin", None, "portal", module, hooks, manager)


def _loaded(candidate: Candidate) -> Plugin:
    folder, module, manager, hooks = load(candidate)
    return Plugin(
        candidate.name, folder, candidate.version, candidate.source, module, hooks, manager, candidate.replaces
    )


def _one_agency_each(loaded: list[Plugin]) -> tuple[list[Plugin], list[Quarantined]]:
    """Quarantine every plugin whose agency is also brought by another: none of them is guessed to be right."""
    owners: dict[str, list[Plugin]] = {}
    for plugin in loaded:
        agency = _agency_id(plugin)
        if agency:
            owners.setdefault(agency, []).append(plugin)
    twins = [
        quarantine(plugin.name, plugin.folder, _twin(agency, plugin, several))
        for agency, several in owners.items() if len(several) > 1 for plugin in several
    ]  # fmt: skip
    gone = {one.name for one in twins}
    return [plugin for plugin in loaded if plugin.name not in gone], twins


def _agency_id(plugin: Plugin) -> str | None:
    """Return the id of the plugin's agency; None where there is none or its file cannot be read (told elsewhere)."""
    try:
        return read_agency((plugin.folder / "instansi.md").read_bytes(), f"{plugin.name}/instansi.md").id
    except (OSError, Unreadable):
        return None


def _twin(agency: str, plugin: Plugin, several: list[Plugin]) -> Rejected:
    others = ", ".join(other.name for other in several if other is not plugin)
    reason = say('instansi "{id}" juga dibawa plugin {lain}; satu instansi satu plugin', id=agency, lain=others)
    return Rejected(reason, f"{plugin.name}/instansi.md")


def _refuse_clashes(plugin: Plugin, offered: list[str], taken: Collection[str], own: str = "") -> None:
    for number, name in enumerate(offered):
        if name in taken or name in offered[:number]:
            raise Rejected(say('nama "{nama}" sudah dipakai plugin lain', nama=name), plugin.name)
        if not name.startswith(own) or name == own:
            raise Rejected(say('nama aktivitas "{nama}" harus diawali "{awal}"', nama=name, awal=own), plugin.name)
