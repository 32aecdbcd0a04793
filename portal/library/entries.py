"""One SOP as the library serves it: composed from its files, with all that is wrong with it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.library.advising import advise
from portal.library.scans import scan_sha256
from portal.library.sources import Source
from portal.plugin_asking import Fault
from portal.plugin_loading import described
from portal.plugins import Plugins
from portal.say import say
from portal.sop.body import TooHeavy, render
from portal.sop.document import Document
from portal.sop.edits import Edit
from portal.sop.facts import digest
from portal.sop.model import Agency, Problem, Sop
from portal.sop.variant import Composition, compose

log = logging.getLogger("portal.library")


@dataclass(frozen=True, slots=True)
class Entry:
    """An SOP of the library: a base (`agency` is None), or what an agency follows.

    `sop` is None where it cannot be shown: `problems` then say why, and nothing older is served in its place.
    `digest` and `body` (safe HTML) are then empty. `naskah_sha256` is the hash of the signed scan, if there is one.
    `fingerprint` changes with every file that `sop` was made from.
    """

    slug: str
    path: str
    agency: Agency | None
    sop: Sop | None
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    body: str = ""
    naskah_sha256: str | None = None
    varian_dari: str | None = None
    fingerprint: str = ""

    @property
    def usable(self) -> bool:
        """True if new cycles may be opened: it can be shown, and nothing about it is an error."""
        return self.sop is not None and not self.errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that block new cycles."""
        return tuple(problem for problem in self.problems if problem.level == "galat")

    @property
    def advice(self) -> tuple[Problem, ...]:
        """The problems that block nothing."""
        return tuple(problem for problem in self.problems if problem.level == "saran")


def read_entry(source: Source, plugins: Plugins, *, whole: bool = True) -> Entry:
    """Compose and judge the SOP of a source; `whole`: with its text rendered, and advice on it.

    No document makes this fail.
    """
    try:
        return _read(source, plugins, whole)
    except Exception as fault:  # a mistake of ours over one document must not take all others down
        log.exception("composing %s failed", source.shown)
        message = say("Dokumen ini tidak dapat disusun ({sebab}). Beri tahu pengembang portal.", sebab=described(fault))
        agency = source.seat.agency if source.seat else None
        return Entry(source.slug, source.shown, agency, None, (Problem(source.shown, None, message),),
                     fingerprint=source.mark)  # fmt: skip


def _read(source: Source, plugins: Plugins, whole: bool) -> Entry:
    document, agency = source.read.document, source.seat.agency if source.seat else None
    refused = Entry(source.slug, source.shown, agency, None, source.read.problems, fingerprint=source.mark)
    if document is None:
        return refused
    refused = replace(refused, varian_dari=document.varian_dari)
    if blocked := _in_the_way(document, source, plugins):
        return replace(refused, problems=tuple(blocked))
    composition = _compose(source, {}, plugins)
    if composition.sop is not None and agency is not None and agency.aktifkan:
        edits, faults = plugins.edits(composition.sop, agency)
        if faults:
            return replace(refused, problems=tuple(_failed(source.shown, fault) for fault in faults))
        if any(edits.values()):
            composition = _compose(source, edits, plugins)
    problems = (*composition.problems, *_missing_activities(source, plugins))
    if composition.sop is None:
        return replace(refused, problems=problems)
    said = [replace(problem, path=problem.path or source.shown) for problem in plugins.problems(composition.sop)]
    problems = (*problems, *(_advice(composition) if whole else ()), *said)
    entry = replace(refused, sop=composition.sop, problems=problems, digest=digest(composition.sop))
    return _with_body(_with_scan(entry, composition.sop, source), composition.sop, refused) if whole else entry


def _advice(composition: Composition) -> tuple[Problem, ...]:
    """Return the advice on the text; a rule that fails must not take the SOP away."""
    if composition.sop is None or composition.places is None:
        return ()
    try:
        return advise(composition.sop, composition.places)
    except Exception:
        log.exception("advice on %s failed", composition.places.path)
        return ()


def _with_body(entry: Entry, sop: Sop, refused: Entry) -> Entry:
    """Return the entry with its text rendered; a text that cannot be rendered is not served at all."""
    try:
        return replace(entry, body=render(sop.isi))
    except TooHeavy as why:
        return replace(refused, problems=(Problem(entry.path, None, why.message),))


