"""The page about the API names every address, every field and every word that a program meets."""

# ruff: noqa: F401, F811 (fixtures of the pages of cycles)

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from portal.cycle.events import Kind
from portal.cycle.ledger import Fate
from portal.cycle.state import CycleWord, StepWord
from portal.desk.files import PURPOSES
from tests.docs.pages import table_of
from tests.web.files import cabinet, check
from tests.web.test_siklus import AGENCY, cycle, office

PAGE = "api.md"
SPOKEN = re.compile(r"`([^`]+)`")


@pytest.fixture
def ask(office, cycle, cabinet):
    """ask("/siklus") → what the API answers to the pengelola of an office with one cycle and one file."""
    check(office, cycle, "rekap.pdf")
    headers = {"Authorization": f"Bearer {office.token('dewi')}"}
    return lambda url: office.portal.visitor().get(f"/api/v1{url}", headers=headers).json


@pytest.fixture
def objects(ask, cycle) -> dict[str, Any]:
    """One of each kind of object, under the words by which the page calls it."""
    whole, year = ask(cycle), ask(f"/instansi/{AGENCY}/register")
    return {
        "an SOP in the list": ask("/sop")["sop"][0],
        "a cycle in the list": ask("/siklus")["siklus"][0],
        "a cycle": whole,
        "a step": whole["langkah"][0],
        "an event": whole["riwayat"][0],
        "a file": ask(f"{cycle}/berkas")["berkas"][0],
        "the register": year,
        "an SOP in the register": year["sop"][0],
        "a period": year["sop"][0]["periode"][0],
    }


def first_words(title: str) -> list[str]:
    """Return what the first column of a table names, in its order."""
    return [word for row in table_of(PAGE, title) for word in SPOKEN.findall(row[0])]


def test_the_page_names_every_field_and_no_other(objects):
    said = {kind: set(first_words(f"field of {kind}")) for kind in objects}
    assert said == {kind: set(one) for kind, one in objects.items()}


def test_the_page_names_every_address_and_no_other(office):
    rules = {rule.rule for rule in office.portal.app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert set(first_words("address")) == rules - {"/api/v1/<path:rest>"}


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("field of a cycle in the list", "status", CycleWord),
        ("field of a step", "keadaan", StepWord),
        ("field of a period", "keadaan", Fate),
    ],
)
def test_the_page_names_every_word_a_field_may_have(table, row, words):
    (told,) = (cells[1] for cells in table_of(PAGE, table) if cells[0] == f"`{row}`")
    assert set(SPOKEN.findall(told)) == set(get_args(words))


def test_the_page_names_every_act_and_what_files_are_for():
    assert set(first_words("`jenis`")) == set(get_args(Kind))
    (told,) = (cells[1] for cells in table_of(PAGE, "field of a file") if cells[0] == "`untuk`")
    assert set(SPOKEN.findall(told)) == {"bukti", *PURPOSES.values()}
