"""Adding: where the steps that plugins add take their place in the flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from portal.say import Said, say
from portal.sop.document import Unreadable, Values, activity_id
from portal.sop.draft import EXITS, Draft, Notes, Spot, read_item
from portal.sop.edits import Add
from portal.sop.flow import link
from portal.sop.model import END, Asal
from portal.sop.revising import Edits, each, from_plugin

Template = Callable[[Values, Spot], Values]
"""Puts what a step's activity brings beneath its values; the spot is where a missing activity is told of."""


def added(
    drafts: Sequence[Draft], dropped: Mapping[str, str], edits: Edits, template: Template, notes: Notes
) -> tuple[Draft, ...]:
    """Return the linked drafts after all Adds; a step whose activity already stands there is left out."""
    table = _Table(drafts, dropped)
    for plugin, add in each(edits, Add):
        try:
            values = read_item(add.step, f"plugin {plugin}")
        except Unreadable as unreadable:
            notes.problems.extend(unreadable.problems)
            continue
        activity = values.get("aktivitas")
        if activity and table.holds(activity):
            continue
        if refusal := table.add(add, _draft(plugin, template(values, from_plugin(plugin)))):
            notes.add(from_plugin(plugin), refusal)
    return tuple(table.drafts)


def _draft(plugin: str, values: Values) -> Draft:
    own = values.get("id") or activity_id(values.get("aktivitas") or "")
    return Draft(own, values, Asal("plugin", plugin), from_plugin(plugin))


class _Table:
    """The linked steps, growing; `dropped` are the ids that no Add may hold on to, each with its plugin."""

    def __init__(self, drafts: Sequence[Draft], dropped: Mapping[str, str]) -> None:
        self.drafts = list(drafts)
        self._dropped = dropped
        self._last_after: dict[str, str] = {}

    def holds(self, activity: str) -> bool:
        """True if a step with this activity stands in the table."""
        return any(draft.values.get("aktivitas") == activity for draft in self.drafts)

    def add(self, add: Add, step: Draft) -> Said | None:
        """Put a step in its place; return why it has none."""
        if not step.id or "dari" in step.values:
            return say("Langkah tambahan memerlukan id atau aktivitas, dan tidak memakai dari.")
        if step.id in self._ids():
            return say('Langkah "{id}" sudah ada. Pakai id lain.', id=step.id)
        if bool(add.anchors) == bool(add.before):
            return say('Langkah "{id}" harus menyebut salah satu: after atau before.', id=step.id)
        anchors = (add.before,) if add.before else add.anchors
        found = next((anchor for anchor in anchors if anchor in self._ids() or anchor in self._dropped), None)
        if found is None:
            names = ", ".join(f'"{anchor}"' for anchor in anchors)
            return say('Langkah "{id}" tidak mendapat tempat: tidak ada {anchors}.', id=step.id, anchors=names)
        if found in self._dropped:
            return say(
                'Langkah "{id}" tidak mendapat tempat: "{anchor}" dibuang oleh plugin {other}.',
                id=step.id,
                anchor=found,
                other=self._dropped[found],
            )
        return self._before(found, step) if add.before else self._after(found, step)

    def _ids(self) -> list[str]:
        return [draft.id for draft in self.drafts]

    def _after(self, anchor: str, step: Draft) -> Said | None:
        """Insert behind the anchor and whatever was already added behind it, taking over the way onwards."""
        at = self._ids().index(self._last_after.get(anchor, anchor))
        last = self.drafts[at]
        onwards = last.values.get("berikut")
        if last.bentuk == "keputusan" or onwards in (None, END):
            return say(
                'Langkah "{id}" tidak dapat sesudah "{anchor}", yang memutuskan atau mengakhiri alur. Pakai before.',
                id=step.id,
                anchor=last.id,
            )
        self.drafts[at] = last.with_values(berikut=step.id)
        self.drafts.insert(at + 1, link(step, str(onwards)))
        for held, tail in list(self._last_after.items()):
            if tail == last.id:
                self._last_after[held] = step.id
        self._last_after[anchor] = step.id
        return None

    def _before(self, anchor: str, step: Draft) -> Said | None:
        """Insert above the anchor; what came to it from above now comes to the step, returns stay."""
        at = self._ids().index(anchor)
        if self.drafts[at].bentuk == "mulai":
            return say('Langkah "{id}" tidak dapat ditambahkan sebelum langkah mulai.', id=step.id)
        for place, above in enumerate(self.drafts[:at]):
            turned = {key: step.id for key in EXITS if above.values.get(key) == anchor}
            self.drafts[place] = above.with_values(**turned) if turned else above
        self.drafts.insert(at, link(step, anchor))
        return None
