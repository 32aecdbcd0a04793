"""Reading documents from disk: small regular files only, read again when they change."""

from __future__ import annotations

import logging
import os
import stat
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from portal.fault import cause
from portal.say import say
from portal.sop.document import Document, Unreadable
from portal.sop.model import Problem
from portal.sop.reading import read_document
from portal.sop.values import is_id

log = logging.getLogger("portal.library")

LARGEST = 1024 * 1024
KEPT = 512
YOUNG = 2_000_000_000
"""Nanoseconds in which a file may change again without its time of change showing it."""

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a file gave: a document, or why there is none."""

    document: Document | None
    problems: tuple[Problem, ...] = ()


def is_slug(text: str) -> bool:
    """True if `text` can be the slug of a document: no path, no device of Windows, one spelling only."""
    return len(text) <= 120 and is_id(text) and text not in DEVICES


def stamp(path: Path | str) -> str:
    """Return what tells one state of a file from another; empty where there is none.

    A young file's stamp ends in `~`: it must not be trusted to stand for its content.
    """
    try:
        return stamp_of(os.lstat(path))
    except OSError:
        return ""


def stamp_of(state: os.stat_result) -> str:
    """Return the stamp of a file from its state."""
    young = "~" if abs(time.time_ns() - state.st_mtime_ns) < YOUNG else ""
    return f"{state.st_mtime_ns:x}.{state.st_size:x}.{state.st_ino:x}.{stat.S_IFMT(state.st_mode):x}{young}"


def read_bytes(path: Path, shown: str) -> bytes:
    """Return a file's bytes, one more than the limit at most; raise `Unreadable` for what is no regular file."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise Unreadable((Problem(shown, None, say("Bukan berkas biasa. Tautan dan folder tidak dibaca.")),))
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as fault:
        reason = say("Berkas tidak dapat dibaca ({sebab}).", sebab=cause(fault))
        raise Unreadable((Problem(shown, None, reason),)) from fault


class Documents:
    """Documents read from disk, the last ones kept as long as their file does not change."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, tuple[str, Read]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, path: Path, shown: str, state: str) -> Read:
        """Return the document at `path`, whose stamp is `state`; `shown` is how people know the file."""
        with self._lock:
            kept = self._kept.get(path)
        if kept and kept[0] == state:
            return kept[1]
        try:
            read = Read(read_document(read_bytes(path, shown), shown))
        except Unreadable as why:
            read = Read(None, why.problems)
        except Exception as fault:  # a mistake of ours over one document must not take all others down
            log.exception("reading %s failed", shown)
            message = say("Berkas tidak dapat dibaca ({sebab}).", sebab=type(fault).__name__)
            read = Read(None, (Problem(shown, None, message),))
        if not state.endswith("~"):
            with self._lock:
                self._kept[path] = (state, read)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return read
