"""Suak Midai: the printed form once more, compared with what the portal composes."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import Sop
from portal.testing import composed, printed

SLUG = "pengumpulan-data-kinerja"


@pytest.fixture(scope="module")
def sop(tmp_path_factory: pytest.TempPathFactory) -> Sop:
    entry = composed(tmp_path_factory.mktemp("home"), "suak-midai", SLUG)
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


def test_the_table_is_the_printed_one(sop: Sop) -> None:
    assert printed(sop) == (Path(__file__).parent / "naskah.md").read_text("utf-8")


def test_the_columns_stand_as_printed(sop: Sop) -> None:
    assert [column.jabatan for column in sop.pelaksana] == [
        "Kepala Seksi", "Kasubag Perencanaan", "Sekcam", "Admin e-kejab",
    ]  # fmt: skip


def test_what_is_not_printed_is_empty(sop: Sop) -> None:
    assert sop.nama == "SOP Pengumpulan Data Kinerja"
    assert (sop.nomor, sop.satuan_kerja, sop.disahkan_oleh) == (None, None, None)
    assert (sop.tanggal_pembuatan, sop.tanggal_revisi, sop.tanggal_efektif) == (None, None, None)


def test_every_box_of_the_identity_page_is_complete(sop: Sop) -> None:
    assert [law.partition(" Nomor ")[2].split(" tentang ")[0] for law in sop.dasar_hukum] == [
        "29 Tahun 2014", "53 Tahun 2014", "16 Tahun 2021", "5 Tahun 2022",
    ]  # fmt: skip
    assert len(sop.kualifikasi_pelaksana) == 3
    assert [(link.teks, link.sop) for link in sop.keterkaitan] == [("SOP Laporan Kinerja", "penyusunan-lkjip")]
    assert sop.peralatan_perlengkapan == ("Lembar Disposisi", "Komputer dan Printer", "Jaringan Internet")
    assert len(sop.peringatan) == 1
    assert sop.pencatatan_pendataan == ("Di simpan sebagai data elektronik dan manual",)


def test_rows_two_to_four_are_keyed_corrected_and_documented_in_e_kejab(sop: Sop) -> None:
    assert [(no, step.aktivitas) for no, step in enumerate(sop.langkah, 1) if step.aktivitas] == [
        (2, "ekejab.input"), (3, "ekejab.koreksi"), (4, "ekejab.dokumentasi"),
    ]  # fmt: skip


def test_row_three_decides_and_sends_back_to_row_two(sop: Sop) -> None:
    decision = sop.langkah[2]
    assert decision.is_decision
    assert (sop.number(decision.ya or ""), sop.number(decision.tidak or "")) == (4, 2)


def test_the_rates_are_per_perangkat_daerah(sop: Sop) -> None:
    rates = [(step.waktu.min, step.waktu.per) for step in sop.langkah[2:] if step.waktu]
    assert rates == [(90, "Perangkat Daerah"), (30, "Perangkat Daerah")]
