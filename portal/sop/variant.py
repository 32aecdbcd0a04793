"""Composing: base, variant and the edits of plugins become the SOP an agency really follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from portal.say import say
from portal.sop.adding import added
from portal.sop.document import Document
from portal.sop.draft import Draft, Notes, Spot, finished
from portal.sop.edits import Activity, Edit
from portal.sop.flow import idle_exits, linked
from portal.sop.frame import Frame
from portal.sop.model import Agency, Problem, Sop
from portal.sop.problems import Places, judge
from portal.sop.revising import Edits, revised
from portal.sop.rows import Templates, varied, whole

_NO_EDITS: Mapping[str, Sequence[Edit]] = MappingProxyType({})
_NO_ACTIVITIES: Mapping[str, Activity] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Composition:
    """What composing gave: the SOP where one can be shown, and all problems.

    `places` tells where everything of that SOP was written, for advice that is asked for later.
    """

    sop: Sop | None
    problems: tuple[Problem, ...] = ()
    places: Places | None = None

    @property
    def usable(self) -> bool:
        """True if new cycles may be opened with it."""
        return self.sop is not None and not any(problem.level == "galat" for problem in self.problems)


def compose(
    base: Document | None,
    variant: Document | None,
    agency: Agency | None,
    edits: Edits = _NO_EDITS,
    activities: Mapping[str, Activity] = _NO_ACTIVITIES,
) -> Composition:
    """Compose an SOP: a base alone, an agency's variant of it, or (without `varian_dari`) an agency's own full SOP.

    `edits` are the answers of the plugins that the agency switched on, by plugin; `activities` all that are installed.
    """
    notes = Notes()
    frame = _frame(base, variant, agency, notes)
    if frame is None:
        return Composition(None, tuple(notes.problems))
    templates = Templates(activities, notes)
    if frame.base:
        drafts, dropped = varied(frame.base, frame.document, frame.owner, templates, notes)
    else:
        drafts, dropped = whole(frame.document, frame.document is variant, frame.owner, templates), ()
    drafts = _edited(drafts, edits, templates, notes)
    if not _is_whole(frame, drafts, notes):
        return Composition(None, tuple(notes.problems))
    steps = [finished(draft, frame.value("satuan_waktu")) for draft in drafts]
    sop = frame.around(steps, frame.columns(notes), dropped)
    places = Places(frame.document.path, frame.spots(), {draft.id: draft for draft in drafts})
    return Composition(sop, (*notes.problems, *judge(sop, places)), places)


def _frame(base: Document | None, variant: Document | None, agency: Agency | None, notes: Notes) -> Frame | None:
    """Return what there is to compose; note why there is nothing."""
    if variant is None:
        if base is None:
            raise ValueError("nothing to compose")
        if base.varian_dari:
            notes.add(_at(base, "varian_dari"), say("SOP induk tidak boleh varian dari SOP lain. Hapus varian_dari."))
            return None
        return Frame(base, None, None)
    if agency and variant.instansi not in (None, agency.id):
        message = say('Dokumen ini milik "{own}", bukan "{id}". Periksa instansi.', own=variant.instansi, id=agency.id)
        notes.add(_at(variant, "instansi"), message)
    if variant.varian_dari is None:
        return Frame(variant, None, agency)
    if base is None:
        message = say('SOP induk "{slug}" tidak ada di pustaka. Periksa ejaan varian_dari.', slug=variant.varian_dari)
        notes.add(_at(variant, "varian_dari"), message)
        return None
    return Frame(variant, base, agency)


def _at(document: Document, key: str) -> Spot:
    return Spot(document.path, document.lines.get(key))


def _edited(drafts: tuple[Draft, ...], edits: Edits, templates: Templates, notes: Notes) -> tuple[Draft, ...]:
    """Return the linked drafts after all edits; where these contradict each other, as they were without any."""
    for draft in drafts:
        for key in idle_exits(draft):
            message = say('"{key}" pada langkah "{id}" tidak berpengaruh di sini.', key=key, id=draft.id)
            notes.add(draft.where(key), message, "saran")
    trial = Notes()
    kept, dropped = revised(drafts, edits, trial)
    table = added(linked(kept), dropped, edits, Templates(templates.activities, trial).beneath, trial)
    notes.problems.extend(trial.problems)
    return linked(drafts) if trial.has_errors else table


def _is_whole(frame: Frame, drafts: Sequence[Draft], notes: Notes) -> bool:
    """True if there is enough to show; note what is missing."""
    path, lines = frame.document.path, frame.document.lines
    for key in ("nama", "pelaksana"):
        if not frame.value(key):
            notes.add(_at(frame.document, key), say('Kunci "{key}" tidak boleh dikosongkan.', key=key))
    if not drafts:
        notes.add(Spot(path, lines.get("langkah")), say("SOP ini belum mempunyai langkah satu pun."))
    bare = [(draft, key) for draft in drafts for key in ("uraian", "pelaksana") if not draft.values.get(key)]
    for draft, key in bare:
        notes.add(draft.where(key), say('Langkah "{id}" belum mempunyai "{key}".', id=draft.id, key=key))
    return bool(frame.value("nama") and frame.value("pelaksana") and drafts and not bare)
