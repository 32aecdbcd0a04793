"""The cabinet: bytes kept under the SHA-256 of themselves, outside the web, each written once and never changed."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from portal.store.locks import publish, settle
from portal.store.trouble import refusal_of_disk

CHUNK = 128 * 1024
DRAFTS = "tmp"


class Draft:
    """A file on its way in: hashed while it is written; beyond `largest` bytes it is only counted."""

    def __init__(self, path: Path, largest: int) -> None:
        self.path, self.size = path, 0
        self._largest, self._hash = largest, hashlib.sha256()
        self._file: BinaryIO | None = None

    @property
    def fits(self) -> bool:
        """True unless more came than a file may have."""
        return self.size <= self._largest

    @property
    def sha256(self) -> str:
        """The hash of what was written so far."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> int:
        """Add bytes. Raises Refusal (503) where the disk is full or cannot be written."""
        self.size += len(data)
        if not self.fits:
            self.discard()
            return len(data)
        self._hash.update(data)
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb")
            return self._file.write(data)
        except OSError as error:
            raise refusal_of_disk(error) from error

    def seek(self, position: int) -> int:
        """Go nowhere: parsers of forms rewind what they wrote, and a draft is read from its path."""
        return position

    def close(self) -> None:
        """Finish writing. Raises Refusal as `write` does."""
        try:
            if self._file is not None:
                self._file.close()
        except OSError as error:
            raise refusal_of_disk(error) from error
        finally:
            self._file = None

    def discard(self) -> None:
        """Away with it, whatever became of it."""
        with suppress(OSError):
            if self._file is not None:
                self._file.close()
        self._file = None
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


_BINARY = getattr(os, "O_BINARY", 0)


class Cabinet:
    """The files of an office in one folder: `ab/<sha256>`, and drafts in `tmp`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def draft(self, largest: int) -> Draft:
        """Begin a new file of at most `largest` bytes; nothing is on the disk before its first byte."""
        return Draft(self.folder / DRAFTS / secrets.token_hex(16), largest)

    def path(self, sha256: str) -> Path:
        """Return where the bytes of this hash are kept."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return self.folder / sha256[:2] / sha256

    def put(self, draft: Draft) -> str:
        """Keep a finished draft for good and return its hash: it survives a power failure from here on."""
        draft.close()
        target = self.path(draft.sha256)
        try:
            if not target.parent.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                settle(self.folder)
                settle(self.folder.parent)
            self._publish(draft, target)
        except OSError as error:
            draft.discard()
            raise refusal_of_disk(error) from error
        return draft.sha256

    def has(self, sha256: str, size: int) -> bool:
        """True if a file of this hash and size is there; its bytes are not read."""
        try:
            return self.path(sha256).stat().st_size == size
        except OSError:
            return False

    def open(self, sha256: str) -> BinaryIO | None:
        """Return the file of this hash, read through and found whole, at its beginning; None where it is not."""
        try:
            file = self.path(sha256).open("rb")
        except OSError:
            return None
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                file.seek(0)
                return file
        except OSError:
            pass
        file.close()
        return None

    def is_whole(self, sha256: str) -> bool:
        """True if the bytes of this hash are there as they were kept."""
        try:
            file = self.open(sha256)
        except ValueError:  # a hash that somebody wrote into the table by hand
            return False
        if file is not None:
            file.close()
        return file is not None

    def drafts(self) -> Iterator[Path]:
        """Yield what was never finished, or is being written now."""
        yield from sorted(self.folder.glob(f"{DRAFTS}/*"))

    def kept(self) -> Iterator[Path]:
        """Yield every file that is kept."""
        yield from sorted(self.folder.glob("[0-9a-f][0-9a-f]/*"))

    def _publish(self, draft: Draft, target: Path) -> None:
        try:
            publish(draft.path, target)
        except PermissionError:
            # Windows: the same bytes are being read by somebody; as they are the same, the old file will do
            if not self.has(draft.sha256, draft.size):
                raise
            os.utime(target)
            draft.discard()


def cabinet_of(home: Path) -> Cabinet:
    """Return the cabinet of an office's home."""
    return Cabinet(home / "bukti")


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file's bytes piece by piece, and close it at the end."""
    with file:
        while piece := file.read(CHUNK):
            yield piece
