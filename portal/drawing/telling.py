"""The drawn flow in words: what a symbol says to those who do not see it, and where a step leads."""

from __future__ import annotations

from portal.drawing.shapes import shape
from portal.say import say
from portal.sop.model import END, Bentuk, Sop, Step

SYMBOLS: dict[Bentuk, str] = {
    "mulai": say("mulai"), "proses": say("proses"), "keputusan": say("keputusan"), "selesai": say("akhir"),
}  # fmt: skip
"""What a symbol is called."""


def symbol(sop: Sop, step: Step, role: str) -> tuple[str, ...]:
    """Return the words of one symbol: number, kind and title, and "peserta" where the role only takes part."""
    bentuk = step.bentuk_peran.get(role, step.bentuk)
    kind = SYMBOLS["proses" if shape(step, role) == "kotak" else bentuk]
    words = (say("Langkah {no}", no=sop.number(step.id)), kind, sop.title(role))
    return words if role in step.pelaksana else (*words, say("peserta"))


def flow(sop: Sop, step: Step) -> tuple[str, ...]:
    """Return where a step leads, in words, where that is not simply the following row."""
    no = sop.number(step.id)
    if step.is_decision:
        return (
            say("{word}: {target}", word=step.label_ya or say("Ya"), target=_target(sop, no, step.ya)),
            say("{word}: {target}", word=step.label_tidak or say("Tidak"), target=_target(sop, no, step.tidak)),
        )
    following = sop.langkah[no].id if no < len(sop.langkah) else None
    return () if step.berikut == following else (_target(sop, no, step.berikut, alone=True),)


def _target(sop: Sop, no: int, target: str | None, *, alone: bool = False) -> str:
    if target is None or target == END:
        return say("Prosedur selesai di sini") if alone else say("prosedur selesai")
    if sop.step(target) is None:  # an error of the document, which is shown all the same
        return say('ke langkah "{id}" yang tidak ada', id=target)
    to = sop.number(target)
    if to <= no:
        return say("Kembali ke langkah {no}", no=to) if alone else say("kembali ke langkah {no}", no=to)
    return say("Lanjut ke langkah {no}", no=to) if alone else say("ke langkah {no}", no=to)
