"""Asking a hook of plugins one by one, so that a fault stays with the plugin that has it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import ModuleType

import pluggy

from portal.hooks import Format, Panel
from portal.plugin_finding import Source
from portal.plugin_loading import described, where
from portal.say import Said
from portal.sop.edits import Activity, Add, Drop, Replace
from portal.sop.model import Problem

log = logging.getLogger("portal.plugins")

MOST = 10_000
KINDS: Mapping[str, tuple[type, ...]] = {
    "sop_edits": (Add, Replace, Drop),
    "activities": (Activity,),
    "sop_problems": (Problem,),
    "objections": (str,),
    "formats": (Format,),
    "panels": (Panel,),
}
"""What each hook answers a sequence of; the answer of a hook that is not here is ignored."""

Answers = list[tuple[str, tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin in use. `source`: `folder`, `paket` (installed) or `portal` (its own); `replaces` is what it ousted."""

    name: str
    folder: Path
    version: str | None
    source: Source
    module: ModuleType | None
    hooks: tuple[str, ...]
    manager: pluggy.PluginManager = field(repr=False, compare=False)
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A hook call that failed: whose, which, what happened, and in which line of the plugin."""

    plugin: str
    hook: str
    message: Said
    path: str
    line: int | None


def ask(
    plugins: Iterable[Plugin], hook: str, arguments: Mapping[str, object], *, trace: bool = False
) -> tuple[Answers, list[Fault]]:
    """Ask `hook` of each plugin that answers it; return the answers by name, and the faults, which are logged."""
    given: Answers = []
    faults: list[Fault] = []
    for plugin in plugins:
        if hook not in plugin.hooks:
            continue
        start = time.perf_counter()
        try:
            answers = getattr(plugin.manager.hook, hook)(**arguments)
            items = tuple(item for answer in answers for item in _items(hook, answer))
        except KeyboardInterrupt:
            raise
        except BaseException as fault:  # SystemExit too: nobody ends the portal from a hook
            log.error("plugin %s failed in hook %s", plugin.name, hook, exc_info=fault)
            place = where(plugin.name, plugin.folder, fault)
            faults.append(Fault(plugin.name, hook, described(fault), *place))
            continue
        given.append((plugin.name, items))
        if trace:
            took = (time.perf_counter() - start) * 1000
            log.info("plugin %s answered hook %s: %r (%.1f ms)", plugin.name, hook, items, took)
    return given, faults


def _items(hook: str, answer: object) -> tuple[object, ...]:
    """Return the parts of an answer, or raise `TypeError` where it is junk."""
    kinds = KINDS.get(hook)
    if kinds is None:
        return ()
    if isinstance(answer, (str, bytes, Mapping)) or not isinstance(answer, Iterable):
        raise TypeError(f"jawaban {type(answer).__name__}, seharusnya daftar {kinds[0].__name__}")
    items = tuple(islice(answer, MOST + 1))
    for item in items:
        if not isinstance(item, kinds):
            raise TypeError(f"jawaban berisi {type(item).__name__}, seharusnya {kinds[0].__name__}")
        if isinstance(item, str) and not item.strip():
            raise TypeError("jawaban berisi kalimat kosong")
    if len(items) > MOST:
        raise TypeError(f"jawaban lebih dari {MOST} butir")
    return items
