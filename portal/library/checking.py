"""Judging documents: all of the library, or one file wherever it lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from portal.library.catalogue import KnownCatalogue, documents_in, misnamed_in
from portal.library.entries import Entry, read_entry
from portal.library.files import Read, is_slug, read_bytes, stamp
from portal.library.seats import Seat
from portal.library.shelves import Shelves
from portal.library.sources import Source, Sources
from portal.say import say
from portal.sop.document import Document, Unreadable
from portal.sop.model import Problem
from portal.sop.problems import judge_agency
from portal.sop.reading import read_agency, read_document

AGENCY_FILE = "instansi.md"


def entries(shelves: Shelves, *, whole: bool = False) -> Iterator[Entry]:
    """Return every SOP of the library: the bases by slug, then agency by agency; nothing is kept."""
    for slug in base_slugs(shelves):
        if source := shelves.sources.base(slug):
            yield read_entry(source, shelves.plugins, whole=whole)
    for seat in shelves.seats.all():
        yield from _of_seat(shelves, seat, whole=whole)


def _of_seat(shelves: Shelves, seat: Seat, *, whole: bool) -> Iterator[Entry]:
    known = KnownCatalogue(seat, shelves.documents)
    sources = Sources(shelves.settings.library_dirs, shelves.documents, known)
    for slug, _ in documents_in(seat.folder / "sop"):
        if source := sources.agency(slug, seat):
            yield read_entry(source, shelves.plugins, whole=whole)


def problems(shelves: Shelves) -> list[Problem]:
    """Return all that is wrong with plugins, agencies and documents, by file and line."""
    found = [*surroundings(shelves), *(one for entry in entries(shelves, whole=True) for one in entry.problems)]
    found += failures(shelves)
    return sorted(dict.fromkeys(found), key=lambda one: (one.path, one.line or 0))


def surroundings(shelves: Shelves) -> list[Problem]:
    """Return what is wrong around the documents: folders, plugins, agencies, names of files."""
    found = [
        Problem(str(folder), None, say("Folder yang disebut di pengaturan ini tidak ada."))
        for folder in shelves.settings.named_dirs if not folder.is_dir()
    ]  # fmt: skip
    for one in shelves.plugins.quarantined:
        message = say('Plugin "{nama}" dikarantina: {sebab}.', nama=one.name, sebab=one.reason)
        found.append(Problem(one.path, one.line, message))
    found += shelves.seats.problems()
    folders = [(folder, folder.name) for folder in shelves.settings.library_dirs]
    folders += [(seat.folder / "sop", seat.plugin) for seat in shelves.seats.all()]
    for folder, name in folders:
        found += [_bad_name(f"{name}/{misnamed}") for misnamed in misnamed_in(folder)]
    return found


def of_plugin(shelves: Shelves, name: str) -> list[Problem]:
    """Return what is wrong with one plugin: its agency, its documents, and its answers about every document."""
    found = [one for one in surroundings(shelves) if one.path.startswith(f"{name}/")]
    for seat in shelves.seats.all():
        if seat.plugin == name:
            found += [problem for entry in _of_seat(shelves, seat, whole=True) for problem in entry.problems]
    list(entries(shelves))  # so that its hooks are asked about all of them
    return found + [one for one in failures(shelves) if one.path.split("/")[0] == name]


def failures(shelves: Shelves) -> list[Problem]:
    """Return the hooks that failed while the documents were read: else a plugin would be thought sound."""
    return [
        Problem(one.path, one.line, say('Plugin "{nama}" gagal menjawab {hook}: {sebab}.', nama=one.plugin,
                                        hook=one.hook, sebab=one.message))
        for one in shelves.plugins.faults
    ]  # fmt: skip


def base_slugs(shelves: Shelves) -> list[str]:
    """Return the slugs of all base SOPs."""
    return sorted({slug for folder in shelves.settings.library_dirs for slug, _ in documents_in(folder)})


def agency_slugs(shelves: Shelves, agency_id: str) -> list[str]:
    """Return the slugs of what an agency follows."""
    seat = shelves.seats.get(agency_id)
    return [slug for slug, _ in documents_in(seat.folder / "sop")] if seat else []


def check(shelves: Shelves, path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with one file: an `instansi.md` or a document, in the library or not."""
    shown = path.as_posix()
    if path.name != AGENCY_FILE and (path.suffix != ".md" or not is_slug(path.stem)):
        return (_bad_name(shown),)
    try:
        if path.name == AGENCY_FILE:
            return judge_agency(read_agency(read_bytes(path, shown), shown), shown)
        source = _source(shelves, path, read_document(read_bytes(path, shown), shown))
    except Unreadable as why:
        return why.problems
    return read_entry(source, shelves.plugins).problems


def _source(shelves: Shelves, path: Path, document: Document) -> Source:
    """Return the source of a document, with the agency it stands in or names."""
    seat = _seat(shelves, path, document)
    if seat is None:
        return Source(path.stem, path, document.path, Read(document), "")
    source = shelves.sources.followed(path, document.path, Read(document), stamp(path), seat)
    at_home = path.absolute().parent == seat.folder / "sop"
    return source if at_home else replace(source, rivals=())


def _seat(shelves: Shelves, path: Path, document: Document) -> Seat | None:
    """Return the agency of a document: the one whose `sop/` it lies in, else the one it names."""
    folder = path.absolute().parent.parent
    if path.absolute().parent.name == "sop" and (folder / AGENCY_FILE).is_file():
        known = next((seat for seat in shelves.seats.all() if seat.folder == folder), None)
        shown = f"{folder.name}/{AGENCY_FILE}"
        return known or Seat(read_agency(read_bytes(folder / AGENCY_FILE, shown), shown), folder.name, folder, "")
    if document.instansi is None:
        return None
    seat = shelves.seats.get(document.instansi)
    if seat is None:
        message = say('Instansi "{id}" tidak dikenal.', id=document.instansi)
        raise Unreadable((Problem(document.path, document.lines.get("instansi"), message),))
    return seat


def _bad_name(shown: str) -> Problem:
    message = say("Nama berkas tidak dapat dipakai. Pakai huruf kecil, angka dan tanda hubung, berakhiran .md.")
    return Problem(shown, None, message)