def _with_scan(entry: Entry, sop: Sop, source: Source) -> Entry:
    """Return the entry with the hash of the signed scan beside the document; advise where it is missing."""
    if sop.naskah is None:
        return entry
    found = scan_sha256(source.path.with_name(sop.naskah))
    if found is not None:
        return replace(entry, naskah_sha256=found)
    line = source.read.document.lines.get("naskah") if source.read.document else None
    message = say(
        'Pindaian "{naskah}" tidak ada di samping dokumen. Letakkan, atau kosongkan naskah.', naskah=sop.naskah
    )
    return replace(entry, problems=(*entry.problems, Problem(entry.path, line, message, "saran")))


def _failed(shown: str, fault: Fault) -> Problem:
    message = say('Plugin "{nama}" gagal menyusun SOP ini ({sebab}). Perbaiki plugin itu.',
                  nama=fault.plugin, sebab=fault.message)  # fmt: skip
    return Problem(shown, None, message)


def _compose(source: Source, edits: Mapping[str, Sequence[Edit]], plugins: Plugins) -> Composition:
    if source.seat is None:
        return compose(source.read.document, None, None, edits, plugins.activities)
    base = source.base.document if source.base else None
    return compose(base, source.read.document, source.seat.agency, edits, plugins.activities)


def _in_the_way(document: Document, source: Source, plugins: Plugins) -> list[Problem]:
    """Return what stands in the way of composing at all."""
    if source.seat is None:
        return _not_a_base(document)
    return [
        *source.seat.problems,
        *_wrong_agency(document, source.seat.agency),
        *_wrong_base(document, source),
        *_missing_plugins(document, source.seat.agency, plugins),
    ]


def _not_a_base(document: Document) -> list[Problem]:
    key = "varian_dari" if document.varian_dari else "instansi"
    if document.varian_dari is None and document.instansi is None:
        return []
    message = say(
        'Kunci "{key}" hanya untuk dokumen di folder sop/ milik plugin instansi. Pindahkan berkas ini.', key=key
    )
    return [Problem(document.path, document.lines.get(key), message)]


def _wrong_agency(document: Document, agency: Agency) -> list[Problem]:
    if document.instansi in (None, agency.id):
        return []
    message = say('Dokumen ini milik instansi "{lain}", tetapi berada di folder instansi "{id}".',
                  lain=document.instansi, id=agency.id)  # fmt: skip
    return [Problem(document.path, document.lines.get("instansi"), message)]


def _wrong_base(document: Document, source: Source) -> list[Problem]:
    slug = document.varian_dari
    if slug is None:
        return []
    found = []
    if source.rivals:
        found.append(say('Varian dari "{slug}" juga ada di {lain}. Sisakan satu; sampai itu keduanya tidak dipakai.',
                         slug=slug, lain=", ".join(source.rivals)))  # fmt: skip
    if source.base is None:
        found.append(say('SOP induk "{slug}" tidak ada di pustaka. Periksa ejaan varian_dari.', slug=slug))
    elif source.base.document is None:
        found.append(say('SOP induk "{slug}" tidak dapat dibaca, jadi varian ini juga tidak: {sebab}',
                         slug=slug, sebab=source.base.problems[0]))  # fmt: skip
    return [Problem(document.path, document.lines.get("varian_dari"), message) for message in found]


def _missing_plugins(document: Document, agency: Agency, plugins: Plugins) -> list[Problem]:
    missing = [why for name in agency.aktifkan if (why := plugins.why_missing(name))]
    return [
        Problem(document.path, None, say("Instansi mengaktifkan plugin yang tidak dapat dipakai: {sebab}.", sebab=why))
        for why in missing
    ]


def _missing_activities(source: Source, plugins: Plugins) -> list[Problem]:
    """Return why activities that the rows name are not there, where a plugin is to blame; composing names the rows."""
    documents = [read.document for read in (source.read, source.base) if read and read.document]
    named = {str(row.values.get("aktivitas") or "") for one in documents for row in one.langkah or ()} - {""}
    owners = sorted({name.partition(".")[0] for name in named if name not in plugins.activities})
    missing = [plugins.why_missing(owner) for owner in owners if plugins.is_quarantined(owner)]
    return [
        Problem(source.shown, None, say("SOP ini memerlukan plugin yang tidak dapat dipakai: {sebab}.", sebab=why))
        for why in missing
    ]
