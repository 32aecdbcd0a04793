"""The library of a running portal: its folders, and the index that answers lists and search."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

import apsw

from portal.library import looking, search
from portal.library.catalogue import FolderCatalogue
from portal.library.checking import surroundings
from portal.library.index import Index, NotReady
from portal.library.keeping import Kept
from portal.library.query import Facets, Found, Query
from portal.library.rows import from_json
from portal.library.seats import Seat
from portal.library.shelves import Shelves
from portal.plugins import Plugins
from portal.refusal import Refusal
from portal.say import say
from portal.settings import Settings
from portal.sop.model import Problem

log = logging.getLogger("portal.library")

EVERY = 2.0
"""Seconds between two looks at the folders; ten times as long as a look takes, if that is longer."""

FIRST = 1.0
"""Seconds that a first look may take before the portal answers; the rest follows in the background."""

MOST_LISTS = 100
"""How many pages of lists are kept."""

DAMAGED = (NotReady, apsw.CorruptError, apsw.NotADBError)

Answer = TypeVar("Answer")


class Library(Shelves):
    """Shelves with an index: what every page asks. `start` watches the folders, `look` looks once."""

    def __init__(self, settings: Settings, plugins: Plugins, clock: Callable[[], datetime]) -> None:
        super().__init__(settings, plugins, clock)
        self.index = Index(settings.home / "index")
        self._looking = threading.Lock()
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
        self._release = ""
        self._facets = Kept[Facets]()
        self._lists = Kept[Found](MOST_LISTS)
        self._titles = Kept[Mapping[str, str]]()

    def search(self, query: Query) -> Found:
        """Return a page of the list, filtered and searched; one without words is kept like the facets."""
        now = self.clock()
        if query.text:
            return self._answer(lambda connection: search.find(connection, query, now))
        asked = (query, _hour(now))
        return self._answer(
            lambda connection: self._lists.get(
                self.index.generation(), asked, lambda: search.find(connection, query, now)
            )
        )

    def facets(self, *, only_in_force: bool = True) -> Facets:
        """Return what the list can be filtered by, counted again where the index changes or another hour comes."""
        now = self.clock()
        asked = (only_in_force, _hour(now))
        return self._answer(
            lambda connection: self._facets.get(
                self.index.generation(), asked, lambda: search.facets(connection, only_in_force=only_in_force, now=now)
            )
        )

    def titles(self, agency_id: str) -> Mapping[str, str]:
        """Return the roles in an agency's SOPs with their titles, by name of the SOPs; none while there is no index."""
        with suppress(*DAMAGED):
            generation, connection = self.index.generation(), self.index.reader()
            return self._titles.get(generation, agency_id, lambda: search.titles(connection, agency_id))
        return {}

    def problems(self) -> tuple[Problem, ...]:
        """Return all that is wrong with plugins, agencies and documents, by file and line."""
        found = [*surroundings(self), *self._answer(_problems)]
        return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.path, one.line or 0)))

    def look(self, seconds: float | None = None) -> int:
        """Bring the index up to date, for so long at most; return how many documents changed.

        Does nothing where another process watches.
        """
        until = None if seconds is None else time.monotonic() + seconds
        with self._looking:
            if not self.index.hold():
                return 0
            try:
                return self._look(lambda: self._stop.is_set() or (until is not None and time.monotonic() > until))
            finally:
                if self._watcher is None:
                    self.index.release()

    def start(self) -> None:
        """Watch the folders from now on, in a thread of this process."""
        self._stop.clear()
        self._try_look(FIRST)
        self.sources.catalogue = IndexCatalogue(self.index, FolderCatalogue(self.documents))
        self._watcher = threading.Thread(target=self._watch, name="portal-library", daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join()
            self._watcher = None
        self.sources.catalogue = FolderCatalogue(self.documents)
        self.index.release()

    def _watch(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            began = time.monotonic()
            self._try_look()
            pause = max(EVERY, 10 * (time.monotonic() - began))

    def _try_look(self, seconds: float | None = None) -> None:
        """Look, and go on where it cannot be done now: a full disk must not keep anybody from reading."""
        try:
            self.look(seconds)
        except Exception:
            log.exception("looking at the library failed")

    def _look(self, stopped: Callable[[], bool]) -> int:
        self._release = self._release or looking.release_of(self.plugins, _version())
        try:
            return looking.look(self, self.index.writer(), self._release, stopped)
        except (apsw.CorruptError, apsw.NotADBError):
            self.index.throw_away()
            return looking.look(self, self.index.writer(), self._release, stopped)

    def _answer(self, question: Callable[[apsw.Connection], Answer]) -> Answer:
        """Ask the index; one that is missing or damaged is made first."""
        try:
            return question(self.index.reader())
        except DAMAGED:
            self._try_look(FIRST)
        try:
            return question(self.index.reader())
        except DAMAGED:
            raise Refusal(say("Daftar SOP sedang disusun. Coba lagi sebentar."), status=503) from None


class IndexCatalogue:
    """The variants as the index has them; as the folder has them while there is no index."""

    def __init__(self, index: Index, folder: FolderCatalogue) -> None:
        self._index = index
        self._folder = folder

    def variants_of(self, seat: Seat, base: str) -> list[str]:
        """Return the slugs of an agency's documents that are variants of `base`, in order."""
        try:
            connection = self._index.reader()
        except NotReady:
            return self._folder.variants_of(seat, base)
        sql = "SELECT slug FROM doc WHERE origin = ? AND agency = ? ORDER BY slug"
        return [slug for (slug,) in connection.execute(sql, (base, seat.agency.id))]


def _problems(connection: apsw.Connection) -> list[Problem]:
    rows = connection.execute("SELECT path, line, level, message FROM problem")
    return [Problem(path, line, from_json(message), level) for path, line, level, message in rows]


def _hour(now: datetime) -> datetime:
    """Return the hour of a moment: no day begins inside one."""
    return now.replace(minute=0, second=0, microsecond=0)


def _version() -> str:
    try:
        return version("sop-portal")
    except PackageNotFoundError:
        return "0"
