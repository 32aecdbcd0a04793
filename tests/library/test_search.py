"""Lists and search: what is found, in which order, and by whom."""

import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.library import Query
from portal.library.search import LONGEST, expression, words_of


def found(library, text: str = "", **asked) -> list[str]:
    """Return the slugs of what a query finds."""
    return [hit.slug for hit in library.search(Query(text, **asked)).rows]


def test_a_word_is_found_wherever_it_stands(world, put):
    put("nama", nama="Pengarsipan Surat")
    put("langkah", uraian="Menata arsip dinamis")
    put("isi", isi="Lihat juga **arsip** statis.")
    put("lain")
    library = world.library()
    assert set(found(library, "arsip")) == {"langkah", "isi"}
    assert found(library, "pengarsipan") == ["nama"]


def test_a_hit_in_the_name_comes_first(world, put):
    put("a-isi", isi="Catatan tentang monev, dan banyak lagi yang lain.")
    put("b-langkah", uraian="Melakukan monev")
    put("c-nama", nama="Monev Kinerja")
    assert found(world.library(), "monev") == ["c-nama", "b-langkah", "a-isi"]


def test_the_last_word_may_be_unfinished_while_it_is_typed(world, put):
    put("surat", nama="Pengelolaan Surat Masuk")
    library = world.library()
    assert [found(library, text) for text in ("p", "pengel", "surat mas", "mas surat")] == [["surat"]] * 3 + [[]]


def test_every_word_must_be_there_in_any_order_and_case(world, put):
    put("surat", nama="Pengelolaan Surat Masuk")
    library = world.library()
    assert found(library, "MASUK pengelolaan") == ["surat"] and found(library, "surat keluar") == []


def test_accents_make_no_difference(world, put):
    put("cafe", nama="Kafé Pemda")
    assert found(world.library(), "kafe") == ["cafe"]


def test_a_number_is_found_as_it_is_printed(world, put):
    put("bernomor", keys="nomor: Tu.01/108-b-sekre/2022\n")
    library = world.library()
    assert found(library, "Tu.01/108-b") == ["bernomor"] and found(library, "108-b tu.02") == []


def test_hits_come_in_pieces_never_as_markup(world, put):
    put("surat", nama="Surat <b>Masuk</b>", uraian="Mencatat surat & lampiran")
    hit = world.library().search(Query("surat")).rows[0]
    assert hit.nama == (("Surat", True), (" <b>Masuk</b>", False))
    assert hit.snippet[0] == ("Langkah 1: Mencatat ", False) and hit.snippet[1] == ("surat", True)
    assert any("& lampiran" in text for text, _ in hit.snippet)


def test_without_words_the_list_is_in_order_of_name(world, put):
    for slug, nama in (("satu", "zebra"), ("dua", "Apel"), ("tiga", "melon")):
        put(slug, nama=nama)
    hits = world.library().search(Query()).rows
    assert [hit.nama for hit in hits] == [(("Apel", False),), (("melon", False),), (("zebra", False),)]
    assert all(hit.snippet == () for hit in hits)


