"""Identity: the first page of the official sheet as HTML, from the kop to the last box."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from portal.hooks import Around
from portal.paper import qr
from portal.paper.fitting import size
from portal.paper.front import Front, Kop, Signature, front
from portal.paper.markup import listed, picture, text
from portal.sop.model import Sop, Status

STATES: dict[Status, str] = {"konsep": "Konsep, belum berlaku", "dicabut": "Dicabut, tidak berlaku lagi"}
"""What is written above a sheet that nobody may follow."""

TITLE = "Standar Operasional Prosedur"

EDGE = '<tr><td class="edge" colspan="2"><div></div></td></tr>'
"""A row of nothing but a line: head and foot of a table stand on each of its pages, and so close the frame."""


def identity(sop: Sop, around: Around) -> str:
    """Return the identity page of an SOP; names, NIP and the scan's hash only for staff."""
    said = front(sop, around)
    state = STATES.get(sop.status)
    points, overleaf = size(said, around, notice=state is not None)
    above, below = (f"<{part}>{EDGE}</{part}>" if overleaf else "" for part in ("thead", "tfoot"))
    notice = f'<p class="state">{escape(state)}</p>' if state else ""
    return (
        f'<section class="leaf identity p{points * 10:g}"><h1>{TITLE}</h1>{notice}\n'
        f'<table class="form" role="presentation">{above}<tbody><tr><td class="office">{_office(said, around)}</td>'
        f'<td class="number"><table><tbody>{"".join(_number(said, around))}</tbody></table></td></tr>\n'
        f"{''.join(_pairs(said))}</tbody>{below}</table>{_scan(around)}</section>"
    )


def _office(said: Front, around: Around) -> str:
    name = around.agency.nama if around.agency else ""
    logo = picture(around.logo, f"Logo {name}", "logo") if around.logo else ""
    return logo + "".join(_kop(line) for line in said.office)


def _kop(line: Kop) -> str:
    return f"<p><b>{text(line.text)}</b></p>" if line.strong else f"<p>{text(line.text)}</p>"


def _number(said: Front, around: Around) -> Iterator[str]:
    for title, words in said.before:
        yield _row(title, text(words))
    if said.signed is not None:
        title, signature = said.signed
        yield _row(title, f'<div class="signed">{_signature(signature)}{_code(around)}</div>')
    for title, words in said.after:
        yield _row(title, f"<b>{text(words)}</b>")


def _row(title: str, inside: str) -> str:
    return f'<tr><th scope="row">{text(title)}</th><td>{inside}</td></tr>'


def _signature(signature: Signature) -> str:
    """Return the place to sign, with room for hand and stamp; where nobody signs, the words that say so."""
    if signature.instead:
        return f'<p class="unsigned">{text(signature.instead)}</p>'
    lines = [text(signature.title), '<span class="room"></span>']
    lines += [f"<b>{text(signature.name)}</b>"] if signature.name else []
    lines += map(text, signature.below)
    return f'<div class="signature">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def _code(around: Around) -> str:
    if around.address is None:
        return ""
    code = picture(qr.svg(around.address).encode(), f"Kode QR: {around.address}", "code")
    return f'<div class="look">{code}<p>Pindai untuk memeriksa keberlakuan</p></div>'


def _pairs(said: Front) -> Iterator[str]:
    boxes = [f"<h2>{text(title)}</h2>{listed(items)}" for title, items in said.boxes]
    for at in range(0, len(boxes), 2):
        pair = boxes[at : at + 2]
        span = "" if len(pair) == 2 else ' colspan="2"'
        yield "<tr>" + "".join(f'<td class="box"{span}>{box}</td>' for box in pair) + "</tr>\n"


def _scan(around: Around) -> str:
    if not around.staff or around.naskah_sha256 is None:
        return ""
    return f'<p class="colophon">Pindaian naskah yang disahkan: SHA-256 {escape(around.naskah_sha256)}</p>'
