"""Identity: what cannot be in number, dates, signature, NIP and title."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.sop.facts import digest
from portal.sop.lint.nip import fault_of
from portal.sop.model import Kaitan, Pengesahan
from tests.sop.linted import rules, said, sop, step

NIP = "19800101 200501 2 001"


def test_a_signed_sop_without_a_fault_is_left_alone() -> None:
    assert rules(sop()) == []


@pytest.mark.parametrize("nip", [NIP, "198001012005012001", "19701023 199203 1 007", "1980.0101.2005012.001",
                                 "19870101 200501 1 010", "19950505 202421 2 003"])  # fmt: skip
def test_a_nip_that_can_be_is_left_alone(nip: str) -> None:
    assert fault_of(nip) is None


@pytest.mark.parametrize(
    ("nip", "why"),
    [
        ("19800101 200501 2 01", "harus 18 angka"),
        ("131 234 567", "harus 18 angka"),
        ("belum ada", "harus 18 angka"),
        ("١٩٨٠٠١٠١٢٠٠٥٠١٢٠٠١", "harus 18 angka"),
        ("19801301 200501 2 001", "delapan angka pertama bukan tanggal lahir"),
        ("19800230 200501 2 001", "delapan angka pertama bukan tanggal lahir"),
        ("00000101 200501 2 001", "delapan angka pertama bukan tanggal lahir"),
        ("19800101 200513 2 001", "angka ke-13 dan ke-14 bukan bulan pengangkatan"),
        ("19800101 200500 2 001", "angka ke-13 dan ke-14 bukan bulan pengangkatan"),
        ("19941119 199003 1 008", "menurut NIP itu ia diangkat sebelum berumur 18 tahun"),
        ("19800701 199806 2 001", "menurut NIP itu ia diangkat sebelum berumur 18 tahun"),
        ("19800101 200501 3 001", "angka ke-15 bukan 1 (pria) atau 2 (wanita)"),
        ("19800101 200501 2 000", "tiga angka terakhir tidak boleh 000"),
    ],
)
def test_a_nip_that_cannot_be_is_found_and_never_quoted(nip: str, why: str) -> None:
    assert fault_of(nip) == why
    (message,) = said(sop(disahkan_oleh=Pengesahan("Kepala", "Sari", None, nip)), "nip-mustahil")
    assert why in message and nip not in message


def test_empty_boxes_of_the_number_block_are_named_as_the_form_names_them() -> None:
    bare = sop(nomor=None, tanggal_efektif=None, label={"nomor": "No. SOP"})
    assert said(bare, "identitas-kosong") == ["Kosong pada bagian identitas: No. SOP dan Tanggal Efektif."]
    assert said(sop(nomor=None, label={"nomor": None}), "identitas-kosong") == []


def test_a_draft_and_a_base_may_be_incomplete() -> None:
    bare = sop(nomor=None, disahkan_oleh=None, dasar_hukum=(), status="konsep")
    assert rules(bare) == rules(replace(bare, instansi=None, status="berlaku")) == []


def test_a_signature_without_a_title_is_found() -> None:
    assert said(sop(disahkan_oleh=Pengesahan(None, "Sari", None, None)), "identitas-kosong") == [
        "Pengesahan tanpa jabatan dan nip."
    ]


def test_empty_boxes_are_found_but_not_keterkaitan() -> None:
    assert said(sop(peringatan=(), keterkaitan=()), "kotak-kosong") == ["Kotak kosong: Peringatan."]


@pytest.mark.parametrize("key", ["tanggal_efektif", "tanggal_revisi"])
def test_a_date_before_the_sop_was_finished_is_found(key: str) -> None:
    assert said(sop(**{key: date(2024, 1, 14)}), "tanggal-terbalik") == [
        f"{key} 2024-01-14 mendahului tanggal_pembuatan 2024-01-15."
    ]
    assert said(sop(**{key: date(2024, 1, 15)}), "tanggal-terbalik") == []


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"isi": f"Hubungi bendahara (NIP {NIP})."}, "isi"),
        ({"isi": "Disusun oleh Sari  Contoh."}, "isi"),
        ({"keterkaitan": (Kaitan("SOP milik sari contoh"),)}, "keterkaitan"),
        ({"langkah": (step("Menemui Sari Contoh"),)}, "langkah"),
    ],
)
def test_a_person_in_what_visitors_read_is_found_and_never_quoted(values: dict[str, object], key: str) -> None:
    (message,) = said(sop(**values), "orang-dalam-teks")
    assert message.startswith(f'"{key}" memuat') and "Sari" not in message and "1980" not in message


def test_a_number_of_a_letter_is_no_nip() -> None:
    assert said(sop(isi="Nomor 061/1234/2024, rekening 123456789012345678."), "orang-dalam-teks") == []


def test_a_title_no_step_speaks_of_is_found() -> None:
    assert said(sop(nama="SOP Pengelolaan Cuti"), "judul-tidak-cocok") == [
        'Tidak satu langkah pun menyebut apa yang dijanjikan judul "SOP Pengelolaan Cuti".'
    ]
    assert said(sop(nama="SOP Pelaksanaan"), "judul-tidak-cocok") == []


def test_a_word_that_most_steps_speak_of_belongs_into_the_title() -> None:
    rows = [step(f"{verb} evaluasi surat", id=verb) for verb in ("Menyusun", "Memeriksa", "Mengoreksi", "Mengirim")]
    assert said(sop(*rows), "judul-tidak-cocok") == [
        'Hampir semua langkah berbicara tentang "evaluasi", tetapi judulnya "Pemeriksaan Surat".'
    ]
    assert said(sop(*rows, nama="Evaluasi Surat"), "judul-tidak-cocok") == []
    assert said(sop(*rows[:3]), "judul-tidak-cocok") == []


def test_a_base_is_not_numbered_and_not_signed() -> None:
    assert len(said(sop(instansi=None), "induk-disahkan")) == 2
    assert said(sop(), "induk-disahkan") == []


def test_a_text_changed_since_it_was_signed_is_found() -> None:
    assert said(sop(digest_disahkan=digest(sop())), "beda-dari-naskah") == []
    assert said(sop(digest_disahkan="0" * 64), "beda-dari-naskah") == ["Berbeda dari naskah yang disahkan."]


def test_an_sop_without_a_tag_is_hard_to_find() -> None:
    assert said(sop(tag=()), "tag-kosong") == ["tag kosong."]
