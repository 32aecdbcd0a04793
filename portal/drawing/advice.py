"""Advice on the drawn flow: lines that cross, told by the steps they lead from and to."""

from __future__ import annotations

from collections.abc import Iterator

from portal.drawing.layout import draw
from portal.drawing.model import Edge
from portal.say import say
from portal.sop.lint.finding import Finding, Rule, quoted
from portal.sop.model import Sop

MOST = 12
"""How many pairs of lines are named; the others are only counted."""


def crossings(sop: Sop) -> Iterator[Finding]:
    """Find the pairs of lines that cross on the sheet, each pair once."""
    drawing = draw(sop)
    pairs = tuple(dict.fromkeys((finding.a, finding.b) for finding in drawing.findings))
    for a, b in pairs[:MOST]:
        one, other = sorted((drawing.edges[a], drawing.edges[b]), key=_joins)
        step = sop.step(one.source)
        message = say(
            'Garis {satu} menyilang garis {lain}: "{kalimat}".',
            satu=_named(sop, one), lain=_named(sop, other), kalimat=quoted(step.uraian if step else ""),
        )  # fmt: skip
        yield Finding("pelaksana" if _joins(one) else one.exit, message, step)
    if len(pairs) > MOST:
        yield Finding(
            "langkah", say("Masih ada {jumlah} pasang garis lain yang bersilangan.", jumlah=len(pairs) - MOST)
        )


def _joins(edge: Edge) -> bool:
    return edge.exit == "bersama"


def _named(sop: Sop, edge: Edge) -> str:
    """Return what to call a line: the numbers of its steps, and the words of the exit it takes."""
    source, target = sop.number(edge.source), sop.number(edge.target)
    if _joins(edge):
        return say("yang menyatukan pelaksana langkah {no}", no=source)
    if edge.label:
        return say('"{kata}" dari langkah {dari} ke langkah {ke}', kata=edge.label, dari=source, ke=target)
    return say("dari langkah {dari} ke langkah {ke}", dari=source, ke=target)


DRAWING = (
    Rule(
        "garis-bersilang",
        say("Dua garis bagan alir bersilangan."),
        say("Pembaca mudah mengikuti garis yang keliru pada persilangan."),
        say("Coba urutan kolom atau langkah yang lain, atau kurangi lompatan; bila memang perlu, biarkan."),
        crossings,
    ),
)
