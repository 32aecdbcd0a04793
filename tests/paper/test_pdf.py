"""The sheet as PDF: as many pages as were measured, tagged, with our font, from nowhere else, always the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from portal.hooks import Around, Paper
from portal.paper import heavy
from portal.paper.measure import FOOT, SIDE, SIZES, chart
from portal.paper.printed import fingerprint
from portal.refusal import Unable
from portal.sop.model import Agency, Kaitan, Sop
from portal.sop.schema import heading
from tests import needs
from tests.drawing.stress import stress
from tests.golden.make import photographed
from tests.house.source import ROOT
from tests.paper.sheets import pdf, read
from tests.paper.test_printed import SOP, STAFF

Five = dict[str, tuple[Agency, Sop]]
PAPERS: tuple[Paper, ...] = ("A4", "F4")


def objects(reader: PdfReader) -> list[DictionaryObject]:
    """Return every dictionary of a PDF."""
    found = (reader.get_object(IndirectObject(number, 0, reader)) for number in range(1, reader.trailer["/Size"]))
    return [one for one in found if isinstance(one, DictionaryObject)]


@pytest.mark.parametrize("paper", PAPERS)
def test_there_are_as_many_pages_as_were_measured(five: Five, paper: Paper) -> None:
    several = five.values() if paper == "A4" else (five["anambas"], (None, stress()))
    for agency, sop in several:
        pages = read(pdf(sop, Around(staff=True, agency=agency, paper=paper))).pages
        head = (heading(sop.label, "uraian") or "").split()[0]
        charts = [page for page in pages if head in page.extract_text() and "Mutu" in page.extract_text()]
        assert len(charts) == len(chart(sop, paper).pages)
        wide, high = SIZES[paper]
        for page in pages:
            assert float(page.mediabox.width) == pytest.approx(wide * 72 / 25.4, abs=0.1)
            assert float(page.mediabox.height) == pytest.approx(high * 72 / 25.4, abs=0.1)


LONG = tuple(
    f"Peraturan Menteri Nomor {no} Tahun 2017 tentang Tata Cara Evaluasi Pembangunan Daerah" for no in range(9)
)


def test_the_identity_stays_one_page_where_smaller_type_allows_it() -> None:
    logo = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
    sop = replace(SOP, status="konsep", dasar_hukum=LONG, peringatan=LONG[:3], keterkaitan=tuple(map(Kaitan, LONG[:4])))
    assert len(read(pdf(sop, replace(STAFF, logo=logo))).pages) == 2
    far_too_long = replace(sop, dasar_hukum=LONG * 5)
    assert len(read(pdf(far_too_long, STAFF)).pages) > 2, "it goes on overleaf, nothing is cut"


def test_the_frame_of_an_identity_that_goes_on_overleaf_is_closed_on_both_pages() -> None:
    if shutil.which("pdftoppm") is None:
        needs.missing("PDF", "pdftoppm (poppler-utils) tidak terpasang")
    for picture in photographed(pdf(replace(SOP, dasar_hukum=LONG * 5), STAFF))[:2]:
        wide, high = picture.size
        side = round(wide * SIDE / SIZES["A4"][0])
        frame = picture.crop((side, 0, wide - side, high))
        dark = [sum(grey < 200 for grey in frame.crop((0, y, frame.width, y + 1)).tobytes()) for y in range(high)]
        border = [y for y in range(high) if min(picture.crop((side - 2, y, side + 3, y + 1)).tobytes()) < 200]
        lines = [y for y, count in enumerate(dark) if count > 0.95 * frame.width]
        foot = round(high * (1 - FOOT / SIZES["A4"][1]))
        assert (lines[0], lines[-1]) == pytest.approx((border[0], max(y for y in border if y <= foot)), abs=2)


def test_every_page_says_which_it_is_and_of_which_sheet() -> None:
    sop = stress()
    pages = read(pdf(sop)).pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Halaman {number} dari {len(pages)}" in text
        assert f"Sidik {fingerprint(sop)}" in text
    assert all("Uraian Kegiatan" in page.extract_text() for page in pages[1:])


def test_connectors_pair_up_on_paper() -> None:
    letters = Counter(
        line for page in read(pdf(stress(), Around(paper="F4"))).pages for line in page.extract_text().split("\n")
        if len(line) == 1 and line.isupper()
    )  # fmt: skip
    assert len(letters) >= 3
    assert set(letters.values()) == {2}


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    root = read(pdf(SOP, STAFF)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert read(pdf(SOP, STAFF)).metadata.title == "SOP Contoh Lembar"  # type: ignore[union-attr]


def test_each_cell_names_the_titles_above_it_or_beside_it() -> None:
    def kids(element: DictionaryObject) -> list[DictionaryObject]:
        return [kid.get_object() for kid in element["/K"] if isinstance(kid, IndirectObject)]

    def table(element: DictionaryObject) -> list[list[DictionaryObject]]:
        return [kids(row) for part in kids(element) for row in kids(part)]

    numbers, chart = (one for one in objects(read(pdf(SOP, STAFF))) if one.get("/S") == "/Table")
    for title, cell in table(numbers):
        assert (title["/A"]["/Scope"], list(cell["/A"]["/Headers"])) == ("/Row", [title["/ID"]])
    above, below, *steps = table(chart)
    no, uraian, pelaksana, mutu, keterangan = (title["/ID"] for title in above)
    roles, quality = [title["/ID"] for title in below[:2]], [title["/ID"] for title in below[2:]]
    columns = [[no], [uraian], *([pelaksana, one] for one in roles), *([mutu, one] for one in quality), [keterangan]]
    assert {str(title["/A"]["/Scope"]) for title in (*above, *below)} == {"/Column"}
    assert len(steps) == len(SOP.langkah)
    assert all([list(cell["/A"]["/Headers"]) for cell in row] == columns for row in steps)


def test_the_boxes_of_the_first_page_are_told_as_blocks_and_not_as_a_table() -> None:
    tagged = [one for one in objects(read(pdf(SOP, STAFF))) if one.get("/Type") == "/StructElem"]
    assert len([one for one in tagged if one["/S"] == "/Table"]) == 2
    for table in (one for one in tagged if one["/S"] == "/Table"):
        below = [part.get_object() for part in table["/K"]]
        rows = [row.get_object() for part in below for row in part["/K"]]
        assert any(cell.get_object()["/S"] == "/TH" for row in rows for cell in row["/K"])
    assert not any("/A" in one and one["/A"].get("/O") == "/Table" for one in tagged if one["/S"] == "/Div")


def test_each_symbol_is_told_to_those_who_do_not_see_it() -> None:
    told = {str(one["/Alt"]) for one in objects(read(pdf(SOP, STAFF))) if "/Alt" in one}
    assert "Langkah 2, keputusan, Staf; lengkap: ke langkah 3; Tidak: kembali ke langkah 1" in told
    assert {one for one in told if one.startswith("Langkah 3")} == {"Langkah 3, akhir, Staf"}


def test_every_font_is_ours_and_in_the_file() -> None:
    described = [one for one in objects(read(pdf(stress()))) if one.get("/Type") == "/FontDescriptor"]
    assert {str(one["/FontName"]).partition("+")[2].split("-")[0] for one in described} == {"Liberation"}
    assert all("/FontFile2" in one for one in described)


def test_nothing_is_fetched_from_elsewhere() -> None:
    pdf(SOP)
    fetcher = heavy.load("pdf").OwnFetcher()
    for address in ("http://localhost/x.png", "https://sop.example/x", "file:///etc/hostname", "lembar:../printed.py"):
        with pytest.raises(ValueError, match="elsewhere"):
            fetcher.fetch(address)


ELSEWHERE = """
import hashlib, sys
from portal.paper import heavy
from tests.paper.test_printed import SOP, STAFF
sys.stdout.write(hashlib.sha256(heavy.load("pdf").render(SOP, STAFF)).hexdigest())
"""


def test_another_process_on_another_day_writes_the_same_bytes() -> None:
    here = hashlib.sha256(pdf(SOP, STAFF)).hexdigest()
    environ = {**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Jayapura"}
    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    assert there.stdout == here


def test_another_sheet_is_another_file() -> None:
    assert pdf(SOP, STAFF) != pdf(replace(SOP, nomor="02/2026"), STAFF)


def test_without_weasyprint_there_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "portal.paper.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Unable, match="tampilan cetak di peramban") as refused:
        heavy.renders("pdf")(SOP, STAFF)
    assert refused.value.status == 503
