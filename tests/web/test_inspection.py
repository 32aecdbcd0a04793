"""The checker's findings on the page of an SOP: for staff, errors apart from advice, without a person's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.library.advising import BY_ID
from tests.web.conftest import Build, Portal
from tests.web.html import by_id, parse, words

SHEET = "/instansi/{}/sop/pengumpulan-data-kinerja"
AGENCIES = ("anambas", "bakesbangpol", "luwu-timur", "purwakarta", "suak-midai")
BROKEN = """---
nama: Cuti Pegawai
tag: [kepegawaian]
pelaksana:
  staf: Staf
  kasubbag: Kasubbag
langkah:
  - {id: ajukan, uraian: Mengajukan cuti, pelaksana: staf, berikut: entah}
  - {id: setujui, uraian: Persetujuan cuti, pelaksana: kasubbag}
---
"""


def panel(portal: Portal, url: str) -> str:
    """Return the words of the panel as a clerk of Purwakarta reads it."""
    clerk = portal.as_(portal.holder("asep", "purwakarta", "petugas-data"))
    return words(by_id(clerk.get(url).text, "pemeriksaan"))


def test_staff_read_what_why_where_and_the_remedy(portal: Portal) -> None:
    text = panel(portal, SHEET.format("purwakarta"))
    rule = BY_ID["pelaku-dalam-uraian"]
    assert text.startswith("Pemeriksaan naskah 0 galat, 10 saran")
    assert text.count(rule.finds) == text.count(rule.why) == text.count(rule.remedy) == 1
    assert 'Uraian langkah 6 menyebut pelakunya: "Kepala Bidang menandatangani' in text
    assert "purwakarta/pengumpulan-data-kinerja.md:90" in text


def test_the_advice_of_plugins_stands_after_the_rules(portal: Portal) -> None:
    text = panel(portal, SHEET.format("luwu-timur"))
    assert text.index("Saran lain") > text.index(BY_ID["hukum-janggal"].finds)
    assert "Langkah 4 adalah rapat tanpa langkah undangan sebelumnya." in text.partition("Saran lain")[2]


def test_a_base_has_its_findings_too(portal: Portal) -> None:
    assert "0 galat, 1 saran" in panel(portal, "/sop/penyusunan-lkjip")


def test_nothing_found_is_told(portal: Portal) -> None:
    assert "Pemeriksa tidak menemukan apa pun." in panel(portal, "/sop/pengarsipan")


@pytest.mark.parametrize("url", ["/sop/penyusunan-lkjip", *(SHEET.format(agency) for agency in AGENCIES)])
def test_a_visitor_reads_nothing_of_it(portal: Portal, url: str) -> None:
    page = portal.visitor().get(url).text
    assert "Pemeriksaan naskah" not in page
    assert not [one for one in parse(page).iter() if one.get("id") == "pemeriksaan"]


@pytest.mark.parametrize("agency", AGENCIES)
def test_no_finding_names_who_signed(portal: Portal, agency: str) -> None:
    text = panel(portal, SHEET.format(agency))
    entry = portal.rooms.library.composed("pengumpulan-data-kinerja", agency)
    signed = entry.sop.disahkan_oleh if entry and entry.sop else None
    for secret in (signed.nama, signed.nip) if signed else ():
        assert secret and secret not in text


MISTAKES = {
    "cuti": "berikut: entah",
    "peserta": "peserta: [entah]",
    "tanpa-jalan": "bentuk: keputusan",
    "jalan-hilang": "bentuk: keputusan, ya: setujui, tidak: entah",
    "diri-sendiri": "berikut: ajukan",
}
"""Documents with an error that are shown all the same."""


def test_errors_stand_apart_on_the_page_of_an_sop_that_has_some(build: Build, tmp_path: Path) -> None:
    for slug, mistake in MISTAKES.items():
        path = tmp_path / "pustaka" / f"{slug}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(BROKEN.replace("berikut: entah", mistake), "utf-8")
    portal = build(library_dirs=(tmp_path / "pustaka",))
    clerk = portal.as_(portal.holder("asep", "purwakarta", "petugas-data"))
    found = {slug: words(by_id(clerk.get(f"/sop/{slug}").text, "pemeriksaan")) for slug in MISTAKES}
    assert all("Galat: menahan siklus baru" in text for text in found.values())
    before, _, after = found["cuti"].partition("Saran tidak menahan siklus.")
    assert '"berikut" langkah "ajukan" menuju "entah" yang tidak ada.pustaka/cuti.md:8' in before
    assert "Persetujuan cuti" in after and "Persetujuan cuti" not in before


def test_the_findings_are_kept_with_the_sop(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    panel(portal, SHEET.format("purwakarta"))
    monkeypatch.setattr("portal.library.entries.advise", lambda sop, places: 1 / 0)
    assert "10 saran" in words(
        by_id(
            portal.as_(portal.holder("iis", "purwakarta", "sekretaris")).get(SHEET.format("purwakarta")).text,
            "pemeriksaan",
        )
    )


def test_the_findings_are_told_in_english(portal: Portal) -> None:
    clerk = portal.as_(portal.holder("asep", "purwakarta", "petugas-data"))
    clerk.set_cookie("bahasa", "en")
    text = words(by_id(clerk.get(SHEET.format("luwu-timur")).text, "pemeriksaan"))
    assert "appointed before the age of 18" in text and "Kalimat" not in text
