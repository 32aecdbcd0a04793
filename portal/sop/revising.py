"""Revising: what Drops and Replaces of plugins make of a table, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from portal.say import say
from portal.sop.document import Unreadable, Values
from portal.sop.draft import Draft, Notes, Spot, differing, read_item
from portal.sop.edits import Drop, Edit, Replace
from portal.sop.flow import written_exits
from portal.sop.schema import STEP

Edits = Mapping[str, Sequence[Edit]]
E = TypeVar("E", bound=Edit)


def each(edits: Edits, kind: type[E]) -> Iterator[tuple[str, E]]:
    """Yield the edits of one kind, plugins by name, each list in its order."""
    for plugin in sorted(edits):
        for edit in edits[plugin]:
            if isinstance(edit, kind):
                yield plugin, edit


def from_plugin(name: str) -> Spot:
    """Return the place of what a plugin asked for."""
    return Spot(f"plugin {name}")


def revised(drafts: Sequence[Draft], edits: Edits, notes: Notes) -> tuple[tuple[Draft, ...], dict[str, str]]:
    """Return the drafts after all Drops and Replaces, and the dropped ids with the plugin that dropped each."""
    ids = {draft.id for draft in drafts}
    for plugin, answers in edits.items():
        if not all(isinstance(answer, Edit) for answer in answers):
            notes.add(from_plugin(plugin), say("Jawaban sop_edits harus berisi Add, Replace atau Drop saja."))
    dropped: dict[str, str] = {}
    for plugin, drop in each(edits, Drop):
        if _there(drop.id, ids, plugin, notes):
            dropped.setdefault(drop.id, plugin)
    replaced = _replacements(ids, dropped, edits, notes)
    kept = tuple(_replaced(draft, replaced.get(draft.id, {})) for draft in drafts if draft.id not in dropped)
    for draft in kept:
        for target in written_exits(draft).values():
            if target in dropped:
                message = say('Langkah "{id}" tidak dapat dibuang: dituju oleh "{other}".', id=target, other=draft.id)
                notes.add(from_plugin(dropped[target]), message)
    return kept, dropped


def _there(step: str, ids: set[str], plugin: str, notes: Notes) -> bool:
    if step not in ids:
        notes.add(from_plugin(plugin), say('Langkah "{id}" tidak ada di SOP ini.', id=step))
    return step in ids


def _replacements(
    ids: set[str], dropped: Mapping[str, str], edits: Edits, notes: Notes
) -> dict[str, dict[str, tuple[str, object]]]:
    """Return, for each step, its replaced keys: key → (plugin, value)."""
    found: dict[str, dict[str, tuple[str, object]]] = {}
    for plugin, change in each(edits, Replace):
        if not _there(change.id, ids, plugin, notes):
            continue
        if change.id in dropped:
            notes.add(
                from_plugin(plugin),
                say(
                    'Langkah "{id}" diganti, padahal dibuang oleh plugin {other}.',
                    id=change.id,
                    other=dropped[change.id],
                ),
            )
            continue
        keys = found.setdefault(change.id, {})
        for key, value in _values(plugin, change, notes).items():
            if key in keys:
                message = say(
                    '"{key}" langkah "{id}" sudah diganti oleh plugin {other}.',
                    key=key,
                    id=change.id,
                    other=keys[key][0],
                )
                notes.add(from_plugin(plugin), message)
            else:
                keys[key] = (plugin, value)
    return found


def _values(plugin: str, change: Replace, notes: Notes) -> Values:
    try:
        values = read_item(change.values, f"plugin {plugin}")
    except Unreadable as unreadable:
        notes.problems.extend(unreadable.problems)
        return {}
    for key in values.keys() & {"id", "dari"}:
        notes.add(from_plugin(plugin), say('"{key}" langkah "{id}" tidak dapat diganti.', key=key, id=change.id))
    return {key: value for key, value in values.items() if key not in ("id", "dari")}


def _replaced(draft: Draft, keys: Mapping[str, tuple[str, object]]) -> Draft:
    if not keys:
        return draft
    new = draft.with_values(**{key: value for key, (_, value) in keys.items()})
    changed = {*draft.asal.diubah, *differing(new.values, draft.values, tuple(keys))}
    return replace(
        new,
        asal=replace(draft.asal, diubah=tuple(key.name for key in STEP if key.name in changed)),
        spots={**draft.spots, **{key: from_plugin(plugin) for key, (plugin, _) in keys.items()}},
        inherited=draft.inherited - keys.keys(),
    )
