"""Judging: what is wrong with a composed SOP, and what is merely worth a second look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.say import say
from portal.sop.draft import Draft, Notes, Spot
from portal.sop.facts import differs_from_signed
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
    """Return the errors that keep an SOP from being run, and advice."""
    notes = Notes()
    ids, roles = {step.id for step in sop.langkah}, {role.id for role in sop.pelaksana}
    for number, step in enumerate(sop.langkah):
        _judge_roles(step, roles, places, notes)
        _judge_exits(step, ids, places, notes)
        _judge_shape(step, number == 0, places, notes)
    if not notes.has_errors:
        _judge_reach(sop, places, notes)
    _advise_steps(sop, places, notes)
    _advise_identity(sop, places, notes)
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


def _advise_steps(sop: Sop, places: Places, notes: Notes) -> None:
    for step in sop.langkah:
        for key, time in (("waktu", step.waktu), ("tenggat", step.tenggat)):
            if time and time.jenis == "bebas":
                message = say('{key} "{text}" tidak dimengerti, jadi tidak menjadi tenggat.', key=key, text=time.teks)
                _advise(notes, places.at(step, key), message)
        for key, asked in (("himpun", step.himpun), ("per", step.per)):
            if asked and sop.instansi and not sop.unit:
                message = say(
                    '"{key}: unit" pada "{id}" tidak berlaku: instansi ini belum punya unit.', key=key, id=step.id
                )
                _advise(notes, places.at(step, key), message)
        if step.himpun and step.per:
            _advise(
                notes, places.at(step, "himpun"), say('Langkah "{id}" memakai himpun dan per sekaligus.', id=step.id)
            )
        for role in step.bentuk_peran.keys() - {*step.pelaksana, *step.peserta}:
            message = say(
                'Bentuk untuk "{role}" pada "{id}" tidak digambar: bukan pelaksana atau peserta.', role=role, id=step.id
            )
            _advise(notes, places.at(step, "bentuk"), message)


def _advise_identity(sop: Sop, places: Places, notes: Notes) -> None:
    used = {role for step in sop.langkah for role in (*step.pelaksana, *step.peserta)}
    for role in sop.pelaksana:
        if role.id not in used:
            _advise(
                notes, places.of("pelaksana"), say('Kolom pelaksana "{id}" tidak dipakai satu langkah pun.', id=role.id)
            )
    if not sop.tag:
        _advise(notes, places.of("tag"), say("tag kosong. Isi agar SOP mudah dicari."))
    for key, signed in (("nomor", sop.nomor), ("disahkan_oleh", sop.disahkan_oleh)):
        if sop.instansi is None and signed:
            _advise(notes, places.of(key), say('SOP induk tidak disahkan. Kosongkan "{key}".', key=key))
    if sop.tanggal_pembuatan and sop.tanggal_efektif and sop.tanggal_efektif < sop.tanggal_pembuatan:
        _advise(
            notes, places.of("tanggal_efektif"), say("tanggal_efektif mendahului tanggal_pembuatan. Periksa keduanya.")
        )
    if differs_from_signed(sop):
        _advise(notes, places.of("digest_disahkan"), say("Berbeda dari naskah yang disahkan."))


def _advise(notes: Notes, spot: Spot, message: str) -> None:
    notes.add(spot, message, "saran")
