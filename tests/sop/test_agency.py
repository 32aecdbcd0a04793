"""Reading an agency."""

from __future__ import annotations

import pytest

from portal.sop.document import Unreadable
from portal.sop.model import Agency, Unit
from portal.sop.problems import judge_agency
from portal.sop.reading import read_agency


def agency(text: str, body: str = "") -> Agency:
    return read_agency(f"---\n{text}---\n{body}".encode(), "dinas/instansi.md")


def test_only_id_and_name_are_required() -> None:
    read = agency("id: dinas\nnama: Dinas Contoh\n")
    assert read == Agency(id="dinas", nama="Dinas Contoh", zona_dianggap=True)


def test_everything_is_read() -> None:
    read = agency(
        "id: luwu-timur\nnama: Diskominfo\npemda: Kabupaten Luwu Timur\nalamat: Malili\nzona_waktu: WITA\n"
        "hari_kerja: 6\nunit: {ikp: Bidang IKP, tik: Bidang TIK}\njabatan: {kepala: Kepala Dinas}\n"
        "label: {uraian: Kegiatan, keterangan: null}\naktifkan: [rapat, monev]\nsebutan_unit: seksi\n",
        "Catatan.\n",
    )
    assert read.unit == (Unit("ikp", "Bidang IKP"), Unit("tik", "Bidang TIK"))
    assert (read.zona_waktu, read.zona_dianggap, read.hari_kerja) == ("WITA", False, 6)
    assert read.label == {"uraian": "Kegiatan", "keterangan": None}
    assert (read.jabatan, read.aktifkan) == ({"kepala": "Kepala Dinas"}, ("rapat", "monev"))
    assert (read.sebutan_unit, read.isi) == ("seksi", "Catatan.")


def test_a_zone_that_was_assumed_is_flagged() -> None:
    (advice,) = judge_agency(agency("id: dinas\nnama: x\n"), "dinas/instansi.md")
    assert (advice.level, advice.path) == ("saran", "dinas/instansi.md")
    assert judge_agency(agency("id: dinas\nnama: x\nzona_waktu: WIB\n"), "dinas/instansi.md") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nama: x\n", 'Kunci "id" wajib diisi'),
        ("id: dinas\n", 'Kunci "nama" wajib diisi'),
        ("id: dinas\nnama: x\nzona_waktu: WIBB\n", 'Maksudnya "WIB"?'),
        ("id: dinas\nnama: x\nhari_kerja: 7\n", "pilih 5, 6"),
        ("id: dinas\nnama: x\nunit: [a, b]\n", "berupa pasangan"),
        ("id: dinas\nnama: x\nunit: {a: }\n", "belum mempunyai sebutan"),
        ("id: dinas\nnama: x\nunit: {Bidang A: a}\n", 'Id "Bidang A"'),
        ("id: dinas\nnama: x\naktif: [rapat]\n", 'Maksudnya "aktifkan"?'),
    ],
)
def test_what_is_wrong_is_named(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        agency(text)
    assert words in refused.value.problems[0].message


def test_what_is_written_wrongly_is_not_called_missing_as_well() -> None:
    with pytest.raises(Unreadable) as refused:
        agency("id: dinas_perikanan\nnama: x\n")
    assert [problem.line for problem in refused.value.problems] == [2]
