"""Purwakarta: the printed form once more, compared with what the portal composes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal import Sop
from portal.testing import composed, printed

SLUG = "pengumpulan-data-kinerja"


@pytest.fixture(scope="module")
def sop(tmp_path_factory: pytest.TempPathFactory) -> Sop:
    entry = composed(tmp_path_factory.mktemp("home"), "purwakarta", SLUG)
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


def test_the_table_is_the_printed_one(sop: Sop) -> None:
    assert printed(sop) == (Path(__file__).parent / "naskah.md").read_text("utf-8")


def test_the_columns_stand_as_printed(sop: Sop) -> None:
    assert [column.jabatan for column in sop.pelaksana] == [
        "Petugas Pengelola Data Kinerja", "Kepala Subbagian Perencanaan dan Pelaporan", "Kepala Bidang", "Sekretaris",
        "Kepala Dinas",
    ]  # fmt: skip
    assert (sop.label["mutu_baku"], sop.label["keterkaitan"]) == ("Baku Mutu", "Keterkaitan SOP")


def test_number_dates_and_signature_are_the_printed_ones(sop: Sop) -> None:
    assert (sop.nama, sop.nomor) == ("Pengumpulan Data Kinerja", "Tu.01/108-b-sekre/2022")
    assert sop.satuan_kerja == "Sekretariat"
    assert (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) == (date(2022, 1, 31), None, None)
    signature = sop.disahkan_oleh
    assert signature is not None
    assert signature.jabatan == "Kepala Dinas Komunikasi dan Informatika Kabupaten Purwakarta"
    assert (signature.pangkat, signature.nip) == ("Pembina", "19701023 199203 1 007")


def test_every_box_of_the_identity_page_is_complete(sop: Sop) -> None:
    assert [law.split(" Nom")[0] for law in sop.dasar_hukum] == [
        "Undang-Undang", "Peraturan Presiden",
        "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Dan Reformasi Birokrasi", "Permendagri",
        "Peraturan Daerah Kabupaten Purwakarta", "Peraturan Bupati Purwakarta",
    ]  # fmt: skip
    assert len(sop.kualifikasi_pelaksana) == 4
    assert [(link.teks, link.sop) for link in sop.keterkaitan] == [
        ("SOP Pengelolaan Surat Masuk", "pengelolaan-surat-masuk"),
        ("SOP Pengelolaan Surat Keluar", "pengelolaan-surat-keluar"),
    ]
    assert sop.peralatan_perlengkapan == ("Lembar Kerja/RKA", "DPA, Renja", "Komputer/ Printer/ Scanner")
    assert len(sop.peringatan) == 1
    assert sop.pencatatan_pendataan == ("Rumusan Kinerja Program dan kegiatan untuk periode satu tahun",)


def test_the_data_are_due_on_the_tenth_of_the_following_month(sop: Sop) -> None:
    waktu = sop.langkah[0].waktu
    assert waktu is not None
    assert (sop.siklus, waktu.jenis, waktu.min, waktu.bulan) == ("triwulan", "tanggal", 10, 1)


def test_rows_three_to_five_are_monev(sop: Sop) -> None:
    assert [(no, step.aktivitas) for no, step in enumerate(sop.langkah, 1) if step.aktivitas] == [
        (3, "monev.jadwal"), (4, "monev.pelaksanaan"), (5, "monev.hasil"),
    ]  # fmt: skip


def test_row_six_is_signed_by_every_head_of_a_unit(sop: Sop) -> None:
    assert [(sop.number(step.id), step.pelaksana) for step in sop.langkah if step.per == "unit"] == [(6, ("kabid",))]


def test_the_last_two_rows_are_receipts(sop: Sop) -> None:
    assert [sop.number(step.id) for step in sop.langkah if step.terima] == [7, 8]


def test_nothing_is_handed_in_because_the_officer_gathers_it_himself(sop: Sop) -> None:
    assert [step.id for step in sop.langkah if step.himpun] == []


def test_the_portal_knows_where_each_row_comes_from(sop: Sop) -> None:
    assert [step.asal.sumber for step in sop.langkah] == [
        "dasar", "dasar", "aktivitas", "aktivitas", "aktivitas", "dasar", "varian", "varian",
    ]  # fmt: skip
