"""Judging: what is wrong with a composed SOP; what is merely worth a second look is found by `lint`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.say import say
from portal.sop.draft import Draft, Notes, Spot
from portal.sop.faults import nearest
from portal.sop.flow import endless, unreached
from portal.sop.model import END, Agency, Problem, Sop, Step

_ENOUGH_HINTS = 20


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of a composed SOP was written: `path` the document, `keys` of its front matter, `steps`."""

    path: str
    keys: Mapping[str, Spot]
    steps: Mapping[str, Draft]

    def of(self, key: str) -> Spot:
        """Return the place of a front-matter key."""
        return self.keys.get(key, Spot(self.path))

    def at(self, step: Step, key: str = "id") -> Spot:
        """Return the place of a step's key; its row where the key was not written there."""
        draft = self.steps.get(step.id)
        return draft.where(key) if draft else Spot(self.path)

    def inherits(self, step: Step, key: str) -> bool:
        """True if a variant's row took this key from the base's step."""
        draft = self.steps.get(step.id)
        return draft is not None and key in draft.inherited


def judge(sop: Sop, places: Places) -> tuple[Problem, ...]:
    """Return the errors that keep an SOP from being run."""
    notes = Notes()
    ids, roles = {step.id for step in sop.langkah}, {role.id for role in sop.pelaksana}
    for number, step in enumerate(sop.langkah):
        _judge_roles(step, roles, places, notes)
        _judge_exits(step, ids, places, notes)
        _judge_shape(step, number == 0, places, notes)
    if not notes.has_errors:
        _judge_reach(sop, places, notes)
    return tuple(notes.problems)


def judge_agency(agency: Agency, path: str) -> tuple[Problem, ...]:
    """Return advice on an agency's own file."""
    if not agency.zona_dianggap:
        return ()
    return (Problem(path, None, say("zona_waktu belum diisi dan dianggap WIB. Tulis WIB, WITA atau WIT."), "saran"),)


def _hint(word: str, known: set[str], notes: Notes) -> str:
    """Return the nearest known word; not for the hundredth mistake, because looking takes time."""
    return nearest(word, known) if len(notes.problems) < _ENOUGH_HINTS else ""


def _judge_roles(step: Step, known: set[str], places: Places, notes: Notes) -> None:
    for key, roles in (("pelaksana", step.pelaksana), ("peserta", step.peserta), ("bentuk", tuple(step.bentuk_peran))):
        for role in roles:
            if role not in known:
                message = say(
                    'Langkah "{id}" memakai {key} "{role}" yang tidak ada di daftar pelaksana.{hint}',
                    id=step.id,
                    key=key,
                    role=role,
                    hint=_hint(role, known, notes),
                )
                notes.add(places.at(step, key), message)


def _judge_exits(step: Step, ids: set[str], places: Places, notes: Notes) -> None:
    exits = {"ya": step.ya, "tidak": step.tidak} if step.is_decision else {"berikut": step.berikut}
    for key, target in exits.items():
        place = places.at(step, key)
        if target is None:
            if step.is_decision:
                notes.add(
                    place, say('Keputusan "{id}" belum menyebut "{key}". Tulis id tujuannya.', id=step.id, key=key)
                )
        elif target == step.id:
            notes.add(place, say('"{key}" langkah "{id}" menuju dirinya sendiri.', id=step.id, key=key))
        elif target in ids or target == END:
            continue
        elif places.inherits(step, key):
            message = say(
                '"{key}" langkah "{id}" mewarisi tujuan "{target}" yang tidak dipakai di sini. Tulis tujuan baru.',
                id=step.id,
                key=key,
                target=target,
            )
            notes.add(places.at(step), message)
        else:
            hint = _hint(target, ids, notes)
            message = say(
                '"{key}" langkah "{id}" menuju "{target}" yang tidak ada.{hint}',
                id=step.id,
                key=key,
                target=target,
                hint=hint,
            )
            notes.add(place, message)


def _judge_shape(step: Step, is_first: bool, places: Places, notes: Notes) -> None:
    if not is_first and "mulai" in (step.bentuk, *step.bentuk_peran.values()):
        notes.add(places.at(step, "bentuk"), say('Bentuk "mulai" hanya untuk baris pertama, bukan "{id}".', id=step.id))
    if step.per and len(step.pelaksana) > 1:
        notes.add(places.at(step, "per"), say('"per: unit" pada "{id}" memerlukan satu pelaksana saja.', id=step.id))
    if step.per and step.is_decision:
        notes.add(places.at(step, "per"), say('"per: unit" tidak dapat dipakai pada keputusan "{id}".', id=step.id))


def _judge_reach(sop: Sop, places: Places, notes: Notes) -> None:
    lost, stuck = unreached(sop.langkah), endless(sop.langkah)
    for step in sop.langkah:
        if step.id in lost:
            notes.add(places.at(step), say('Langkah "{id}" tidak pernah dicapai dari langkah pertama.', id=step.id))
        if step.id in stuck:
            notes.add(places.at(step), say('Dari langkah "{id}" alur tidak pernah sampai ke akhir.', id=step.id))
