"""Finding plugins: folders and installed packages, before any of their code runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Literal

from portal.refusal import Refusal
from portal.say import Said, say
from portal.settings import Settings
from portal.settings.toml_file import read_toml

GROUP = "portal.plugins"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")

Source = Literal["portal", "folder", "paket"]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A plugin that is not used: why, and where the fault is (`path` is relative, with `/`)."""

    name: str
    folder: Path | None
    reason: str
    path: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that was found. `rank` decides whom it may replace: 0 shipped, 1 installed or put there, 2 named now."""

    name: str
    source: Source
    folder: Path | None
    entry: EntryPoint | None = None
    version: str | None = None
    rank: int = 1
    replaces: str | None = None

    @property
    def key(self) -> str:
        """The name as it is compared: `Portal-Audit` and `portal_audit` are one name."""
        return folded(self.name)

    @property
    def shown(self) -> str:
        """Where the plugin was found, for people."""
        return str(self.folder) if self.folder else f"paket {self.entry.value if self.entry else self.name}"


def folded(name: str) -> str:
    """Return a plugin's name as it is compared with others."""
    return name.casefold().replace("-", "_")


def find_candidates(settings: Settings, extra: Sequence[Path] = ()) -> tuple[list[Candidate], list[Quarantined]]:
    """Return what is to be loaded, by name, and what is refused at the door.

    `extra` are single plugin folders that replace whatever has their name.
    """
    found = [
        *(_folder(child, rank=0 if number == 0 else 1)
          for number, place in enumerate(settings.plugin_dirs) for child in _children(place)),
        *(_package(entry) for entry in entry_points(group=GROUP)),
        *(_folder(folder, rank=2) for folder in extra),
    ]  # fmt: skip
    refused: list[Quarantined] = []
    if settings.only_plugins is not None:
        allowed = {folded(name): name for name in settings.only_plugins}
        found = [one for one in found if one.key in allowed or one.rank == 2]
        missing = [name for key, name in allowed.items() if key not in {one.key for one in found}]
        refused += [Quarantined(name, None, _not_found(), name) for name in missing]
    groups: dict[str, list[Candidate]] = {}
    for one in found:
        groups.setdefault(one.key, []).append(one)
    chosen = []
    for group in groups.values():
        best, clashing = _best(group)
        chosen += [best] if best else []
        refused += clashing
    return sorted(chosen, key=lambda one: one.key), refused


def _best(group: list[Candidate]) -> tuple[Candidate | None, list[Quarantined]]:
    """Choose among plugins of one name: a folder of the operator replaces a shipped one; nothing else is guessed."""
    top = max(one.rank for one in group)
    shipped = [one for one in group if one.rank == 0]
    packages = [one for one in group if one.source == "paket"]
    if top == 1 and shipped and len(packages) == len(group) - 1:
        return shipped[0], [_clash(one, group) for one in packages]
    upper = [one for one in group if one.rank == top]
    if len(upper) > 1:
        return None, [_clash(one, group) for one in group]
    lower = [one for one in group if one.rank < top]
    return replace(upper[0], replaces=lower[-1].shown if lower else None), []


def _clash(one: Candidate, group: list[Candidate]) -> Quarantined:
    others = ", ".join(other.shown for other in group if other is not one)
    reason = say(
        'nama "{nama}" juga dipakai {lain}; ganti nama salah satunya atau singkirkan yang tidak dipakai',
        nama=one.name, lain=others,
    )  # fmt: skip
    return Quarantined(one.name, one.folder, reason, one.name)


def _not_found() -> Said:
    return say("disebut di PORTAL_PLUGINS tetapi tidak ditemukan; periksa ejaannya")


def _children(place: Path) -> Iterable[Path]:
    """Return the plugin folders in a folder, by name; a hidden one or a plain file is none."""
    try:
        return sorted(child for child in place.iterdir() if child.name[0] not in "._" and child.is_dir())
    except OSError:
        return ()


def _folder(folder: Path, rank: int) -> Candidate:
    return Candidate(folder.name, "folder", folder, version=_version(folder), rank=rank)


def _version(folder: Path) -> str | None:
    try:
        project = read_toml(folder / "pyproject.toml", "pyproject.toml").get("project")
    except Refusal:
        return None
    version = project.get("version") if isinstance(project, dict) else None
    return version if isinstance(version, str) else None


def _package(entry: EntryPoint) -> Candidate:
    return Candidate(entry.name, "paket", None, entry=entry, version=entry.dist.version if entry.dist else None)
