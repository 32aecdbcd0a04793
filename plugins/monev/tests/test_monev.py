"""Monev: what its steps ask and keep, and where they stand once switched on."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import Activity, Sop
from portal.testing import composed, plugins_in

SLUG = "pengumpulan-data-kinerja"
STEPS = ["monev-jadwal", "monev-pelaksanaan", "monev-hasil"]


def switched_on(home: Path, agency: str) -> Sop:
    entry = composed(home, agency, SLUG, aktifkan=["monev"])
    assert entry.sop is not None
    assert entry.usable, entry.problems
    return entry.sop


@pytest.mark.parametrize(
    ("agency", "before"),
    [("anambas", "himpun"), ("bakesbangpol", "periksa"), ("luwu-timur", "himpun"), ("suak-midai", "ekejab-input")],
)
def test_monev_follows_once_the_data_are_in(agency: str, before: str, tmp_path: Path) -> None:
    ids = [step.id for step in switched_on(tmp_path, agency).langkah]
    assert ids[ids.index(before) + 1 :][:3] == STEPS


def test_its_steps_are_done_by_columns_the_form_has(tmp_path: Path) -> None:
    sop = switched_on(tmp_path, "luwu-timur")
    assert [step.pelaksana for step in sop.langkah if step.id in STEPS] == [
        ("kasubbag-perencanaan",), ("kepala",), ("kasubbag-perencanaan",),
    ]  # fmt: skip


def test_purwakarta_which_holds_monev_already_gets_no_second_one(tmp_path: Path) -> None:
    assert len(switched_on(tmp_path, "purwakarta").langkah) == 8


def test_all_activities_at_once_stand_in_the_order_of_the_work(tmp_path: Path) -> None:
    sop = composed(tmp_path, "anambas", SLUG, aktifkan=["ekejab", "monev", "rapat"]).sop
    assert sop is not None
    assert [step.id for step in sop.langkah] == [
        "perintah", "teruskan", "edarkan", "rapat-undangan", "rapat-pelaksanaan", "himpun", *STEPS,
        "ekejab-input", "ekejab-koreksi", "ekejab-dokumentasi", "analisis",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def activities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Activity]:
    return dict(plugins_in(tmp_path_factory.mktemp("home")).activities)


def test_a_schedule_does_not_end_before_it_begins(activities: dict[str, Activity]) -> None:
    schedule = activities["monev.jadwal"]
    assert schedule.refusals({"mulai": "2026-10-14", "sampai": "2026-10-13"})
    assert not schedule.refusals({"mulai": "2026-10-14", "sampai": "2026-10-14"})
    assert not schedule.refusals({"sampai": "2026-10-14"})


def test_a_deadline_needs_an_act(activities: dict[str, Activity]) -> None:
    result = activities["monev.hasil"]
    assert result.refusals({"batas": "2026-11-02"})
    assert not result.refusals({"batas": "2026-11-02", "tindak_lanjut": "Memperbaiki data, oleh Bidang I"})


def test_what_was_typed_is_kept_in_words(activities: dict[str, Activity]) -> None:
    assert activities["monev.pelaksanaan"].produce({"tanggal": "2026-10-14", "masalah": "Data belum lengkap"}) == [
        ("Tanggal monev", "Rabu, 14 Oktober 2026"), ("Masalah yang ditemukan", "Data belum lengkap"),
    ]  # fmt: skip
