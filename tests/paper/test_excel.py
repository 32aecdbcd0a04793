"""The Excel table: the form's columns, steps and identity, and nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from portal.hooks import Around
from portal.paper import excel
from portal.paper.printed import fingerprint
from portal.sop.model import Pelaksana, Pengesahan, Sop, Step
from tests.drawing.stress import stress

SIGNED = Pengesahan("Kepala Dinas", "KENARI LESTARI, S.Sos.", "Pembina", "19701023 199203 1 007")
SOP = Sop(
    "contoh", "Contoh", (Pelaksana("kepala", "Kepala"), Pelaksana("staf", "Staf")),
    (
        Step("a", "Membuka", ("kepala",), bentuk="mulai", berikut="b"),
        Step("b", "Memeriksa", ("kepala",), ("staf",), bentuk="keputusan", ya="selesai", tidak="a"),
    ),
    instansi="kota", disahkan_oleh=SIGNED,
)  # fmt: skip


def opened(sop, around=Around(staff=True)):  # noqa: B008
    return load_workbook(io.BytesIO(excel.render(sop, around)))


def rows(sheet):
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("agency", ["anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai"])
def test_every_step_of_an_agency_has_its_row_and_every_role_its_column(five, agency):
    office, sop = five[agency]
    found = rows(opened(sop, Around(agency=office)).worksheets[0])
    head = found[4]
    assert [title for title in head if title in {role.jabatan for role in sop.pelaksana}] == [
        role.jabatan for role in sop.pelaksana
    ]
    steps = found[-len(sop.langkah) :]
    first = head.index(sop.pelaksana[0].jabatan)
    for step, row in zip(sop.langkah, steps, strict=True):
        assert step.uraian in row
        drawn = {role.id for at, role in enumerate(sop.pelaksana, first) if row[at]}
        assert drawn == {*step.pelaksana, *step.peserta}


def test_the_foot_of_a_printed_table_tells_its_fingerprint_and_revision():
    for sheet in opened(SOP).worksheets:
        foot = sheet.oddFooter
        assert foot.left.text == f"Sidik {fingerprint(SOP)}"
        assert (foot.center.text, foot.right.text) == ("Belum direvisi", "Halaman &P dari &N")


def test_symbols_and_arrows_are_told_in_words():
    last = rows(opened(SOP).worksheets[0])[-1]
    assert last[:4] == ["2", "Memeriksa", "Keputusan", "Proses, peserta"]
    assert last[-1] == "Ya: prosedur selesai\nTidak: kembali ke langkah 1"


@pytest.mark.parametrize("typed", ["=1+1", "+62", "-dokumen", "@SUM(A1)", "\tx"])
def test_a_text_is_never_taken_for_a_formula(typed):
    sop = replace(SOP, langkah=(replace(SOP.langkah[0], uraian=typed), SOP.langkah[1]))
    cell = opened(sop).worksheets[0]["B6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (typed, "s", True)


def test_letters_that_no_workbook_can_hold_are_left_out():
    sop = replace(SOP, nama="Con\x07toh")
    assert opened(sop).worksheets[0]["A1"].value == "Contoh"


def test_staff_read_who_signed_and_visitors_only_the_title():
    staff, visitor = (str(rows(opened(SOP, Around(staff=staff)).worksheets[1])) for staff in (True, False))
    assert "KENARI LESTARI" in staff and "19701023" in staff
    assert "Kepala Dinas" in visitor
    assert not any(secret in visitor for secret in ("KENARI", "Pembina", "19701023"))


def test_a_frame_and_a_changed_text_carry_no_signature():
    frame = rows(opened(replace(SOP, instansi=None), Around()).worksheets[1])
    changed = rows(opened(replace(SOP, digest_disahkan="0" * 64)).worksheets[1])
    assert ["Disahkan oleh", "Kerangka, tidak disahkan"] in frame
    assert ["Instansi", "SOP INDUK"] in frame
    assert ["Disahkan oleh", "Berbeda dari naskah yang disahkan"] in changed


def test_the_head_is_printed_on_every_page_of_a_landscape_sheet():
    sheet = opened(stress(), Around(paper="F4")).worksheets[0]
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$5", "C6")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 14)


def test_the_same_sop_gives_the_same_bytes():
    assert excel.render(stress(), Around()) == excel.render(stress(), Around())
