"""Flow, columns and quality standard; where a finding points to; and that advice is cheap and never an error."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from portal.drawing.grid import columns
from portal.say import Said
from portal.sop.lint.rules import RULES, advise
from portal.sop.model import Bentuk, Pelaksana, Sop, Step, Unit
from tests.sop.linted import BY_ID, NOWHERE, rules, said, sop, step, written
from tests.sop.texts import BASE


def decision(**values: object) -> Sop:
    """Return an SOP in which the second step decides and the fourth mends."""
    return sop(
        step("Menyusun surat", id="susun", pelaksana="kepala", bentuk="mulai", berikut="putus"),
        step("Memutuskan surat", id="putus", bentuk="keputusan", **{"ya": "kirim", "tidak": "susun", **values}),
        step("Mengirim surat", id="kirim", bentuk="selesai"),
    )


def test_a_row_without_its_standard_is_found_with_the_columns_of_the_form() -> None:
    bare = step(kelengkapan=(), waktu=None, output=())
    label = {"waktu": "Waktu (Menit)", "kelengkapan": None}
    assert said(sop(bare), "mutu-baku-kosong") == ['Langkah 1 tanpa Kelengkapan, Waktu, dan Output: "Memeriksa surat".']
    assert said(sop(bare, label=label), "mutu-baku-kosong") == [
        'Langkah 1 tanpa Waktu (Menit) dan Output: "Memeriksa surat".'
    ]


@pytest.mark.parametrize("output", ["dokumen", "Dokumen", "Berkas.", "Data", "laporan"])
def test_an_output_that_says_only_what_kind_it_is_is_found(output: str) -> None:
    assert said(sop(step(output=("Tanda terima", output))), "output-kabur") == [
        f'Output langkah 1 hanya "{output}": "Memeriksa surat".'
    ]


@pytest.mark.parametrize("output", ["Disposisi", "Dokumen kinerja", "Surat pengantar", "LKjIP", "Berkas lengkap"])
def test_an_output_that_says_which_is_left_alone(output: str) -> None:
    assert said(sop(step(output=(output,))), "output-kabur") == []


@pytest.mark.parametrize("waktu", ["secepatnya", "dua hari", "10", "3 - 1 hari"])
def test_a_time_that_cannot_be_read_is_found(waktu: str) -> None:
    message = f'waktu langkah 1 tidak dimengerti, jadi tidak menjadi tenggat: "{waktu}".'
    assert said(sop(step(waktu=waktu)), "waktu-tidak-terbaca") == [message]


@pytest.mark.parametrize("waktu", ["5 menit", "90 Menit/Perangkat Daerah", "1 – 20 Hari Kerja", "H-3", "1 Minggu",
                                   "Paling lambat setiap tanggal 10 Bulan berikutnya"])  # fmt: skip
def test_a_time_as_the_forms_write_it_is_left_alone(waktu: str) -> None:
    assert said(sop(step(waktu=waktu)), "waktu-tidak-terbaca") == []


def test_no_time_at_all_is_no_time() -> None:
    assert said(sop(step(waktu="0 menit")), "waktu-tidak-terbaca") == ['waktu langkah 1 nol: "0 menit".']


def test_beginning_and_end_are_drawn_as_such() -> None:
    assert rules(decision()) == []
    plain = replace(decision(), langkah=tuple(replace(one, bentuk="proses") for one in sop().langkah))
    assert [rule for rule in rules(plain) if rule.startswith("tanpa-")] == ["tanpa-awal", "tanpa-akhir"]
    of_a_role = tuple(
        replace(one, bentuk="proses", bentuk_peran={one.pelaksana[0]: one.bentuk}) for one in sop().langkah
    )
    assert rules(sop(*of_a_role)) == []


@pytest.mark.parametrize("bentuk", ["mulai", "selesai"])
def test_a_single_row_needs_one_capsule_only(bentuk: Bentuk) -> None:
    assert [rule for rule in rules(sop(step(bentuk=bentuk))) if rule.startswith("tanpa-")] == []
    assert "tanpa-akhir" in rules(sop(step()))


def test_an_sop_may_begin_with_a_decision_and_end_from_one() -> None:
    first = step("Memutuskan surat", "kepala", id="putus", bentuk="keputusan", ya="periksa", tidak="selesai")
    assert rules(sop(first, step(bentuk="selesai"))) == []


def test_a_decision_that_makes_no_difference_is_found() -> None:
    assert said(decision(tidak="kirim"), "keputusan-searah") == [
        'Kedua jalan keluar keputusan langkah 2 menuju "kirim": "Memutuskan surat".'
    ]
    assert len(said(decision(label_ya="Sesuai", label_tidak="sesuai"), "keputusan-searah")) == 1
    assert said(decision(label_ya="sesuai", label_tidak="tidak"), "keputusan-searah") == []


def test_what_is_sent_back_comes_before_the_decision_again() -> None:
    assert said(decision(), "kembali-tanpa-periksa") == []
    around = replace(decision(), langkah=(replace(decision().langkah[0], berikut="kirim"), *decision().langkah[1:]))
    assert said(around, "kembali-tanpa-periksa") == [
        'Dari langkah 1 alur tidak kembali ke keputusan langkah 2: "Memutuskan surat".'
    ]


def test_twenty_steps_are_followed_and_one_more_is_too_many() -> None:
    rows = [step(f"Memeriksa surat ke-{number}", id=f"s{number}") for number in range(21)]
    assert said(sop(*rows[:20]), "terlalu-banyak-langkah") == []
    assert said(sop(*rows), "terlalu-banyak-langkah") == ['"Pemeriksaan Surat" terdiri atas 21 langkah.']


def test_columns_stand_in_the_order_of_their_first_activity() -> None:
    turned = sop(pelaksana=tuple(reversed(sop().pelaksana)))
    assert said(turned, "urutan-kolom") == [
        "Menurut kegiatan pertamanya urutan kolom adalah Kepala Dinas (langkah 1), Kasubbag Umum (langkah 2)."
    ]
    together = (replace(sop().langkah[0], peserta=("kasubbag",)), sop().langkah[1])
    assert said(replace(turned, langkah=together), "urutan-kolom") == []


def test_a_column_nobody_uses_and_a_column_alone_are_found() -> None:
    wide = sop(pelaksana=(*sop().pelaksana, Pelaksana("staf", "Staf")))
    assert said(wide, "kolom-menganggur") == ['Kolom "Staf" tidak dipakai satu langkah pun.']
    alone = sop(*(replace(one, pelaksana=("kasubbag",)) for one in sop().langkah), pelaksana=sop().pelaksana[1:])
    assert rules(alone) == ["satu-pelaksana"]


def test_a_shape_for_one_who_is_not_there_is_found() -> None:
    assert said(sop(step(bentuk_peran={"kepala": "proses"})), "bentuk-tidak-digambar") == [
        'Bentuk untuk "kepala" pada langkah 1 tidak digambar: bukan pelaksana atau peserta.'
    ]


@pytest.mark.parametrize("key", ["himpun", "per"])
def test_asking_each_unit_needs_units(key: str) -> None:
    asking = sop(step(**{key: "unit"}))
    assert said(asking, "unit-belum-ada") == [
        f'"{key}: unit" pada langkah 1 tidak berlaku: instansi ini belum punya unit.'
    ]
    assert said(replace(asking, unit=(Unit("a", "Bidang A"),)), "unit-belum-ada") == []
    assert said(replace(asking, instansi=None), "unit-belum-ada") == []


def test_gathering_and_doing_by_each_unit_at_once_is_found() -> None:
    assert said(sop(step(himpun="unit", per="unit")), "himpun-dan-per") == [
        "Langkah 1 memakai himpun dan per sekaligus."
    ]


def test_a_row_of_numbers_longer_than_the_table_is_found() -> None:
    numbers = tuple(str(no) for no in range(1, 9))
    whole = sop(nomor_kolom=numbers[: len(columns(sop()))])
    assert said(whole, "nomor-kolom-lebih") == []
    without = replace(whole, label={"keterangan": None})
    assert said(without, "nomor-kolom-lebih") == [
        f"nomor_kolom memuat {len(columns(whole))} nomor, tabelnya hanya {len(columns(without))} kolom."
    ]


def test_a_finding_points_to_the_line_of_what_is_at_fault() -> None:
    text = BASE.replace("Menghimpun data", "Penghimpunan data").replace("tag: [kinerja]\n", "")
    lines = {problem.rule: (problem.path, problem.line) for problem in written(text)}
    assert lines["bukan-kata-kerja"] == ("data.md", text[: text.index("Penghimpunan")].count("\n") + 1)
    assert lines["tag-kosong"] == ("data.md", None)


def test_advice_is_never_an_error_and_says_what_to_do() -> None:
    found = written(BASE.replace("Menghimpun data", "Kepala menghimpun data"))
    assert found and all(one.level == "saran" and one.remedy == BY_ID[one.rule].remedy for one in found)


def test_every_rule_says_what_why_and_what_to_do() -> None:
    assert len(BY_ID) == len(RULES)
    for rule in RULES:
        for text in (rule.finds, rule.why, rule.remedy):
            assert isinstance(text, Said) and text.endswith(".")


def test_a_long_and_odd_sop_is_advised_on_in_no_time() -> None:
    rows: list[Step] = []
    for number in range(600):
        row = step(f"Kepala {'kemudian ' * 8} oleh x{number} pengolahan{number}", f"p{number}", id=f"s{number}")
        rows.append(replace(row, bentuk="keputusan", ya=f"s{number + 1}", tidak=f"s{max(0, number - 1)}"))
    columns = tuple(Pelaksana(f"p{number}", f"Kepala Bagian {number} / Tim {number}") for number in range(600))
    long = sop(*rows, pelaksana=columns, nama="judul " * 5000, dasar_hukum=("uu no " * 2000, "1/1 " * 3000))
    began = time.perf_counter()
    assert len(advise(long, NOWHERE)) > 600
    assert time.perf_counter() - began < 5
