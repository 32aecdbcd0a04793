"""The faces of an SOP: the promised JSON, the digest, the snapshot and Markdown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from portal.canon import canonical, sha256
from portal.sop.facts import as_json, differs_from_signed, digest, without_names
from portal.sop.model import Asal, Pengesahan, Sop, Step, Unit
from portal.sop.schema import heading
from portal.sop.snapshot import from_snapshot, snapshot
from portal.sop.source import as_markdown  # fmt: skip
from portal.sop.variant import compose
from portal.sop.waktu import parse_waktu
from tests.sop.texts import ACTIVITIES, BASE, DINAS, composed, document, shown

SIGNED = """\
nomor: Tu.01/108-b-sekre/2022
tanggal_pembuatan: 2022-01-31
disahkan_oleh: {jabatan: Kepala Dinas, nama: "RENDI, S.A.P.", pangkat: Pembina, nip: 19701023 199203 1 007}
keterkaitan: [SOP Rapat, {teks: SOP LkJIP, sop: penyusunan-lkjip}]
label: {keterangan: null, uraian: Kegiatan}
langkah:
  - dari: perintah
    waktu: 1 – 20 Hari Kerja
  - dari: himpun
    keterangan: {teks: SOP Rapat, sop: rapat}
  - aktivitas: rapat.undangan
  - dari: koreksi
    label_ya: lengkap
  - dari: arsip
