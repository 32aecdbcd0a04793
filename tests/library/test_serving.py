"""What the library serves, and what it refuses to serve rather than something older."""

import os

import pytest

from portal.canon import sha256
from portal.library import Query, entries
from portal.settings.agency import AgencySettings
from portal.settings.agency_changes import write_agency_settings


def said(entry) -> str:
    """Return all that is wrong with an entry, as people read it."""
    return "\n".join(str(problem) for problem in entry.problems)


def test_a_base_is_served_by_its_file_name(world):
    world.base("surat-masuk", "Surat Masuk", isi="Ruang *lingkup*.")
    entry = world.library().base("surat-masuk")
    assert entry.sop.nama == "Surat Masuk" and entry.agency is None and entry.usable
    assert "<em>lingkup</em>" in entry.body and len(entry.digest) == 64


def test_an_agency_follows_the_base_as_its_variant_changes_it(world):
    world.base("surat-masuk")
    world.agency("kota")
    world.variant("kota", "surat-masuk", keys="nama: Surat Masuk Kota\n")
    entry = world.library().composed("surat-masuk", "kota")
    assert (entry.sop.nama, len(entry.sop.langkah), entry.varian_dari) == ("Surat Masuk Kota", 2, "surat-masuk")
    assert entry.agency.id == "kota" and entry.path == "kota/surat-masuk.md"


def test_an_agency_without_a_document_has_no_sop_though_there_is_a_base(world):
    world.base("surat-masuk")
    world.agency("kota")
    assert world.library().composed("surat-masuk", "kota") is None


def test_an_agency_may_have_an_sop_that_no_base_knows(world):
    folder = world.agency("kota")
    world.base("lelang", "Lelang", folder=folder / "sop")
    entry = world.library().composed("lelang", "kota")
    assert entry.usable and entry.varian_dari is None and entry.sop.instansi == "kota"


def test_the_variants_of_a_base_stand_side_by_side(world):
    world.base("surat-masuk")
    for agency in ("kota", "desa", "camat"):
        world.agency(agency)
    world.variant("kota", "surat-masuk")
    world.variant("desa", "surat-masuk", slug="surat-desa")
    assert [(one.agency.id, one.slug) for one in world.library().variants("surat-masuk")] == [
        ("desa", "surat-desa"),
        ("kota", "surat-masuk"),
    ]


def test_a_variant_of_a_missing_base_says_which(world):
    world.agency("kota")
    world.variant("kota", "surat-msuk")
    entry = world.library().composed("surat-msuk", "kota")
    assert entry.sop is None and not entry.usable
    assert 'kota/surat-msuk.md:2: SOP induk "surat-msuk" tidak ada di pustaka' in said(entry)


def test_a_variant_of_an_unreadable_base_is_not_served(world):
    world.write(world.bases / "surat-masuk.md", "---\nnama: [")
    world.agency("kota")
    world.variant("kota", "surat-masuk")
    entry = world.library().composed("surat-masuk", "kota")
    assert entry.sop is None and "tidak dapat dibaca" in said(entry) and "pustaka/surat-masuk.md" in said(entry)


def test_two_variants_of_one_sop_for_one_agency_are_served_neither(world):
    world.base("surat-masuk")
    world.agency("kota")
    world.variant("kota", "surat-masuk")
    world.variant("kota", "surat-masuk", slug="surat-kedua")
    library = world.library()
    for slug, other in (("surat-masuk", "surat-kedua"), ("surat-kedua", "surat-masuk")):
        entry = library.composed(slug, "kota")
        assert entry.sop is None and f"juga ada di kota/{other}.md" in said(entry)


def test_one_slug_in_two_library_folders_is_served_from_neither(world):
    world.base("surat-masuk")
    world.base("surat-masuk", folder=world.root / "lain")
    world.agency("kota")
    world.variant("kota", "surat-masuk")
    library = world.library(library_dirs=(world.bases, world.root / "lain"))
    assert "nama berkas yang sama" in said(library.base("surat-masuk"))
    assert library.base("surat-masuk").sop is None and library.composed("surat-masuk", "kota").sop is None


