"""The print view, printed by the browser: as many pages as were measured, on the right paper, with their letters."""

from __future__ import annotations

import io
import shutil
from collections import Counter

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from portal.hooks import Around, Paper
from portal.paper.markup import data_uri
from portal.paper.measure import SIDE, SIZES, chart
from portal.paper.printed import FOLDER, FONTS, fingerprint, printed
from tests.browser.pages import OFFICE, SOP
from tests.browser.serving import Served
from tests.drawing.stress import stress
from tests.golden.make import photographed
from tests.needs import missing

INCH = 72 / 25.4
CARRIED = {weight: data_uri("font/ttf", (FOLDER / "fonts" / file).read_bytes()) for weight, file in FONTS.items()}
"""Our fonts inside the page: the sheet of these tests comes from no server."""


def print_out(page: Page) -> PdfReader:
    """Print what the page shows, as the browser's own dialog does."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True)))


def lies_on(printout: PdfReader, paper: Paper) -> bool:
    """True if every page has the size of this paper, lying on its side."""
    return all(
        (float(page.mediabox.width), float(page.mediabox.height))
        == pytest.approx((SIZES[paper][0] * INCH, SIZES[paper][1] * INCH), abs=1)
        for page in printout.pages
    )


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_an_agencys_sheet_is_printed_as_it_was_measured(demo: Served, page: Page, paper: Paper) -> None:
    page.goto(f"{demo.url}/instansi/{OFFICE}/sop/{SOP}/cetak?kertas={paper}")
    printout = print_out(page)
    assert len(printout.pages) == 3
    assert lies_on(printout, paper)
    text = printout.pages[1].extract_text()
    assert "Halaman 2 dari 3" in text and "Sidik " in text
    assert "Kembali ke lembar SOP" not in text, "the bar stays on the screen"


def test_forty_steps_on_f4_have_connectors_that_pair_up(page: Page) -> None:
    sop = stress()
    page.set_content(printed(sop, Around(paper="F4"), fonts=CARRIED).html())
    printout = print_out(page)
    assert len(printout.pages) == 1 + len(chart(sop, "F4").pages)
    assert lies_on(printout, "F4")
    texts = [sheet.extract_text() for sheet in printout.pages]
    letters = Counter(word for text in texts for word in text.split() if len(word) == 1 and word.isupper())
    assert len(letters) >= 3 and set(letters.values()) == {2}
    assert all(f"Sidik {fingerprint(sop)}" in text for text in texts)
    assert all("Uraian Kegiatan" in text for text in texts[1:])


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_every_table_is_printed_with_its_right_border(page: Page, paper: Paper) -> None:
    if shutil.which("pdftoppm") is None:
        missing("PDF", "pdftoppm (poppler-utils) tidak terpasang")
    page.set_content(printed(stress(), Around(paper=paper), fonts=CARRIED).html())
    pictures = photographed(page.pdf(prefer_css_page_size=True))
    assert len(pictures) == 1 + len(chart(stress(), paper).pages)
    for picture in pictures:
        wide, high = picture.size
        margin = wide - round(wide * SIDE / SIZES[paper][0])
        line = picture.crop((margin - 3, high // 4, wide, high // 4 + 1)).tobytes()
        assert min(line) < 200, "no line at the margin"


def test_the_bar_chooses_the_paper_and_prints(demo: Served, page: Page) -> None:
    page.add_init_script("window.print = () => { document.title = 'dicetak' }")
    page.goto(f"{demo.url}/instansi/{OFFICE}/sop/{SOP}")
    page.get_by_role("link", name="Cetak", exact=True).click()
    page.get_by_role("link", name="F4").click()
    expect(page.locator("[aria-current=page]")).to_have_text("F4")
    page.get_by_role("button", name="Cetak").click()
    expect(page).to_have_title("dicetak")
    page.get_by_role("link", name="Kembali ke lembar SOP").click()
    expect(page.locator("table.sheet")).to_be_visible()


def test_an_agencys_year_and_its_days_off_are_printed_shortly(demo: Served, page: Page) -> None:
    demo.sign_in(page, "Bayu Prakoso")
    page.goto(f"{demo.url}/instansi/{OFFICE}/ringkasan")
    overview = print_out(page)
    assert "\n".join(sheet.extract_text() for sheet in overview.pages).count("Triwulan IV") == 1
    page.goto(f"{demo.url}/instansi/{OFFICE}/kalender")
    assert len(print_out(page).pages) <= 3
