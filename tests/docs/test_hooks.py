"""The example of `docs/hooks.md` answers every hook as the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import Agency, Around, Asker, Check, CycleState, Event, Sop, Step
from portal.cycle.events import Actor
from portal.plugins import Plugins, find_plugins
from portal.settings import load
from portal.sop.model import Pelaksana
from tests.docs.pages import DOCS, blocks, write

EXAMPLE = "contoh"
SOP = Sop(
    "surat-tugas",
    "Penerbitan Surat Tugas",
    (Pelaksana("kepala", "Kepala Dinas"),),
    (Step("himpun", "Menghimpun data", ("kepala",)), Step("periksa-ulang", "Memeriksa ulang data", ("kepala",))),
)


@pytest.fixture
def plugins(tmp_path: Path) -> Plugins:
    """The plugins of a portal in which the example of the page was written down."""
    for block in blocks(DOCS / "hooks.md"):
        if block.file:
            write(block, tmp_path)
    return find_plugins(load({"PORTAL_PLUGINS_DIR": str(tmp_path / "plugins")}, tmp_path))


def test_the_example_is_loaded_and_answers_every_hook(plugins: Plugins) -> None:
    assert [one.reason for one in plugins.quarantined if one.name == EXAMPLE] == []
    example = plugins.plugin(EXAMPLE)
    assert example
    assert set(example.hooks) == {
        "sop_edits", "activities", "sop_problems", "objections", "recorded", "formats", "panels",
    }  # fmt: skip


def test_its_edit_is_asked_of_an_agency_that_switched_it_on(plugins: Plugins) -> None:
    edits, faults = plugins.edits(SOP, Agency("lingga", "Dinas", aktifkan=(EXAMPLE,)))
    assert ([edit.step["id"] for edit in edits[EXAMPLE]], faults) == (["periksa-ulang"], [])  # type: ignore[union-attr]
    assert plugins.edits(SOP, Agency("lingga", "Dinas"))[0] == {}


def test_its_activity_refuses_words_and_keeps_numbers(plugins: Plugins) -> None:
    measure = plugins.activities["contoh.ukur"]
    assert measure.validate({"hasil": "banyak"}) == ["Hasil ukur berupa angka, misalnya 12."]
    assert measure.validate({"hasil": "12"}) == []
    assert measure.produce({"hasil": "12"}) == [("Hasil ukur", "12")]


def test_its_advice_is_among_the_problems(plugins: Plugins) -> None:
    assert any("dasar_hukum masih kosong" in problem.message for problem in plugins.problems(SOP))


def test_its_objection_stops_a_check_without_a_note(plugins: Plugins) -> None:
    person = Asker("1", "Rahmat", "kepala")
    state = CycleState(SOP)
    assert plugins.objections(state, "periksa-ulang", Check("centang", None), person) == [
        "Tuliskan di catatan apa yang diperiksa."
    ]
    assert plugins.objections(state, "periksa-ulang", Check("centang", None, note="cocok"), person) == []


def test_it_hears_of_a_return(plugins: Plugins, now: object, caplog: pytest.LogCaptureFixture) -> None:
    event = Event("abc", 3, "kembalikan", Actor("1", "Rahmat"), now, "himpun")  # type: ignore[arg-type]
    with caplog.at_level("INFO", "contoh"):
        plugins.tell(event)
    assert "abc: kembali dari himpun" in caplog.text


def test_its_format_is_a_list_of_the_steps(plugins: Plugins) -> None:
    assert plugins.formats["txt"].render(SOP, Around()) == b"1. Menghimpun data\n2. Memeriksa ulang data\n"


def test_its_panel_stands_on_the_page_of_an_sop(plugins: Plugins) -> None:
    panels = [panel for name, panel in plugins.panels("sop", SOP) if name == EXAMPLE]
    assert [(panel.template, panel.values) for panel in panels] == [("contoh/_jumlah.html", {"jumlah": 2})]
