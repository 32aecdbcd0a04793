"""Bakesbangpol: the printed form once more, compared with what the portal composes."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import Kaitan, Sop
from portal.testing import composed, printed

SLUG = "pengumpulan-data-kinerja"


@pytest.fixture(scope="module")
def sop(tmp_path_factory: pytest.TempPathFactory) -> Sop:
    entry = composed(tmp_path_factory.mktemp("home"), "bakesbangpol", SLUG)
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


def test_the_table_is_the_printed_one(sop: Sop) -> None:
    assert printed(sop) == (Path(__file__).parent / "naskah.md").read_text("utf-8")


def test_the_columns_stand_as_printed(sop: Sop) -> None:
    assert [column.jabatan for column in sop.pelaksana] == [
        "Kepala Badan", "Sekretaris / Bidang", "Perencana", "Anggota Tim Perencanaan",
    ]  # fmt: skip
    assert sop.nomor_kolom == ("1", "2", "3", "4", "5", "6", "7", "8")


def test_what_is_not_printed_is_empty(sop: Sop) -> None:
    assert sop.nama == "Mekanisme Pengumpulan Data Kinerja"
    assert (sop.nomor, sop.satuan_kerja, sop.disahkan_oleh) == (None, None, None)
    assert (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) == (None, None, None)


def test_every_box_of_the_identity_page_is_complete(sop: Sop) -> None:
    assert [law.split(" Tahun ")[0] for law in sop.dasar_hukum] == [
        "Undang-undang Nomor 25", "Undang-undang Nomor 23", "Peraturan MENPAN Dan RB Nomor 35",
    ]  # fmt: skip
    assert len(sop.kualifikasi_pelaksana) == 5
    assert sop.kualifikasi_pelaksana[-1] == "Dapat bekerja sama dengan TIM"
    assert len(sop.keterkaitan) == 4
    assert sop.keterkaitan[-1].sop == "penyusunan-lkjip"
    assert len(sop.peralatan_perlengkapan) == 7
    assert sop.peringatan[0].endswith("akan terlambat")
    assert len(sop.pencatatan_pendataan) == 1


def test_the_column_of_times_prints_bare_minutes(sop: Sop) -> None:
    assert (sop.satuan_waktu, sop.label["waktu"]) == ("menit", "Waktu (Menit)")
    minutes = [step.waktu.min if step.waktu else None for step in sop.langkah]
    assert minutes == [15, 60, 25, 30, 120, 120, 240, None, None, 60, 25, 10, 15, 25, 10]


def test_rows_eight_and_nine_have_no_mutu_baku(sop: Sop) -> None:
    for step in sop.langkah[7:9]:
        assert (step.kelengkapan, step.waktu, step.output) == ((), None, ())


def test_the_meeting_is_the_activity_and_links_its_sop(sop: Sop) -> None:
    assert [(no, step.aktivitas) for no, step in enumerate(sop.langkah, 1) if step.aktivitas] == [
        (4, "rapat.undangan"), (5, "rapat.pelaksanaan"),
    ]  # fmt: skip
    assert sop.langkah[4].keterangan == Kaitan("SOP Pelaksanaan Rapat", "pelaksanaan-rapat")


def test_an_approved_document_is_signed_and_a_corrected_one_comes_back(sop: Sop) -> None:
    decision = sop.langkah[9]
    assert decision.is_decision
    assert (sop.number(decision.ya or ""), decision.label_ya) == (12, "disetujui")
    assert (sop.number(decision.tidak or ""), decision.label_tidak) == (11, "koreksi")
    assert sop.number(sop.langkah[10].berikut or "") == 9


def test_the_data_are_handed_in_by_every_unit(sop: Sop) -> None:
    assert [sop.number(step.id) for step in sop.langkah if step.himpun] == [6]


def test_the_base_steps_that_are_not_followed_are_known(sop: Sop) -> None:
    assert sorted(sop.dihapus) == ["analisis", "susun", "teruskan"]
