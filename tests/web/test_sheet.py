"""An agency's SOP on its pages: the form, where its steps come from, and what is wrong with it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.web import html
from tests.web.conftest import Build, Portal

SVG = "{http://www.w3.org/2000/svg}"
SHEET = "/instansi/purwakarta/sop/pengumpulan-data-kinerja"

BASE = """---
nama: Contoh
pelaksana: {kepala: Kepala, staf: Staf}
langkah:
  - {id: satu, uraian: Menyusun bahan, pelaksana: staf, bentuk: mulai, waktu: 5 menit}
  - id: dua
    uraian: Memeriksa bahan
    pelaksana: kepala
    bentuk: keputusan
    ya: tiga
    tidak: satu
    label_tidak: perbaiki
  - {id: tiga, uraian: Menyimpan bahan, pelaksana: staf, bentuk: selesai}
---
## Ruang lingkup

Teks <script>alert(1)</script> **tebal**.
"""
VARIANT = """---
varian_dari: contoh
instansi: dinas
nomor: "01/2026"
disahkan_oleh: {jabatan: Kepala Dinas, nama: Kanari Rahasia, pangkat: Pembina, nip: 19701023 199203 1 007}
%s
langkah:
  - {dari: satu, waktu: 2 hari}
  - {id: arsip, uraian: Mengarsipkan bahan, pelaksana: staf, bentuk: selesai}
