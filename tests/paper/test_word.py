"""The Word document: identity and table as text, the flow as shapes that can be edited."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from portal.hooks import Around
from portal.paper import qr, word
from portal.paper.measure import chart
from portal.sop.model import Pelaksana, Pengesahan, Sop, Step
from tests.drawing.stress import stress

SIGNED = Pengesahan("Kepala Dinas", "KENARI LESTARI, S.Sos.", "Pembina", "19701023 199203 1 007")
SOP = Sop(
    "contoh", "Contoh", (Pelaksana("kepala", "Kepala"), Pelaksana("staf", "Staf")),
    (
        Step("a", "Membuka", ("kepala",), bentuk="mulai", berikut="b"),
        Step("b", "Memeriksa", ("staf",), ("kepala",), bentuk="keputusan", ya="selesai", tidak="a"),
    ),
    instansi="kota", disahkan_oleh=SIGNED,
)  # fmt: skip
STAFF = Around(staff=True)
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


def opened(sop, around=STAFF):
    return docx.Document(io.BytesIO(word.render(sop, around)))


def find(document, path):
    return document.element.body.findall(path, SPACES)


def said(document):
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("agency", ["anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai"])
def test_every_symbol_of_an_agencys_sheet_is_a_shape_with_words(five, agency):
    office, sop = five[agency]
    document = opened(sop, Around(staff=True, agency=office))
    shapes = [prop.get("descr") for prop in find(document, ".//wp:docPr")]
    expected = sum(len((*step.pelaksana, *step.peserta)) for step in sop.langkah)
    assert sum(1 for words in shapes if words.startswith("Langkah") and "bersama" not in words) == expected
    for step in sop.langkah:
        assert step.uraian in said(document)


def test_lines_are_shapes_with_heads(five):
    sop = five["bakesbangpol"][1]
    document = opened(sop, Around(paper="F4"))
    ways = sum(1 for page in chart(sop, "F4").pages for edge in page.drawing.edges if edge.kind != "bersama")
    assert len(find(document, ".//a:tailEnd")) == ways
    assert len(find(document, ".//wps:cNvCnPr")) >= ways


def test_shapes_and_pictures_are_numbered_once(five):
    office, sop = five["purwakarta"]
    around = Around(staff=True, agency=office, logo=qr.png("logo"), address="http://10.0.0.5/sop")
    numbers = [prop.get("id") for prop in find(opened(sop, around), ".//wp:docPr")]
    assert len(numbers) == len(set(numbers)) > 2


def test_properties_stand_in_the_order_that_word_wants():
    document = opened(stress())
    wanted = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for properties in find(document, ".//w:tblPr"):
        names = [child.tag.rpartition("}")[2] for child in properties]
        assert names == [name for name in wanted if name in names]
    assert len(document.settings.element.findall("w:compat", SPACES)) == 1


def test_a_decision_has_the_words_of_its_exits():
    assert "Tidak" in [text.text for text in find(opened(SOP), ".//w:txbxContent//w:t")]


def test_staff_read_who_signed_and_visitors_only_the_title():
    staff, visitor = said(opened(SOP)), said(opened(SOP, Around()))
    assert "KENARI LESTARI" in staff and "19701023" in staff
    assert "Kepala Dinas" in visitor
    assert not any(secret in visitor for secret in ("KENARI", "Pembina", "19701023"))


def test_a_frame_and_a_changed_text_have_no_place_to_sign():
    words = said(opened(replace(SOP, instansi=None), Around()))
    assert "Kerangka, tidak disahkan" in words
    assert "SOP INDUK" in words
    assert "Berbeda dari naskah yang disahkan" in said(opened(replace(SOP, digest_disahkan="0" * 64)))


@pytest.mark.parametrize(("paper", "size"), [("A4", (297, 210)), ("F4", (330, 215))])
def test_the_paper_lies_on_its_side(paper, size):
    section = opened(SOP, Around(paper=paper)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_typed_text_cannot_break_the_document():
    step = replace(SOP.langkah[1], label_tidak='<w:p/> & "kembali"\x07', uraian="]]> <script>\x07")
    sop = replace(SOP, nama="A & B <i>\x07", langkah=(SOP.langkah[0], step))
    document = opened(sop)
    assert "]]> <script>" in said(document)
    assert any("<w:p/>" in text.text for text in find(document, ".//w:txbxContent//w:t"))


def test_the_same_sop_gives_the_same_bytes():
    assert word.render(stress(), STAFF) == word.render(stress(), STAFF)
