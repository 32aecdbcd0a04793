"""The flowchart table as one picture: the form's words and the whole flow, the same bytes for the same SOP."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, settings

from portal.drawing import grid
from portal.drawing.model import Metrics
from portal.drawing.setting import PAD, SIZE, set_in_type
from portal.drawing.standalone import standalone
from portal.drawing.type import width
from portal.sop.model import Agency, Sop
from tests.drawing.procedures import procedures
from tests.drawing.stress import stress

SVG = "{http://www.w3.org/2000/svg}"
AGAIN = "from hashlib import sha256; from tests.drawing.stress import stress; from portal.drawing.standalone import " \
        "standalone; print(sha256(standalone(stress()).encode()).hexdigest())"  # fmt: skip


def words(picture: Element) -> str:
    """Return all words of a picture, each line apart."""
    return " ".join(element.text or "" for element in picture.iter())


def test_every_word_of_the_table_stands_in_it() -> None:
    sop = stress()
    seen = words(fromstring(standalone(sop, Agency("dinas", "Dinas <Contoh> & Lain"))))
    wanted = [
        grid.text(sop, step, column.key) for step in sop.langkah for column in grid.columns(sop) if not column.role
    ]
    assert "Dinas <Contoh> & Lain" in seen
    assert [text for texts in wanted for text in texts if not all(word in seen for word in text.split())] == []
    assert [
        column.title for column in grid.columns(sop) if not all(word in seen for word in column.title.split())
    ] == []


@settings(max_examples=20)
@given(procedures())
def test_every_edge_is_one_path_and_every_symbol_has_its_words(sop: Sop) -> None:
    picture = fromstring(standalone(sop))
    flow = next(element for element in picture if element.tag == f"{SVG}g")
    drawing = set_in_type(sop, Metrics()).drawing
    drawn = {segment.edge for row in drawing.rows for cell in row.cells for segment in cell.segments}
    symbols = [symbol for row in drawing.rows for cell in row.cells for symbol in cell.symbols]
    titles = [group.findtext(f"{SVG}title", "") for group in flow.findall(f"{SVG}g")]
    assert len(flow.findall(f"{SVG}path")) == len(drawn)
    assert len(titles) == len(symbols)
    assert all(title.startswith("Langkah ") for title in titles)


def test_it_knows_the_forms_symbols_and_none_for_guests() -> None:
    assert any(step.peserta for step in stress().langkah)
    assert "stroke-dasharray" not in standalone(stress())


def test_no_word_leaves_its_cell() -> None:
    sheet = set_in_type(stress(), Metrics())
    for (left, right), at in zip(pairwise(sheet.lefts), range(len(sheet.columns)), strict=True):
        lines = [line for step in sheet.sop.langkah for line in sheet.text(step, at)]
        assert max((width(line, SIZE) for line in lines), default=0.0) <= right - left - 2 * PAD


def test_a_row_is_as_high_as_its_longest_text() -> None:
    sop = stress()
    long = replace(sop.langkah[0], uraian="Menyampaikan kebutuhan berkas dengan sangat rinci " * 12)
    plain, grown = (set_in_type(one, Metrics()) for one in (sop, replace(sop, langkah=(long, *sop.langkah[1:]))))
    assert grown.tops[1] - grown.tops[0] > plain.tops[1] - plain.tops[0] + 100


def test_it_tells_the_flow_to_those_who_do_not_see_it() -> None:
    told = fromstring(standalone(stress())).findtext(f"{SVG}desc", "")
    assert told.startswith("Langkah 1, mulai, Pelaksana: Menyampaikan kebutuhan berkas")
    assert "tidak sesuai: kembali ke langkah 1" in told


def test_the_same_procedure_gives_the_same_bytes_in_every_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", AGAIN], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
