"""Gathering what one SOP is composed from: its own document, the base it changes, and rivals of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.library.catalogue import Catalogue
from portal.library.files import Documents, Read, is_slug, stamp
from portal.library.seats import Seat
from portal.say import say
from portal.sop.model import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """What one SOP is composed from. `shown` is how people know its file, `mark` changes with every file of it.

    `base` is None where `read` is no variant, or a variant of what the library does not have; `rivals` are
    the agency's other variants of the same base.
    """

    slug: str
    path: Path
    shown: str
    read: Read
    mark: str
    seat: Seat | None = None
    base: Read | None = None
    rivals: tuple[str, ...] = ()


class Sources:
    """Finds sources by name in the folders of base SOPs and in the agencies' own."""

    def __init__(self, folders: Sequence[Path], documents: Documents, catalogue: Catalogue) -> None:
        self._folders = folders
        self._documents = documents
        self.catalogue = catalogue

    def base(self, slug: str) -> Source | None:
        """Return the source of a base SOP, None if no folder has it."""
        places = self._places(slug)
        read = self._base_read(places)
        if read is None:
            return None
        path = places[0][0]
        return Source(slug, path, shown(path), read, mark([*states(places), *_scan(path, read)]))

    def agency(self, slug: str, seat: Seat) -> Source | None:
        """Return the source of what an agency follows, None if it has no document of this slug."""
        path = seat.folder / "sop" / f"{slug}.md"
        state = stamp(path) if is_slug(slug) else ""
        if not state:
            return None
        name = f"{seat.plugin}/{slug}.md"
        return self.followed(path, name, self._documents.read(path, name, state), state, seat)

    def followed(self, path: Path, name: str, read: Read, state: str, seat: Seat) -> Source:
        """Return the source of an agency's document that has been read already; `state` is its stamp."""
        slug, origin = path.stem, read.document.varian_dari if read.document else None
        if origin is None:
            return Source(slug, path, name, read, mark([state, seat.stamp, *_scan(path, read)]), seat)
        places = self._places(origin)
        rivals = tuple(own for own in self.catalogue.variants_of(seat, origin) if own != slug)
        return Source(
            slug, path, name, read,
            mark([state, seat.stamp, *states(places), *_scan(path, read)], rivals), seat,
            self._base_read(places), tuple(f"{seat.plugin}/{own}.md" for own in rivals),
        )  # fmt: skip

    def _places(self, slug: str) -> list[tuple[Path, str]]:
        if not is_slug(slug):
            return []
        paths = [folder / f"{slug}.md" for folder in self._folders]
        return [(path, state) for path in paths if (state := stamp(path))]

    def _base_read(self, places: list[tuple[Path, str]]) -> Read | None:
        """Return the one document at `places`; several claim one slug, and none of them is served."""
        if not places:
            return None
        path, state = places[0]
        if len(places) == 1:
            return self._documents.read(path, shown(path), state)
        others = ", ".join(str(other) for other, _ in places[1:])
        message = say("SOP dengan nama berkas yang sama juga ada di {lain}. Sisakan satu.", lain=others)
        return Read(None, (Problem(shown(path), None, message),))


def _scan(path: Path, read: Read) -> list[str]:
    """Return the stamp of the signed scan that a document names, if it names one."""
    name = read.document.values.get("naskah") if read.document else None
    return [stamp(path.with_name(name)) or "-"] if name else []


def shown(path: Path) -> str:
    """Return how people know the file of a base SOP."""
    return f"{path.parent.name}/{path.name}"


def states(places: Iterable[tuple[Path, str]]) -> list[str]:
    """Return the stamps of places."""
    return [state for _, state in places]


def mark(stamps: Iterable[str], rivals: Iterable[str] = ()) -> str:
    """Return one text that changes when any stamp or rival does; it ends in `~` if a file is too young to trust."""
    text = " ".join([*stamps, *rivals])
    return f"{text}~" if "~" in text else text
