"""Luwu Timur: the printed form once more, compared with what the portal composes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal import Sop
from portal.testing import composed, printed

SLUG = "pengumpulan-data-kinerja"


@pytest.fixture(scope="module")
def sop(tmp_path_factory: pytest.TempPathFactory) -> Sop:
    entry = composed(tmp_path_factory.mktemp("home"), "luwu-timur", SLUG)
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


def test_the_table_is_the_printed_one(sop: Sop) -> None:
    assert printed(sop) == (Path(__file__).parent / "naskah.md").read_text("utf-8")


def test_the_columns_stand_as_printed(sop: Sop) -> None:
    assert [column.jabatan for column in sop.pelaksana] == [
        "Kasubag Perencanaan dan Keuangan", "Kabid", "Sekretaris", "Kepala Dinas",
    ]  # fmt: skip
    assert (sop.label["pelaksana"], sop.label["keterangan"]) == ("Pelaksanaan", "Ket.")
    assert (sop.label["tanggal_pembuatan"], sop.label["tanggal_efektif"]) == ("Tgl Pembuatan", "Tgl Efektif")


def test_number_dates_and_signature_are_the_printed_ones(sop: Sop) -> None:
    assert (sop.nomor, sop.satuan_kerja) == ("I.01", "Sekretariat, Sub Bagian Perencanaan")
    assert (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) == (date(2024, 1, 15), None, None)
    signature = sop.disahkan_oleh
    assert signature is not None
    assert signature.jabatan == "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian Kab. Luwu Timur"
    assert (signature.pangkat, signature.nip) == ("Pembina Utama Muda", "19941119 199003 1 008")


def test_every_box_of_the_identity_page_is_complete(sop: Sop) -> None:
    assert [law.partition(" Nomor ")[2].split(" tentang ")[0] for law in sop.dasar_hukum] == [
        "52 Tahun 2017", "08 Tahun 2016", "6 Tahun 2021",
    ]  # fmt: skip
    assert len(sop.kualifikasi_pelaksana) == 3
    assert [link.sop for link in sop.keterkaitan] == [None, None, "pengarsipan"]
    assert sop.peralatan_perlengkapan == ("Komputer", "ATK", "Printer")
    assert sop.peringatan == (
        "Jika tidak dilaksanakan sesuai SOP, maka proses Evaluasi Kinerja ini tidak akan berjalan lancar",
    )
    assert len(sop.pencatatan_pendataan) == 1


def test_it_runs_once_a_year(sop: Sop) -> None:
    assert sop.siklus == "tahunan"
    assert "satu tahun berjalan" in sop.pencatatan_pendataan[0]


def test_the_coordination_meeting_is_the_activity_and_stays_without_an_invitation(sop: Sop) -> None:
    assert [(no, step.aktivitas) for no, step in enumerate(sop.langkah, 1) if step.aktivitas] == [
        (4, "rapat.pelaksanaan")
    ]


def test_the_first_step_is_a_receipt_and_the_data_are_handed_in_by_every_unit(sop: Sop) -> None:
    assert [sop.number(step.id) for step in sop.langkah if step.terima] == [1]
    assert [sop.number(step.id) for step in sop.langkah if step.himpun] == [5]


def test_the_flow_runs_down_without_a_decision(sop: Sop) -> None:
    assert [sop.number(step.berikut) if step.berikut else None for step in sop.langkah] == [*range(2, 12), None]
    assert not any(step.is_decision for step in sop.langkah)
