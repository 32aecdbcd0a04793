"""Reading a document: what was typed stays what was typed, and what is wrong is named with its remedy."""

from __future__ import annotations

from datetime import date

import pytest

from portal.sop.model import Kaitan, Pengesahan
from portal.sop.schema import DOCUMENT, STEP
from portal.sop.values import READERS
from tests.sop.texts import BASE, document, faults, front

ROW = "  - id: satu\n    uraian: Menulis\n    pelaksana: kepala\n"
NEEDED = f"nama: x\npelaksana: {{kepala: Kepala}}\nlangkah:\n{ROW}"


def value(text: str) -> object:
    """Return the value of the one key in `text`, in a document that is otherwise whole."""
    key = text.partition(":")[0]
    return document(front(text + "\n" + NEEDED.replace("nama: x\n", "" if key == "nama" else "nama: x\n"))).values[key]


def fault(text: str) -> str:
    """Return what is said of the one fault in `text`, which must be named at its own line."""
    (problem,) = faults(front(text + "\n" + NEEDED))
    assert problem.line in range(2, 3 + text.count("\n"))
    return problem.message


def step_fault(line: str) -> str:
    """Return what is said of the one fault in a step's line, which must be named at that line."""
    (problem,) = faults(front(NEEDED + f"    {line}\n"))
    assert problem.line == 8
    return problem.message


@pytest.mark.parametrize("typed", ["no", "yes", "010", "12:30", "1.10", "1_000", ".nan", "1e3", "0x1F", "2024-01-02"])
def test_a_text_stays_what_was_typed(typed: str) -> None:
    assert value(f"nomor: {typed}") == typed
    assert value(f"tag: [{typed}]") == (typed,)


def test_a_number_of_many_digits_is_only_text() -> None:
    assert value("nomor: " + "9" * 1000) == "9" * 1000
    assert "memuat kata lebih dari 1000 huruf" in fault("nomor: " + "9" * 5000)


def test_a_nip_keeps_its_printed_spaces() -> None:
    signed = value("disahkan_oleh: {jabatan: Kepala Dinas, nip: 19701023 199203 1 007}")
    assert signed == Pengesahan(jabatan="Kepala Dinas", nip="19701023 199203 1 007")


@pytest.mark.parametrize(
    ("typed", "empty"),
    [("nomor:", None), ("nomor: null", None), ("nomor: ~", None), ('nomor: ""', None), ('nomor: "  "', None),
     ("tag:", ()), ("tag: []", ()), ("label:", {}), ("label: {}", {}), ("keterkaitan:", ()),
     ("tanggal_efektif:", None), ("disahkan_oleh:", None), ("siklus:", None)],
)  # fmt: skip
def test_present_but_empty_is_not_absent(typed: str, empty: object) -> None:
    assert value(typed) == empty
    assert typed.partition(":")[0] not in document(front(NEEDED)).values


def test_a_quoted_null_is_a_word() -> None:
    assert value('nomor: "null"') == "null"


def test_a_list_of_one_may_be_written_as_text() -> None:
    assert value("peringatan: Jangan terlambat") == ("Jangan terlambat",)


def test_a_link_is_a_text_or_a_text_with_a_slug() -> None:
    assert value("keterkaitan: [SOP Rapat, {teks: SOP LkJIP, sop: penyusunan-lkjip}]") == (
        Kaitan("SOP Rapat"),
        Kaitan("SOP LkJIP", "penyusunan-lkjip"),
    )


def test_a_null_label_hides_a_column() -> None:
    assert value("label: {keterangan: null, uraian: Kegiatan}") == {"keterangan": None, "uraian": "Kegiatan"}


