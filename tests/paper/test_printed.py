"""The official sheet as HTML: what the form has, nothing that a reader may not see, and nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from portal.hooks import Around
from portal.paper.front import DIFFERS, FRAME
from portal.paper.printed import fingerprint, printed, render
from portal.sop.model import Agency, Kaitan, Pelaksana, Pengesahan, Sop, Step, Waktu
from tests.drawing.stress import stress
from tests.paper.sheets import rows, tree, words

Five = dict[str, tuple[Agency, Sop]]

SIGNED = Pengesahan("Kepala Dinas", "KENARI LESTARI, S.Sos.", "Pembina", "19701023 199203 1 007")
STEPS = (
    Step(
        "a", "Memerintahkan", ("kepala",), bentuk="mulai", berikut="b", waktu=Waktu("5 menit", "durasi", "menit", 5, 5)
    ),
    Step("b", "Memeriksa", ("staf",), bentuk="keputusan", ya="c", tidak="a", label_ya="lengkap"),
    Step("c", "Menyimpan", ("staf",), bentuk="selesai", output=("Arsip", "Agenda"), keterangan=Kaitan("SOP Rapat")),
)
DINAS = Agency("dinas", "Dinas Contoh", pemda="Pemerintah Kota Contoh")
SOP = Sop(
    "contoh", "Contoh Lembar", (Pelaksana("kepala", "Kepala"), Pelaksana("staf", "Staf")), STEPS, instansi="dinas",
    nomor="01/2026", disahkan_oleh=SIGNED, dasar_hukum=("UU 1", "UU 2"), peringatan=("Data terlambat",),
    isi="Catatan yang tidak ada pada formulir.",
)  # fmt: skip
STAFF = Around(staff=True, agency=DINAS, address="https://sop.example/sidik/abc", naskah_sha256="f" * 64)
PNG = b"\x89PNG\r\n\x1a\n rest"


def test_the_sheet_says_what_the_form_has() -> None:
    root = tree(SOP, STAFF)
    titles = [" ".join(cell.itertext()) for cell in root.iterfind(".//section[2]//thead//th")]
    assert titles == [
        "No", "Uraian Kegiatan", "Pelaksana", "Mutu Baku", "Keterangan", "Kepala", "Staf", "Kelengkapan", "Waktu",
        "Output",
    ]  # fmt: skip
    said = words(root)
    for text in ("PEMERINTAH KOTA CONTOH", "DINAS CONTOH", "01/2026", "Kepala Dinas", "KENARI LESTARI, S.Sos.",
                 "NIP 19701023 199203 1 007", "Contoh Lembar", "Dasar Hukum", "UU 2", "Data terlambat", "1. Arsip",
                 "2. Agenda", "SOP Rapat", "lengkap"):  # fmt: skip
        assert text in said
    assert "Catatan yang tidak ada pada formulir" not in said


def test_a_title_says_sop_once() -> None:
    titles = {printed(replace(SOP, nama=name), STAFF).title for name in ("Rapat", "SOP Rapat", "sop Rapat")}
    assert titles == {"SOP Rapat", "sop Rapat"}


def test_the_kop_has_the_address_below_the_office_and_above_the_unit() -> None:
    dinas = replace(DINAS, alamat="Jl. Contoh 1")
    kop = tree(replace(SOP, satuan_kerja="Sekretariat"), Around(agency=dinas)).find(".//td[@class='office']")
    assert kop is not None
    assert list(kop.itertext()) == ["PEMERINTAH KOTA CONTOH", "DINAS CONTOH", "Jl. Contoh 1", "SEKRETARIAT"]


def test_every_row_of_the_five_agencies_is_printed_once_and_in_order(five: Five) -> None:
    for agency, sop in five.values():
        found = rows(tree(sop, Around(agency=agency)))
        assert [row[0] for row in found] == [str(no) for no in range(1, len(sop.langkah) + 1)]
        assert [row[1] for row in found] == [" ".join(step.uraian.split()) for step in sop.langkah]
        assert {len(row) for row in found} == {len(row) for row in found[:1]}


def test_each_symbol_says_what_it_is_and_where_it_leads() -> None:
    said = re.findall(r'aria-label="([^"]*)"', render(SOP, STAFF).decode())
    assert said[1:] == [
        "Langkah 1, mulai, Kepala", "Langkah 2, keputusan, Staf; lengkap: ke langkah 3; Tidak: kembali ke langkah 1",
        "Langkah 3, akhir, Staf",
    ]  # fmt: skip


def test_visitors_see_the_title_of_who_signed_and_nothing_else() -> None:
    said = render(SOP, replace(STAFF, staff=False)).decode()
    assert "Kepala Dinas" in said
    assert not any(secret in said for secret in ("KENARI", "19701023", "Pembina", "f" * 64))
    assert "f" * 64 in render(SOP, STAFF).decode()


def test_a_text_that_differs_from_the_signed_one_has_no_signature() -> None:
    said = render(replace(SOP, digest_disahkan="0" * 64), STAFF).decode()
    assert DIFFERS in said
    assert "KENARI" not in said and 'class="room"' not in said


def test_a_base_is_a_frame_that_nobody_signs() -> None:
    said = render(replace(SOP, instansi=None), Around(staff=True)).decode()
    assert FRAME in said and "SOP INDUK" in said
    assert "KENARI" not in said and 'class="look"' not in said


@pytest.mark.parametrize(("status", "notice"), [("konsep", "Konsep"), ("dicabut", "Dicabut"), ("berlaku", None)])
def test_a_sheet_that_nobody_may_follow_says_so(status: str, notice: str | None) -> None:
    said = tree(replace(SOP, status=status), STAFF).find(".//p[@class='state']")  # type: ignore[arg-type]
    assert ((said.text or "").split(",")[0] if said is not None else None) == notice


def test_there_is_room_for_hand_and_stamp_and_the_code_beside_it() -> None:
    root = tree(SOP, STAFF)
    assert root.find(".//span[@class='room']") is not None
    code = root.find(".//img[@class='code']")
    assert code is not None and code.get("alt") == "Kode QR: https://sop.example/sidik/abc"
    assert tree(SOP, replace(STAFF, address=None)).find(".//img[@class='code']") is None


@pytest.mark.parametrize(("logo", "kind"), [(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml"), (PNG, "png")])
def test_the_kop_has_the_agencys_logo(logo: bytes, kind: str) -> None:
    found = tree(SOP, replace(STAFF, logo=logo)).find(".//img[@class='logo']")
    assert found is not None and (found.get("src") or "").startswith(f"data:image/{kind};base64,")


def test_a_form_prints_bare_numbers_where_its_column_names_the_unit() -> None:
    found = rows(tree(replace(SOP, satuan_waktu="menit"), STAFF))
    assert found[0][5] == "5"
    assert rows(tree(SOP, STAFF))[0][5] == "5 menit"


def test_a_column_the_form_does_not_have_is_not_printed() -> None:
    sop = replace(SOP, label={"keterangan": None, "uraian": "Kegiatan"}, nomor_kolom=tuple("1234567"))
    said = words(tree(sop, STAFF))
    assert "Keterangan" not in said and "Kegiatan" in said
    assert len(tree(sop, STAFF).findall(".//tr[@class='numbers']/td")) == 7


def test_every_value_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    steps = (replace(STEPS[0], uraian=evil, output=(evil,)), replace(STEPS[1], label_ya=evil), STEPS[2])
    sop = replace(SOP, nama=evil, nomor=evil, langkah=steps, peringatan=(evil,), label={"uraian": evil})
    sop = replace(sop, pelaksana=(Pelaksana("kepala", evil), Pelaksana("staf", "Staf")))
    around = replace(STAFF, agency=replace(DINAS, nama=evil), address=f"https://x/{evil}", logo=PNG)
    assert tree(sop, around).find(".//script") is None


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = render(SOP, replace(STAFF, address=None)).decode()
    addresses = set(re.findall(r"(?:https?:)?//[\w.]+[^\"'<> ]*", page))
    assert addresses <= {"//www.w3.org/2000/svg", "http://www.w3.org/2000/svg"}
    assert "url(" not in page.replace("url(data:", "")


def test_the_foot_of_every_page_names_digest_revision_and_page() -> None:
    style = printed(SOP, STAFF).style
    assert f"Sidik {fingerprint(SOP)}" in style
    assert "Belum direvisi" in style
    assert 'counter(page) " dari " counter(pages)' in style


@pytest.mark.parametrize(("paper", "size"), [("A4", "297mm 210mm"), ("F4", "330mm 215mm")])
def test_the_sheet_lies_on_its_paper(paper: str, size: str) -> None:
    assert f"size: {size}" in printed(SOP, Around(paper=paper)).style  # type: ignore[arg-type]


def test_a_step_higher_than_a_page_is_printed_in_parts_with_all_its_words() -> None:
    first, *others = stress().langkah
    told = " ".join(f"kata{number}" for number in range(1200))
    found = rows(tree(replace(stress(), langkah=(replace(first, uraian=told), *others))))
    parts = [row[1] for row in found if row[0] == "1"]
    assert len(parts) > 1
    assert " ".join(part.removeprefix("(lanjutan)") for part in parts).split() == told.split()
