"""One look at all folders: what has changed is composed again and written to the index."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import apsw

from portal.canon import canonical, sha256
from portal.library.catalogue import is_document
from portal.library.entries import read_entry
from portal.library.files import Documents, stamp, stamp_of
from portal.library.index import writing
from portal.library.rows import COLUMNS, WORDS, IndexRow, as_json, index_row
from portal.library.seats import Seat
from portal.library.shelves import Shelves
from portal.library.sources import Sources, mark
from portal.plugins import Plugins

BATCH = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A document on disk: its slug, its stamp, and the agency in whose folder it lies."""

    place: str
    slug: str
    state: str
    seat: Seat | None


@dataclass(frozen=True, slots=True)
class Prior:
    """A document as the index has it."""

    id: int
    state: str
    origin: str | None
    mark: str


class Variants:
    """The catalogue of one look: which documents are variants of which base."""

    def __init__(self) -> None:
        self._slugs: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, agency: str, base: str, slug: str) -> None:
        """Note that an agency's document is a variant of `base`."""
        self._slugs[agency, base].append(slug)

    def variants_of(self, seat: Seat, base: str) -> list[str]:
        """Return the slugs of an agency's documents that are variants of `base`, in order."""
        return sorted(self._slugs.get((seat.agency.id, base), ()))


def look(shelves: Shelves, connection: apsw.Connection, release: str, stopped: Callable[[], bool]) -> int:
    """Bring the index up to date with the folders; return how many documents changed.

    `release` names the code and plugins that compose: rows of another are made again.
    """
    prior = {
        place: Prior(*rest) for place, *rest in connection.execute("SELECT place, id, state, origin, mark FROM doc")
    }
    found = {one.place: one for one in documents(shelves)}
    variants, origins = _variants(found.values(), prior, shelves.documents)
    states = _base_states(found.values())
    gone = [old.id for place, old in prior.items() if place not in found]
    changed = len(gone)
    write(connection, gone, ())
    sources = Sources(shelves.settings.library_dirs, shelves.documents, variants)
    batch: list[tuple[int | None, IndexRow]] = []
    for place, one in found.items():
        if stopped():
            break
        now = f"{release} {_mark(one, origins.get(place), variants, states)}"
        old = prior.get(place)
        if old and old.mark == now and "~" not in now:
            continue
        source = sources.agency(one.slug, one.seat) if one.seat else sources.base(one.slug)
        if source is None:
            continue  # gone meanwhile: the next look sees it
        row = index_row(read_entry(source, shelves.plugins, whole=False), place, one.state, now)
        batch.append((old.id if old else None, row))
        changed += 1
        if len(batch) >= BATCH:
            write(connection, (), batch)
            batch = []
    write(connection, (), batch)
    return changed


def documents(shelves: Shelves) -> Iterator[Found]:
    """Return every document in the folders of bases and of agencies."""
    for folder in shelves.settings.library_dirs:
        yield from _documents_in(folder, None)
    for seat in shelves.seats.all():
        yield from _documents_in(seat.folder / "sop", seat)


def write(connection: apsw.Connection, gone: Iterable[int], rows: Iterable[tuple[int | None, IndexRow]]) -> None:
    """Take documents out of the index and put others in, in one transaction; a known one keeps its number."""
    rows, old = sorted(rows, key=lambda pair: pair[0] is None), [*gone]  # a new one must not take a known number
    old += [id_ for id_, _ in rows if id_ is not None]
    if not rows and not old:
        return
    with writing(connection):
        for table, column in (("doc", "id"), ("doc_tag", "doc"), ("problem", "doc"), ("fts", "rowid")):
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(id_,) for id_ in old])  # noqa: S608
        for id_, row in rows:
            _insert(connection, id_, row)


def release_of(plugins: Plugins, version: str) -> str:
    """Return one word for the code that composes: the portal's release and every plugin's source files."""
    files = [
        [plugin.name, plugin.version, sorted([str(path), stamp(path)] for path in plugin.folder.rglob("*.py"))]
        for plugin in plugins.loaded if plugin.source != "portal"
    ]  # fmt: skip
    return sha256(canonical([version, files]))[:16]


def _insert(connection: apsw.Connection, id_: int | None, row: IndexRow) -> None:
    names = ", ".join(("id", *COLUMNS))
    values = (id_, *(row.columns[name] for name in COLUMNS))
    connection.execute(f"INSERT INTO doc ({names}) VALUES ({_marks(len(values))})", values)  # noqa: S608 (our own names)
    doc = connection.last_insert_rowid()
    fts = f"INSERT INTO fts (rowid, {', '.join(WORDS)}) VALUES ({_marks(len(WORDS) + 1)})"  # noqa: S608
    connection.execute(fts, (doc, *row.words))
    connection.executemany("INSERT OR IGNORE INTO doc_tag VALUES (?, ?)", [(tag, doc) for tag in row.tags])
    problems = [(doc, one.path, one.line, one.level, as_json(one.message)) for one in row.problems]
    connection.executemany("INSERT INTO problem VALUES (?, ?, ?, ?, ?)", problems)


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _documents_in(folder: Path, seat: Seat | None) -> Iterator[Found]:
    try:
        with os.scandir(folder) as children:
            for child in children:
                if is_document(child.name):
                    state = stamp_of(child.stat(follow_symlinks=False))
                    yield Found(child.path, child.name.removesuffix(".md"), state, seat)
    except OSError:
        return  # no such folder, or gone meanwhile


def _variants(
    found: Iterable[Found], prior: Mapping[str, Prior], documents: Documents
) -> tuple[Variants, dict[str, str]]:
    """Return who is a variant of what; only a document that changed is read for it."""
    variants, origins = Variants(), {}
    for one in found:
        if one.seat is None:
            continue
        old = prior.get(one.place)
        if old and old.state == one.state and not one.state.endswith("~"):
            origin = old.origin
        else:
            path = Path(one.place)
            document = documents.read(path, f"{one.seat.plugin}/{path.name}", one.state).document
            origin = document.varian_dari if document else None
        if origin:
            origins[one.place] = origin
            variants.add(one.seat.agency.id, origin, one.slug)
    return variants, origins


def _base_states(found: Iterable[Found]) -> dict[str, list[str]]:
    states: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.seat is None:
            states[one.slug].append(one.state)
    return states


def _mark(one: Found, origin: str | None, variants: Variants, states: Mapping[str, list[str]]) -> str:
    """Return what changes whenever the document would be composed otherwise."""
    if one.seat is None:
        return mark(states[one.slug])
    if origin is None:
        return mark([one.state, one.seat.stamp])
    rivals = [slug for slug in variants.variants_of(one.seat, origin) if slug != one.slug]
    return mark([one.state, one.seat.stamp, *states.get(origin, ())], rivals)
