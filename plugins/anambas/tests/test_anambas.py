"""Anambas: the printed form once more, compared with what the portal composes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal import Sop
from portal.testing import composed, printed

SLUG = "pengumpulan-data-kinerja"


@pytest.fixture(scope="module")
def sop(tmp_path_factory: pytest.TempPathFactory) -> Sop:
    entry = composed(tmp_path_factory.mktemp("home"), "anambas", SLUG)
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


def test_the_table_is_the_printed_one(sop: Sop) -> None:
    assert printed(sop) == (Path(__file__).parent / "naskah.md").read_text("utf-8")


def test_the_columns_stand_as_printed(sop: Sop) -> None:
    assert [column.jabatan for column in sop.pelaksana] == [
        "Kepala DISKOMINFOTIK", "Sekretaris", "Kepala Bidang", "Kasubbag Program dan Keuangan", "Jabatan Pelaksana",
    ]  # fmt: skip
    assert sop.nomor_kolom == ("1", "2", "3", "4", "5", "6", "7", "10", "11", "12")
    assert sop.label["keterangan"] is None


def test_number_dates_and_signature_are_the_printed_ones(sop: Sop) -> None:
    assert sop.nama == "SOP Pengumpulan Data Kinerja"
    assert sop.nomor == "04/DISKOMINFOTIK.061.3/SOP-PROGRAM/01.2023"
    assert (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) == (
        date(2023, 1, 3), None, date(2023, 1, 3),
    )  # fmt: skip
    signature = sop.disahkan_oleh
    assert signature is not None
    assert (signature.jabatan, signature.pangkat, signature.nip) == (
        None, "Pembina Utama Muda /IV.c", "19750120 200312 1 008",
    )  # fmt: skip
    assert sop.satuan_kerja is None


def test_every_box_of_the_identity_page_is_complete(sop: Sop) -> None:
    laws = [law.split(" tentang ")[0] for law in sop.dasar_hukum]
    assert laws == [
        "Undang-undang Nomor 32 Tahun 2004", "Undang-undang Nomor 25 Tahun 1999", "Undang-undang Nomor 28 Tahun 1999",
        "Peraturan Daerah Kabupaten Kepulauan Anambas Nomor 14.b Tahun 2010",
        "Peraturan Bupati Kepulauan Anambas Nomor 70 Tahun 2017",
        "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017",
    ]  # fmt: skip
    assert len(sop.kualifikasi_pelaksana) == 4
    assert [link.teks for link in sop.keterkaitan] == ["SOP RENSTRA", "SOP RENJA", "SOP LkJIP"]
    assert sop.peralatan_perlengkapan == ("ATK", "Komputer / Laptop", "Printer", "Kursi", "Meja")
    assert len(sop.peringatan) == 1
    assert [line.split(":")[0] for line in sop.pencatatan_pendataan[:3]] == [
        "Kepala SKPD", "Sekretaris SKPD", "Kasubbag Perencanaan",
    ]  # fmt: skip
    assert len(sop.pencatatan_pendataan) == 4


def test_the_flow_runs_down_to_its_end(sop: Sop) -> None:
    assert [step.id for step in sop.langkah] == ["perintah", "teruskan", "edarkan", "himpun", "analisis"]
    assert [step.bentuk for step in sop.langkah] == ["mulai", "proses", "proses", "proses", "selesai"]
    assert [step.berikut for step in sop.langkah] == ["teruskan", "edarkan", "himpun", "analisis", None]


def test_the_data_are_handed_in_by_every_unit(sop: Sop) -> None:
    assert [step.id for step in sop.langkah if step.himpun] == ["himpun"]
