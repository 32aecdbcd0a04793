"""Flow: where it begins and ends, how a decision goes on, and whether a reader can follow it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.say import say
from portal.sop.lint.finding import Finding, numbered, quoted
from portal.sop.model import Bentuk, Sop, Step

MOST_STEPS = 20
"""Rows that a reader still follows: about two pages of the form."""


def no_beginning(sop: Sop) -> Iterator[Finding]:
    """Find a first row that is not drawn as the beginning; a second beginning is an error already."""
    first = sop.langkah[0]
    if not _drawn(first, _capsules(sop, "mulai")) and not first.is_decision:
        message = say('Langkah 1 tidak digambar sebagai awal: "{kalimat}".', kalimat=quoted(first.uraian))
        yield Finding("bentuk", message, first)


def no_end(sop: Sop) -> Iterator[Finding]:
    """Find rows at which the flow ends and which are not drawn as the end."""
    for no, step in numbered(sop):
        if None in step.exits and not step.is_decision and not _drawn(step, _capsules(sop, "selesai")):
            message = say('Alur berakhir pada langkah {no}, yang tidak digambar sebagai akhir: "{kalimat}".',
                          no=no, kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("bentuk", message, step)


def one_way_decision(sop: Sop) -> Iterator[Finding]:
    """Find decisions whose two exits lead to one place, or have one word."""
    for no, step in numbered(sop):
        if not step.is_decision:
            continue
        if step.ya and step.ya == step.tidak:
            message = say('Kedua jalan keluar keputusan langkah {no} menuju "{tujuan}": "{kalimat}".',
                          no=no, tujuan=step.ya, kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("tidak", message, step)
        elif step.label_ya and step.label_ya.casefold() == (step.label_tidak or "").casefold():
            message = say('Kedua jalan keluar keputusan langkah {no} bertulisan "{kata}": "{kalimat}".',
                          no=no, kata=step.label_ya, kalimat=quoted(step.uraian))  # fmt: skip
            yield Finding("label_tidak", message, step)


def unchecked_return(sop: Sop) -> Iterator[Finding]:
    """Find decisions that send back, where what was mended never comes before them again."""
    ahead = {step.id: tuple(target for target in step.exits if target) for step in sop.langkah}
    place = {step.id: no for no, step in numbered(sop)}
    for no, step in numbered(sop):
        back = [("ya", step.ya or ""), ("tidak", step.tidak or "")] if step.is_decision else []
        for key, target in back:
            if place.get(target, no) < no and not _leads(ahead, target, step.id):
                message = say('Dari langkah {lain} alur tidak kembali ke keputusan langkah {no}: "{kalimat}".',
                              no=no, lain=place[target], kalimat=quoted(step.uraian))  # fmt: skip
                yield Finding(key, message, step)


def too_many_steps(sop: Sop) -> Iterator[Finding]:
    """Find tables longer than a reader follows."""
    if len(sop.langkah) > MOST_STEPS:
        message = say('"{nama}" terdiri atas {jumlah} langkah.', nama=quoted(sop.nama), jumlah=len(sop.langkah))
        yield Finding("langkah", message)


def _capsules(sop: Sop, bentuk: Bentuk) -> frozenset[Bentuk]:
    """Return the shapes that say so: of a single row one capsule is beginning and end."""
    return frozenset(("mulai", "selesai")) if len(sop.langkah) == 1 else frozenset((bentuk,))


def _drawn(step: Step, shapes: frozenset[Bentuk]) -> bool:
    return not shapes.isdisjoint((step.bentuk, *step.bentuk_peran.values()))


def _leads(ahead: dict[str, tuple[str, ...]], start: str, goal: str) -> bool:
    """True if the flow can come from one step to another."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        new = [target for target in ahead.get(here, ()) if target not in seen]
        seen.update(new)
        waiting += new
    return False
