"""Columns: who stands on the form, in which order, and whether his symbols can be drawn and his slots be filled."""

from __future__ import annotations

from collections.abc import Iterator

from portal.say import say
from portal.sop.lint.finding import Finding, numbered
from portal.sop.model import Sop
from portal.sop.numbering import column_count


def out_of_order(sop: Sop) -> Iterator[Finding]:
    """Find columns that do not stand in the order of their first activity."""
    first: dict[str, int] = {}
    for no, step in numbered(sop):
        for role in (*step.pelaksana, *step.peserta):
            first.setdefault(role, no)
    used = [role for role in sop.pelaksana if role.id in first]
    wanted = sorted(used, key=lambda role: first[role.id])
    if [first[role.id] for role in used] != [first[role.id] for role in wanted]:
        order = ", ".join(say("{jabatan} (langkah {no})", jabatan=role.jabatan, no=first[role.id]) for role in wanted)
        yield Finding("pelaksana", say("Menurut kegiatan pertamanya urutan kolom adalah {urutan}.", urutan=order))


def unused(sop: Sop) -> Iterator[Finding]:
    """Find columns without a symbol."""
    used = {role for step in sop.langkah for role in (*step.pelaksana, *step.peserta)}
    for role in sop.pelaksana:
        if role.id not in used:
            message = say('Kolom "{jabatan}" tidak dipakai satu langkah pun.', jabatan=role.jabatan)
            yield Finding("pelaksana", message)


def alone(sop: Sop) -> Iterator[Finding]:
    """Find procedures in which one pelaksana does everything."""
    used = {role for step in sop.langkah for role in (*step.pelaksana, *step.peserta)}
    if len(used) == 1 and len(sop.langkah) > 1:
        message = say('Semua langkah dikerjakan "{jabatan}" sendiri.', jabatan=sop.title(used.pop()))
        yield Finding("pelaksana", message)


def undrawn_shape(sop: Sop) -> Iterator[Finding]:
    """Find shapes for a role that does not take part."""
    for no, step in numbered(sop):
        for role in sorted(step.bentuk_peran.keys() - {*step.pelaksana, *step.peserta}):
            message = say('Bentuk untuk "{role}" pada langkah {no} tidak digambar: bukan pelaksana atau peserta.',
                          role=role, no=no)  # fmt: skip
            yield Finding("bentuk", message, step)


def no_units(sop: Sop) -> Iterator[Finding]:
    """Find steps that ask each unit of an agency that has none."""
    for no, step in numbered(sop):
        for key, asked in (("himpun", step.himpun), ("per", step.per)):
            if asked and sop.instansi and not sop.unit:
                message = say('"{key}: unit" pada langkah {no} tidak berlaku: instansi ini belum punya unit.',
                              key=key, no=no)  # fmt: skip
                yield Finding(key, message, step)


def asked_twice(sop: Sop) -> Iterator[Finding]:
    """Find steps that gather from each unit and are done by each unit at once."""
    for no, step in numbered(sop):
        if step.himpun and step.per:
            yield Finding("himpun", say("Langkah {no} memakai himpun dan per sekaligus.", no=no), step)


def too_many_numbers(sop: Sop) -> Iterator[Finding]:
    """Find a row of column numbers that is longer than the table."""
    count = column_count(sop)
    if len(sop.nomor_kolom) > count:
        message = say("nomor_kolom memuat {nomor} nomor, tabelnya hanya {kolom} kolom.",
                      nomor=len(sop.nomor_kolom), kolom=count)  # fmt: skip
        yield Finding("nomor_kolom", message)
