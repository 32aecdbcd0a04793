"""Law: citations whose number cannot be right, with few false alarms."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sop.linted import rules, said, sop

LAWS = {"hukum-tanpa-nomor", "hukum-janggal", "hukum-lebih-muda", "hukum-diganti"}

GOOD = [
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah diubah beberapa kali",
    "Undang-Undang Nomor 9 Tahun 2015 tentang Perubahan Kedua atas Undang-Undang Nomor 23 Tahun 2014",
    "UU No. 25 Tahun 2009 tentang Pelayanan Publik",
    "UU 25/2009 tentang Pelayanan Publik",
    "Undang-Undang Dasar Negara Republik Indonesia",
    "Undang-Undang Nomor 1 Tahun 2022 tentang Hubungan Keuangan antara Pemerintah Pusat dan Pemerintahan Daerah",
    "Peraturan Presiden Nomor 29 tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah",
    "Peraturan MENPAN Dan RB Nomor 35 Tahun 2012 Tentang Pedoman Penyusunan Standar Operasional Prosedur",
    "PermenPAN-RB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur",
    "Peraturan Menteri PAN-RB Nomor 35 Tahun 2012",
    "PER/21/M.PAN/11/2008 tentang Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan",
    "Permendagri Nomor 52 Tahun 2011 Tentang Standar Operasional Prosedur di Lingkungan Pemerintah Provinsi",
    "Permendagri No 77 Tahun 2020 tentang Pedoman Teknis Pengelolaan Keuangan Daerah",
    "Peraturan Daerah Kabupaten Kepulauan Anambas Nomor 14.b Tahun 2010 tentang Sistem dan Prosedur Pengelolaan",
    "Peraturan Bupati Nomor 112 Tahun 2020 Tentang Kedudukan, Susunan Organisasi",
    "Peraturan Gubernur Nomor 061/123 Tahun 2020 tentang Standar Operasional Prosedur",
    "Keputusan Bupati Nomor 188.45/21/KEP/2021 tentang Tim Penyusun",
    "Surat Edaran Nomor 3/SE/I/2019 tentang Laporan",
    "Renstra Dinas 2021-2026",
    "Arahan pimpinan",
]

SLIPS = [
    ("Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 52 Tahun 2017 tentang Pedoman "
     "Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan", "PermenPAN-RB Nomor 35 Tahun 2012"),
    ("Permendagri Nomor 35 Tahun 2012 tentang Standar Operasional Prosedur", "Permendagri Nomor 52 Tahun 2011"),
    ("Peraturan Menteri Dalam Negeri Nomor 52 Tahun 2012 tentang Standar Operasional Prosedur",
     "Permendagri Nomor 52 Tahun 2011"),
    ("UU No 24 Tahun 2014 tentang Pemerintahan Daerah", "Undang-Undang Nomor 23 Tahun 2014"),
    ("Perpres 92/2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah", "Peraturan Presiden Nomor 29"),
    ("Undang-Undang Nomor 254 Tahun 2009 tentang Perumahan", "tidak sebanyak itu"),
    ("Peraturan Bupati Nomor 0 Tahun 2020 tentang Tugas", "tidak mungkin"),
    ("Peraturan Bupati Nomor 4 Tahun 1202 tentang Tugas", "tidak mungkin"),
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_a_good_citation_is_left_alone(text: str) -> None:
    assert not LAWS.intersection(rules(sop(dasar_hukum=(text,))))


@pytest.mark.parametrize(("text", "why"), SLIPS)
def test_a_slip_in_the_number_is_found(text: str, why: str) -> None:
    (message,) = said(sop(dasar_hukum=("Arahan pimpinan", text)), "hukum-janggal")
    assert message.startswith("Nomor dasar hukum butir 2 janggal, ") and why in message


@pytest.mark.parametrize("text", ["Undang-Undang tentang Kearsipan", "Peraturan Bupati tentang SOP", "Permendagri 52",
                                  "Peraturan Daerah Nomor 9 tentang Perangkat Daerah"])  # fmt: skip
def test_a_law_without_number_or_year_is_found(text: str) -> None:
    assert said(sop(dasar_hukum=(text,)), "hukum-tanpa-nomor") == [
        f'Dasar hukum butir 1 tanpa nomor atau tahun: "{text}".'
    ]


def test_a_law_younger_than_the_sop_is_found() -> None:
    text = "Peraturan Bupati Nomor 7 Tahun 2025 tentang Tata Naskah Dinas"
    assert len(said(sop(dasar_hukum=(text,)), "hukum-lebih-muda")) == 1
    assert said(sop(dasar_hukum=(text,), tanggal_revisi=date(2025, 3, 1)), "hukum-lebih-muda") == []
    assert said(sop(dasar_hukum=(text,), tanggal_pembuatan=None, tanggal_efektif=None), "hukum-lebih-muda") == []


def test_a_law_that_was_replaced_before_is_found() -> None:
    old = "Undang-undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah"
    (message,) = said(sop(dasar_hukum=(old,)), "hukum-diganti")
    assert message.startswith("Dasar hukum butir 1 sudah diganti Undang-Undang Nomor 23 Tahun 2014: ")
    made = {"tanggal_pembuatan": date(2010, 1, 1), "tanggal_efektif": date(2010, 1, 1)}
    assert said(sop(dasar_hukum=(old,), **made), "hukum-diganti") == []
