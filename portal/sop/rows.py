"""Rows: what the rows of base and variant and the templates of activities make of a table, before any edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from portal.say import say
from portal.sop.document import Document, Row, Unreadable, Values
from portal.sop.draft import Draft, Notes, Spot, differing, read_item
from portal.sop.edits import Activity
from portal.sop.faults import nearest
from portal.sop.model import Asal

_OWN = ("id", "dari")


class Templates:
    """What activities bring beneath the values of a step."""

    def __init__(self, activities: Mapping[str, Activity], notes: Notes) -> None:
        self.activities = activities
        self._notes = notes

    def of(self, values: Values, spot: Spot) -> Values:
        """Return the template of the activity that `values` name; note at `spot` if there is none of that name."""
        name = values.get("aktivitas")
        if name is None:
            return {}
        if name not in self.activities:
            hint = nearest(name, self.activities) or say(" Pasang plugin yang membawanya.")
            self._notes.add(spot, say('Aktivitas "{name}" tidak ada.{hint}', name=name, hint=hint))
            return {}
        try:
            template = read_item(self.activities[name].template, f"aktivitas {name}")
        except Unreadable as unreadable:
            self._notes.problems.extend(unreadable.problems)
            return {}
        return {key: value for key, value in template.items() if key not in (*_OWN, "aktivitas")}

    def beneath(self, values: Values, spot: Spot) -> Values:
        """Return `values` with what their activity brings beneath them."""
        return {**self.of(values, spot), **values}


def whole(document: Document, own: bool, owner: str | None, templates: Templates) -> tuple[Draft, ...]:
    """Return the drafts of a document that stands alone: a base SOP, or an agency's `own` full SOP."""
    if own:
        return tuple(_brought(document, row, owner, templates) for row in document.langkah or ())
    return tuple(_ground(document, row, templates) for row in document.langkah or ())


def varied(
    base: Document, variant: Document, owner: str | None, templates: Templates, notes: Notes
) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Return the drafts of a variant's table, and the ids of the base's steps that it dropped."""
    if variant.langkah is None:
        return whole(base, False, None, templates), ()
    ground = {draft.id: draft for draft in whole(base, False, None, Templates(templates.activities, Notes()))}
    names = {row.values["dari"]: row.id for row in variant.langkah if row.values.get("dari")}
    drafts: list[Draft] = []
    for row in variant.langkah:
        source = row.values.get("dari")
        if source is None:
            drafts.append(_brought(variant, row, owner, templates))
        elif source in ground:
            drafts.append(_taken(variant, row, ground[source], names, templates))
        else:
            hint = nearest(source, ground)
            message = say('Langkah induk "{id}" tidak ada di "{base}".{hint}', id=source, base=base.slug, hint=hint)
            notes.add(Spot(variant.path, row.lines["dari"]), message)
    return tuple(drafts), tuple(step for step in ground if step not in names)


def _spots(document: Document, row: Row) -> tuple[Spot, dict[str, Spot]]:
    return Spot(document.path, row.line), {key: Spot(document.path, line) for key, line in row.lines.items()}


def _ground(document: Document, row: Row, templates: Templates) -> Draft:
    """Return a row of a base SOP."""
    spot, spots = _spots(document, row)
    values = templates.beneath(row.values, spots.get("aktivitas", spot))
    return Draft(row.id, values, Asal("dasar", document.slug), spot, spots)


def _brought(document: Document, row: Row, owner: str | None, templates: Templates) -> Draft:
    """Return a row that no base knows: an activity's, if one brings it, else the agency's own."""
    spot, spots = _spots(document, row)
    name = row.values.get("aktivitas")
    if name is None:
        return Draft(row.id, row.values, Asal("varian", owner), spot, spots)
    template = {**templates.of(row.values, spots.get("aktivitas", spot)), "aktivitas": name}
    values = {**template, **row.values}
    return Draft(row.id, values, Asal("aktivitas", name, differing(values, template, tuple(row.values))), spot, spots)


def _taken(variant: Document, row: Row, source: Draft, names: Mapping[str, str], templates: Templates) -> Draft:
    """Return a base's step as the variant's row changes it; its `ya` and `tidak` follow steps that were renamed."""
    spot, spots = _spots(variant, row)
    own = {key: value for key, value in row.values.items() if key not in _OWN}
    ground = {key: value for key, value in source.values.items() if key not in (*_OWN, "berikut")}
    for key in ("ya", "tidak"):
        if ground.get(key):
            ground[key] = names.get(ground[key], ground[key])
    values = templates.beneath({**ground, **own}, spots.get("aktivitas", spot))
    asal = replace(source.asal, diubah=differing(values, source.values, tuple(own)))
    return Draft(row.id, values, asal, spot, spots, frozenset(ground.keys() - own.keys()))
