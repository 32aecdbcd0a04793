"""The library: search as you type, filters, empty states, and what a visitor may see of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web import html
from tests.web.conftest import Build, Portal
from tests.web.test_cetak import DINAS, write

HTMX = {"HX-Request": "true"}


def test_a_visitor_sees_the_library_at_the_door(portal: Portal) -> None:
    answer = portal.visitor().get("/")
    assert answer.status_code == 200
    assert html.texts(answer.text, "h1") == ["Pustaka SOP"]
    assert "/instansi/purwakarta/sop/pengumpulan-data-kinerja" in html.links(answer.text)


def test_a_search_works_without_a_script(portal: Portal) -> None:
    answer = portal.visitor().get("/sop?q=monev")
    assert "SOP memuat “monev”" in html.texts(answer.text, "h2")[0]
    assert "monev" in {hit.lower() for hit in html.texts(answer.text, "mark")}


def test_typing_replaces_only_the_results(portal: Portal) -> None:
    page, part = portal.visitor().get("/sop?q=monev"), portal.visitor().get("/sop?q=monev", headers=HTMX)
    assert html.words(html.by_id(part.text, "hasil")) == html.words(html.by_id(page.text, "hasil"))
    assert "<html" not in part.text
    assert part.headers["HX-Replace-Url"] == "/sop?q=monev"


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_restored_or_boosted_page_is_whole(portal: Portal, header: str) -> None:
    assert "<html" in portal.visitor().get("/sop", headers={**HTMX, header: "true"}).text


@pytest.mark.parametrize(
    "text", ['"', "*", "NEAR(", "a AND", "%", "<script>alert(1)</script>", "é\u202e", "x" * 10_000]
)
def test_a_search_survives_any_text(portal: Portal, text: str) -> None:
    answer = portal.visitor().get("/sop", query_string={"q": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_nothing_found_says_what_to_do_next(portal: Portal) -> None:
    answer = portal.visitor().get("/sop?q=pengadaan+darurat")
    assert "Tidak ada SOP dengan kata “pengadaan darurat”" in answer.text
    assert "hapus saringan" in answer.text


def test_filters_narrow_the_list_and_can_be_taken_off(portal: Portal) -> None:
    answer = portal.visitor().get("/sop?instansi=purwakarta&tag=kinerja&siklus=triwulan")
    results = html.by_id(answer.text, "hasil")
    assert [html.words(one) for one in results.iter("h3")] == ["Pengumpulan Data Kinerja"]
    assert "Hapus saringan" in html.words(results)


def test_a_filter_that_is_none_is_left_out(portal: Portal) -> None:
    answer = portal.visitor().get("/sop?siklus=mingguan&status=rahasia")
    assert answer.status_code == 200
    assert len(list(html.by_id(answer.text, "hasil").iter("h3"))) == 11


def test_a_draft_is_listed_for_its_own_office_alone_whatever_is_asked(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path, "status: konsep"))
    own = portal.as_(portal.holder("asep", "dinas", "kepala"))
    other = portal.as_(portal.holder("dewi", "purwakarta", "kepala"))
    pages = [reader.get("/sop?status=konsep").text for reader in (own, other, portal.visitor())]
    assert [DINAS in html.links(page) for page in pages] == [True, False, False]
    assert "Konsep" not in pages[-1]


def test_only_bases_can_be_listed(portal: Portal) -> None:
    results = html.by_id(portal.visitor().get("/sop?instansi=-").text, "hasil")
    assert len(list(results.iter("h3"))) == 6


def test_a_base_names_who_uses_it(portal: Portal) -> None:
    answer = portal.visitor().get("/sop/pengumpulan-data-kinerja")
    assert "Dipakai 5 instansi" in html.texts(answer.text, "h2")


def test_variants_stand_side_by_side(portal: Portal) -> None:
    answer = portal.visitor().get("/sop/pengumpulan-data-kinerja/varian")
    heads = html.texts(answer.text, "th")
    assert "Kecamatan Suak Midai" in heads
    assert "1. Memerintahkan pengumpulan data kinerja" in heads
    assert any(head.startswith("Tambahan Melaksanakan rapat") for head in heads)
    cells = html.texts(answer.text, "td")
    assert "tidak dipakai" in cells
    assert any(cell.startswith("Langkah 6, diubah") for cell in cells)


def test_a_comparison_can_be_of_chosen_agencies(portal: Portal) -> None:
    answer = portal.visitor().get("/sop/pengumpulan-data-kinerja/varian?instansi=anambas&instansi=suak-midai")
    table = html.by_id(answer.text, "varian")
    assert len([link for link in table.iter("a") if "/instansi/" in link.get("href", "")]) == 2


@pytest.mark.parametrize("slug", ["tidak-ada", "../sop", "con", "a" * 500, "Pengumpulan-Data-Kinerja"])
def test_an_unknown_sop_is_not_found(portal: Portal, slug: str) -> None:
    assert portal.visitor().get(f"/sop/{slug}").status_code == 404


def test_a_list_is_paged_by_key(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "banyak"
    folder.mkdir()
    for number in range(60):
        (folder / f"contoh-{number:02}.md").write_text(
            f"---\nnama: Contoh {number:02}\npelaksana: {{kepala: Kepala}}\n"
            "langkah:\n  - {id: satu, uraian: Menulis, pelaksana: kepala}\n---\n", "utf-8",
        )  # fmt: skip
    portal: Portal = build(library_dirs=(folder,), plugin_dirs=())
    first = html.by_id(portal.visitor().get("/sop").text, "hasil")
    following = next(link.get("href") for link in first.iter("a") if link.get("rel") == "next")
    assert following is not None
    second = html.by_id(portal.visitor().get(following).text, "hasil")
    titles = [html.words(one) for part in (first, second) for one in part.iter("h3")]
    assert titles == [f"Contoh {number:02}" for number in range(60)]
