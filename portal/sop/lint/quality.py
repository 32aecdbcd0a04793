"""Quality standard: every activity names its kelengkapan, waktu and output, in words that can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from portal.say import say
from portal.sop.lint.finding import Finding, listed, numbered, quoted
from portal.sop.lint.words import words
from portal.sop.model import Sop
from portal.sop.schema import heading

COLUMNS = ("kelengkapan", "waktu", "output")
VAGUE = frozenset(
    ("berkas", "data", "dokumen", "draf", "draft", "file", "hasil", "kertas", "laporan", "naskah", "output", "surat")
)


def missing(sop: Sop) -> Iterator[Finding]:
    """Find steps whose quality standard is empty, where the form has a column for it."""
    columns = [(key, title) for key in COLUMNS if (title := heading(sop.label, key))]
    for no, step in numbered(sop):
        empty = [title for key, title in columns if not getattr(step, key)]
        if empty:
            message = say('Langkah {no} tanpa {kolom}: "{kalimat}".',
                          no=no, kolom=listed(empty), kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("uraian", message, step)


def vague_output(sop: Sop) -> Iterator[Finding]:
    """Find outputs that name a kind of paper and not which."""
    for no, step in numbered(sop):
        for output in step.output:
            found = words(output)
            if len(found) == 1 and found[0] in VAGUE:
                message = say('Output langkah {no} hanya "{output}": "{kalimat}".',
                              no=no, output=output, kalimat=quoted(step.uraian))  # fmt: skip
                yield Finding("output", message, step)


def unread_time(sop: Sop) -> Iterator[Finding]:
    """Find times that cannot be read, or that say nothing."""
    for no, step in numbered(sop):
        for key, time in (("waktu", step.waktu), ("tenggat", step.tenggat)):
            if time and time.jenis == "bebas":
                message = say('{kunci} langkah {no} tidak dimengerti, jadi tidak menjadi tenggat: "{teks}".',
                              kunci=key, no=no, teks=quoted(time.teks))  # fmt: skip
                yield Finding(key, message, step)
            elif time and time.jenis == "durasi" and not time.maks:
                message = say('{kunci} langkah {no} nol: "{teks}".', kunci=key, no=no, teks=quoted(time.teks))
                yield Finding(key, message, step)
