"""Evidence that an SOP wants: no check and no decision without it."""

from __future__ import annotations

import pytest

from portal.refusal import Refusal


@pytest.fixture
def strict(world):
    """A cycle of an SOP that wants evidence at its first, its collecting and its deciding step."""
    path = world.library.settings.home / "plugins" / "satu" / "sop" / "uji.md"
    text = path.read_text("utf-8")
    for words in ("waktu: 5 menit", "himpun: unit", "tidak: himpun"):
        text = text.replace(words, f"{words}, wajib_bukti: true")
    path.write_text(text, "utf-8")
    return world.open()


def test_a_step_that_wants_evidence_is_not_checked_without(world, strict):
    with pytest.raises(Refusal, match="wajib disertai bukti dukung") as refused:
        world.act("check", "kepala", strict)
    assert refused.value.field == "bukti"
    assert world.act("check", "kepala", strict, bukti=(world.bukti(),)).cycle.state.active == "himpun"


def test_what_the_units_handed_in_is_evidence_for_the_collecting_step(world, strict):
    at = world.act("check", "kepala", strict, bukti=(world.bukti(),)).cycle
    with pytest.raises(Refusal, match="wajib disertai"):
        world.act("check", "kasubbag", at, alasan="tanpa bidang")
    world.act("hand_in", "kabid-a", at, unit="a", bukti=(world.bukti(),))
    world.act("hand_in", "kabid-b", at, unit="b")
    assert world.act("check", "kasubbag", at).cycle.state.active == "rapat"


def test_a_decision_that_wants_evidence_asks_for_it(world, strict):
    at = world.act("check", "kepala", strict, bukti=(world.bukti(),)).cycle
    world.act("hand_in", "kabid-a", at, unit="a", bukti=(world.bukti(),))
    world.act("hand_in", "kabid-b", at, unit="b")
    at = world.until(world.act("check", "kasubbag", at).cycle, "koreksi")
    with pytest.raises(Refusal, match="wajib disertai"):
        world.act("decide", "kepala", at, pilihan="ya")
    assert world.act("decide", "kepala", at, pilihan="ya", bukti=(world.bukti(),)).cycle.state.active == "arsip"