ODD = [
    '"', "*", "NEAR(", 'a" OR "b', "a AND", "NOT a", "nama:surat", "-surat", "^surat", "{nama}: x", "a\x00b", "\ud800",
    "'; DROP TABLE doc; --", "%", "()", "\u200b", "🙂",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_nothing_that_is_typed_is_an_operator(world, put, text):
    put("surat", nama="Surat Masuk")
    library = world.library()
    library.search(Query(text))
    library.search(Query(text, agency=text, siklus=text, tag=text, status=text, after=text))
    assert found(library, "surat") == ["surat"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(searched, text):
    answer = searched.search(Query(text))
    assert all(hit.slug == "surat" for hit in answer.rows)
    assert all("".join(part for part, _ in hit.nama) == "Surat Masuk dan Keluar" for hit in answer.rows)


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    """Return a library with one document, for many searches."""
    from tests.library.conftest import World

    world = World(tmp_path_factory.mktemp("dunia"))
    world.base("surat", "Surat Masuk dan Keluar", isi="a b c 1 2 3 naïve")
    return world.library()


def test_ten_thousand_letters_are_cut_kindly(world, put):
    put("surat", nama="a" * LONGEST)
    answer = world.library().search(Query("a" * 10_000))
    assert [hit.slug for hit in answer.rows] == ["surat"]
    assert answer.note == "Hanya 200 huruf pertama yang dicari."


def test_many_words_are_cut_kindly(world, put):
    put("surat", nama="a b c")
    assert "kata pertama" in world.library().search(Query("a b c " * 8)).note


def test_signs_without_a_letter_ask_for_one(world, put):
    put("surat")
    answer = world.library().search(Query('" * ('))
    assert answer.rows == () and "sedikitnya satu huruf" in answer.note


def test_the_expression_quotes_every_word():
    words, note = words_of('surat "masuk')
    assert (expression(words), note) == ('"surat" AND "masuk"*', None)


def test_filters_by_agency_period_tag_and_status(world, put):
    world.agency("kota")
    put("induk", keys="siklus: tahunan\ntag: [arsip]\n")
    put("konsep", keys="status: konsep\nsiklus: bulanan\n")
    world.variant("kota", "induk", keys="nama: Milik Kota\ntag: [arsip, kota]\n")
    library = world.library()
    assert found(library, agency="kota") == ["induk"] and len(found(library, agency="")) == 1
    assert found(library, siklus="bulanan") == [] and found(library, siklus="bulanan", in_force=False) == ["konsep"]
    assert found(library, tag="kota") == ["induk"] and len(found(library, tag="arsip")) == 2
    assert found(library, status="konsep", in_force=False) == ["konsep"]
    assert found(library, "milik", agency="kota", tag="arsip") == ["induk"] and found(library, "milik", agency="") == []


@pytest.mark.parametrize(
    ("keys", "seen"),
    [("", True), ("status: konsep\n", False), ("status: dicabut\n", False), ("tanggal_efektif: 2026-10-06\n", True),
     ("tanggal_efektif: 2026-10-07\n", False)],
)  # fmt: skip
def test_a_visitor_sees_only_what_is_in_force_and_staff_see_all(world, put, keys, seen):
    put("surat", keys=keys)
    library = world.library()
    assert bool(found(library)) is seen and bool(found(library, "surat")) is seen
    assert found(library, in_force=False) == ["surat"]
    assert bool(library.facets().status) is seen and library.facets(only_in_force=False).status


def test_in_force_is_judged_by_the_agencys_own_clock(world, put):
    put("surat")
    for agency, zone in (("barat", "WIB"), ("timur", "WIT")):
        world.agency(agency, keys=f"zona_waktu: {zone}\n")
        world.variant(agency, "surat", keys="tanggal_efektif: 2026-10-07\n")
    library = world.library()
    late = library.clock().replace(hour=15, minute=30)  # 22.30 WIB, 00.30 WIT the next day
    library.clock = lambda: late
    assert [hit.agency for hit in library.search(Query()).rows] == [None, "timur"]


def test_a_document_that_cannot_be_read_is_listed_for_staff_only(world, put):
    put("baik")
    world.write(world.bases / "rusak.md", "---\nnama: [")
    library = world.library()
    assert found(library) == ["baik"]
    rusak = library.search(Query(in_force=False)).rows[1]
    assert (rusak.slug, rusak.readable, rusak.usable, rusak.errors > 0) == ("rusak", False, False, True)
    assert any(problem.path == "pustaka/rusak.md" for problem in library.problems())


def test_a_base_counts_the_agencies_that_use_it(world, put):
    put("induk")
    for agency, keys in (("kota", ""), ("desa", ""), ("camat", "status: konsep\n")):
        world.agency(agency)
        world.variant(agency, "induk", keys=keys)
    library = world.library()
    assert library.search(Query(agency="")).rows[0].used == 2
    assert library.search(Query(agency="", in_force=False)).rows[0].used == 3


def test_a_row_carries_what_a_list_shows(world, put):
    world.agency("kota", keys="zona_waktu: WIB\n")
    put("induk", keys="siklus: triwulan\ntag: [kinerja]\n")
    world.variant("kota", "induk", keys="nomor: I.01\ntanggal_pembuatan: 2024-01-15\n")
    hit = world.library().search(Query(agency="kota")).rows[0]
    assert (hit.agency, hit.instansi, hit.nomor, hit.siklus, hit.tag) == (
        "kota",
        "Dinas Kota",
        "I.01",
        "triwulan",
        ("kinerja",),
    )
    assert (hit.langkah, hit.pelaksana, hit.tanggal_pembuatan, hit.status) == (2, 2, date(2024, 1, 15), "berlaku")
    assert (hit.origin, hit.usable) == ("induk", True)


def test_what_can_be_filtered_by_is_counted(world, put):
    world.agency("kota")
    put("induk", keys="siklus: tahunan\ntag: [arsip, surat]\n")
    put("lain", keys="tag: [arsip]\n")
    world.variant("kota", "induk")
    facets = world.library().facets()
    assert facets.agencies == (("", "", 2), ("kota", "Dinas Kota", 1))
    assert facets.tag == (("arsip", "arsip", 3), ("surat", "surat", 2))
    assert facets.siklus == (("tahunan", "tahunan", 2), ("insidental", "insidental", 1))


SIGNED = """disahkan_oleh:
  jabatan: Kepala Dinas
  nama: KENARI LESTARI, S.Sos., M.Si.
  nip: 19701023 199203 1 007
"""


def test_no_name_of_a_person_and_no_number_of_one_gets_into_the_index(world, put):
    world.agency("kota")
    put("induk", isi="Disusun Kenari  Lestari, NIP 19701023 199203 1 007 dan 198001012005011002.")
    isi = "Ditandatangani kenari lestari (197010231992031007) pada hari itu."
    world.variant("kota", "induk", keys=SIGNED, isi=isi)
    world.base("bertanda", isi="")
    path = world.bases / "bertanda.md"
    world.write(path, path.read_text("utf-8").replace("siklus:", SIGNED + "siklus:"))
    library = world.library()
    assert library.look() == 3
    assert library.composed("induk", "kota").sop.disahkan_oleh.nama.startswith("KENARI")
    assert found(library, "hari itu") == ["induk"]
    for words in ("kenari", "lestari", "19701023", "197010231992031007", "198001012005011002", "S.Sos"):
        assert found(library, words, agency="kota", in_force=False) == []
    library.stop()
    raw = b"".join(path.read_bytes() for path in library.index.path.parent.iterdir()).lower()
    with sqlite3.connect(library.index.path) as index:
        rows = index.execute("SELECT * FROM fts WHERE rowid IN (SELECT id FROM doc WHERE agency = 'kota')").fetchall()
    index.close()
    assert b"s.sos" not in raw and "kenari" not in str(rows).lower() and "19701023" not in str(rows)
