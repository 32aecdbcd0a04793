"""A return that names units, and what of the others stands: until the next return."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("named", "signed"), [((), set()), (("b",), set()), (("a",), {"b"})])
def test_what_stood_after_one_return_is_opened_by_the_next(trail, step, named, signed):
    """After a return for A alone, B's old signature stands only until somebody sends back what it was made on."""
    sheet = trail(
        step("himpun", to="periksa", himpun="unit"), step("periksa", to="ttd"),
        step("ttd", "kabid", "koreksi", per="unit"), step("koreksi", "kepala"), units=("a", "b"),
    )  # fmt: skip
    for unit in "ab":
        sheet.hand_in(unit)
    sheet.check("kasubbag")
    sheet.check("kasubbag")
    for unit in "ab":
        sheet.check("kabid", unit=unit)
    sheet.send_back("kepala", "himpun", "a")
    sheet.hand_in("a")
    sheet.check("kasubbag")
    sheet.send_back("kasubbag", "himpun", *named)
    for handin in sheet.state.steps["himpun"].handins:
        if handin.event is None:
            sheet.hand_in(handin.unit)
    sheet.check("kasubbag")
    sheet.check("kasubbag")
    assert {filled.slot.unit for filled in sheet.state.steps["ttd"].filled} == signed


def test_a_unit_that_a_form_names_often_is_asked_once(trail, step):
    sheet = trail(step("himpun", to="periksa", himpun="unit"), step("periksa"), units=("a", "b"))
    for unit in "ab":
        sheet.hand_in(unit)
    sheet.check("kasubbag")
    assert sheet.send_back("kasubbag", "himpun", *"ab" * 1000).payload["unit_diminta"] == ["a", "b"]
