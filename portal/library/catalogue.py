"""Which documents an agency has, and which of them are variants of one base: read from its folder."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Protocol

from portal.library.files import Documents, is_slug, read_bytes, stamp
from portal.library.seats import Seat
from portal.sop.document import Unreadable

MEANT = (".md", ".md.txt", ".markdown")
"""How names end that people meant as a document's: Windows hides the `.txt` that its editor adds."""


class Catalogue(Protocol):
    """Who knows the variants: the folders themselves, or the index made of them."""

    def variants_of(self, seat: Seat, base: str) -> list[str]:
        """Return the slugs of an agency's documents that are variants of `base`, in order."""
        ...


class FolderCatalogue:
    """The variants as the agency's folder has them now: reads every document that names the base."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def variants_of(self, seat: Seat, base: str) -> list[str]:
        """Return the slugs of an agency's documents that are variants of `base`, in order."""
        return [slug for slug, path in documents_in(seat.folder / "sop") if self._base_of(path, seat, base) == base]

    def _base_of(self, path: Path, seat: Seat, base: str) -> str | None:
        shown = f"{seat.plugin}/{path.name}"
        try:
            if base.encode() not in read_bytes(path, shown):  # most documents need no parsing
                return None
        except Unreadable:
            return None
        document = self._documents.read(path, shown, stamp(path)).document
        return document.varian_dari if document else None


class KnownCatalogue:
    """The variants of one agency, read once: for going through all its documents."""

    def __init__(self, seat: Seat, documents: Documents) -> None:
        self._variants: dict[str, list[str]] = defaultdict(list)
        for slug, path in documents_in(seat.folder / "sop"):
            document = documents.read(path, f"{seat.plugin}/{path.name}", stamp(path)).document
            if document and document.varian_dari:
                self._variants[document.varian_dari].append(slug)

    def variants_of(self, seat: Seat, base: str) -> list[str]:
        """Return the slugs of the agency's documents that are variants of `base`, in order."""
        return self._variants.get(base, [])


def documents_in(folder: Path) -> list[tuple[str, Path]]:
    """Return slug and path of every document in a folder, by name."""
    return [(path.stem, path) for path in _children(folder) if is_document(path.name)]


def misnamed_in(folder: Path) -> list[str]:
    """Return the names of files that were meant as documents but cannot be read as one; README.md is none."""
    names = [path.name for path in _children(folder) if path.name[0] not in "._~"]
    meant = [name for name in names if name.casefold().endswith(MEANT)]
    return [name for name in meant if name != "README.md" and not is_document(name)]


def is_document(name: str) -> bool:
    """True if a file of this name is a document."""
    return name.endswith(".md") and is_slug(name.removesuffix(".md"))


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
