"""The five agencies' sheets look as they did when somebody last looked at them: see `tests/golden/make.py`."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from portal.paper import heavy
from portal.refusal import Unable
from portal.sop.model import Step
from tests.golden.make import AGENCIES, FOLDER, name, pictures, sheet, svg
from tests.needs import missing

HINT = "look at the sheets; if they are as they should be, run `python -m tests.golden.make`"
BLUR, CELL, MOST = 1.5, 12, 10
"""Two pictures are blurred, and compared in squares of so many pixels: another release of a font's renderer moves
edges by less than a pixel; a box in place of a capsule makes 11, a missing word more."""

every_agency = pytest.mark.parametrize("agency_id", AGENCIES)


@pytest.fixture(scope="module")
def printer() -> None:
    """What turns a sheet into pictures: WeasyPrint with Pango, and poppler."""
    try:
        heavy.load("pdf")
    except Unable as why:
        missing("PDF", str(why))
    if shutil.which("pdftoppm") is None:
        missing("PDF", "pdftoppm (poppler-utils) tidak terpasang")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how different the most different squares of two pictures are, from 0 to 255."""
    if one.size != other.size:
        return 255.0
    blurred = (picture.convert("L").filter(ImageFilter.GaussianBlur(BLUR)) for picture in (one, other))
    apart = ImageChops.difference(*blurred)
    squares = apart.reduce(CELL)
    return float(ImageStat.Stat(squares).extrema[0][1])


@every_agency
def test_the_flowchart_is_drawn_as_before(agency_id: str) -> None:
    assert svg(agency_id) == (FOLDER / f"{agency_id}.svg").read_text("utf-8"), HINT


@every_agency
def test_every_page_looks_as_before(agency_id: str, printer: None) -> None:
    pages = pictures(*sheet(agency_id))
    kept = sorted(file.name for file in FOLDER.glob(f"{agency_id}-*.png"))
    assert kept == [name(agency_id, number) for number in range(1, len(pages) + 1)], HINT
    for picture, file in zip(pages, kept, strict=True):
        with Image.open(FOLDER / file) as before:
            assert difference(picture, before) < MOST, f"{file}: {HINT}"


def test_a_symbol_that_changed_is_seen(printer: None) -> None:
    agency, sop = sheet("suak-midai")
    first, *others = sop.langkah
    changed = pictures(agency, replace(sop, langkah=(replace(first, bentuk="proses"), *others)))
    with Image.open(FOLDER / name("suak-midai", 2)) as before:
        assert difference(changed[1], before) > MOST


def test_a_word_that_changed_is_seen(printer: None) -> None:
    agency, sop = sheet("suak-midai")
    steps: tuple[Step, ...] = (replace(sop.langkah[0], uraian="Lain"), *sop.langkah[1:])
    with Image.open(FOLDER / name("suak-midai", 2)) as before:
        assert difference(pictures(agency, replace(sop, langkah=steps))[1], before) > MOST
