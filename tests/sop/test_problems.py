"""Meaning: exactly these faults stand in the way of a cycle; advice on the text is a matter of `lint`."""

from __future__ import annotations

import pytest

from portal.sop.facts import digest
from tests.sop.texts import BASE, advice, base_sop, errors, shown

HIMPUN = "    uraian: Menghimpun data\n"


def changed(old: str, new: str) -> list[str]:
    """Return the errors of BASE where `old` was written as `new`."""
    assert old in BASE
    return errors(base_sop(BASE.replace(old, new)))


def line_of(text: str, word: str) -> int:
    return text.count("\n", 0, text.index(word)) + 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (HIMPUN, HIMPUN + "    peserta: [kasubag]\n",
         'Langkah "himpun" memakai peserta "kasubag" yang tidak ada di daftar pelaksana. Maksudnya "kasubbag"?'),
        ("  pelaksana: sekretaris\n", "  pelaksana: sekertaris\n",
         'Langkah "koreksi" memakai pelaksana "sekertaris" yang tidak ada di daftar pelaksana. '
         'Maksudnya "sekretaris"?'),
        ("bentuk: mulai", "bentuk: {camat: mulai}",
         'Langkah "perintah" memakai bentuk "camat" yang tidak ada di daftar pelaksana.'),
        ("ya: arsip", "ya: arsib", '"ya" langkah "koreksi" menuju "arsib" yang tidak ada. Maksudnya "arsip"?'),
        (HIMPUN, HIMPUN + "    berikut: xyz\n", '"berikut" langkah "himpun" menuju "xyz" yang tidak ada.'),
        ("    waktu: 2 hari\n", "    bentuk: mulai\n", 'Bentuk "mulai" hanya untuk baris pertama, bukan "himpun".'),
        ("    waktu: 2 hari\n", "    bentuk: {kasubbag: mulai}\n",
         'Bentuk "mulai" hanya untuk baris pertama, bukan "himpun".'),
        ("    tidak: himpun\n", "", 'Keputusan "koreksi" belum menyebut "tidak". Tulis id tujuannya.'),
        ("    ya: arsip\n", "", 'Keputusan "koreksi" belum menyebut "ya". Tulis id tujuannya.'),
        ("tidak: himpun", "tidak: koreksi", '"tidak" langkah "koreksi" menuju dirinya sendiri.'),
        (HIMPUN, HIMPUN + "    berikut: himpun\n", '"berikut" langkah "himpun" menuju dirinya sendiri.'),
        (HIMPUN, HIMPUN + "    berikut: arsip\n", 'Langkah "koreksi" tidak pernah dicapai dari langkah pertama.'),
        ("ya: arsip", "ya: perintah", 'Langkah "arsip" tidak pernah dicapai dari langkah pertama.'),
        ("    bentuk: selesai\n", "    berikut: himpun\n", 'Dari langkah "arsip" alur tidak pernah sampai ke akhir.'),
        ("pelaksana: kasubbag\n    kelengkapan: [Format]", "pelaksana: [kasubbag, sekretaris]\n    per: unit",
         '"per: unit" pada "himpun" memerlukan satu pelaksana saja.'),
        ("    ya: arsip\n", "    ya: arsip\n    per: unit\n",
         '"per: unit" tidak dapat dipakai pada keputusan "koreksi".'),
    ],
)  # fmt: skip
def test_a_fault_of_meaning_is_an_error(old: str, new: str, message: str) -> None:
    assert any(line.endswith(f": {message}") for line in changed(old, new)), changed(old, new)


def test_an_error_names_the_line_where_it_was_written() -> None:
    text = BASE.replace("ya: arsip", "ya: arsib")
    assert errors(base_sop(text))[0].startswith(f"data.md:{line_of(text, 'ya: arsib')}: ")


def test_one_wrong_target_does_not_bring_a_flood_of_others() -> None:
    assert len(changed("ya: arsip", "ya: arsib")) == 1


def test_a_return_and_a_loop_with_a_way_out_are_right() -> None:
    assert changed("tidak: himpun", "tidak: perintah") == []


def test_several_may_decide_and_one_may_be_enough() -> None:
    assert changed("pelaksana: sekretaris", "pelaksana: [sekretaris, kepala]\n    cukup: satu") == []


def test_units_make_no_difference_to_whether_a_base_is_right() -> None:
    assert changed("    kelengkapan: [Format]\n", "    himpun: unit\n") == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bentuk: mulai", "bentuk: mulai\n    ya: himpun", '"ya" pada langkah "perintah" tidak berpengaruh'),
        (
            "    ya: arsip\n",
            "    ya: arsip\n    berikut: arsip\n",
            '"berikut" pada langkah "koreksi" tidak berpengaruh',
        ),
        ("bentuk: selesai", "bentuk: selesai\n    berikut: himpun", '"berikut" pada langkah "arsip"'),
    ],
)
def test_an_exit_without_effect_is_advice(old: str, new: str, words: str) -> None:
    composition = base_sop(BASE.replace(old, new))
    assert any(words in line for line in advice(composition)), advice(composition)
    assert composition.usable


def test_the_digest_that_was_signed_stays_right_when_it_is_written_down() -> None:
    signed = digest(shown(base_sop()))
    composition = base_sop(BASE.replace("nama: ", f"digest_disahkan: {signed}\nnama: "))
    assert composition.problems == ()


def test_many_wrong_roles_are_judged_in_no_time() -> None:
    roles = "".join(f"  peran-{n}: Peran\n" for n in range(1500))
    rows = "".join(f"  - {{id: l{n}, uraian: x, pelaksana: perann-{n}}}\n" for n in range(600))
    text = f"---\nnama: x\npelaksana:\n{roles}langkah:\n{rows}---\n"
    assert len(errors(base_sop(text))) == 600
