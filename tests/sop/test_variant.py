"""Composing base and variant: what is inherited, what never is, and what is told of each row's origin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.sop.model import Asal, Unit
from portal.sop.schema import DOCUMENT
from portal.sop.variant import compose
from tests.sop.texts import (
    ACTIVITIES,
    BASE,
    DINAS,
    advice,
    base_sop,
    composed,
    document,
    errors,
    ids,
    shown,
    variant,
)  # fmt: skip

KEEP_ALL = "langkah:\n  - dari: perintah\n  - dari: himpun\n  - dari: koreksi\n  - dari: arsip\n"


def test_a_base_alone_is_a_frame_without_an_agency() -> None:
    sop = shown(base_sop())
    assert (sop.slug, sop.instansi, sop.siklus, sop.status) == ("data", None, "triwulan", "berlaku")
    assert [step.asal for step in sop.langkah] == [Asal("dasar", "data")] * 4
    assert base_sop().problems == ()


def test_the_following_row_is_the_default_and_the_last_row_ends() -> None:
    steps = {step.id: step for step in shown(base_sop(BASE.replace("    bentuk: selesai\n", ""))).langkah}
    assert steps["perintah"].berikut == "himpun"
    assert (steps["koreksi"].berikut, steps["koreksi"].ya, steps["koreksi"].tidak) == (None, "arsip", "himpun")
    assert steps["arsip"].berikut is None


def test_the_word_selesai_ends_wherever_it_is_aimed_at() -> None:
    sop = shown(
        base_sop(
            BASE.replace("tidak: himpun", "tidak: selesai").replace("    waktu: 2 hari\n", "    berikut: koreksi\n")
        )
    )
    assert sop.langkah[2].exits == ("arsip", None)
    ended = base_sop(BASE.replace("    waktu: 5 menit\n", "    berikut: selesai\n"))
    assert shown(ended).langkah[0].berikut is None


@pytest.mark.parametrize(
    ("key", "typed"),
    [("nomor", "01"), ("satuan_kerja", "Sekretariat"), ("status", "dicabut"), ("tanggal_pembuatan", "2024-01-02"),
     ("tanggal_revisi", "2024-01-02"), ("tanggal_efektif", "2024-01-02"), ("ditinjau", "2024-01-02"),
     ("disahkan_oleh", "{jabatan: Kepala}"), ("menggantikan", "00"), ("naskah", "a.pdf"),
     ("digest_disahkan", "a" * 64)],
)  # fmt: skip
def test_identity_is_never_inherited(key: str, typed: str) -> None:
    base = document(BASE.replace("nama:", f"{key}: {typed}\nnama:"))
    bare = shown(composed(""))
    assert getattr(shown(compose(base, variant(""), DINAS)), key) == getattr(bare, key)
    assert getattr(shown(compose(base, None, None)), key) != getattr(bare, key)


def test_these_are_all_the_keys_that_are_not_inherited() -> None:
    assert [key.name for key in DOCUMENT if not key.inherited] == [
        "varian_dari", "instansi", "nomor", "satuan_kerja", "status", "tanggal_pembuatan", "tanggal_revisi",
        "tanggal_efektif", "ditinjau", "disahkan_oleh", "menggantikan", "naskah", "digest_disahkan",
    ]  # fmt: skip


def test_the_body_is_never_inherited() -> None:
    assert shown(composed("")).isi == ""


def test_an_absent_key_is_inherited_and_an_empty_one_cleared() -> None:
    assert shown(composed("")).dasar_hukum == ("Undang-Undang Nomor 25 Tahun 2004",)
    assert shown(composed("dasar_hukum:\n")).dasar_hukum == ()
    assert shown(composed("dasar_hukum: []\nperingatan: [Lain]\n")).peringatan == ("Lain",)
    assert shown(composed("siklus:\n")).siklus == "insidental"
    assert shown(composed("")).siklus == "triwulan"
    assert shown(composed("nama: Pengumpulan Data Dinas\n")).nama == "Pengumpulan Data Dinas"


def test_a_cleared_name_cannot_be_shown() -> None:
    composition = composed("nama:\n")
    assert composition.sop is None
    assert errors(composition) == ['dinas/sop/data.md:4: Kunci "nama" tidak boleh dikosongkan.']


def test_a_title_is_the_variants_else_the_agencys_else_the_bases() -> None:
    titles = {role.id: role.jabatan for role in shown(composed("")).pelaksana}
    assert titles == {"kepala": "Kepala Dinas", "sekretaris": "Sekretaris Dinas", "kasubbag": "Kasubbag Perencanaan"}
    own = shown(composed("pelaksana: {kasubbag: , sekretaris: Sekdis, kepala: }\n"))
    assert [(role.id, role.jabatan) for role in own.pelaksana] == [
        ("kasubbag", "Kasubbag Perencanaan"),
        ("sekretaris", "Sekdis"),
        ("kepala", "Kepala Dinas"),
    ]


def test_a_role_without_any_title_is_advised() -> None:
    composition = composed("pelaksana: {kepala: , sekretaris: , kasubbag: , admin: }\n")
    assert shown(composition).title("admin") == "admin"
    assert any('Peran "admin" belum mempunyai sebutan' in line for line in advice(composition))


def test_labels_lie_over_one_another() -> None:
    base = document(BASE.replace("nama:", "label: {no: Nomor, uraian: Uraian, output: Hasil}\nnama:"))
    agency = replace(DINAS, label={"uraian": "Kegiatan", "waktu": None})
    assert shown(compose(base, variant(""), agency)).label == {
        "no": "Nomor", "uraian": "Kegiatan", "output": "Hasil", "waktu": None,
    }  # fmt: skip
    own = shown(compose(base, variant("label: {waktu: Lama, keterangan: null}\n"), agency))
    assert own.label == {"uraian": "Kegiatan", "waktu": "Lama", "keterangan": None}


def test_units_zone_and_week_are_the_agencys() -> None:
    agency = replace(DINAS, unit=(Unit("ikp", "Bidang IKP"),), zona_waktu="WITA", hari_kerja=6)
    sop = shown(composed("", agency))
    assert (sop.instansi, sop.unit, sop.zona_waktu, sop.hari_kerja) == ("dinas", agency.unit, "WITA", 6)


def test_a_variant_without_steps_keeps_all() -> None:
    composition = composed("")
    assert ids(composition) == ["perintah", "himpun", "koreksi", "arsip"]
    assert shown(composition).dihapus == ()
    assert composition.usable


def test_a_variant_with_an_empty_table_has_none() -> None:
    composition = composed("langkah:\n")
    assert composition.sop is None
    assert errors(composition) == ["dinas/sop/data.md:4: SOP ini belum mempunyai langkah satu pun."]


def test_the_variants_table_decides_order_and_what_is_dropped() -> None:
    composition = composed("langkah:\n  - dari: himpun\n  - dari: perintah\n    bentuk: selesai\n")
    assert ids(composition) == ["himpun", "perintah"]
    assert shown(composition).dihapus == ("koreksi", "arsip")


def test_a_step_from_the_base_tells_what_was_changed() -> None:
    text = KEEP_ALL.replace(
        "  - dari: himpun\n", "  - dari: himpun\n    uraian: Menghimpun data\n    waktu: 3 hari\n    kelengkapan:\n"
    )
    step = shown(composed(text)).langkah[1]
    assert step.asal == Asal("dasar", "data", ("kelengkapan", "waktu"))
    assert (step.waktu and step.waktu.maks, step.kelengkapan) == (3, ())


def test_next_is_not_inherited_but_the_exits_of_a_decision_are() -> None:
    base = document(BASE.replace("    waktu: 5 menit\n", "    berikut: koreksi\n").replace("ya: arsip", "ya: himpun"))
    sop = shown(compose(base, variant(KEEP_ALL), DINAS))
    assert sop.langkah[0].berikut == "himpun"
    assert sop.langkah[2].exits == ("himpun", "himpun")
    kept = shown(compose(base, variant(""), DINAS))
    assert kept.langkah[0].berikut == "koreksi"


def test_a_target_that_was_written_again_is_told_as_changed() -> None:
    sop = shown(composed(KEEP_ALL.replace("koreksi\n", "koreksi\n    tidak: perintah\n")))
    assert sop.langkah[2].asal.diubah == ("tidak",)
    assert sop.langkah[2].exits == ("arsip", "perintah")


def test_an_inherited_target_that_was_dropped_is_an_error_at_the_variants_line() -> None:
    composition = composed("langkah:\n  - dari: perintah\n  - dari: koreksi\n  - dari: arsip\n")
    assert errors(composition) == [
        'dinas/sop/data.md:6: "tidak" langkah "koreksi" mewarisi tujuan "himpun" yang tidak dipakai di sini. '
        "Tulis tujuan baru."
    ]
    assert composition.sop is not None
    assert not composition.usable


def test_a_base_step_may_be_taken_under_another_id_and_its_targets_follow() -> None:
    composition = composed(KEEP_ALL.replace("dari: himpun\n", "dari: himpun\n    id: kumpulkan\n"))
    assert ids(composition)[1] == "kumpulkan"
    assert shown(composition).langkah[2].tidak == "kumpulkan"
    assert shown(composition).dihapus == ()
    assert composition.usable


def test_an_activity_brings_its_template_and_its_name_as_id() -> None:
    text = KEEP_ALL.replace(
        "  - dari: koreksi\n", "  - aktivitas: rapat.undangan\n    waktu: 1 jam\n  - dari: koreksi\n"
    )
    step = shown(composed(text)).langkah[2]
    assert (step.id, step.uraian, step.pelaksana) == ("rapat-undangan", "Mengundang rapat", ("sekretaris",))
    assert step.output == ("Undangan",)
    assert step.waktu and step.waktu.teks == "1 jam"
    assert step.asal == Asal("aktivitas", "rapat.undangan", ("waktu",))


def test_with_a_base_step_and_an_activity_the_variant_wins_then_the_base_then_the_template() -> None:
    text = KEEP_ALL.replace(
        "  - dari: himpun\n", "  - dari: himpun\n    aktivitas: rapat.undangan\n    uraian: Merapatkan\n"
    )
    step = shown(composed(text)).langkah[1]
    assert (step.id, step.uraian, step.pelaksana) == ("himpun", "Merapatkan", ("kasubbag",))
    assert (step.waktu and step.waktu.teks, step.output) == ("2 hari", ("Undangan",))
    assert step.asal == Asal("dasar", "data", ("uraian", "output", "aktivitas"))


def test_a_step_of_its_own_is_the_variants() -> None:
    text = KEEP_ALL.replace(
        "  - dari: arsip\n", "  - id: gandakan\n    uraian: Menggandakan\n    pelaksana: kasubbag\n  - dari: arsip\n"
    )
    assert shown(composed(text)).langkah[3].asal == Asal("varian", "dinas")


def test_an_unknown_activity_is_an_error_with_the_nearest_known() -> None:
    composition = composed(KEEP_ALL.replace("dari: himpun\n", "dari: himpun\n    aktivitas: rapat.undanagn\n"))
    assert errors(composition) == [
        'dinas/sop/data.md:7: Aktivitas "rapat.undanagn" tidak ada. Maksudnya "rapat.undangan"?'
    ]
    assert shown(composition).langkah[1].aktivitas == "rapat.undanagn"


def test_a_row_that_only_a_missing_activity_could_fill_cannot_be_shown() -> None:
    composition = composed(KEEP_ALL + "  - aktivitas: rapat.undangan\n", activities={})
    assert composition.sop is None
    assert "Pasang plugin yang membawanya" in errors(composition)[0]


def test_a_missing_activity_of_a_dropped_base_step_is_nobodys_concern() -> None:
    base = document(BASE.replace("    waktu: 2 hari\n", "    aktivitas: rapat.notula\n"))
    text = "langkah:\n  - dari: perintah\n  - dari: koreksi\n    tidak: perintah\n  - dari: arsip\n"
    assert errors(compose(base, variant(text), DINAS)) == []
    assert "rapat.notula" in errors(compose(base, variant(""), DINAS))[0]


def test_an_unknown_base_step_is_an_error_with_the_nearest_known() -> None:
    composition = composed(KEEP_ALL + "  - dari: arsib\n")
    assert errors(composition) == ['dinas/sop/data.md:9: Langkah induk "arsib" tidak ada di "data". Maksudnya "arsip"?']


def test_a_variant_of_a_base_that_does_not_exist_has_no_sop() -> None:
    composition = compose(None, variant("nama: x\n"), DINAS)
    assert composition.sop is None
    assert errors(composition) == [
        'dinas/sop/data.md:2: SOP induk "data" tidak ada di pustaka. Periksa ejaan varian_dari.'
    ]


def test_a_variant_is_no_base() -> None:
    assert "tidak boleh varian" in errors(compose(variant(""), None, None))[0]


def test_a_document_of_another_agency_is_an_error() -> None:
    composition = composed("", replace(DINAS, id="badan"))
    assert errors(composition) == ['dinas/sop/data.md:3: Dokumen ini milik "dinas", bukan "badan". Periksa instansi.']
    assert composition.sop is not None


def test_an_agency_may_have_a_full_sop_of_its_own() -> None:
    text = BASE.replace("nama:", "nomor: 01/SOP\nnama:").replace(
        "  - id: arsip\n", "  - aktivitas: rapat.undangan\n  - id: arsip\n"
    )
    text = text.replace("ya: arsip", "ya: rapat-undangan").replace("kepala: Kepala", "kepala:")
    composition = compose(None, document(text, "dinas/sop/data.md"), DINAS, {}, ACTIVITIES)
    sop = shown(composition)
    assert composition.usable
    assert (sop.instansi, sop.nomor, sop.title("kepala")) == ("dinas", "01/SOP", "Kepala Dinas")
    assert sop.langkah[0].asal == Asal("varian", "dinas")
    assert sop.langkah[3].asal == Asal("aktivitas", "rapat.undangan")
    assert sop.isi == "Ruang lingkup: seluruh bidang."


def test_a_bare_number_is_read_in_the_unit_of_the_sop() -> None:
    sop = shown(composed("satuan_waktu: menit\n" + KEEP_ALL.replace("dari: himpun\n", "dari: himpun\n    waktu: 15\n")))
    step = sop.langkah[1]
    assert step.waktu and (step.waktu.teks, step.waktu.satuan, step.waktu.maks) == ("15", "menit", 15)


def test_a_template_that_no_document_could_hold_is_told_with_its_activity() -> None:
    broken = {"rapat.undangan": replace(ACTIVITIES["rapat.undangan"], template={"urain": object()})}
    composition = composed(
        KEEP_ALL.replace("dari: himpun\n", "dari: himpun\n    aktivitas: rapat.undangan\n"), activities=broken
    )
    assert errors(composition)[0].startswith("aktivitas rapat.undangan: ")


def test_nothing_cannot_be_composed() -> None:
    with pytest.raises(ValueError, match="nothing"):
        compose(None, None, DINAS)
