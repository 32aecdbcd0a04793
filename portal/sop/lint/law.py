"""Law: the citations of dasar hukum, as far as their numbers and years can be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.say import say
from portal.sop.lint.finding import Finding, quoted
from portal.sop.lint.lawbook import NAMES, REPLACED, TOPICS, Kind
from portal.sop.model import Sop

MOST_A_YEAR = 60
"""No year since 1970 has brought more Undang-Undang."""

_CITED = re.compile(
    r"(?:\b(?:nomor|nomer|nomo|no)\b[.:]? ?)?(?<!\d)(?P<no>\d{1,4})(?P<more>[^\s,/]{0,12})"
    r" ?(?:/|,? tahun) ?(?P<year>\d{4})(?!\d)[\s,]*(?:tentang (?P<topic>.*))?"
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"(?:undang ?- ?undang|uu)\b(?! dasar)"), "uu"),
    (re.compile(r"(?:peraturan presiden|perpres)\b"), "perpres"),
    (re.compile(r"(?:permendagri|(?:peraturan )?menteri dalam negeri)\b"), "permendagri"),
    (re.compile(r"per\w* ?men\w* ?pan|(?:peraturan )?men(?:teri)? ?(?:negara )?(?:pan|pendayagunaan)\b"), "permenpan"),
)
_LAW = re.compile(
    r"(?:undang ?- ?undang|uu|peraturan|keputusan|instruksi|surat edaran|kepmen\w*"
    r"|per(?:men\w*|pres|da|bup|wali|wako|gub))\b"
)
_OLD_STYLE = re.compile(r"\bm\.?pan\b")
"""PER/21/M.PAN/11/2008: a number of parts, where a month looks like a number."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A law as one item of dasar hukum cites it."""

    place: int
    text: str
    kind: Kind | None
    no: int
    year: int
    topic: str


def unnumbered(sop: Sop) -> Iterator[Finding]:
    """Find laws without number or year."""
    for place, text in enumerate(sop.dasar_hukum, 1):
        plain = _plain(text)
        whole = plain.startswith(("undang-undang dasar", "uud")) or (_CITED.search(plain) is not None)
        if _LAW.match(plain) and not whole and not re.search(r"\d\D+(?:19|20)\d\d", plain):
            message = say('Dasar hukum butir {no} tanpa nomor atau tahun: "{kalimat}".', no=place, kalimat=quoted(text))
            yield Finding("dasar_hukum", message)


def unlikely(sop: Sop) -> Iterator[Finding]:
    """Find laws with a number or year that cannot be, or that belongs to no law of that title."""
    for cited in _cited(sop):
        known = _known(cited)
        if known and (cited.no, cited.year) not in known:
            no, year = known[0]
            hint = say("biasanya {jenis} Nomor {no} Tahun {tahun}", jenis=NAMES[cited.kind or "uu"], no=no, tahun=year)
        elif cited.no == 0 or not 1945 <= cited.year < 2100:
            hint = say("nomor atau tahunnya tidak mungkin")
        elif cited.kind == "uu" and cited.year >= 1970 and cited.no > MOST_A_YEAR:
            hint = say("undang-undang dalam satu tahun tidak sebanyak itu")
        else:
            continue
        message = say('Nomor dasar hukum butir {no} janggal, {sebab}: "{kalimat}".',
                      no=cited.place, sebab=hint, kalimat=quoted(cited.text))  # fmt: skip
        yield Finding("dasar_hukum", message)


def younger(sop: Sop) -> Iterator[Finding]:
    """Find laws of a year after the newest date of the SOP."""
    days = [day for day in (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) if day]
    for cited in _cited(sop) if days else ():
        if max(days).year < cited.year < 2100:
            message = say('Dasar hukum butir {no} terbit sesudah SOP ini ({tahun}): "{kalimat}".',
                          no=cited.place, tahun=cited.year, kalimat=quoted(cited.text))  # fmt: skip
            yield Finding("dasar_hukum", message)


def replaced(sop: Sop) -> Iterator[Finding]:
    """Find laws that another had replaced before the SOP was made, as far as its dates tell."""
    days = [day for day in (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) if day]
    for cited in _cited(sop):
        new = REPLACED.get((cited.kind, cited.no, cited.year)) if cited.kind else None
        if new and (not days or max(days).year > new[2]):
            message = say('Dasar hukum butir {no} sudah diganti {jenis} Nomor {baru} Tahun {tahun}: "{kalimat}".',
                          no=cited.place, jenis=NAMES[new[0]], baru=new[1], tahun=new[2],
                          kalimat=quoted(cited.text))  # fmt: skip
            yield Finding("dasar_hukum", message)


def _cited(sop: Sop) -> Iterator[Cited]:
    """Yield the first law of every item that has one."""
    for place, text in enumerate(sop.dasar_hukum, 1):
        plain = _plain(text)
        found = _CITED.search(plain)
        if found and not _OLD_STYLE.search(plain):
            kind = next((kind for pattern, kind in _KINDS if pattern.match(plain)), None)
            whole = kind if not found["more"] else None  # "14.b" is a number of its own
            yield Cited(place, text, whole, int(found["no"]), int(found["year"]), found["topic"] or "")


def _known(cited: Cited) -> tuple[tuple[int, int], ...]:
    return next((one.known for one in TOPICS if one.kind == cited.kind and cited.topic.startswith(one.begins)), ())


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("–", "-").split())