def test_a_date_is_a_day_of_the_calendar() -> None:
    assert value("tanggal_efektif: 2024-02-29") == date(2024, 2, 29)
    assert value("ditinjau: 2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tanggal_efektif: 2024-02-30", "tidak ada di kalender"),
        ("tanggal_efektif: 2023-02-29", "tidak ada di kalender"),
        ("tanggal_efektif: 0000-01-01", "tidak ada di kalender"),
        ("tanggal_efektif: 31-01-2024", "tahun-bulan-hari"),
        ("tanggal_efektif: 2024-1-2", "tahun-bulan-hari"),
        ("tanggal_efektif: 20240102", "tahun-bulan-hari"),
        ("tanggal_efektif: 2024-W01-1", "tahun-bulan-hari"),
        ("tanggal_efektif: ٢٠٢٤-٠١-٠٢", "tahun-bulan-hari"),
        ("tanggal_efektif: 2024-01-02T00:00:00Z", "tahun-bulan-hari"),
        ("tanggal_efektif: [2024-01-02]", "bukan daftar"),
        ("nomer: x", 'Kunci "nomer" tidak dikenal. Maksudnya "nomor"?'),
        ("Nama: x", 'Maksudnya "nama"?'),
        ("peran: x", 'Kunci "peran" tidak dikenal.'),
        ("content: x", 'Kunci "content" tidak dikenal.'),
        ("isi: x", 'Kunci "isi" tidak dikenal.'),
        ('"": x', 'Kunci "" tidak dikenal.'),
        ("status: berlaku sejak", 'pilih konsep, berlaku, dicabut. Maksudnya "berlaku"?'),
        ("siklus: triwulanan", 'Maksudnya "triwulan"?'),
        ("satuan_waktu: menir", 'Maksudnya "menit"?'),
        ("naskah: ../rahasia.pdf", "nama berkas"),
        ("naskah: /etc/passwd", "nama berkas"),
        ("naskah: C:\\x.pdf", "nama berkas"),
        ("naskah: .env", "nama berkas"),
        ("digest_disahkan: abc", "64 angka"),
        ("instansi: Dinas Kominfo", "huruf kecil"),
        ("dasar_hukum:\n  - UU: tentang x", "tanda kutip"),
        ("dasar_hukum:\n  - [a, b]", "bukan daftar"),
        ("nomor: {a: b}", "tanda kutip"),
        ("disahkan_oleh: Kepala", "jabatan, nama, pangkat dan nip"),
        ("disahkan_oleh: {jabatan: Kepala, nib: 1}", 'Maksudnya "nip"?'),
        ("keterkaitan:\n  - SOP: Rapat", "{teks, sop}"),
        ("keterkaitan:\n  - {sop: rapat}", "belum mempunyai teks"),
        ("keterkaitan:\n  - {teks: a, sop: Rapat Besar}", "huruf kecil"),
        ("label: {urain: Kegiatan}", 'Maksudnya "uraian"?'),
        ("label: Kegiatan", "berupa pasangan"),
        ("dasar_hukum:\n  - uu\n  - " + "x" * 1001, "tidak dapat dicetak. Pisahkan dengan spasi"),
        ("nomor: \"" + "xxxxxxxxx\\\n" * 120 + "\"", "tidak dapat dicetak"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_the_remedy(text: str, words: str) -> None:
    assert words in fault(text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("uraiann: x", 'Maksudnya "uraian"?'),
        ("bentuk: keputuan", 'Maksudnya "keputusan"?'),
        ("bentuk: {kepala: belah}", "pilih mulai"),
        ("cukup: dua", "pilih semua, satu"),
        ("himpun: bidang", "pilih unit"),
        ("per: ya", "pilih unit"),
        ("wajib_bukti: ya", "true atau false"),
        ("terima: 1", "true atau false"),
        ("peserta: [kepala, kepala]", "ditulis dua kali"),
        ("berikut: Langkah Dua", "huruf kecil"),
        ("aktivitas: Rapat Undangan", "rapat.undangan"),
        ("waktu: [5 menit]", "bukan daftar"),
        ("keterangan: {teks: x, soop: y}", "{teks, sop}"),
        ("dari: satu", "hanya untuk varian"),
    ],
)
def test_a_wrong_value_of_a_step_is_refused_at_its_line(line: str, words: str) -> None:
    assert words in step_fault(line)


