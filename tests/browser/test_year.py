"""A year at an office, as those who work there and those who judge it see it: holidays, a Plt., a phone, one sheet."""

from __future__ import annotations

import io
import re

from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader

from tests.browser.axe import PHONE
from tests.browser.conftest import Window
from tests.browser.handling import CHECK, open_cycle
from tests.browser.serving import Served
from tests.needs import missing

OFFICE = "/instansi/purwakarta"
ASEP, DEWI, UJANG, TATANG = "Asep Kurniawan", "Dewi Anggraeni", "Drs. Ujang Sumarna", "Tatang Wiranata"
AUDITOR = "Lukas Wenda"
REKAP: FilePayload = {"name": "Rekap TW III.csv", "mimeType": "text/csv", "buffer": b"indikator;realisasi\nA;1\n"}
STEP_4 = "Kepala Dinas sesuai bidang koordinasinya melaksanakan monev capaian kinerja."


def ahead(page: Page, day: str) -> None:
    """Move the demo's clock on to the morning of a day."""
    page.locator("summary", has_text="Majukan waktu demo").click()
    page.get_by_label("Ke tanggal").fill(day)
    page.get_by_role("button", name="Majukan", exact=True).click()
    expect(page.locator("#pesan")).to_contain_text("Di demo ini sekarang")


def check(page: Page, no: int) -> None:
    """Check the step off that is the reader's turn."""
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("status")).to_contain_text(f"Tercatat: langkah {no}")


def printed(page: Page) -> list[str]:
    """Return the text of the pages that the browser prints of what it shows."""
    return texts(page.pdf(prefer_css_page_size=True, tagged=True))


def texts(pdf: bytes) -> list[str]:
    """Return the text of a PDF's pages, its lines made one."""
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


def up_to_the_fourth_step(portal: Served, page: Page) -> str:
    """Let a cycle be opened in October, wait until two days before Christmas, and go to the Kepala Dinas's step."""
    cycle = open_cycle(portal.sign_in(page, DEWI))
    ahead(page, "2026-12-23")
    portal.sign_in(page, ASEP)
    expect(page.locator(".task").first).to_contain_text("lewat 53 hari kerja")
    page.goto(cycle)
    page.get_by_label("Alasan keterlambatan").fill("Menunggu realisasi dua bidang.")
    page.get_by_label("Bukti dukung").set_input_files([REKAP])
    check(page, 1)
    portal.sign_in(page, DEWI).goto(cycle)
    for no in (2, 3):
        check(page, no)
    return cycle


def test_the_clock_moves_over_holidays_and_every_page_follows(portal: Served, window: Window) -> None:
    page = window().new_page()
    cycle = up_to_the_fourth_step(portal, page)
    active = page.locator("#aktif")
    expect(active).to_contain_text("“3 Hari” sejak Rabu, 23 Desember: Rabu, 30 Desember 2026.")
    expect(active).to_contain_text("Melewati 1 akhir pekan dan 2 hari libur.")
    expect(active.locator(".crossed li")).to_have_text(
        ["Kamis, 24 Desember: Cuti Bersama Hari Raya Natal", "Jumat, 25 Desember: Hari Raya Natal"]
    )

    ahead(portal.sign_in(page, UJANG), "2026-12-30")
    expect(page.get_by_role("heading", name="Hari ini")).to_be_visible()
    page.goto(f"{portal.url}/akun/surat")
    expect(page.locator(".letter")).to_contain_text(f"HARI INI (1)\n- {STEP_4}")
    page.goto(f"{portal.url}/siklus?status=terlambat")
    expect(page.locator(f'a[href^="{cycle.removeprefix(portal.url)}"]')).to_have_count(0)

    ahead(page, "2027-01-04")
    expect(page.locator(f'a[href^="{cycle.removeprefix(portal.url)}"]')).to_have_count(1)
    page.goto(portal.url)
    expect(page.locator(".task", has_text=STEP_4)).to_contain_text("lewat 2 hari kerja")
    page.goto(f"{portal.url}/akun/surat")
    letter = page.locator(".letter")
    expect(letter).to_contain_text(f"TERLAMBAT (1)\n- {STEP_4}")
    expect(letter).to_contain_text("batas Rabu, 30 Desember 2026")
    judged_in_january(portal, page)


def judged_in_january(portal: Served, page: Page) -> None:
    """Look at register and LKE: the year that is over, though the calendar's is new."""
    portal.sign_in(page, DEWI)
    expect(page.locator(".gap")).to_have_text(
        re.compile("Sudah dapat dibuka: Pengumpulan Data Kinerja, Triwulan IV 2026, sampai Sabtu, 30 Januari 2027.")
    )
    page.locator(".gap").get_by_role("link", name="Lihat register periode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Register periode 2026")
    first, third, fourth = (page.locator(f"[id='pengumpulan-data-kinerja-2026-tw{n}']") for n in (1, 3, 4))
    expect(first.get_by_role("cell").first).to_have_text(re.compile("Tepat waktu selesai .* April 2026"))
    expect(third).to_contain_text("Berjalan, lewat 43 hari kerja")
    expect(fourth).to_contain_text("Terbuka sampai Sabtu, 30 Januari 2027")
    expect(fourth.get_by_role("link", name="Buka siklus")).to_be_visible()

    page.goto(f"{portal.url}{OFFICE}/lke")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LKE 2026")
    facts = page.locator(".lke-facts")
    expect(facts).to_contain_text("3/3")
    expect(facts).to_contain_text("2 tepat waktu, 1 terlambat (43 hari kerja)")
    expect(page.locator(".lke-turns tr", has_text="Triwulan III 2026")).to_contain_text("Berjalan, lewat 43 hari kerja")
    expect(page.locator("#penanggung-jawab")).to_contain_text("Kepala Bidang, Bidang Statistik dan Persandian")
    expect(page.locator(".lke-late")).to_contain_text("Menunggu realisasi dua bidang.")