def test_a_broken_variant_never_falls_back_to_the_base_or_to_yesterday(world):
    world.base("surat-masuk")
    world.agency("kota")
    world.variant("kota", "surat-masuk")
    library = world.library()
    assert library.composed("surat-masuk", "kota").usable
    world.write(world.plugins / "kota" / "sop" / "surat-masuk.md", "---\nvarian_dari: surat-masuk\n")
    entry = library.composed("surat-masuk", "kota")
    assert entry.sop is None and entry.digest == "" and entry.body == "" and entry.problems


def test_a_broken_document_leaves_all_others_served(world):
    for number in range(20):
        world.base(f"sop-{number}")
    world.write(world.bases / "sop-7.md", "bukan dokumen")
    library = world.library()
    served = [entry.slug for number in range(20) if (entry := library.base(f"sop-{number}")).usable]
    assert len(served) == 19 and "sop-7" not in served


def test_a_document_in_another_agencys_folder_is_refused(world):
    world.base("surat-masuk")
    world.agency("kota")
    world.agency("desa")
    world.write(
        world.plugins / "kota" / "sop" / "surat-masuk.md", "---\nvarian_dari: surat-masuk\ninstansi: desa\n---\n"
    )
    entry = world.library().composed("surat-masuk", "kota")
    assert entry.sop is None and 'milik instansi "desa"' in said(entry)


def test_an_agencys_document_among_the_bases_is_refused(world):
    world.write(world.bases / "surat-masuk.md", "---\nvarian_dari: x\ninstansi: kota\n---\n")
    entry = world.library().base("surat-masuk")
    assert entry.sop is None and "hanya untuk dokumen di folder sop/" in said(entry)


def test_a_body_that_cannot_be_rendered_sets_the_document_aside(world, monkeypatch):
    world.base("surat-masuk")

    def stumble(text: str) -> str:
        raise entries.TooHeavy("terlalu berat")

    monkeypatch.setattr(entries, "render", stumble)
    entry = world.library().base("surat-masuk")
    assert entry.sop is None and said(entry) == "pustaka/surat-masuk.md: terlalu berat"


def test_a_mistake_of_ours_over_one_document_takes_no_other_down(world, monkeypatch, caplog):
    for slug in ("baik", "buruk", "baik-juga"):
        world.base(slug)
    compose = entries.compose

    def stumble(base, *rest):
        return compose(base, *rest) if base.slug != "buruk" else 1 / 0

    monkeypatch.setattr(entries, "compose", stumble)
    library = world.library()
    assert "tidak dapat disusun (ZeroDivisionError: division by zero)" in said(library.base("buruk"))
    assert [hit.slug for hit in library.search(Query()).rows] == ["baik", "baik-juga"]
    assert "composing pustaka/buruk.md failed" in caplog.text


def test_the_signed_scan_beside_a_document_is_told_by_its_hash(world):
    world.base("surat-masuk")
    world.agency("kota")
    world.variant("kota", "surat-masuk", keys="naskah: pengesahan.pdf\n")
    library = world.library()
    entry = library.composed("surat-masuk", "kota")
    assert entry.naskah_sha256 is None and entry.usable
    assert 'kota/surat-masuk.md:4: Pindaian "pengesahan.pdf" tidak ada' in said(entry)
    for content in ("satu", "dua"):
        world.write(world.plugins / "kota" / "sop" / "pengesahan.pdf", content)
        entry = library.composed("surat-masuk", "kota")
        assert entry.naskah_sha256 == sha256(content.encode()) and "Pindaian" not in said(entry)


def test_what_is_served_carries_its_advice_and_the_index_does_not(world):
    path = world.base("surat-masuk")
    library = world.library()
    assert "tag-kosong" not in {one.rule for one in library.base("surat-masuk").advice}
    world.write(path, path.read_text("utf-8").replace("tag: [kinerja]\n", ""))
    entry = library.base("surat-masuk")
    assert "tag-kosong" in {one.rule for one in entry.advice} and entry.usable
    assert not [one for one in library.problems() if one.rule]