def test_all_faults_are_told_at_once_in_order_of_lines() -> None:
    found = faults(front("nomer: a\ntanggal_efektif: besok\n" + NEEDED + "    waktuu: 1 hari\n"))
    assert [problem.line for problem in found] == [2, 3, 10]


def test_only_so_many_faults_are_told_and_in_no_time() -> None:
    assert len(faults(front("".join(f"k{n}: x\n" for n in range(3000)) + NEEDED))) == 50


@pytest.mark.parametrize("key", [key.name for key in DOCUMENT if key.required])
def test_a_required_key_is_missed(key: str) -> None:
    text = {"nama": "nama: x\n", "pelaksana": "pelaksana: {kepala: Kepala}\n", "langkah": f"langkah:\n{ROW}"}[key]
    found = faults(front(NEEDED.replace(text, "")))
    assert any(f'Kunci "{key}" wajib diisi' in problem.message for problem in found)
    found = faults(front(NEEDED.replace(text, f"{key}:\n")))
    assert any(f'Kunci "{key}" wajib diisi' in problem.message for problem in found)


@pytest.mark.parametrize("key", [key.name for key in STEP if key.required])
def test_a_required_key_of_a_step_is_missed(key: str) -> None:
    row = "".join(line for line in ROW.replace("- ", "  ").splitlines(True) if not line.strip().startswith(f"{key}:"))
    found = faults(front(NEEDED.replace(ROW, "  -" + row[3:])))
    assert f'Kunci "{key}" wajib diisi' in found[0].message


def test_two_steps_of_one_id_are_refused_at_the_second() -> None:
    (problem,) = faults(front(NEEDED + ROW))
    assert (problem.line, problem.message) == (8, 'Id langkah "satu" sudah dipakai di baris 5.')


def test_the_word_selesai_is_no_id() -> None:
    assert "akhir alur" in faults(front(NEEDED.replace("satu", "selesai")))[0].message


@pytest.mark.parametrize("name", ["Data Kinerja.md", "data_kinerja.md", "-data.md", "x" * 90 + ".md"])
def test_a_file_name_that_is_no_slug_is_refused(name: str) -> None:
    assert "Nama berkas" in faults(BASE, name)[0].message


def test_a_step_has_the_id_of_its_activity_where_it_has_no_other() -> None:
    rows = document(front(NEEDED + "  - aktivitas: rapat.undangan\n  - aktivitas: e_kejab.isi\n")).langkah or ()
    assert [row.id for row in rows] == ["satu", "rapat-undangan", "e-kejab-isi"]


def test_a_shape_may_be_written_for_each_role() -> None:
    (row,) = document(front(NEEDED + "    bentuk: {kepala: keputusan, sekretaris: proses}\n")).langkah or ()
    assert row.values["bentuk"] == {"kepala": "keputusan", "sekretaris": "proses"}


def test_the_document_knows_where_everything_stands() -> None:
    read = document(BASE, "sop_library/data.md")
    assert (read.slug, read.path, len(read.sha256)) == ("data", "sop_library/data.md", 64)
    assert read.lines["tag"] == 3
    assert read.langkah is not None
    assert (read.langkah[1].line, read.langkah[1].lines["waktu"]) == (17, 21)
    assert read.isi == "Ruang lingkup: seluruh bidang."


def test_a_body_that_is_too_heavy_is_refused_at_its_line() -> None:
    (problem,) = faults(BASE + "[" * 3000)
    assert problem.line == 33
    assert "tanda [" in problem.message


def test_every_kind_of_the_schema_has_a_reader_and_every_reader_a_key() -> None:
    assert {key.kind for key in (*DOCUMENT, *STEP)} == READERS.keys()
