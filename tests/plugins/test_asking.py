"""Asking hooks: every plugin on its own, in order of name, whatever another does."""

import logging
import sys
from datetime import UTC, datetime

import pytest

from portal.cycle.events import Actor, Event
from portal.cycle.state import CycleState
from portal.hooks import Asker, Check
from portal.sop.edits import Drop
from portal.sop.model import Agency, Pelaksana, Sop, Step

HEAD = "from portal import Drop, Panel, Problem, hookimpl\n\n"
SOP = Sop("contoh", "Contoh", (Pelaksana("kepala", "Kepala"),), (Step("a", "Membuka", ("kepala",)),))
FAULTS = [
    "raise RuntimeError('rusak')",
    "raise SystemExit(1)",
    "return sop_problems(sop)",
    "return 5",
    "return 'satu kalimat'",
    "return [5]",
    "return {'a': 1}",
    "yield 1 / 0",
    "return (None for _ in iter(int, 1))",
]


def judging(body: str) -> str:
    """Return the code of a plugin that judges SOPs so."""
    return f"{HEAD}@hookimpl\ndef sop_problems(sop):\n    {body}\n"


def says(word: str) -> str:
    """Return the code of a plugin that advises `word` on every SOP."""
    return judging(f"return [Problem('', None, '{word}', 'saran')]")


@pytest.mark.parametrize("fault", FAULTS)
def test_one_that_fails_is_dropped_and_the_others_are_asked(write, find, fault, caplog):
    write("aaa", says("pertama"))
    write("mmm", judging(fault))
    write("zzz", says("terakhir"))
    plugins = find()
    with caplog.at_level(logging.ERROR, "portal.plugins"):
        found = [problem.message for problem in plugins.problems(SOP)]
    assert found == ["pertama", "terakhir"]
    assert [(one.plugin, one.hook) for one in plugins.faults] == [("mmm", "sop_problems")]
    assert "plugin mmm failed in hook sop_problems" in caplog.text


def test_the_order_is_the_names_not_the_finding(write, find):
    for name in ("ccc", "aaa", "bbb"):
        write(name, says(name))
    assert [problem.message for problem in find().problems(SOP)] == ["aaa", "bbb", "ccc"]


def test_neither_first_nor_wrapping_lets_a_plugin_speak_for_another(write, find):
    write("aaa", says("saran a"))
    write("zzz", f"{HEAD}@hookimpl(wrapper=True, tryfirst=True)\ndef sop_problems(sop):\n    yield\n    return []\n")
    assert [problem.message for problem in find().problems(SOP)] == ["saran a"]


def test_only_those_switched_on_may_edit(write, find):
    for name in ("aaa", "bbb"):
        write(name, f"{HEAD}@hookimpl\ndef sop_edits(sop, agency):\n    return [Drop('{name}')]\n")
    plugins = find()
    assert plugins.edits(SOP, Agency("x", "X", aktifkan=("bbb",))) == ({"bbb": (Drop("bbb"),)}, [])
    assert plugins.edits(SOP, Agency("x", "X")) == ({}, [])


def test_a_failed_edit_is_reported_to_whoever_composes(write, find):
    write("aaa", f"{HEAD}@hookimpl\ndef sop_edits(sop, agency):\n    return [agency]\n")
    edits, faults = find().edits(SOP, Agency("x", "X", aktifkan=("aaa",)))
    assert edits == {} and [fault.plugin for fault in faults] == ["aaa"]
    assert faults[0].message == "TypeError: jawaban berisi Agency, seharusnya Add"


def objecting(body: str) -> str:
    """Return the code of a plugin that answers `objections` so."""
    return f"{HEAD}@hookimpl\ndef objections(check):\n    {body}\n"


def objections(plugins) -> list[str]:
    """Ask for objections to a check of the first step."""
    return plugins.objections(CycleState(SOP), "a", Check("centang", None), Asker("1", "Ani", "kepala"))


def test_any_objection_refuses_and_all_are_shown(write, find):
    write("aaa", objecting("return ['belum lengkap', 'belum dibaca']"))
    write("bbb", objecting("return []"))
    write("ccc", objecting("return ('tunggu kepala',)"))
    assert objections(find()) == ["belum lengkap", "belum dibaca", "tunggu kepala"]


def test_no_answer_is_no_objection(write, find):
    write("aaa", objecting("return None"))
    assert objections(find()) == []


@pytest.mark.parametrize(
    "fault", ["raise SystemExit", "return 'ya'", "return True", "return [1]", "return ['  ']", "1 / 0"]
)
def test_a_plugin_that_cannot_say_objects_and_is_named(write, find, fault):
    write("aaa", objecting(fault))
    write("bbb", objecting("return ['belum']"))
    belum, failed = objections(find())
    assert belum == "belum"
    assert 'Plugin "aaa" gagal memeriksa langkah ini' in failed


EVENT = Event("c", 1, "buka", Actor("1", "Ani Kenari"), datetime(2026, 10, 6, tzinfo=UTC), hash="ab")


def test_all_are_told_of_an_event_though_one_fails(write, find):
    write("aaa", f"{HEAD}@hookimpl\ndef recorded(event):\n    raise SystemExit\n")
    write("bbb", f"{HEAD}heard = []\n\n@hookimpl\ndef recorded(event):\n    heard.append(event.seq)\n")
    plugins = find()
    plugins.tell(EVENT)
    assert plugins.plugin("bbb").module.heard == [1]


def test_the_portal_writes_each_event_as_one_line_without_a_name(find, caplog):
    with caplog.at_level(logging.INFO, "portal.events"):
        find().tell(EVENT)
    assert '"kind": "buka"' in caplog.messages[0] and "\n" not in caplog.messages[0]
    assert "Kenari" not in caplog.text


def test_boxes_come_with_the_name_of_their_plugin(write, find):
    write("aaa", f"{HEAD}@hookimpl\ndef panels(place, subject):\n    return [Panel(f'aaa/{{place}}.html')]\n")
    boxes = [(name, panel.template) for name, panel in find().panels("sop", SOP)]
    assert ("aaa", "aaa/sop.html") in boxes


def test_ctrl_c_is_not_a_plugins_fault(write, find):
    write("aaa", judging("raise KeyboardInterrupt"))
    plugins = find()
    with pytest.raises(KeyboardInterrupt):
        plugins.problems(SOP)


def test_every_call_can_be_traced(write, find, caplog):
    write("aaa", says("pertama"))
    plugins = find(PORTAL_TRACE="1")
    with caplog.at_level(logging.INFO, "portal.plugins"):
        plugins.problems(SOP)
    assert any("plugin aaa answered hook sop_problems" in message for message in caplog.messages)


def test_without_the_switch_nothing_is_traced(write, find, caplog):
    write("aaa", says("pertama"))
    with caplog.at_level(logging.INFO):
        find().problems(SOP)
    assert not caplog.messages


def test_why_a_plugin_is_missing_is_told(write, find):
    write("rusak", "1 / 0\n")
    plugins = find()
    assert plugins.why_missing("rapat") is None
    assert "dikarantina: gagal dimuat: ZeroDivisionError" in plugins.why_missing("rusak")
    assert "tidak terpasang" in plugins.why_missing("entah")


def test_finding_plugins_leaves_the_recursion_limit_alone(write, find):
    before = sys.getrecursionlimit()
    write("aaa", judging(FAULTS[2]))
    find().problems(SOP)
    assert sys.getrecursionlimit() == before