def test_a_rule_that_fails_leaves_the_sop_where_it_is(world, monkeypatch, caplog):
    world.base("surat-masuk")
    monkeypatch.setattr(entries, "advise", lambda sop, places: 1 / 0)
    entry = world.library().base("surat-masuk")
    assert entry.usable and entry.advice == ()
    assert "advice on pustaka/surat-masuk.md failed" in caplog.text


@pytest.mark.parametrize("slug", ["", "..", "../x", "a/b", "A", "con", "a" * 500, "surat\x00masuk", "surat_masuk", "é"])
def test_a_slug_that_is_none_finds_nothing(world, slug):
    world.base("surat-masuk")
    world.agency("kota")
    library = world.library()
    assert library.base(slug) is None and library.composed(slug, "kota") is None
    assert library.composed("surat-masuk", slug) is None and library.variants(slug) == ()


def test_an_unknown_agency_has_nothing(world):
    assert world.library().composed("surat-masuk", "entah") is None
    assert world.library().agency("entah") is None and world.library().of_agency("entah") == ()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_library_is_not_read(world):
    world.write(world.root / "rahasia.txt", "isi rahasia")
    (world.bases / "surat-masuk.md").symlink_to(world.root / "rahasia.txt")
    entry = world.library().base("surat-masuk")
    assert entry.sop is None and "Bukan berkas biasa" in said(entry) and "isi rahasia" not in said(entry)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_in_the_library_keeps_nobody_waiting(world):
    os.mkfifo(world.bases / "surat-masuk.md")
    assert "Bukan berkas biasa" in said(world.library().base("surat-masuk"))


def test_ten_megabytes_are_refused_without_being_read(world):
    world.write(world.bases / "besar.md", "---\n" + "x" * 10_000_000)
    entry = world.library().base("besar")
    assert entry.sop is None and entry.problems


def test_units_and_plugins_set_by_the_operator_hold_at_once(world):
    world.base("surat-masuk")
    world.agency("kota", keys="unit: {lama: Bidang Lama}\n")
    world.variant("kota", "surat-masuk")
    library = world.library(agencies={"kota": AgencySettings(unit={"satu": "Bidang Satu"})})
    assert [unit.nama for unit in library.agency("kota").unit] == ["Bidang Satu"]
    write_agency_settings(world.home, "kota", AgencySettings(unit={"dua": "Bidang Dua"}))
    assert [unit.nama for unit in library.agency("kota").unit] == ["Bidang Dua"]
    assert [unit.nama for unit in library.composed("surat-masuk", "kota").sop.unit] == ["Bidang Dua"]


def test_a_broken_settings_file_stops_every_agency_and_is_named(world):
    world.base("surat-masuk")
    world.agency("kota")
    world.variant("kota", "surat-masuk")
    library = world.library()
    assert library.composed("surat-masuk", "kota").usable
    world.write(world.home / "instansi.toml", "[instansi.kota]\naktifkn = []\n")
    entry = library.composed("surat-masuk", "kota")
    assert entry.sop is None and 'kunci "aktifkn" tidak dikenal' in said(entry)
    assert library.base("surat-masuk").usable


def test_an_agencys_own_file_is_read_again(world):
    world.agency("kota")
    library = world.library()
    world.write(world.plugins / "kota" / "instansi.md", "---\nid: kota\nnama: Kota Besar\n---\n")
    assert library.agency("kota").nama == "Kota Besar"
    world.write(world.plugins / "kota" / "instansi.md", "---\nid: kota-besar\nnama: Kota Besar\n---\n")
    assert library.agency("kota") is None and [one.id for one in library.agencies()] == ["kota-besar"]


def test_two_agencies_that_come_to_claim_one_id_are_both_left_out(world):
    world.agency("kota")
    world.agency("desa")
    library = world.library()
    world.write(world.plugins / "desa" / "instansi.md", "---\nid: kota\nnama: Desa\n---\n")
    assert library.agencies() == () and library.agency("kota") is None
    assert any('Instansi "kota" juga dibawa plugin lain' in problem.message for problem in library.seats.problems())
