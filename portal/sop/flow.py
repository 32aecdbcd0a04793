"""The flow: where every step goes on to, once the defaults are filled in."""

from __future__ import annotations

from collections.abc import Sequence

from portal.sop.draft import EXITS, Draft
from portal.sop.model import END, Step


def linked(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with their effective exits: `berikut` an id or END; for a decision only `ya` and `tidak`."""
    following = [*(draft.id for draft in drafts), END][1:]
    return tuple(link(draft, after) for draft, after in zip(drafts, following, strict=True))


def link(draft: Draft, following: str) -> Draft:
    """Return one draft with its effective exits, where `following` comes after it if it says nothing else."""
    if draft.bentuk == "keputusan":
        return draft.with_values(berikut=None)
    target = END if draft.bentuk == "selesai" else draft.values.get("berikut") or following
    return draft.with_values(berikut=target, ya=None, tidak=None)


def written_exits(draft: Draft) -> dict[str, str]:
    """Return the exits that were written and steer the flow: key → target."""
    keys = ("ya", "tidak") if draft.bentuk == "keputusan" else ("berikut",) if draft.bentuk != "selesai" else ()
    return {key: draft.values[key] for key in keys if draft.values.get(key)}


def idle_exits(draft: Draft) -> tuple[str, ...]:
    """Return the exits that were written for this step but have no effect on the flow."""
    ends = draft.bentuk == "selesai" and draft.values.get("berikut") == END
    live = {"berikut"} if ends else written_exits(draft).keys() | draft.inherited
    return tuple(key for key in EXITS if draft.values.get(key) and key not in live)


def unreached(steps: Sequence[Step]) -> set[str]:
    """Return the steps that cannot be reached from the first row."""
    ahead = {step.id: [target for target in step.exits if target] for step in steps}
    return set(ahead) - _closure(ahead, [steps[0].id])


def endless(steps: Sequence[Step]) -> set[str]:
    """Return the steps from which no end can be reached."""
    behind: dict[str, list[str]] = {step.id: [] for step in steps}
    for step in steps:
        for target in step.exits:
            if target:
                behind[target].append(step.id)
    return set(behind) - _closure(behind, [step.id for step in steps if None in step.exits])


def _closure(edges: dict[str, list[str]], start: Sequence[str]) -> set[str]:
    seen, waiting = set(start), list(start)
    while waiting:
        for target in edges[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
