"""The database's own troubles (full disk, lock, damage) as refusals in plain words."""

from __future__ import annotations

import errno

import peewee

from portal.refusal import Refusal
from portal.say import say

_BUSY = "Portal sedang sibuk dan perubahan Anda belum tersimpan. Silakan coba lagi sebentar."
_FULL = (
    "Ruang simpan server penuh, jadi perubahan Anda tidak tersimpan. Halaman tetap dapat dibaca; "
    "mohon hubungi pengelola server."
)
_UNWRITABLE = "Basis data tidak dapat dibuka atau ditulis. Mohon periksa disk dan izin folder portal di server."
_FILES = "Berkas tidak dapat disimpan di server. Mohon periksa disk dan izin folder bukti di rumah portal."
_DAMAGED = "Basis data rusak atau bukan milik portal. Hentikan portal dan pulihkan dari cadangan terakhir."

_SENTENCES = {
    "BusyError": _BUSY,
    "LockedError": _BUSY,
    "FullError": _FULL,
    "ReadOnlyError": _UNWRITABLE,
    "CantOpenError": _UNWRITABLE,
    "IOError": _UNWRITABLE,
    "PermissionsError": _UNWRITABLE,
    "CorruptError": _DAMAGED,
    "NotADBError": _DAMAGED,
}


def busy() -> Refusal:
    """Return the refusal for a turn that did not come in time."""
    return Refusal(say(_BUSY), status=503)


def unwritable() -> Refusal:
    """Return the refusal for files that cannot be opened or written."""
    return Refusal(say(_UNWRITABLE), status=503)


def refusal_for(error: peewee.DatabaseError) -> Refusal | None:
    """Return the 503 that `error` means to people; None where it is a fault of the code or a clash of rows."""
    cause = getattr(error, "orig", None)  # peewee keeps the driver's own error there
    sentence = _SENTENCES.get(type(cause).__name__)
    return Refusal(say(sentence), status=503) if sentence else None


def refusal_of_disk(error: OSError) -> Refusal:
    """Return the refusal (503) that the disk's own error at a file means to people."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return Refusal(say(_FULL if full else _FILES), status=503)