---
"""


def write(tmp_path: Path, more: str = "") -> dict[str, object]:
    """Write a library of one base, one agency and its variant; return the settings that show it."""
    base, plugin = tmp_path / "pustaka", tmp_path / "plugins" / "dinas"
    (plugin / "sop").mkdir(parents=True)
    base.mkdir()
    (base / "contoh.md").write_text(BASE, "utf-8")
    (plugin / "instansi.md").write_text("---\nid: dinas\nnama: Dinas Contoh\n---\n", "utf-8")
    (plugin / "sop" / "contoh.md").write_text(VARIANT % more, "utf-8")
    for path in tmp_path.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))  # old enough for their stamps to be trusted
    return {"library_dirs": (base,), "plugin_dirs": (tmp_path / "plugins",)}


def test_the_form_stands_as_printed(portal: Portal) -> None:
    text = portal.visitor().get(SHEET).text
    heads = html.texts(text, "th")
    assert heads[1:4] == ["Kegiatan", "Pelaksana", "Baku Mutu"]
    assert "Tu.01/108-b-sekre/2022" in html.texts(text, "dd")
    assert "31 Januari 2022" in html.texts(text, "dd")
    assert "Paling lambat setiap tanggal 10 Bulan berikutnya" in html.texts(text, "td")


def symbols(text: str) -> list[str]:
    """Return what the symbols of a page say to those who do not see them."""
    return [element.get("aria-label", "") for element in html.parse(text).iter() if element.get("role") == "img"]


def test_every_symbol_has_its_words(portal: Portal) -> None:
    said = symbols(portal.visitor().get("/instansi/bakesbangpol/sop/pengumpulan-data-kinerja").text)
    assert len(said) == 17
    assert said[:2] == ["Langkah 1, mulai, Kepala Badan", "Langkah 2, proses, Perencana"]
    assert "Langkah 5, proses, Sekretaris / Bidang, peserta" in said
    assert "Langkah 10, keputusan, Kepala Badan; disetujui: ke langkah 12, koreksi: ke langkah 11" in said
    assert "Langkah 11, proses, Sekretaris / Bidang; Kembali ke langkah 9" in said


def test_a_decision_says_where_its_exits_lead(build: Build, tmp_path: Path) -> None:
    text = build(**write(tmp_path)).visitor().get("/sop/contoh").text
    assert "Langkah 2, keputusan, Kepala; Ya: ke langkah 3, perbaiki: kembali ke langkah 1" in symbols(text)


def test_the_same_flow_is_an_ordered_list(build: Build, tmp_path: Path) -> None:
    text = build(**write(tmp_path)).visitor().get("/sop/contoh").text
    steps = [html.words(item) for item in html.by_id(text, "daftar-langkah").iter("li")]
    assert steps[1] == "2 Memeriksa bahan Kepalakeputusan Ya: ke langkah 3perbaiki: kembali ke langkah 1"
    assert "#daftar-langkah" in html.links(text)


def test_every_step_is_drawn_in_its_row_and_column(portal: Portal) -> None:
    tree = html.parse(portal.visitor().get(SHEET).text)
    rows = [row for row in tree.iter("tr") if row.get("id", "").startswith("langkah-")]
    drawn = [
        [
            column
            for column, cell in enumerate(cell for cell in row.iter("td") if cell.get("class") == "role")
            if [path for path in cell.iter(f"{SVG}path") if path.get("class") == "shape"]
        ]
        for row in rows
    ]
    assert drawn == [[0], [1], [1], [4], [1], [2], [3], [4]]


def test_a_table_that_cannot_be_seen_whole_scrolls_in_its_frame(build: Build, tmp_path: Path) -> None:
    settings = write(tmp_path)
    roles = [f"tambahan{number}" for number in range(6)]
    columns = "".join(f", {role}: Pejabat {role}" for role in roles)
    wide = BASE.replace("staf: Staf", f"staf: Staf{columns}")
    wide = wide.replace("bentuk: mulai", f"bentuk: mulai, peserta: [{', '.join(roles)}]")
    (tmp_path / "pustaka" / "lebar.md").write_text(wide, "utf-8")
    visitor = build(**settings).visitor()
    pages = [html.parse(visitor.get(url).text) for url in ("/sop/contoh", "/sop/lebar")]
    frames = [[box.get("class") for box in page.iter("div") if box.get("role") == "region"] for page in pages]
    assert frames == [["frame wide-only fits"], ["frame wide-only"]]


def test_each_step_says_where_it_comes_from(portal: Portal) -> None:
    text = portal.visitor().get(SHEET).text
    assert "Aktivitas Hasil monev, diubah: uraian, waktu" in html.texts(text, "span")
    assert "Langkah instansi ini" in html.texts(text, "span")


def test_what_was_changed_stands_beside_what_the_base_says(build: Build, tmp_path: Path) -> None:
    text = build(**write(tmp_path)).visitor().get("/instansi/dinas/sop/contoh/asal").text
    assert html.texts(text, "del") == ["5 menit"]
    assert html.texts(text, "ins") == ["2 hari"]
    assert "Memeriksa bahan" in html.texts(text, "li")


def test_the_body_is_cleaned(build: Build, tmp_path: Path) -> None:
    text = build(**write(tmp_path)).visitor().get("/sop/contoh").text
    assert "<strong>tebal</strong>" in text
    assert "alert(1)" not in "".join(html.texts(text, "script"))
    assert "Ruang lingkup" in html.texts(text, "h3")


def test_a_visitor_sees_the_title_only_and_staff_the_name(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    url = "/instansi/dinas/sop/contoh"
    seen_by_visitor = portal.visitor().get(url).text
    seen_by_staff = portal.as_(portal.person("asep")).get(url).text
    assert "Kepala Dinas" in seen_by_visitor
    assert "Kanari" not in seen_by_visitor
    assert "Kanari Rahasia" in seen_by_staff
    assert "NIP 19701023 199203 1 007" in seen_by_staff


def test_no_answer_to_a_visitor_holds_a_name_or_nip(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    urls = [
        "/", "/sop", "/sop?q=Kanari", "/sop?q=19701023", "/sop/contoh", "/sop/contoh/varian", "/instansi",
        "/instansi/dinas", *(f"/instansi/dinas/sop/contoh{rest}" for rest in ("", "/asal", "/varian")),
        *(f"/instansi/dinas/sop/contoh/unduh/{name}" for name in portal.rooms.plugins.formats),
        *(f"/sop/contoh/unduh/{name}" for name in portal.rooms.plugins.formats),
    ]  # fmt: skip
    answers = {url: portal.visitor().get(url) for url in urls}
    assert {answer.status_code for answer in answers.values()} == {200}
    told = [url for url, answer in answers.items() if b"Rahasia" in answer.data or b"19701023 1" in answer.data]
    assert told == []


def test_a_signed_text_that_differs_is_said_and_unsigned(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path, f"digest_disahkan: {'0' * 64}"))
    text = portal.as_(portal.person("asep")).get("/instansi/dinas/sop/contoh").text
    assert "Berbeda dari naskah yang disahkan" in html.texts(text, "h2")
    assert "Kanari" not in text


@pytest.mark.parametrize("more", ["status: konsep", "status: dicabut", "tanggal_efektif: 2027-01-01"])
def test_what_is_not_in_force_is_not_there_for_strangers(build: Build, tmp_path: Path, more: str) -> None:
    portal = build(**write(tmp_path, more))
    url, unknown = "/instansi/dinas/sop/contoh", "/instansi/dinas/sop/tidak-ada"
    for stranger in (portal.visitor(), portal.as_(portal.holder("raja", "lain", "kepala"))):
        answers = [stranger.get(one) for one in (url, unknown)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].text.replace(url, "") == answers[1].text.replace(unknown, "")
        assert "01/2026" not in stranger.get("/sop?q=contoh").text
        assert stranger.get(f"{url}/unduh/json").status_code == 404
    assert portal.as_(portal.holder("asep", "dinas", "kepala")).get(url).status_code == 200


def test_a_draft_is_listed_for_its_own_office(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path, "status: konsep"))
    own, other = portal.holder("asep", "dinas", "kepala"), portal.holder("raja", "lain", "kepala")
    assert "01/2026" in portal.as_(own).get("/sop?status=konsep").text
    assert "01/2026" not in portal.as_(other).get("/sop?status=konsep&instansi=dinas").text


def test_an_sop_that_cannot_be_used_says_why(build: Build, tmp_path: Path) -> None:
    settings = write(tmp_path)
    broken = tmp_path / "plugins" / "dinas" / "sop" / "contoh.md"
    broken.write_text(broken.read_text("utf-8").replace("pelaksana: staf", "pelaksana: hantu"), "utf-8")
    portal = build(**settings)
    url = "/instansi/dinas/sop/contoh"
    text = portal.as_(portal.holder("asep", "dinas", "kepala")).get(url).text
    assert "SOP ini belum dapat dipakai untuk siklus baru" in html.texts(text, "h2")
    assert "dinas/contoh.md:" in text
    assert "hantu" in text


def test_a_change_on_disk_shows_at_once(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    url = "/instansi/dinas/sop/contoh"
    assert "Mengarsipkan bahan" in portal.visitor().get(url).text
    document = tmp_path / "plugins" / "dinas" / "sop" / "contoh.md"
    document.write_text(document.read_text("utf-8").replace("Mengarsipkan", "Membukukan"), "utf-8")
    assert "Membukukan bahan" in portal.visitor().get(url).text


def test_a_second_change_in_the_same_instant_shows_too(build: Build, tmp_path: Path) -> None:
    portal = build(**write(tmp_path))
    document = tmp_path / "plugins" / "dinas" / "sop" / "contoh.md"
    document.touch()
    state = document.stat()
    assert "Mengarsipkan bahan" in portal.visitor().get("/instansi/dinas/sop/contoh").text
    document.write_text(document.read_text("utf-8").replace("Mengarsipkan", "Menggudangkn"), "utf-8")
    os.utime(document, ns=(state.st_mtime_ns, state.st_mtime_ns))
    assert "Menggudangkn bahan" in portal.visitor().get("/instansi/dinas/sop/contoh").text


def test_a_download_is_a_file_with_a_name(portal: Portal) -> None:
    answer = portal.visitor().get(f"{SHEET}/unduh/json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="purwakarta-pengumpulan-data-kinerja.json"'
    assert answer.json is not None
    assert answer.json["langkah"][1]["pelaksana"] == ["kasubbag-perencanaan"]
    assert portal.visitor().get(f"{SHEET}/unduh/exe").status_code == 404


@pytest.mark.parametrize("agency", ["tidak-ada", "Purwakarta", "..", "luwu_timur"])
def test_an_unknown_agency_is_not_found(portal: Portal, agency: str) -> None:
    assert portal.visitor().get(f"/instansi/{agency}").status_code == 404


def test_an_agency_shows_its_sops_and_its_days(portal: Portal) -> None:
    text = portal.visitor().get("/instansi/luwu-timur").text
    assert "/instansi/luwu-timur/sop/pengumpulan-data-kinerja" in html.links(text)
    assert "Waktu WITA" in text


def test_the_cycles_of_an_sop_are_for_those_who_may_see_them(portal: Portal) -> None:
    own = portal.as_(portal.holder("asep", "purwakarta", "kepala")).get(f"{SHEET}/siklus")
    assert "Belum pernah dijalankan di portal" in own.text
    manager = portal.as_(portal.granted("dewi", "pengelola", "purwakarta")).get(f"{SHEET}/siklus")
    assert "Buka siklus baru" in manager.text
    other = portal.as_(portal.holder("raja", "anambas", "kepala"))
    assert f"{SHEET}/siklus" not in html.links(other.get(SHEET).text)


def test_bare_minutes_and_column_numbers_stand_as_printed(portal):
    html = portal.visitor().get("/instansi/bakesbangpol/sop/pengumpulan-data-kinerja").text
    assert "<td>15</td>" in html and "15 menit" not in html
    numbers = re.search(r'<tr class="numbers"[^>]*>(.*?)</tr>', html)[1]
    assert re.findall(r"<td>(.*?)</td>", numbers) == ["", "1", "2", "3", "4", "5", "6", "7", "8", ""]
