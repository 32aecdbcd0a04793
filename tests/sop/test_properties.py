"""What holds for any bytes and any SOP."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.hooks import Around
from portal.paper.printed import render
from portal.sop.document import Unreadable
from portal.sop.facts import as_json, digest
from portal.sop.model import (
    END,
    Asal,
    Kaitan,
    Pelaksana,
    Pengesahan,
    Sop,
    Step,
    Unit,
)  # fmt: skip
from portal.sop.reading import read_agency, read_document
from portal.sop.schema import BENTUK, DOCUMENT, LABELS, SATUAN, STEP
from portal.sop.snapshot import from_snapshot, snapshot
from portal.sop.source import as_markdown
from portal.sop.variant import compose
from portal.sop.waktu import parse_waktu, printed
from tests.sop.texts import ACTIVITIES, BASE, DINAS, document, errors, shown

SEEN = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"),
    exclude_characters="\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
TRICKY = st.sampled_from(
    ["no", "010", "12:30", "1.10", "null", "~", "", "- a", "a: b", "# a", "'", '"', "{", "[", "*a", "&a", "!a", "%",
     "@", "`", "|", ">", "---", "...", "a\nb", "a\tb", "é", "2024-01-01", "5 menit", "H-3", "=", "<<", "yes", "\\",
     "a #b", "? a", ": "]
)  # fmt: skip
TEXT = (TRICKY | st.text(SEEN, max_size=12)).map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
ID = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True).filter(lambda word: word != END)
DAY = st.none() | st.dates(date(1, 1, 1))
LINK = st.builds(Kaitan, TEXT, st.none() | ID)


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    """Any SOP a document could hold; right or not is no matter."""
    roles = draw(st.lists(ID, min_size=1, max_size=4, unique=True))
    ids = draw(st.lists(ID, min_size=1, max_size=5, unique=True))
    satuan = draw(st.none() | st.sampled_from(SATUAN))
    some = st.lists(st.sampled_from(roles), min_size=1, unique=True).map(tuple)
    steps = [draw(step(own, ids, some, satuan, after)) for own, after in zip(ids, [*ids[1:], None], strict=True)]
    return Sop(
        slug="data", instansi="dinas", nama=draw(TEXT), langkah=tuple(steps),
        pelaksana=tuple(Pelaksana(role, draw(TEXT)) for role in roles),
        nomor=draw(st.none() | TEXT), satuan_kerja=draw(st.none() | TEXT),
        status=draw(st.sampled_from(("konsep", "berlaku", "dicabut"))),
        tanggal_pembuatan=draw(DAY), tanggal_revisi=draw(DAY), tanggal_efektif=draw(DAY), ditinjau=draw(DAY),
        disahkan_oleh=draw(st.none() | st.builds(Pengesahan, nama=TEXT, nip=st.none() | TEXT)),
        menggantikan=draw(st.none() | TEXT), naskah=draw(st.none() | st.just("a b.pdf")),
        digest_disahkan=draw(st.none() | st.just("0" * 64)), dasar_hukum=draw(TEXTS), peringatan=draw(TEXTS),
        keterkaitan=tuple(draw(st.lists(LINK, max_size=2))), tag=draw(TEXTS), satuan_waktu=satuan,
        siklus=draw(st.sampled_from(("bulanan", "triwulan", "insidental"))), nomor_kolom=draw(TEXTS),
        label=draw(st.dictionaries(st.sampled_from(sorted(LABELS)), st.none() | TEXT, max_size=3)),
        isi=draw(st.just("") | TEXT), unit=(Unit("ikp", "Bidang"),), zona_waktu="WITA", hari_kerja=6,
    )  # fmt: skip


@st.composite
def step(draw: st.DrawFn, own: str, ids: list[str], some: Any, satuan: str | None, after: str | None) -> Step:
    target = st.sampled_from([*ids, END])
    bentuk = draw(st.sampled_from(BENTUK))
    decides = bentuk == "keputusan"
    onwards = draw(target)
    waktu = draw(st.none() | TEXT)
    return Step(
        id=own, uraian=draw(TEXT), pelaksana=draw(some), peserta=draw(some), bentuk=bentuk,
        bentuk_peran=draw(st.just({}) | some.map(lambda roles: dict.fromkeys(roles, bentuk))),
        cukup=draw(st.sampled_from(("semua", "satu"))), kelengkapan=draw(TEXTS), output=draw(TEXTS),
        waktu=parse_waktu(waktu, satuan) if waktu else None, keterangan=draw(st.none() | LINK),
        berikut=None if decides or bentuk == "selesai" or onwards == END else onwards,
        ya=draw(target) if decides else None, tidak=draw(target) if decides else None,
        label_ya=draw(st.none() | TEXT), himpun=draw(st.sampled_from((None, "unit"))),
        per=draw(st.sampled_from((None, "unit"))), wajib_bukti=draw(st.booleans()), terima=draw(st.booleans()),
        aktivitas=draw(st.sampled_from((None, *ACTIVITIES))),
        asal=Asal(draw(st.sampled_from(("dasar", "plugin"))), draw(st.none() | TEXT), draw(TEXTS)),
    )  # fmt: skip


def without_origin(sop: Sop) -> Sop:
    return replace(sop, dihapus=(), langkah=tuple(replace(step, asal=Asal()) for step in sop.langkah))


@settings(max_examples=50, deadline=None)
@given(sops())
def test_a_snapshot_reads_back_to_the_same_sop(sop: Sop) -> None:
    assert from_snapshot(snapshot(sop)) == sop


@settings(max_examples=60, deadline=None)
@given(sops())
def test_the_markdown_reads_back_to_the_same_sop(sop: Sop) -> None:
    agency = replace(DINAS, unit=sop.unit, zona_waktu="WITA", hari_kerja=6)
    again = shown(compose(None, document(as_markdown(sop), "dinas/sop/data.md"), agency, {}, ACTIVITIES))
    assert without_origin(again) == without_origin(sop)
    assert digest(again) == digest(sop)


@settings(max_examples=50, deadline=None)
@given(sops())
def test_every_sop_can_be_shown(sop: Sop) -> None:
    assert as_json(sop)["digest"] == digest(sop)
    assert render(sop, Around(staff=True)).startswith(b"<!doctype html>")


@settings(max_examples=200, deadline=None)
@given(TEXT, st.none() | st.sampled_from(SATUAN))
def test_a_time_keeps_its_words(text: str, satuan: str | None) -> None:
    waktu = parse_waktu(text, satuan)
    assert waktu.teks == text
    assert printed(waktu, satuan)


KEYS = st.sampled_from([key.name for key in (*DOCUMENT, *STEP)])
PIECES = st.sampled_from(
    ["---\n", "\n", "- ", "  ", ": ", "[", "]", "{", "}", "'", '"', "|\n", "&a ", "*a", "!!x ", "\t", "#", "\ufeff"]
)
SCRAPS = st.lists(PIECES | KEYS | TRICKY | st.text(max_size=4), max_size=40).map("".join)


def read(data: bytes) -> None:
    """Read and compose whatever it is: only `Unreadable` may come of it."""
    for path in ("data.md", "dinas/sop/data.md"):
        try:
            read_agency(data, path)
        except Unreadable as unreadable:
            assert unreadable.problems
        try:
            found = read_document(data, path)
        except Unreadable as unreadable:
            assert all(problem.message and problem.path == path for problem in unreadable.problems)
            continue
        composition = compose(document(BASE), found, DINAS, {}, ACTIVITIES)
        assert composition.sop is not None or errors(composition)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | SCRAPS.map(str.encode) | SCRAPS.map(lambda text: f"---\n{text}\n---\n{text}".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_slip_of_the_pen_is_read_or_refused(data: st.DataObject) -> None:
    text = BASE.replace("nama:", data.draw(st.sampled_from(["nama:", "varian_dari: data\nnama:"])), 1)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(SCRAPS) + text[end:]
    read(text.encode("utf-8", "surrogatepass"))
