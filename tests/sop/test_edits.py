"""What plugins ask of a table, how their edits combine, and which contradictions stand in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from portal.sop.edits import Add, Drop, Edit, Replace
from portal.sop.model import Asal
from portal.sop.variant import Composition
from tests.sop.texts import BASE, composed, document, errors, ids, shown

INVITE: Mapping[str, Any] = {"aktivitas": "rapat.undangan"}


def own(step_id: str, **more: Any) -> dict[str, Any]:
    return {"id": step_id, "uraian": "Mengerjakan", "pelaksana": "kasubbag", **more}


def after(**edits: Sequence[Edit]) -> Composition:
    """Compose the variant that keeps all of BASE, with edits by plugin."""
    return composed("", edits=edits)


def flow(composition: Composition) -> dict[str, tuple[str | None, ...]]:
    return {step.id: step.exits for step in shown(composition).langkah}


PLAIN = {"perintah": ("himpun",), "himpun": ("koreksi",), "koreksi": ("arsip", "himpun"), "arsip": (None,)}


def test_without_edits_the_table_is_the_variants() -> None:
    assert flow(after()) == PLAIN


def test_an_added_step_takes_over_the_way_onwards() -> None:
    composition = after(rapat=[Add(INVITE, after=("himpun",))])
    assert composition.usable
    assert flow(composition) == {**PLAIN, "himpun": ("rapat-undangan",), "rapat-undangan": ("koreksi",)}
    assert ids(composition) == ["perintah", "himpun", "rapat-undangan", "koreksi", "arsip"]


def test_an_added_step_remembers_who_put_it_there() -> None:
    step = shown(after(rapat=[Add(INVITE, after=("himpun",))])).langkah[2]
    assert step.asal == Asal("plugin", "rapat")
    assert (step.aktivitas, step.uraian, step.output) == ("rapat.undangan", "Mengundang rapat", ("Undangan",))


def test_one_anchor_may_be_written_as_a_word() -> None:
    assert ids(after(rapat=[Add(INVITE, after="perintah")]))[1] == "rapat-undangan"


def test_the_first_anchor_that_is_present_wins() -> None:
    assert ids(after(rapat=[Add(INVITE, after=("edarkan", "himpun", "perintah"))]))[2] == "rapat-undangan"


def test_several_steps_at_one_anchor_stand_in_the_order_they_were_asked_for() -> None:
    composition = after(
        rapat=[Add(own("r1"), after="himpun"), Add(own("r2"), after="himpun")],
        monev=[Add(own("m1"), after="himpun"), Add(own("m2"), after="m1"), Add(own("m3"), after="m2")],
    )
    assert ids(composition) == ["perintah", "himpun", "m1", "m2", "m3", "r1", "r2", "koreksi", "arsip"]
    assert composition.usable
    assert flow(composition)["r2"] == ("koreksi",)


def test_before_a_step_arrivals_from_above_go_to_the_new_one_and_returns_stay() -> None:
    composition = after(rapat=[Add(own("r1"), before="himpun"), Add(own("r2"), before="himpun")])
    assert ids(composition) == ["perintah", "r1", "r2", "himpun", "koreksi", "arsip"]
    assert flow(composition) == {**PLAIN, "perintah": ("r1",), "r1": ("r2",), "r2": ("himpun",)}


def test_before_the_target_of_a_decision_the_decision_aims_at_the_new_step() -> None:
    composition = after(rapat=[Add(INVITE, before="arsip")])
    assert flow(composition)["koreksi"] == ("rapat-undangan", "himpun")
    assert flow(composition)["rapat-undangan"] == ("arsip",)


def test_an_added_decision_keeps_its_own_exits() -> None:
    step = own("telaah", bentuk="keputusan", ya="koreksi", tidak="himpun")
    composition = after(rapat=[Add(step, after="himpun")])
    assert flow(composition)["telaah"] == ("koreksi", "himpun")
    assert composition.usable


def test_what_already_stands_is_left_out() -> None:
    row = "langkah:\n  - dari: perintah\n  - dari: himpun\n  - aktivitas: rapat.undangan\n    id: undang\n"
    edits = {"rapat": [Add(INVITE, after="himpun"), Add(own("rapat"), after=("rapat-undangan", "himpun"))]}
    composition = composed(row, edits=edits)
    assert ids(composition) == ["perintah", "himpun", "rapat", "undang"]
    assert composition.usable


def test_what_two_plugins_add_alike_stands_once() -> None:
    composition = after(a=[Add(INVITE, after="himpun")], b=[Add(INVITE, after="perintah")])
    assert ids(composition) == ["perintah", "himpun", "rapat-undangan", "koreksi", "arsip"]
    assert composition.usable


def test_a_dropped_step_leaves_the_way_to_the_next_row() -> None:
    composition = composed(
        "langkah:\n  - dari: perintah\n  - dari: himpun\n  - dari: arsip\n", edits={"x": [Drop("himpun")]}
    )
    assert flow(composition) == {"perintah": ("arsip",), "arsip": (None,)}
    assert composition.usable


def test_a_replaced_key_is_told_as_changed() -> None:
    step = shown(
        after(x=[Replace("himpun", {"waktu": "3 hari", "kelengkapan": ["Format"], "himpun": "unit"})])
    ).langkah[1]
    assert step.waktu and step.waktu.teks == "3 hari"
    assert step.himpun == "unit"
    assert step.asal == Asal("dasar", "data", ("waktu", "himpun"))


def test_plugins_are_heard_by_name_drops_first_then_replaces_then_adds() -> None:
    send = "  - {id: kirim, uraian: Mengirim, pelaksana: kepala}\n"
    text = f"langkah:\n  - dari: perintah\n  - dari: himpun\n{send}  - dari: arsip\n"
    edits: dict[str, list[Edit]] = {
        "b": [Add(INVITE, before="arsip"), Replace("himpun", {"output": ["Data"]})],
        "a": [Add(own("a1"), before="arsip"), Drop("kirim")],
    }
    composition = composed(text, edits=edits)
    assert ids(composition) == ["perintah", "himpun", "a1", "rapat-undangan", "arsip"]
    assert composition.usable
    assert composition == composed(text, edits=dict(reversed(edits.items())))


CONFLICTS: list[tuple[dict[str, list[Edit]], str]] = [
    ({"a": [Replace("himpun", {"waktu": "1 hari"})], "b": [Replace("himpun", {"waktu": "2 hari"})]},
     'plugin b: "waktu" langkah "himpun" sudah diganti oleh plugin a.'),
    ({"a": [Drop("himpun")]}, 'plugin a: Langkah "himpun" tidak dapat dibuang: dituju oleh "koreksi".'),
    ({"a": [Drop("perintah")], "b": [Replace("himpun", {"berikut": "perintah"})]},
     'plugin a: Langkah "perintah" tidak dapat dibuang: dituju oleh "himpun".'),
    ({"a": [Drop("perintah")], "b": [Add(INVITE, after="perintah")]},
     'plugin b: Langkah "rapat-undangan" tidak mendapat tempat: "perintah" dibuang oleh plugin a.'),
    ({"a": [Drop("perintah")], "b": [Replace("perintah", {"waktu": "1 hari"})]},
     'plugin b: Langkah "perintah" diganti, padahal dibuang oleh plugin a.'),
    ({"a": [Add(INVITE, after=("edarkan", "susun"))]},
     'plugin a: Langkah "rapat-undangan" tidak mendapat tempat: tidak ada "edarkan", "susun".'),
    ({"a": [Add(INVITE, after="koreksi")]},
     'plugin a: Langkah "rapat-undangan" tidak dapat sesudah "koreksi", yang memutuskan atau mengakhiri alur. '
     "Pakai before."),
    ({"a": [Add(INVITE, after="arsip")]},
     'plugin a: Langkah "rapat-undangan" tidak dapat sesudah "arsip", yang memutuskan atau mengakhiri alur. '
     "Pakai before."),
    ({"a": [Add(INVITE, before="perintah")]},
     'plugin a: Langkah "rapat-undangan" tidak dapat ditambahkan sebelum langkah mulai.'),
    ({"a": [Add({**INVITE, "pelaksana": "camat"}, after="himpun")]},
     'plugin a: Langkah "rapat-undangan" memakai pelaksana "camat" yang tidak ada di daftar pelaksana.'),
    ({"a": [Add(own("himpun"), after="himpun")]}, 'plugin a: Langkah "himpun" sudah ada. Pakai id lain.'),
    ({"a": [Add(INVITE)]}, 'plugin a: Langkah "rapat-undangan" harus menyebut salah satu: after atau before.'),
    ({"a": [Add(INVITE, after="himpun", before="arsip")]},
     'plugin a: Langkah "rapat-undangan" harus menyebut salah satu: after atau before.'),
    ({"a": [Add({"uraian": "x", "pelaksana": "kepala"}, after="himpun")]},
     "plugin a: Langkah tambahan memerlukan id atau aktivitas, dan tidak memakai dari."),
    ({"a": [Add({"id": "x", "uraiann": "x"}, after="himpun")]},
     'plugin a: Kunci "uraiann" tidak dikenal. Maksudnya "uraian"?'),
    ({"a": [Add({"id": "x"}, after="himpun")]}, 'plugin a: Langkah "x" belum mempunyai "uraian".'),
    ({"a": [Add({"aktivitas": "rapat.notula"}, after="himpun")]}, 'plugin a: Aktivitas "rapat.notula" tidak ada.'),
    ({"a": [Drop("susun")]}, 'plugin a: Langkah "susun" tidak ada di SOP ini.'),
    ({"a": [Replace("susun", {"waktu": "1 hari"})]}, 'plugin a: Langkah "susun" tidak ada di SOP ini.'),
    ({"a": [Replace("himpun", {"id": "kumpul"})]}, 'plugin a: "id" langkah "himpun" tidak dapat diganti.'),
    ({"a": [Replace("himpun", {"wajib_bukti": "kadang"})]},
     'plugin a: Isi "wajib_bukti" harus true atau false, bukan "kadang".'),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "words"), CONFLICTS, ids=[words[:60] for _, words in CONFLICTS])
def test_a_contradiction_stands_in_the_way_of_cycles_and_is_named(edits: dict[str, list[Edit]], words: str) -> None:
    composition = after(**edits)
    assert any(line.startswith(words) for line in errors(composition)), errors(composition)
    assert not composition.usable


def test_after_a_contradiction_the_sop_is_shown_as_it_was() -> None:
    composition = after(a=[Drop("himpun")], b=[Add(INVITE, after="perintah")])
    assert flow(composition) == PLAIN


def test_an_answer_that_is_no_edit_is_an_error() -> None:
    answers: Any = ["tambah rapat"]
    assert "sop_edits" in errors(after(a=answers))[0]


def test_a_step_dropped_and_brought_back_by_its_activity_is_no_contradiction() -> None:
    row = "langkah:\n  - dari: perintah\n  - aktivitas: rapat.undangan\n    id: undang\n  - dari: arsip\n"
    composition = composed(row, edits={"rapat": [Drop("undang"), Add(INVITE, after="perintah")]})
    assert ids(composition) == ["perintah", "rapat-undangan", "arsip"]
    assert composition.usable


def test_edits_leave_the_documents_as_they_were() -> None:
    base = document(BASE)
    after(rapat=[Add(INVITE, after=("himpun",)), Replace("arsip", {"waktu": "1 hari"})])
    assert document(BASE) == base