"""


@pytest.fixture(scope="module")
def sop() -> Sop:
    return shown(composed(SIGNED, replace(DINAS, unit=(Unit("ikp", "Bidang IKP"),), zona_waktu="WITA", hari_kerja=6)))


def test_the_json_is_as_promised(sop: Sop) -> None:
    facts = as_json(sop)
    step = {
        "id": "perintah", "uraian": "Memerintahkan pengumpulan data", "pelaksana": ["kepala"], "peserta": [],
        "cukup": "semua", "bentuk": "mulai", "kelengkapan": [],
        "waktu": {"teks": "1 – 20 Hari Kerja", "jenis": "durasi", "satuan": "hari kerja", "min": 1, "maks": 20,
                  "per": None},
        "tenggat": None, "output": [], "keterangan": None, "berikut": "himpun", "ya": None, "tidak": None,
        "label_ya": None, "label_tidak": None, "himpun": None, "per": None, "wajib_bukti": False, "terima": False,
        "aktivitas": None, "asal": {"sumber": "dasar", "nama": "data", "diubah": ["waktu"]},
    }  # fmt: skip
    assert list(facts) == [
        "versi", "slug", "instansi", "nama", "nomor", "satuan_kerja", "status", "tanggal_pembuatan", "tanggal_revisi",
        "tanggal_efektif", "disahkan_oleh", "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan",
        "peralatan_perlengkapan", "peringatan", "pencatatan_pendataan", "siklus", "tag", "label", "unit", "zona_waktu",
        "hari_kerja", "pelaksana", "langkah", "dihapus", "isi", "digest",
    ]  # fmt: skip
    assert facts["langkah"][0] == {"no": 1, **step}
    assert list(facts["langkah"][0]) == ["no", *step]
    assert facts | {"langkah": [], "digest": ""} == {
        "versi": 1, "slug": "data", "instansi": "dinas", "nama": "Pengumpulan Data", "nomor": "Tu.01/108-b-sekre/2022",
        "satuan_kerja": None, "status": "berlaku", "tanggal_pembuatan": "2022-01-31", "tanggal_revisi": None,
        "tanggal_efektif": None,
        "disahkan_oleh": {"jabatan": "Kepala Dinas", "nama": "RENDI, S.A.P.", "pangkat": "Pembina",
                          "nip": "19701023 199203 1 007"},
        "dasar_hukum": ["Undang-Undang Nomor 25 Tahun 2004"], "kualifikasi_pelaksana": [],
        "keterkaitan": [{"teks": "SOP Rapat", "sop": None}, {"teks": "SOP LkJIP", "sop": "penyusunan-lkjip"}],
        "peralatan_perlengkapan": [], "peringatan": ["Data terlambat"], "pencatatan_pendataan": [],
        "siklus": "triwulan", "tag": ["kinerja"], "label": {"keterangan": None, "uraian": "Kegiatan"},
        "unit": [{"id": "ikp", "nama": "Bidang IKP"}], "zona_waktu": "WITA", "hari_kerja": 6,
        "pelaksana": [{"id": "kepala", "jabatan": "Kepala Dinas"}, {"id": "sekretaris", "jabatan": "Sekretaris Dinas"},
                      {"id": "kasubbag", "jabatan": "Kasubbag Perencanaan"}],
        "langkah": [], "dihapus": [], "isi": "", "digest": "",
    }  # fmt: skip
    assert json.loads(json.dumps(facts)) == facts


def test_a_decision_tells_its_exits_and_an_end_has_no_next(sop: Sop) -> None:
    steps = {step["id"]: step for step in as_json(sop)["langkah"]}
    koreksi, arsip = steps["koreksi"], steps["arsip"]
    assert (koreksi["berikut"], koreksi["ya"], koreksi["tidak"], koreksi["label_ya"]) == (
        None,
        "arsip",
        "himpun",
        "lengkap",
    )
    assert (arsip["berikut"], arsip["bentuk"]) == (None, "selesai")
    assert steps["himpun"]["keterangan"] == {"teks": "SOP Rapat", "sop": "rapat"}


def test_a_shape_for_each_role_is_told_beside_the_shape() -> None:
    text = BASE.replace("bentuk: keputusan", "bentuk: {sekretaris: keputusan}")
    step = as_json(shown(compose(document(text), None, None)))["langkah"][2]
    assert (step["bentuk"], step["bentuk_peran"]) == ("keputusan", {"sekretaris": "keputusan"})


def test_a_day_of_a_month_tells_which_month() -> None:
    text = BASE.replace("waktu: 2 hari", "tenggat: paling lambat tanggal 10 bulan berikutnya")
    step = as_json(shown(compose(document(text), None, None)))["langkah"][1]
    assert (step["tenggat"]["jenis"], step["tenggat"]["min"], step["tenggat"]["bulan"]) == ("tanggal", 10, 1)


def test_the_digest_follows_from_the_json(sop: Sop) -> None:
    small = Sop(slug="a", nama="A", pelaksana=(), langkah=())
    assert digest(small) == sha256(canonical({"slug": "a", "nama": "A"}))
    assert as_json(sop)["digest"] == digest(sop)


@pytest.mark.parametrize(
    "changes",
    [{"unit": ()}, {"zona_waktu": "WIT"}, {"hari_kerja": 5}, {"dihapus": ("x",)}, {"digest_disahkan": "0" * 64},
     {"ditinjau": date(2024, 1, 2)}, {"naskah": "a.pdf"}],
)  # fmt: skip
def test_what_no_sheet_prints_ages_no_sheet(sop: Sop, changes: dict[str, object]) -> None:
    assert digest(replace(sop, **changes)) == digest(sop)


@pytest.mark.parametrize(
    "changes",
    [{"nama": "x"}, {"nomor": "x"}, {"label": {}}, {"label": {"uraian": "Kegiatan"}}, {"isi": "x"}, {"tag": ()},
     {"status": "konsep"}, {"disahkan_oleh": None}, {"langkah": ()}],
)  # fmt: skip
def test_what_a_sheet_prints_does(sop: Sop, changes: dict[str, object]) -> None:
    assert digest(replace(sop, **changes)) != digest(sop)


def test_a_steps_origin_ages_no_sheet_but_its_time_does(sop: Sop) -> None:
    first, *others = sop.langkah
    moved = replace(sop, langkah=(replace(first, asal=Asal("plugin", "x")), *others))
    assert digest(moved) == digest(sop)
    assert digest(replace(sop, langkah=(replace(first, waktu=None), *others))) != digest(sop)


def test_a_zero_is_not_nothing() -> None:
    sop = Sop("a", "A", (), (Step("b", "B", (), waktu=parse_waktu("0 menit")),))
    waktu = {"teks": "0 menit", "jenis": "durasi", "satuan": "menit", "min": 0, "maks": 0}
    step = {"no": 1, "id": "b", "uraian": "B", "waktu": waktu}
    assert digest(sop) == sha256(canonical({"slug": "a", "nama": "A", "langkah": [step]}))


def test_a_signed_digest_that_no_longer_fits_is_noticed(sop: Sop) -> None:
    assert not differs_from_signed(sop)
    assert not differs_from_signed(replace(sop, digest_disahkan=digest(sop)))
    assert differs_from_signed(replace(sop, digest_disahkan=digest(sop), nama="Lain"))


def test_visitors_see_the_title_of_who_signed_and_nothing_else(sop: Sop) -> None:
    assert without_names(sop).disahkan_oleh == Pengesahan(jabatan="Kepala Dinas")
    facts = without_names(as_json(sop))
    assert facts["disahkan_oleh"] == {"jabatan": "Kepala Dinas", "nama": None, "pangkat": None, "nip": None}
    assert facts["digest"] == digest(sop)
    for face in (json.dumps(facts), as_markdown(without_names(sop))):
        assert not any(secret in face for secret in ("RENDI", "19701023", "Pembina"))
    assert without_names(replace(sop, disahkan_oleh=None)).disahkan_oleh is None


def test_a_snapshot_keeps_everything_in_the_same_bytes(sop: Sop) -> None:
    assert from_snapshot(snapshot(sop)) == sop
    assert snapshot(from_snapshot(snapshot(sop))) == snapshot(sop)


def test_a_snapshot_of_an_earlier_release_lacks_what_came_later(sop: Sop) -> None:
    facts = json.loads(snapshot(sop))
    del facts["menggantikan"]
    facts["langkah"][0].pop("terima")
    assert from_snapshot(canonical(facts)) == sop


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"potret":2}', b"\xff"])
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        from_snapshot(data)


def test_the_markdown_reads_back_to_the_same_sop(sop: Sop) -> None:
    agency = replace(DINAS, unit=sop.unit, zona_waktu="WITA", hari_kerja=6)
    again = shown(compose(None, document(as_markdown(sop), "dinas/sop/data.md"), agency, {}, ACTIVITIES))
    plain = [replace(step, asal=Asal()) for step in sop.langkah]
    assert replace(again, langkah=tuple(replace(step, asal=Asal()) for step in again.langkah)) == replace(
        sop, langkah=tuple(plain)
    )


def test_the_markdown_of_an_activitys_step_does_not_let_the_template_back_in() -> None:
    text = SIGNED.replace("  - aktivitas: rapat.undangan\n", "  - aktivitas: rapat.undangan\n    output:\n    waktu:\n")
    sop = shown(composed(text))
    assert sop.langkah[2].output == ()
    again = shown(compose(None, document(as_markdown(sop), "dinas/sop/data.md"), DINAS, {}, ACTIVITIES))
    assert (again.langkah[2].output, again.langkah[2].waktu) == ((), None)


def test_a_heading_is_the_forms_own_or_the_official_one() -> None:
    assert heading({}, "mutu_baku") == "Mutu Baku"
    assert heading({"mutu_baku": "Baku Mutu"}, "mutu_baku") == "Baku Mutu"
    assert heading({"keterangan": None}, "keterangan") is None
