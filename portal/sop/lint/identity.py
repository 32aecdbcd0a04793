"""Identity: number, dates, signature and title, as far as they can be judged without knowing the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from portal.say import say
from portal.sop.facts import differs_from_signed
from portal.sop.lint.finding import Finding, listed, quoted
from portal.sop.lint.nip import PRINTED, fault_of
from portal.sop.lint.words import EMPTY, akin, stem, stems, told, words
from portal.sop.model import Sop
from portal.sop.schema import heading

NUMBER = ("nomor", "tanggal_pembuatan", "tanggal_efektif", "disahkan_oleh")
SIGNATURE = ("jabatan", "nama", "nip")
BOXES = ("dasar_hukum", "kualifikasi_pelaksana", "peralatan_perlengkapan", "peringatan", "pencatatan_pendataan")
ENOUGH_STEPS = 4
MOST_OF = 0.6
MOST_OF_A_TITLE = 30
"""So many words of a title are enough to judge it by."""


def incomplete(sop: Sop) -> Iterator[Finding]:
    """Find an agency's SOP in force without number, dates or signature."""
    if sop.instansi is None or sop.status != "berlaku":
        return
    empty = [title for key in NUMBER if not getattr(sop, key) and (title := heading(sop.label, key))]
    if empty:
        yield Finding("nomor", say("Kosong pada bagian identitas: {kotak}.", kotak=listed(empty)))
    lacking = [key for key in SIGNATURE if sop.disahkan_oleh and not getattr(sop.disahkan_oleh, key)]
    if lacking:
        yield Finding("disahkan_oleh", say("Pengesahan tanpa {bagian}.", bagian=listed(lacking)))


def empty_boxes(sop: Sop) -> Iterator[Finding]:
    """Find empty boxes of an agency's SOP in force; only Keterkaitan may rightly be empty."""
    empty = [title for key in BOXES if not getattr(sop, key) and (title := heading(sop.label, key))]
    if empty and sop.instansi is not None and sop.status == "berlaku":
        yield Finding("dasar_hukum", say("Kotak kosong: {kotak}.", kotak=listed(empty)))


def dates_in_disorder(sop: Sop) -> Iterator[Finding]:
    """Find dates before the one on which the SOP was finished."""
    made = sop.tanggal_pembuatan
    for key in ("tanggal_efektif", "tanggal_revisi"):
        day = getattr(sop, key)
        if made and day and day < made:
            message = say("{lain} {hari} mendahului tanggal_pembuatan {dibuat}.",
                          lain=key, hari=day.isoformat(), dibuat=made.isoformat())  # fmt: skip
            yield Finding(key, message)


def impossible_nip(sop: Sop) -> Iterator[Finding]:
    """Find a NIP that cannot be; the finding never quotes it."""
    nip = sop.disahkan_oleh.nip if sop.disahkan_oleh else None
    if nip and (why := fault_of(nip)):
        yield Finding("disahkan_oleh", say("NIP pejabat yang mengesahkan tidak mungkin benar: {sebab}.", sebab=why))


def person_in_text(sop: Sop) -> Iterator[Finding]:
    """Find a NIP or the signer's name where visitors read it; the finding never quotes either."""
    name = sop.disahkan_oleh.nama if sop.disahkan_oleh else None
    bare = " ".join((name or "").split(",")[0].casefold().split())
    for key, text in _public(sop):
        if PRINTED.search(text):
            yield Finding(key, say('"{key}" memuat sebuah NIP.', key=key))
        elif len(bare.split()) > 1 and bare in " ".join(text.casefold().split()):
            yield Finding(key, say('"{key}" memuat nama pejabat yang mengesahkan.', key=key))


def title_apart(sop: Sop) -> Iterator[Finding]:
    """Find a title of which no step speaks, and a word that most steps speak of and the title does not."""
    title = set(sorted(stems(sop.nama))[:MOST_OF_A_TITLE])
    rows = [stems(step.uraian) for step in sop.langkah]
    texts = {found for step in sop.langkah for text in (*step.output, *step.kelengkapan) for found in stems(text)}
    if title and not any(told(one, texts.union(*rows)) for one in title):
        message = say('Tidak satu langkah pun menyebut apa yang dijanjikan judul "{judul}".', judul=quoted(sop.nama))
        yield Finding("nama", message)
    elif title and (word := _missing_word(sop, title, rows)):
        message = say('Hampir semua langkah berbicara tentang "{kata}", tetapi judulnya "{judul}".',
                      kata=word, judul=quoted(sop.nama))  # fmt: skip
        yield Finding("nama", message)


def base_signed(sop: Sop) -> Iterator[Finding]:
    """Find a frame that says it was numbered or signed."""
    for key, signed in (("nomor", sop.nomor), ("disahkan_oleh", sop.disahkan_oleh)):
        if sop.instansi is None and signed:
            yield Finding(key, say('SOP induk tidak disahkan, tetapi "{key}" terisi.', key=key))


def no_tag(sop: Sop) -> Iterator[Finding]:
    """Find an SOP that no filter of the library finds."""
    if not sop.tag:
        yield Finding("tag", say("tag kosong."))


def not_as_signed(sop: Sop) -> Iterator[Finding]:
    """Find an SOP that is no longer the one that was signed."""
    if differs_from_signed(sop):
        yield Finding("digest_disahkan", say("Berbeda dari naskah yang disahkan."))


def _missing_word(sop: Sop, title: set[str], rows: list[set[str]]) -> str | None:
    """Return the word most of the steps have in common, where the title lacks it."""
    counts = Counter(found for row in rows for found in row)
    offices = {stem(word) for role in sop.pelaksana for word in words(role.jabatan)}
    for found, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if count < max(ENOUGH_STEPS, MOST_OF * len(rows)):
            return None
        if len(found) > 3 and not told(found, title) and found not in offices:
            return _as_written(sop, found)
    return None


def _as_written(sop: Sop, root: str) -> str:
    spoken = (word for step in sop.langkah for word in words(step.uraian) if word not in EMPTY)
    return next(word for word in spoken if akin(stem(word), root))


def _public(sop: Sop) -> Iterator[tuple[str, str]]:
    """Yield the texts that visitors read, by the key they stand in."""
    yield "isi", sop.isi
    for key in BOXES:
        yield key, "\n".join(getattr(sop, key))
    yield "keterkaitan", "\n".join(link.teks for link in sop.keterkaitan)
    notes = (step.keterangan.teks for step in sop.langkah if step.keterangan)
    yield "langkah", "\n".join((*(step.uraian for step in sop.langkah), *notes))
