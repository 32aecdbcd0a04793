"""Why the machine could not use a file, a folder or an address, in our own words."""

from __future__ import annotations

import errno
import socket

from portal.say import say

CAUSES = {
    errno.ENOENT: say("berkas atau foldernya tidak ada"),
    errno.EACCES: say("tidak diizinkan"),
    errno.EPERM: say("tidak diizinkan"),
    errno.EISDIR: say("itu sebuah folder"),
    errno.ENOTDIR: say("ada berkas di tempat yang seharusnya folder"),
    errno.ENAMETOOLONG: say("namanya terlalu panjang"),
    errno.ENOSPC: say("disk penuh"),
    errno.EROFS: say("disknya hanya dapat dibaca"),
    errno.EADDRINUSE: say("sedang dipakai"),
    errno.EADDRNOTAVAIL: say("bukan alamat PC ini"),
    socket.EAI_NONAME: say("nama itu tidak dikenal"),
}
"""What people are told of the errors they can do something about."""


def cause(fault: OSError) -> str:
    """Return why, in a few words; what we have no words for, in those of the machine."""
    return CAUSES.get(fault.errno or 0) or fault.strerror or type(fault).__name__