def test_a_plt_checks_his_step_and_both_names_are_on_the_paper(portal: Served, window: Window) -> None:
    page = portal.sign_in(window().new_page(), TATANG)
    cycle = portal.cycle("purwakarta 2023-TW1")
    page.goto(cycle)
    expect(page.locator("#aktif")).to_contain_text("Tercatat atas nama Tatang Wiranata, S.Si., Plt. Kepala Bidang")
    page.get_by_label("Alasan keterlambatan").fill("Surat perintah baru terbit.")
    check(page, 6)
    done = page.locator("#aktif .handins > li").first
    expect(done).to_contain_text("Tatang Wiranata, S.Si., Plt. Kepala Bidang, menggantikan Dadang Hermawan, S.Si.")
    waits = page.locator("#aktif p", has_text="Langkah ini menunggu")
    expect(waits).to_contain_text("Yayat Supriatna")
    expect(waits).not_to_contain_text("Tatang")

    signed = "Tatang Wiranata, S.Si. Plt. Kepala Bidang, Bidang Statistik dan Persandian, menggantikan Dadang Hermawan"
    page.goto(f"{cycle}/cetak")
    assert any(signed in sheet for sheet in printed(page))
    answer = page.request.get(f"{cycle}/berkas.pdf")
    if not answer.ok:
        missing("PDF", "PDF tidak dapat dibuat di sini")
    assert any(signed in sheet for sheet in texts(answer.body()))


def test_a_bidang_hands_in_its_sheet_from_a_phone_and_the_office_sees_it(portal: Served, window: Window) -> None:
    page = portal.sign_in(window(viewport=PHONE).new_page(), "Muhammad Idris")
    page.locator(".task").filter(has_text="Serahkan data Bidang Statistik").get_by_role("link").first.click()
    page.get_by_label("Berkas yang diserahkan").set_input_files([REKAP])
    page.get_by_role("button", name="Serahkan data").click()
    expect(page.get_by_role("status")).to_contain_text("Disertai 1 berkas.")
    expect(page.locator("#aktif")).to_contain_text("3 dari 3 bidang masuk.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    portal.sign_in(page, "Syarifah Aminah").goto(portal.cycle("anambas 2026-TW3"))
    unit = page.locator("#aktif .handins > li", has_text="Bidang Statistik")
    expect(unit).to_contain_text("Muhammad Idris Zulkarnain")
    expect(unit.get_by_role("link", name=REKAP["name"])).to_be_visible()


def test_a_year_with_one_late_one_returned_and_one_from_paper_reads_on_one_page(demo: Served, window: Window) -> None:
    page = demo.sign_in(window().new_page(), AUDITOR)
    page.goto(f"{demo.url}{OFFICE}/lke?tahun=2025")
    facts = page.locator(".lke-facts > div")
    expect(facts).to_contain_text(
        [
            re.compile(r"Periode dijalankan4/4\s*3 tepat waktu, 1 terlambat \(5 hari kerja\)"),
            re.compile("Pengembalian1"),
            re.compile(r"Langkah dari kertas1\s*0 langkah dilewati, 1 centang terlambat"),
            re.compile(r"Rantai riwayat utuh4/4\s*53 catatan, 10 berkas"),
        ]
    )
    expect(page.locator(".lke-answers tbody tr[id]")).to_have_count(9)
    expect(page.locator("#berkala")).to_contain_text("4 dari 4 periode yang sudah tiba waktunya telah dijalankan")
    told = page.locator(".lke-turns tbody tr")
    expect(told).to_contain_text(
        [
            re.compile(r"Triwulan I 2025\s*Tepat waktu"),
            re.compile(r"Triwulan II 2025\s*Tepat waktu"),
            re.compile(r"Triwulan III 2025\s*Terlambat 5 hari kerja\s*30 Oktober 2025\s*6 November 2025"),
            re.compile(r"Triwulan IV 2025\s*Tepat waktu"),
        ]
    )
    expect(told.locator("[data-label=Pengembalian]")).to_have_text(["0", "1", "0", "0"])
    expect(told.locator("[data-label='Dari kertas']")).to_have_text(["0", "0", "0", "1"])
    expect(page.locator(".lke-late > li")).to_have_text(
        [re.compile("Triwulan III 2025, langkah 1 .*Menunggu data dari bidang")]
    )
    (sheet,) = printed(page)
    assert "LKE 2025" in sheet and "Terlambat 5 hari kerja" in sheet and "Dibaca Kamis, 8 Oktober 2026" in sheet

    page.goto(f"{demo.url}{OFFICE}/register?tahun=2025")
    notes = {2: "1 pengembalian", 3: "Terlambat 5 hari kerja", 4: "1 langkah dari kertas"}
    for number, note in notes.items():
        expect(page.locator(f"[id='pengumpulan-data-kinerja-2025-tw{number}']")).to_contain_text(note)
    (sheet,) = printed(page)
    assert all(note in sheet for note in notes.values()) and "Keadaan per Kamis, 8 Oktober 2026" in sheet
    page.goto(f"{demo.url}{OFFICE}/lke?tahun=2025")
    told.nth(1).get_by_role("link").click()
    expect(page.locator(".period")).to_have_text("Triwulan II 2025 (April–Juni)")
